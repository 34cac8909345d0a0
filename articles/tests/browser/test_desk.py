"""The desk in a real browser: what is pressed there, and what readers get, to the second."""

import re
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe

from articles.models import Article
from articles.tests.desk import address
from articles.tests.factories import a_draft, a_photo, a_section, a_topic, an_author, published, ready_article
from newsroom.testing import Cast, at, sign_in, travel

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db):
    with travel(at("08:00")):
        yield Cast()


@pytest.fixture
def desk(page, live_server, cast):
    """Ed's browser; what its console says is kept in ``desk.complaints``."""
    sign_in(page, live_server, cast.ed)
    page.set_default_timeout(15_000)
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.open = lambda path: page.goto(live_server.url + path)
    return page


@pytest.fixture
def reader(browser, live_server):
    """Somebody outside: what they get at an address, at a time of today."""
    context = browser.new_context()
    page = context.new_page()

    def get(path, time):
        with travel(at(time)):
            status = page.goto(live_server.url + path).status
        return status, page.locator("h1").inner_text()

    get.page = page
    yield get
    context.close()


def second_before(time):
    return f"{at(time) - timedelta(seconds=1):%H:%M:%S}"


def write(desk, **words):
    for name, text in words.items():
        if name == "body":
            desk.locator(".tiptap").click()
            desk.keyboard.type(text)
        else:
            desk.locator(f"#id_{name}").fill(text)


def confirm(desk, dialog, button, **fields):
    """Fill in the open confirmation and press its last button."""
    box = desk.locator(f"dialog#{dialog}")
    for name, value in fields.items():
        if value is True:
            box.locator(f"[name={dialog}-{name.split('__')[0]}][value={name.split('__')[1]}]").check()
        else:
            box.locator(f"[name={dialog}-{name}]").fill(value)
    with desk.expect_navigation():  # once the text is kept
        box.get_by_role("button", name=button).click()


def more(desk, verb):
    desk.get_by_role("button", name="More", exact=True).click()
    desk.locator("#more").get_by_role("button", name=verb).click()


def said(desk):
    return desk.locator(".messagelist li").inner_text()


def test_a_story_from_its_first_word_to_its_end(desk, reader, cast):
    a_section("Town Hall"), an_author("Ines Calder")
    path = "/town-hall/2026/05/14/bridge-reopens/"

    # Written and saved: readers have nothing.
    desk.open("/admin/")
    desk.get_by_role("link", name="New story").click()
    write(desk, headline="Bridge reopens", standfirst="Trams run again.", body="The bridge will open on Monday.")
    desk.locator("#id_section").select_option(label="Town Hall")
    desk.locator(".bylines .select2-selection").first.click()
    desk.locator(".select2-search__field").last.fill("Ines")
    desk.locator(".select2-results__option", has_text="Ines Calder").click()
    desk.keyboard.press("Control+s")
    desk.wait_for_url(re.compile("/change/$"))
    assert said(desk) == "Saved. Readers see no change."
    assert reader(path, "08:00")[0] == 404

    # Published.
    desk.get_by_role("button", name="Publish…").click()
    confirm(desk, "publish", "Publish now")
    assert said(desk) == f"Public now: {path}"
    assert reader(path, second_before("08:00"))[0] == 404
    assert reader(path, "08:00") == (200, "Bridge reopens")
    assert "The bridge will open on Monday." in reader.page.locator(".story-body").inner_text()
    assert "Ines Calder" in reader.page.locator(".byline").inner_text()

    # Saved again: readers see no change until it is published as an update.
    with travel(at("09:00")):
        write(desk, headline="Bridge opens on Tuesday")
        desk.keyboard.press("Control+s")
        desk.get_by_text("One change not public: headline").wait_for()
        assert reader(path, "09:00") == (200, "Bridge reopens")
        desk.get_by_role("button", name="Publish update…").click()
        confirm(desk, "publish", "Publish update now", change__update=True)
    assert reader(path, second_before("09:00")) == (200, "Bridge reopens")
    assert reader(path, "09:00") == (200, "Bridge opens on Tuesday")
    assert "Updated 09:00" in reader.page.locator(".byline").inner_text()

    # Corrected: a notice, and the text stays.
    with travel(at("10:00")):
        more(desk, "Correct…")
        confirm(desk, "correct", "Publish the notice", text="We said Monday. It is Tuesday.")
    reader(path, second_before("10:00"))
    assert reader.page.get_by_text("We said Monday").count() == 0
    assert reader(path, "10:00") == (200, "Bridge opens on Tuesday")
    assert reader.page.get_by_text("We said Monday").count() == 1

    # Scheduled, and written on: what was scheduled is what runs.
    with travel(at("11:00")):
        write(desk, headline="Bridge is open")
        more(desk, "Schedule…")
        confirm(desk, "schedule", "Schedule for Thu 14 May, 18:00", day="2026-05-14", time="18:00")
        assert said(desk) == "Scheduled: readers get this text on Thu 14 May, 18:00 BST."
        write(desk, headline="Bridge is open, said the mayor")
        desk.keyboard.press("Control+s")
        desk.get_by_text("Scheduled text differs").wait_for()
    assert reader(path, second_before("18:00")) == (200, "Bridge opens on Tuesday")
    assert reader(path, "18:00") == (200, "Bridge is open")

    # Withdrawn, and published again at the same address.
    with travel(at("19:00")):
        desk.reload()
        more(desk, "Withdraw…")
        confirm(desk, "withdraw", "Withdraw from the site", reason="A call from the mayor")
    assert reader(path, second_before("19:00")) == (200, "Bridge is open")
    assert reader(path, "19:00")[0] == 404
    with travel(at("20:00")):
        desk.get_by_role("button", name="Publish again…").click()
        confirm(desk, "publish", "Publish now", change__silent=True)
    assert reader(path, second_before("20:00"))[0] == 404
    assert reader(path, "20:00") == (200, "Bridge is open, said the mayor")

    # Killed, for good.
    with travel(at("21:00")):
        more(desk, "Kill…")
        confirm(desk, "kill", "Kill it for good", reason="Lawyers", notice="Removed after a complaint.")
        desk.wait_for_url(re.compile("/check/$"))  # what still shows it is looked up at once
        desk.open(address(Article.objects.get()))
        assert "Killed" in desk.locator(".bar__facts").inner_text()
        assert desk.get_by_role("button", name="Publish").count() == 0
    assert reader(path, second_before("21:00")) == (200, "Bridge is open, said the mayor")
    assert reader(path, "21:00")[0] == 410
    assert reader.page.get_by_text("Removed after a complaint.").count() == 1
    assert reader("/latest/", "21:00")[0] == 200
    assert reader.page.get_by_text("Bridge is open").count() == 0
    assert desk.complaints == []


