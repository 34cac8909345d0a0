"""Previews, links for outside readers and the paper of another time, in a real browser."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from articles.models import Remark, ReviewLink, SignOff
from articles.tests.desk import address
from articles.tests.factories import a_photo, published, ready_article
from articles.workflow import record, schedule
from newsroom.testing import Cast, at, hire, sign_in, travel

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def cast(transactional_db):
    with travel(at("08:00")):
        yield Cast()


@pytest.fixture
def desk(page, live_server, cast):
    page.set_default_timeout(15_000)
    page.complaints = []
    page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.open = lambda path: page.goto(live_server.url + path)
    return page


def serious(page) -> list[str]:
    found = Axe().run(page).response["violations"]
    return [problem["id"] for problem in found if problem["impact"] in ("serious", "critical")]


def test_a_preview_stands_on_both_screens_with_its_pictures(desk, live_server, cast):
    sign_in(desk, live_server, cast.ed)
    story = ready_article("Ferry sinks", picture=a_photo())

    desk.open(address(story, "preview"))

    for name, width in (("On a computer", 1280), ("On a phone", 390)):
        frame = desk.frame_locator(f"iframe[title='{name}']")
        assert frame.locator("h1").inner_text() == "Ferry sinks"
        assert frame.locator("html").evaluate("root => root.ownerDocument.defaultView.innerWidth") == width
        frame.locator(".picture__image").scroll_into_view_if_needed()
        assert frame.locator(".picture__image").evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
    assert serious(desk) == []
    desk.frame_locator("iframe[title='On a phone']").get_by_role("link", name="Latest").first.click()
    desk.wait_for_url(live_server.url + "/latest/")  # the whole window went there
    assert desk.complaints == []


def test_a_lawyer_reads_comments_and_signs_off_without_an_account(desk, browser, live_server, cast):
    with travel(at("08:00")):
        sign_in(desk, live_server, legal := hire("Lee Okoro", "Legal reader"))
        story = ready_article("Ferry sinks", picture=a_photo(), stage="desk")
        record(story, by=cast.rita)
    desk.open(address(story, "links"))
    desk.get_by_label("Who reads it").fill("Ann Bell")
    desk.get_by_label("May sign off").select_option("legal")
    desk.get_by_role("button", name="Make the link").click()
    place = desk.get_by_label("Address for Ann Bell").input_value()
    desk.get_by_role("button", name="Copy").click()
    desk.get_by_role("button", name="Copied").wait_for()
    assert serious(desk) == []
    assert ReviewLink.objects.get().made_by == legal

    lawyer = browser.new_context().new_page()
    lawyer.goto(live_server.url + place.removeprefix("http://127.0.0.1:8000"))
    assert lawyer.locator("h1").inner_text() == "Ferry sinks"
    assert lawyer.locator(".picture__image").evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
    assert serious(lawyer) == []
    lawyer.get_by_label("Your comment").fill("Paragraph 2 is libellous.")
    lawyer.get_by_role("button", name="Send the comment").click()
    lawyer.get_by_text("Thank you: the newsroom has your comment.").wait_for()
    lawyer.get_by_role("button", name="Sign off this text").click()
    lawyer.get_by_text("You signed this text off (legal)").wait_for()
    assert (Remark.objects.get().text, SignOff.objects.get().kind) == ("Paragraph 2 is libellous.", "legal")
    assert lawyer.context.cookies() == []
    lawyer.context.close()

    desk.get_by_role("button", name="Revoke").click()
    desk.get_by_text("Revoked: Ann Bell gets “not found” from now on.").wait_for()
    assert desk.complaints == []


def test_the_paper_of_tomorrow_is_walked_without_leaving_it(desk, live_server, cast):
    sign_in(desk, live_server, cast.ed)
    published("Bridge closes", by=cast.ed)
    schedule(ready_article("Ferry sinks", picture=a_photo()), by=cast.ed, at=at("2026-05-15 06:00"))

    desk.open("/as-of/2026-05-15T06:00/")
    assert serious(desk) == []
    desk.get_by_role("link", name="Ferry sinks").first.click()
    assert desk.locator("h1").inner_text() == "Ferry sinks"
    assert desk.locator(".picture__image").evaluate("image => image.decode().then(() => image.naturalWidth > 0)")
    desk.get_by_role("link", name="Search").first.click()
    desk.locator("#search [name=q]").fill("ferry")
    desk.locator("#search button").click()
    assert desk.locator("mark").first.inner_text() == "Ferry"
    desk.locator("#id_time").fill("05:00")
    desk.get_by_role("button", name="See it then").click()
    desk.get_by_text("Nothing found for").wait_for()
    assert desk.url.endswith("/as-of/2026-05-15T05:00/search/?q=ferry")
    desk.get_by_role("link", name="Back to now").click()
    assert desk.url == f"{live_server.url}/search/?q=ferry"
    assert desk.complaints == []
