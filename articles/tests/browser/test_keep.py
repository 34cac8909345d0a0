"""Never lose a word, in real browsers. The numbers are those of the pains in RIVALS 2.1."""

import time

import pytest

from articles.models import Article, Revision, Sitting
from articles.tests.browser import writers
from articles.tests.factories import a_draft, a_section, a_topic, an_author
from newsroom.testing import Cast, at, travel

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
writer = writers.writer
FAILED = "Not saved since 08:00. Kept in this browser"


@pytest.fixture
def cast(transactional_db):
    with travel(at("08:00")):
        yield Cast()


@pytest.fixture
def story(cast):
    return a_draft("Bridge reopens", created_by=cast.rita)


def eventually(ask, seconds=12):
    """What ``ask`` answers, as soon as it is something."""
    until = time.monotonic() + seconds
    while not (found := ask()) and time.monotonic() < until:
        time.sleep(0.05)
    return found


# ---- Autosave ----


def test_10_a_new_story_is_kept_within_two_seconds_of_the_first_letter(writer, cast):
    rita = writer(cast.rita).open()
    rita.write(body="T")
    typed_at = time.monotonic()

    assert eventually(lambda: rita.kept() and rita.kept()["body"]) == "<p>T</p>"
    assert time.monotonic() - typed_at < 2
    rita.says("Saved 08:00 for you alone: press Save to put it in the story")
    assert rita.heard == []


def test_12a_who_clicks_away_finds_the_text_again_on_any_machine(writer, cast, story):
    rita = writer(cast.rita).open(story).write(headline="Bridge opens").is_kept()
    rita.close()

    rita.open(story).sees("You have text from")
    machine = writer(cast.rita).open(story).sees("You have text from 08:00 that was not saved.")
    assert machine.text("headline") == "Bridge reopens"
    machine.take_back()
    assert machine.text("headline") == "Bridge opens"
    machine.is_kept().save()

    story.refresh_from_db()
    assert story.headline == "Bridge opens"
    for again in (rita, machine):
        again.open(story)
        again.page.wait_for_timeout(1500)
        assert again.offers().count() == 0


def test_4_a_single_writer_who_saves_again_and_again_meets_no_conflict(writer, cast, story):
    rita = writer(cast.rita).open(story)
    for headline in ("Bridge opens", "Bridge opens today", "Bridge is open"):
        rita.write(headline=headline).save()
        assert "together" not in rita.page.locator(".messagelist").inner_text()

    assert list(story.revisions.filter(saved_by=cast.rita).values_list("aside", flat=True)) == [False] * 3
    assert rita.page.locator("[data-moved]").is_hidden()


# ---- Crash, log-out, deploy, no network ----


def test_5_a_crash_without_a_network_loses_nothing_and_the_text_offers_itself(writer, cast, story):
    rita = writer(cast.rita).open(story)
    rita.offline()
    rita.write(headline="Bridge opens", body=" Trams run again.")
    rita.page.wait_for_timeout(300)
    rita.crash()
    rita.online()

    rita.open(story).sees("You have text from")
    rita.page.get_by_role("button", name="Compare words").click()
    words = rita.page.locator("dialog#unsaved-words")
    assert (words.locator("del").first.inner_text(), words.locator("ins").first.inner_text()) == ("reopens", "opens")
    words.get_by_role("button", name="Close").click()
    rita.take_back().is_kept().save()

    story.refresh_from_db()
    assert (story.headline, "Trams run again." in story.body) == ("Bridge opens", True)


def test_9_without_a_server_the_form_stays_and_goes_on_by_itself(writer, cast, story):
    rita = writer(cast.rita).open(story)
    rita.offline()
    rita.write(headline="Bridge opens").says(FAILED)
    rita.press_save()
    rita.page.wait_for_timeout(500)
    assert rita.text("headline") == "Bridge opens"
    assert "fact--stop" in rita.page.locator(writers.SIGN).get_attribute("class")

    rita.online()
    rita.is_kept(timeout=20_000).save()

    story.refresh_from_db()
    assert story.headline == "Bridge opens"


def test_9_a_log_out_loses_nothing_and_signing_in_in_another_tab_goes_on(writer, cast, story):
    rita = writer(cast.rita).open(story)
    rita.sign_out()
    rita.write(headline="Bridge opens").says("You are signed out")
    rita.press_save()
    rita.page.wait_for_timeout(500)
    assert rita.text("headline") == "Bridge opens"
    assert rita.page.locator(writers.SIGN).get_by_role("link").get_attribute("target") == "_blank"

    rita.forget_token()
    rita.sign_in()
    rita.is_kept(timeout=20_000).save()

    story.refresh_from_db()
    assert (story.headline, story.saved_by) == ("Bridge opens", cast.rita)


def test_9_nobody_gets_the_text_of_who_wrote_in_this_browser_before(writer, cast, story):
    rita = writer(cast.rita).open(story)
    rita.sign_in(cast.ed)
    rita.write(headline="Bridge opens").says("Ed Marsh is signed in in this browser now.")
    assert not Sitting.objects.filter(user=cast.ed, typed__isnull=False).exists()

    rita.open(story)  # as Ed
    rita.page.wait_for_timeout(1500)
    assert rita.offers().count() == 0
    rita.sign_in()
    rita.open(story).sees("You have text from")