def test_moves_and_takes_out_what_is_scheduled(desk, reader, cast):
    story = ready_article("Bridge reopens")
    path = "/town-hall/2026/05/14/bridge-reopens/"
    desk.open(address(story))
    more(desk, "Schedule…")
    confirm(desk, "schedule", "Schedule for Thu 14 May, 18:00", day="2026-05-14", time="18:00")
    assert reader(path, "18:00")[0] == 200

    more(desk, "Schedule…")
    desk.get_by_label("New time").fill("19:30")
    with desk.expect_navigation():
        desk.get_by_role("button", name="Move").click()
    assert said(desk) == "Moved to Thu 14 May, 19:30 BST."
    assert (reader(path, second_before("19:30"))[0], reader(path, "19:30")[0]) == (404, 200)

    more(desk, "Schedule…")
    with desk.expect_navigation():
        desk.get_by_role("button", name="Take out").click()
    assert reader(path, "19:30")[0] == 404


def test_keys_save_open_the_green_verb_and_close_it_and_enter_never_publishes(desk, cast):
    story = ready_article("Bridge reopens")
    desk.open(address(story))
    dialog = desk.locator("dialog#publish")

    desk.keyboard.press("Control+Enter")
    assert dialog.is_visible()
    desk.keyboard.press("Escape")
    assert dialog.is_hidden()
    desk.locator("#id_slugline").fill("bridge-mon")
    desk.keyboard.press("Enter")
    desk.get_by_text("Saved. Readers see no change.").wait_for()

    story.refresh_from_db()
    assert (story.slugline, story.editions.count()) == ("bridge-mon", 0)


def test_a_refusal_keeps_what_was_typed_and_shows_it_again(desk, cast):
    desk.open(address(published("Bridge reopens", by=cast.ed)))
    desk.get_by_role("button", name="Publish update…").click()
    confirm(desk, "publish", "Publish update now", change__correction=True)

    dialog = desk.locator("dialog#publish")
    assert dialog.is_visible()
    assert "A correction needs a notice" in dialog.inner_text()
    assert dialog.locator("[value=correction]").is_checked()


