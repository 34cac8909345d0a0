"""Each role at the desk in a real browser: what it is offered, by keyboard alone, and for everybody's eyes and ears."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from articles.freeze import freeze
from articles.models import Article
from articles.tests.desk import address
from articles.tests.factories import a_section, an_author, ready_article
from articles.workflow import hold, publish, remark, save, sign_off
from newsroom.testing import Cast, at, hire, sign_in, travel

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TO_WRITE = {"_continue", "_preview"}
TO_READ = {"remark", "raise_legal"}
TO_EDIT = TO_WRITE | TO_READ | {"take"}
TO_RUN = {"publish", "schedule", "hold", "embargo", "sign_off:desk"}
OFFERED = {
    "Reporter": TO_READ,
    "Copy editor": TO_EDIT | {"submit", "send_back", "sign_off:copy"},
    "Desk editor": TO_EDIT | TO_RUN | {"submit", "send_back", "assign", "spike"},
    "Duty editor": TO_EDIT | TO_RUN | {"submit", "send_back", "assign", "spike", "kill", "sign_off:copy"},
    "Legal reader": TO_READ | {"hold", "embargo", "kill", "sign_off:legal"},
    "Photo editor": TO_READ | {"sign_off:picture"},
    "Standards editor": TO_READ | {"hold", "embargo", "kill"},
    "Front editor": TO_READ,
    "Moderator": TO_READ,
}


@pytest.fixture
def cast(transactional_db):
    with travel(at("08:00")):
        yield Cast()


@pytest.fixture
def desk(page, live_server, cast):
    page.set_default_timeout(30_000)
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))

    def enter(user, path):
        page.goto("about:blank")  # what the last page sends as it is left, its own person sends
        page.context.clear_cookies()
        sign_in(page, live_server, user)
        return page.goto(live_server.url + path)

    page.enter = enter
    return page


def offered(page) -> set[str]:
    """What the story form's buttons ask for, in the page and in its dialogs."""
    return set(
        page.evaluate(
            "[...document.querySelectorAll('#article_form button[type=submit]:not([disabled])')]"
            ".map(button => button.name == '_verb' ? button.value : button.name)"
        )
    )


def faults(page) -> list:
    results = Axe().run(page).response["violations"]
    wide = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    serious = [fault for fault in results if fault["impact"] in {"serious", "critical"}]
    found = [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in serious]
    return [*found, ("wider than the window", wide)] if wide > 0 else found


def test_each_role_is_offered_its_verbs_and_no_others(desk, cast):
    story = ready_article("Bridge reopens", stage="desk", section=a_section(needs_copy=True))
    said = remark(story, by=cast.ed, text="Which Monday?")
    found, faulty = {}, []
    for number, role in enumerate(OFFERED):
        user = hire(f"Role{number} {role}", role)
        desk.enter(user, address(story))
        found[role] = offered(desk) - {""}
        faulty += [(role, *fault) for fault in faults(desk)]
        desk.enter(user, "/admin/")
        faulty += [(role, "front", *fault) for fault in faults(desk)]

    assert found == {
        role: verbs | ({f"resolve:{said.pk}"} if "_continue" in verbs else set()) for role, verbs in OFFERED.items()
    }
    assert (faulty, desk.complaints) == ([], [])


def test_every_dialog_is_for_everybody(desk, cast):
    """axe in each confirmation of the desk, at a phone's width and in the dark."""
    story = ready_article("Bridge reopens", stage="desk", section=a_section(needs_copy=True))
    desk.set_viewport_size({"width": 390, "height": 844})
    desk.emulate_media(color_scheme="dark")
    desk.enter(cast.ed, address(story))
    names = desk.evaluate("[...document.querySelectorAll('#article_form dialog[id]')].map(dialog => dialog.id)")
    assert {"submit", "send_back", "assign", "spike", "hold", "embargo", "sign_off-copy", "raise_legal"} < set(names)
    found = []
    for name in names:
        desk.evaluate("name => document.getElementById(name).showModal()", name)
        found += [(name, *fault) for fault in faults(desk)]
        desk.keyboard.press("Escape")

    hold(story, by=cast.ed, note="Lawyers")
    for path in (address(story), address(page="changelist"), "/admin/"):
        desk.enter(cast.ed, path)
        found += [(path, *fault) for fault in faults(desk)]
        if "_selected_action" in desk.content():
            desk.locator("[name=_selected_action]").check()
            desk.locator("select[name=action]").select_option("hand_on")
            desk.get_by_role("button", name="Go").click()
            desk.get_by_text("Hand on: 1 story").wait_for()
            found += [("together", *fault) for fault in faults(desk)]
    assert (found, desk.complaints) == ([], [])


