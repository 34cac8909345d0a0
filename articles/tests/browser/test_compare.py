"""Compare, history and conflict in a real browser: for everybody, and by keyboard alone."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from articles.freeze import freeze
from articles.models import Article
from articles.tests.browser import writers
from articles.tests.desk import address
from articles.tests.factories import a_draft, a_photo, a_section, an_author, published
from articles.workflow import name_revision, record, schedule, set_aside
from newsroom.testing import Cast, at, hire, sign_in, travel

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
writer = writers.writer
BODY = (
    "<p>When the ferry slid out of the harbour at 22:05 there were forty people on the quay.</p>"
    "<p>A single ticket costs 86 pounds; under-eighteens travel free until summer.</p>"
    "<h2>Who pays</h2><p>The county has set aside 14 million for three years.</p>"
)


@pytest.fixture
def cast(transactional_db):
    with travel(at("08:00")):
        yield Cast()


def faults(page):
    """What axe finds, however slight, and whether the page is wider than the window."""
    found = [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in Axe().run(page).response["violations"]]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    return [*found, ("wider than the window", wide)] if wide > 0 else found


def compared(cast):
    """A story of which readers have one text and the desk another, with a schedule, a name and a text kept aside."""
    with travel(at("08:00")):
        story = published("Night ferry is back after 11 years", by=cast.ed, body=BODY, picture=a_photo(caption="Wide"))
        name_revision(story.revisions.get(), by=cast.ed, name="As sent to the lawyer")
        schedule(story, by=cast.ed, at=at("18:00"))
    with travel(at("09:00")):
        mine = freeze(story).content() | {"headline": "Night ferry sinks"}
        set_aside(story, mine, by=cast.ada, note="Clashed with revision 1")
        story.headline, story.picture = "Night ferry returns after eleven years", a_photo(caption="At the strait")
        story.body = BODY.replace("86", "68") + "<p>Lorries still have to use the day ferry.</p>"
        story.save()
        record(story, by=cast.ed)
    return story


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_compare_and_history_are_for_everybody(page, live_server, cast, width, scheme):
    story = compared(cast)
    heard = []
    page.on("console", lambda message: heard.append(message.text) if message.type == "error" else None)
    sign_in(page, live_server, cast.ada)
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    found = []
    with travel(at("10:00")):
        for path in (
            address(story, "compare"),
            address(story, "compare") + "?one=on",
            address(story, "history") + "?words=68+pounds",
        ):
            page.goto(live_server.url + path)
            page.evaluate("for (const each of document.querySelectorAll('#content details')) each.open = true")
            page.wait_for_load_state("networkidle")
            found += [(path, *fault) for fault in faults(page)]

    assert found == []
    assert heard == []


def test_two_texts_are_compared_and_one_taken_to_the_desk_by_keyboard_alone(page, live_server, cast):
    story = compared(cast)
    sign_in(page, live_server, cast.ed)
    page.goto(live_server.url + address(story, "compare"))
    assert page.locator("ins").all_inner_texts()

    tab_to(page, "select[name=old]")
    page.keyboard.type("Revision 1")
    tab_to(page, ".versus button")
    page.keyboard.press("Enter")
    page.wait_for_url("**old=r1**")
    tab_to(page, ".bar--foot summary")
    page.keyboard.press("Enter")
    tab_to(page, ".bar--foot button")
    page.keyboard.press("Enter")
    page.get_by_text("The earlier text is on the desk.").wait_for()

    story.refresh_from_db()
    assert (story.headline, story.editions.count()) == ("Night ferry is back after 11 years", 2)


def tab_to(page, selector, most=80):
    for _ in range(most):
        page.keyboard.press("Tab")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    raise AssertionError(f"Tab doesn’t lead to {selector}")


@pytest.fixture
def clashing(writer, cast):
    """Cora and Ed in one story: she saved, he presses Save."""
    cora = hire("Cora Lind", "Desk editor")
    a_section()
    story = a_draft("Night ferry is back", body=BODY, stage="desk", section=a_section(), authors=[an_author()])
    record(story, by=cast.ed)
    ed, other = writer(cast.ed).open(story), writer(cora).open(story)
    other.write(headline="Night ferry sails on Tuesday", kicker="Harbour")
    retype(other, "86", "87")
    other.save()
    ed.write(headline="Night ferry sails on Monday", standfirst="Ed’s.")
    retype(ed, "86", "68")
    with ed.page.expect_navigation():
        ed.press_save()
    return story, ed.page


def retype(writer, old, new):
    """Put other words in the place of some in the text, as a hand would."""
    writer.page.locator(".tiptap").click()
    writer.page.evaluate(
        """word => {
          const walk = document.createTreeWalker(document.querySelector(".tiptap"), NodeFilter.SHOW_TEXT)
          while (walk.nextNode() && !walk.currentNode.data.includes(word));
          const at = walk.currentNode.data.indexOf(word)
          getSelection().setBaseAndExtent(walk.currentNode, at, walk.currentNode, at + word.length)
        }""",
        old,
    )
    writer.page.keyboard.type(new)


def test_a_conflict_is_solved_by_keyboard_alone(clashing):
    story, page = clashing
    assert page.locator("h1").inner_text() == "Cora Lind saved this story while you were writing"

    tab_to(page, "[name='choose-headline']")
    page.keyboard.press("ArrowRight")  # Cora’s
    page.keyboard.press("ArrowLeft")  # mine again
    page.keyboard.press("Space")
    tab_to(page, "[name='choose-body:1']")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Control+s")
    page.get_by_text("Saved. Readers see no change.").wait_for()

    assert "The other was Cora Lind’s" in page.locator(".messagelist").inner_text()
    story = Article.objects.get()
    assert (story.headline, story.kicker, story.standfirst) == ("Night ferry sails on Monday", "Harbour", "Ed’s.")
    assert "costs 87 pounds" in story.body
    aside = story.revisions.get(aside=True)
    assert "costs 68 pounds" in aside.content["body"]


def test_words_are_written_differently_by_keyboard_alone(clashing):
    _, page = clashing
    tab_to(page, "[name='choose-headline']")
    page.keyboard.press("ArrowUp")  # round to the last one
    page.keyboard.press("Tab")
    page.keyboard.press("Control+a")
    page.keyboard.type("Night ferry sails soon")
    tab_to(page, "[name='choose-body:1']")
    page.keyboard.press("Space")
    page.keyboard.press("Control+s")
    page.get_by_text("Saved. Readers see no change.").wait_for()

    story = Article.objects.get()
    assert story.headline == "Night ferry sails soon"
    assert "costs 68 pounds" in story.body


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_a_conflict_is_for_everybody(clashing, width, scheme):
    _, page = clashing
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.evaluate("for (const each of document.querySelectorAll('#content details')) each.open = true")
    page.locator("[name='choose-headline'][value=own]").check()

    assert faults(page) == []
