"""The checks and the moment beside the date, while somebody writes in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from articles import workflow
from articles.tests.browser.test_desk import cast, desk  # noqa: F401 - fixtures
from articles.tests.desk import address
from articles.tests.factories import published
from newsroom.testing import at

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def grave(page) -> list[str]:
    return [rule["id"] for rule in Axe().run(page).response["violations"] if rule["impact"] in ("serious", "critical")]


def test_checks_follow_what_is_typed_and_the_date_says_what_it_means(desk, cast):  # noqa: F811
    story = published("Bridge reopens", by=cast.ed)
    workflow.embargo(story, by=cast.ed, until=at("2026-05-15 09:00"))

    # Checks come when typing pauses, on the form and in the confirmations; the words keep the focus.
    desk.open(address(story))
    headline = desk.locator("#id_headline")
    headline.fill("TK reopens")
    found = desk.locator("#checks .check--stop")
    found.get_by_text("“TK” still stands in the headline: “TK reopens”.").wait_for()
    assert headline.evaluate("field => field === document.activeElement")
    assert desk.locator("[data-checks-count]").inner_text() == "1 stops it"
    assert desk.locator("dialog#publish .check--stop").count() == 1

    # “Go there” goes there, and the finding stays under the finger until one leaves it.
    desk.locator("#checks a").first.focus()
    desk.keyboard.press("Enter")
    assert headline.evaluate("field => field === document.activeElement")
    headline.fill("Bridge reopens")
    desk.locator("#checks .check--ok").wait_for()

    # The moment in words, and what stands against it.
    desk.get_by_role("button", name="More", exact=True).click()
    desk.locator("#more").get_by_role("button", name="Schedule…").click()
    desk.locator("#id_schedule-day").fill("2026-05-15")
    desk.locator("#id_schedule-time").fill("08:30")
    desk.get_by_text("Friday 15 May 2026, 08:30 BST").wait_for()
    assert (
        desk.locator("[data-moment] .check--stop b").inner_text().startswith("The embargo ends Fri 15 May, 09:00 BST")
    )
    desk.locator("#id_schedule-time").fill("09:00")
    desk.locator("[data-moment] .check--stop").wait_for(state="detached")

    # The Plan.
    desk.open("/admin/articles/article/plan/")
    desk.get_by_text("embargo ends").wait_for()
    assert grave(desk) == []
    desk.get_by_role("link", name="Week 21").press("Enter")
    desk.get_by_text("week 21, 18–24 May 2026").wait_for()
    assert desk.complaints == []