def press(desk, words: str, within: str = "body") -> None:
    """Go to the button by Tab alone, and press it with Enter."""
    for _ in range(150):
        desk.keyboard.press("Tab")
        here = desk.evaluate(
            "within => { const it = document.activeElement; return it.closest(within) ? it.innerText.trim() : '' }",
            within,
        )
        if here.startswith(words):
            desk.keyboard.press("Enter")
            return
    raise AssertionError(f"“{words}” can’t be reached by keyboard.")


def hand_on(desk, to: str, stage: str) -> None:
    press(desk, f"Hand on to {stage}…")
    desk.locator("dialog#submit").wait_for()
    while desk.evaluate("document.activeElement.name") != "submit-to":
        desk.keyboard.press("Tab")
    desk.keyboard.type(to)
    press(desk, f"Hand on to {stage}", "dialog#submit .dialog__verbs")
    desk.get_by_text(f"Handed on to {stage}").wait_for()


def test_a_story_goes_from_hand_to_hand_by_keyboard_alone(desk, cast):
    rena, dora, cora = hire("Rena Vale", "Reporter"), hire("Dora Lund", "Desk editor"), hire("Cora Lind", "Copy editor")
    section = a_section(needs_copy=True)
    story = ready_article(
        "Bridge reopens", created_by=rena, section=section, authors=[an_author("Rena Vale", user=rena)]
    )

    desk.enter(rena, address(story))
    hand_on(desk, "Dora", "Desk")
    desk.enter(dora, "/admin/")
    press(desk, "Bridge reopens")
    desk.wait_for_url("**/change/")
    hand_on(desk, "Cora", "Copy")
    desk.enter(cora, address(story))
    press(desk, "Sign off copy…")
    press(desk, "Sign off", "dialog#sign_off-copy .dialog__verbs")
    desk.get_by_text("Signed off (copy).").wait_for()
    hand_on(desk, "Dora", "Ready")
    desk.enter(dora, address(story))
    desk.keyboard.press("Control+Enter")
    press(desk, "Publish now", "dialog#publish")
    desk.get_by_text("Public now:").wait_for()

    story = Article.objects.get()
    assert (story.stage, story.assignee, story.editions.count()) == ("ready", dora, 1)
    assert [line.verb for line in story.log.order_by("pk")] == ["submit", "submit", "sign_off", "submit", "publish"]
    assert desk.complaints == []


def test_the_live_text_is_fixed_two_taps_away(desk, cast):
    story = ready_article("Bridge reopens", section=a_section())
    publish(story, by=cast.ed)
    desk.enter(cast.ed, address(story))
    desk.get_by_role("button", name="More", exact=True).click()
    desk.get_by_role("link", name="Fix live text…").click()
    desk.wait_for_url("**/fix/")
    assert faults(desk) == []
    with travel(at("09:00")):
        desk.locator(".tiptap").click()
        desk.keyboard.press("Control+End")
        desk.keyboard.type(" Trams too.")
        desk.get_by_role("button", name="Fix for everyone now").click()
        desk.get_by_text("Fixed: readers have it now").wait_for()

    edition = story.editions.order_by("number").last()
    assert edition.body == "<p>The bridge will open again on Monday, the council said. Trams too.</p>"
    assert (edition.change, desk.complaints) == ("silent", [])


def test_a_sign_off_is_for_the_text_that_was_read(desk, cast):
    """Somebody saves while the copy editor reads: the sign-off is refused, and says so."""
    cora = hire("Cora Lind", "Copy editor")
    story = ready_article("Bridge reopens", stage="copy", section=a_section(needs_copy=True))
    sign_off(story, by=cast.ed, kind="desk")
    desk.enter(cora, address(story))

    story.refresh_from_db()
    save(story, freeze(story).content() | {"standfirst": "Trams do not run."}, base=story.version, by=cast.ed)
    press(desk, "Sign off copy…")
    press(desk, "Sign off", "dialog#sign_off-copy .dialog__verbs")
    desk.get_by_text("Not signed off: the text was changed").first.wait_for()

    assert story.sign_offs.filter(kind="copy").count() == 0