def test_a_text_that_nobody_wants_is_thrown_away_for_good(writer, cast, story):
    rita = writer(cast.rita).open(story).write(headline="Bridge opens").is_kept()
    rita.open(story).sees("You have text from")
    rita.page.get_by_role("button", name="Throw it away").click()
    rita.page.get_by_role("button", name="Really throw it away").click()
    assert eventually(lambda: not Sitting.objects.filter(typed__isnull=False).exists())

    rita.open(story)
    rita.page.wait_for_timeout(1500)
    assert rita.offers().count() == 0


def test_10_a_new_story_comes_back_with_all_that_was_chosen(writer, cast):
    section, topic, ines = a_section("Town Hall"), a_topic("Old Bridge"), an_author("Ines Calder")
    rita = writer(cast.rita).open()
    rita.write(body="Trams run.").choose("topics", "Old", "Old Bridge").choose(
        "bylines-0-author", "Ines", "Ines Calder"
    )
    rita.page.locator("#id_section").select_option(str(section.pk))
    rita.page.locator("#id_bylines-0-role").fill("in Harrowmere")
    rita.is_kept()
    rita.crash()

    rita.open().sees("You have text from")
    rita.take_back().is_kept()
    rita.write(headline="Bridge opens").save()

    story = Article.objects.get()
    assert (story.body, story.section, story.topics.get()) == ("<p>Trams run.</p>", section, topic)
    assert [(byline.author, byline.role) for byline in story.bylines.all()] == [(ines, "in Harrowmere")]
    rita.open()
    rita.page.wait_for_timeout(1500)
    assert rita.offers().count() == 0


# ---- Colleagues ----


def test_3_a_colleague_in_a_tab_behind_is_still_here(writer, cast, story):
    rita = writer(cast.rita).open(story).write(headline="Bridge opens").is_kept()
    rita.open_beside()
    with travel(at("08:05")):
        ed = writer(cast.ed).open(story)
        ed.sees("Rita Vale has had this open since 08:00 and is in the headline", timeout=25_000)


def test_6_a_take_over_saves_the_first_text_and_tells_its_window(writer, cast, story):
    rita = writer(cast.rita).open(story).write(headline="Bridge opens").is_kept()
    ed = writer(cast.ed).open(story)
    ed.page.get_by_role("button", name="Take over…").click(timeout=20_000)
    ed.page.get_by_role("button", name="Take over from Rita Vale").click()
    started = time.monotonic()

    rita.sees("Ed Marsh took over at 08:00. Your text was saved in the story first, as revision 2.", timeout=11_000)
    assert time.monotonic() - started < 11
    assert rita.text("headline") == "Bridge opens"
    assert eventually(lambda: ed.text("headline") == "Bridge opens")
    rita.page.get_by_role("button", name="Go on writing").click()
    rita.page.wait_for_load_state()
    assert rita.text("headline") == "Bridge opens"


def test_7_the_first_tab_saves_nothing_over_the_new_text(writer, cast, story):
    rita = writer(cast.rita).open(story).write(headline="Bridge opens").is_kept()
    ed = writer(cast.ed).open(story)
    ed.page.get_by_role("button", name="Take over…").click(timeout=20_000)
    ed.page.get_by_role("button", name="Take over from Rita Vale").click()
    assert eventually(lambda: ed.text("headline") == "Bridge opens")
    rita.hear().sees("Ed Marsh took over")
    ed.write(standfirst="Trams run from Monday.").save()

    rita.write(slugline="bridge-mon").press_save()
    rita.page.get_by_text("Both texts are together now.").wait_for()

    story.refresh_from_db()
    kept = (story.headline, story.standfirst, story.slugline)
    assert kept == ("Bridge opens", "Trams run from Monday.", "bridge-mon")


def test_1_a_save_by_a_colleague_is_announced_and_merged(writer, cast, story):
    rita, ed = writer(cast.rita).open(story), writer(cast.ed).open(story)
    ed.write(standfirst="Trams run from Monday.").save()
    rita.hear().sees("Ed saved at 08:00: your next save will be merged.")
    rita.write(headline="Bridge opens").press_save()
    rita.page.get_by_text("Both texts are together now.").wait_for()

    story.refresh_from_db()
    assert (story.headline, story.standfirst) == ("Bridge opens", "Trams run from Monday.")
    assert Revision.objects.filter(aside=True).count() == 0


def test_8_two_tabs_of_one_person_lose_nothing_to_each_other(writer, cast, story):
    rita = writer(cast.rita).open(story).write(headline="Bridge opens").is_kept()
    first = rita.page
    rita.open(story, tab=True).sees("You have this open in another window since 08:00")
    assert rita.offers().count() == 0  # it is being written, not lost
    rita.write(standfirst="Trams run from Monday.").save()
    rita.page = first
    rita.press_save()
    rita.page.get_by_text("Both texts are together now.").wait_for()

    story.refresh_from_db()
    assert (story.headline, story.standfirst) == ("Bridge opens", "Trams run from Monday.")
