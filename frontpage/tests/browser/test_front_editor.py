"""A front editor builds, looks at tomorrow, schedules and goes back: by mouse, and by keyboard alone."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.test import Client

from articles.tests.factories import a_section, published
from frontpage.models import Front, Layout
from newsroom.testing import Cast, at, hire, sign_in, travel

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

TOMORROW = ("2026-05-15", "06:00")


class Desk:
    """The board of the front page, in the hands of its editor; “Bridge reopens” is older than “Tram is late”."""

    def __init__(self, page, live_server):
        self.page, self.url, self.complaints = page, live_server.url, []
        page.set_default_timeout(30_000)
        page.on("console", lambda one: self.complaints.append(one.text) if one.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.cast, self.fay = Cast(), hire("Fay Front", "Front editor")
        for number, headline in enumerate(("Bridge reopens", "Tram is late", "Rovers win")):
            published(headline, by=self.cast.ed, moment=at(f"0{number + 4}:00"), section=a_section())
        self.front = Front.objects.create()
        sign_in(page, live_server, self.fay)

    def open(self):
        self.page.goto(f"{self.url}/admin/frontpage/front/{self.front.pk}/change/")

    def row(self, headline: str):
        return self.page.locator(f'[data-slot][data-headline="{headline}"]')

    def offer(self, headline: str):
        return self.page.locator("#offers-published [data-story]", has_text=headline)

    def saved(self, words: str):
        """Wait until the board says so to everybody’s ears."""
        self.page.locator("[data-said]", has_text=words).wait_for(state="attached")

    def previewed(self) -> str:
        """What stands first in the desktop’s frame."""
        return self.page.frame_locator("iframe").first.locator(".lead__headline").first.inner_text()

    def faults(self) -> list:
        found = Axe().run(self.page).response["violations"]
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        serious = [fault for fault in found if fault["impact"] in {"serious", "critical"}]
        told = [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in serious]
        return [*told, ("wider than the window", wide)] if wide > 0 else told

    # ---- By keyboard ----
    def tab_to(self, words: str, within: str = "body"):
        """Go there by Tab alone."""
        for _ in range(200):
            self.page.keyboard.press("Tab")
            here = self.page.evaluate(
                "within => { const it = document.activeElement; return it.closest(within) "
                "? (it.ariaLabel || it.innerText || it.name || '').replace(/\\s+/g, ' ').trim() : '' }",
                within,
            )
            if here.startswith(words):
                return
        raise AssertionError(f"“{words}” can’t be reached by keyboard.")

    def press(self, words: str, within: str = "body"):
        self.tab_to(words, within)
        self.page.keyboard.press("Enter")

    def type_moment(self, day: str, time: str):
        year, month, date = day.split("-")
        self.page.keyboard.type(f"{date}{month}{year}" if self.day_comes_first() else f"{month}{date}{year}")
        self.page.keyboard.press("Tab")
        while self.page.evaluate("document.activeElement.type") != "time":
            self.page.keyboard.press("Tab")
        hour, minute = time.split(":")
        self.page.keyboard.type(f"{hour}{minute}AM")

    def day_comes_first(self) -> bool:
        return self.page.evaluate("new Intl.DateTimeFormat().formatToParts()[0].type") == "day"


@pytest.fixture
def desk(page, live_server, transactional_db):
    with travel(at("08:00")):
        yield Desk(page, live_server)


def lead_at(moment: str) -> str:
    """The headline that leads the front page then, as readers get it."""
    with travel(at(moment)):
        answer = Client().get("/")
        return answer.context["page"].lead.headline


def test_builds_previews_schedules_and_goes_back_by_mouse(desk):
    page = desk.page
    desk.open()
    desk.offer("Bridge reopens").drag_to(page.locator("[data-block] .slot").first)
    desk.saved("“Bridge reopens” is now first of one in Lead")
    desk.row("Bridge reopens").get_by_role("link", name="Edit…").click()
    page.get_by_label("Headline", exact=True).fill("The bridge is open")
    page.get_by_role("button", name="Keep in the draft").click()
    desk.row("The bridge is open").wait_for()
    assert desk.faults() == []

    page.get_by_role("link", name="Preview").click()
    page.get_by_label("At", exact=True).fill(TOMORROW[0])
    page.get_by_label("Time", exact=True).fill(TOMORROW[1])
    page.get_by_role("button", name="See it then").click()
    page.get_by_text("on Fri 15 May, 06:00").wait_for()
    assert desk.previewed() == "The bridge is open"

    page.get_by_role("link", name="Back to the front").click()
    page.get_by_role("link", name="Launch…").click()
    page.get_by_label("At a set time").check()
    page.locator("#ask [name=day]").fill(TOMORROW[0])
    page.locator("#ask [name=time]").fill(TOMORROW[1])
    page.get_by_role("button", name="Launch on Fri 15 May, 06:00").click()
    page.get_by_text("Scheduled: readers get layout 1").wait_for()
    assert (lead_at("2026-05-15 05:59"), lead_at("2026-05-15 06:00")) == ("Rovers win", "The bridge is open")

    with travel(at("2026-05-15 07:00")):
        desk.open()
        page.get_by_role("button", name="Undo").click()
        desk.saved("Taken back")
        desk.row("Bridge reopens").get_by_role("button", name="Move…").click()
        page.get_by_role("button", name="Take it out of the front").click()
        desk.row("Bridge reopens").wait_for(state="detached")
        page.get_by_role("link", name="Launch…").click()
        page.get_by_role("button", name="Launch now").click()
        page.get_by_text("Launched: readers have layout 2 now").wait_for()
        assert lead_at("2026-05-15 07:00") == "Rovers win"
        page.goto(f"{desk.url}/admin/frontpage/front/{desk.front.pk}/history/")
        page.get_by_role("link", name="Roll back to this…").click()
        with travel(at("2026-05-15 07:05")):
            page.get_by_role("button", name="Roll back now").click()
            page.get_by_text("Rolled back to layout 1: readers have it as layout 3 now").wait_for()
    assert lead_at("2026-05-15 07:05") == "The bridge is open"
    assert desk.complaints == []


def test_does_the_same_by_keyboard_alone(desk):
    page, keys = desk.page, desk.page.keyboard
    page.emulate_media(color_scheme="dark")
    desk.open()
    desk.press("Place in… Bridge reopens", "#offers-published")
    page.locator("#where:popover-open").wait_for()
    keys.press("ArrowDown")
    keys.press("Enter")
    desk.saved("“Bridge reopens” is now first of four in Top stories")
    desk.tab_to("Bridge reopens, first of four", ".board__draft")
    keys.press("Alt+ArrowUp")
    desk.saved("“Bridge reopens” is now first of one in Lead")
    assert page.evaluate("document.activeElement.ariaLabel") == "Bridge reopens, first of one"
    desk.press("Edit…")
    page.locator("#ask form").first.wait_for()
    assert page.evaluate("document.activeElement.name") == "headline"
    keys.type("The bridge is open")
    desk.press("Keep in the draft", "#ask")
    desk.row("The bridge is open").wait_for()
    assert desk.faults() == []

    desk.press("Preview")
    page.locator("iframe").first.wait_for()
    desk.tab_to("day", ".look")
    desk.type_moment(*TOMORROW)
    desk.press("See it then")
    page.get_by_text("on Fri 15 May, 06:00").wait_for()
    assert desk.previewed() == "The bridge is open"

    desk.open()
    keys.press("Control+Enter")
    page.locator("#ask form").wait_for()
    keys.press("ArrowDown")  # from “now” to “at a set time”
    desk.tab_to("day", "#ask")
    desk.type_moment(*TOMORROW)
    page.get_by_role("button", name="Launch on Fri 15 May, 06:00").wait_for()
    assert desk.faults() == []
    desk.press("Launch on", "#ask")
    page.get_by_text("Scheduled: readers get layout 1").wait_for()
    assert lead_at("2026-05-15 06:00") == "The bridge is open"

    with travel(at("2026-05-15 07:00")):
        desk.open()
        keys.press("Control+z")
        desk.saved("Taken back")
        keys.press("Control+Enter")
        page.locator("#ask form").wait_for()
        desk.press("Launch now", "#ask")
        page.get_by_text("Launched: readers have layout 2 now").wait_for()
        page.goto(f"{desk.url}/admin/frontpage/front/{desk.front.pk}/history/")
        desk.press("Roll back to this…")
        page.locator("#ask form").wait_for()
        with travel(at("2026-05-15 07:05")):
            desk.press("Roll back now", "#ask")
            page.get_by_text("Rolled back to layout 1: readers have it as layout 3 now").wait_for()
    assert (lead_at("2026-05-15 07:00"), lead_at("2026-05-15 07:05")) == ("Bridge reopens", "The bridge is open")
    assert Layout.objects.count() == 3
    assert desk.complaints == []