def test_pictures_are_chosen_in_a_window_of_their_own(desk, cast):
    cast.ed.user_permissions.set([*cast.ed.user_permissions.all(), *cast.pia.user_permissions.all()])
    picture, story = a_photo(), a_draft("Bridge reopens")
    desk.open(address(story))

    with desk.expect_popup() as opened:
        desk.get_by_role("link", name="Choose a picture…").click()
    opened.value.locator(".shot__image").click()
    desk.locator(".picture__image:not([hidden])").wait_for()
    desk.locator(".tiptap").click()
    desk.keyboard.press("Control+End")
    with desk.expect_popup() as opened:
        desk.locator(".prose-menubar").get_by_role("button", name="Picture").click()
    opened.value.locator(".shot__image").click()
    desk.locator(".tiptap figure").wait_for()
    desk.keyboard.press("Control+s")
    desk.get_by_text("Saved. Readers see no change.").wait_for()

    story.refresh_from_db()
    assert story.picture == picture
    assert f'<figure data-photo="{picture.pk}">' in story.body
    assert desk.complaints == []


def test_bylines_are_added_and_put_in_order(desk, cast):
    ines, jonah = an_author("Ines Calder"), an_author("Jonah Pell")
    story = a_draft("Bridge reopens", authors=[ines])
    desk.open(address(story))

    desk.get_by_role("button", name="Add another").click()
    row = desk.locator(".bylines__list li").last
    row.locator(".select2-selection").click()
    desk.locator(".select2-search__field").last.fill("Jonah")
    desk.locator(".select2-results__option", has_text="Jonah Pell").click()
    row.locator(".bylines__up").click()
    row = desk.locator(".bylines__list li").nth(1)
    row.locator(".bylines__up").click()
    desk.keyboard.press("Control+s")
    desk.get_by_text("Saved. Readers see no change.").wait_for()

    assert [byline.author for byline in story.bylines.all()] == [jonah, ines]


def test_everything_works_without_javascript(browser, live_server, cast, reader):
    section = a_section()
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    sign_in(page, live_server, cast.ed)
    page.goto(live_server.url + address(page="add"))
    page.locator("#id_headline").fill("Bridge reopens")
    page.locator("#id_body").fill("<p>The bridge will open on Monday.</p>")
    page.locator("#id_section").select_option(str(section.pk))
    page.locator("button[name=_verb][value=publish]").click()

    assert reader("/town-hall/2026/05/14/bridge-reopens/", "08:00") == (200, "Bridge reopens")
    page.locator("#id_withdraw-when_0").check()
    page.locator("button[name=_verb][value=withdraw]").click()
    assert reader("/town-hall/2026/05/14/bridge-reopens/", "08:00")[0] == 404
    context.close()


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_every_screen_is_for_everybody(desk, cast, scheme, width):
    """axe finds nothing serious, the browser's console is empty, and nothing is wider than the window."""
    cast.ed.user_permissions.set([*cast.ed.user_permissions.all(), *cast.pia.user_permissions.all()])
    picture = a_photo()
    story = published("Bridge reopens", by=cast.ed, topics=[a_topic()], picture=picture)
    Article.objects.filter(pk=story.pk).update(headline="Bridge falls down")
    desk.set_viewport_size({"width": width, "height": 900})
    desk.emulate_media(color_scheme=scheme)
    screens = [
        "/admin/",
        address(page="changelist"),
        address(page="add"),
        address(story),
        address(story, "history"),
        "/admin/photos/photo/",
        f"/admin/photos/photo/{picture.pk}/change/",
        "/admin/photos/photo/add/",
        "/admin/articles/section/",
        "/admin/articles/topic/add/",
        "/admin/accounts/author/1/change/",
    ]
    found = []
    for path in screens:
        desk.open(path)
        found += [(path, "", *fault) for fault in faults(desk)]
    desk.open(address(story))
    for verb in ("publish", "schedule", "correct", "withdraw", "kill"):
        desk.evaluate("verb => document.getElementById(verb).showModal()", verb)
        found += [(address(story), verb, *fault) for fault in faults(desk)]
        desk.evaluate("verb => document.getElementById(verb).close()", verb)

    assert not found, "\n".join(map(str, [*found, *desk.complaints]))
    assert desk.complaints == []


def faults(page):
    page.wait_for_load_state("networkidle")
    results = Axe().run(page).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    serious = [fault for fault in results if fault["impact"] in {"serious", "critical"}]
    found = [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in serious]
    return [*found, ("wider than the window", wide)] if wide > 0 else found
