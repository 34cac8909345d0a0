"""One picture's page in a real browser: crops by keyboard and by mouse, a takedown, everybody's eyes and ears."""

import pytest
from axe_playwright_python.sync_playwright import Axe

from articles.tests.factories import a_photo, published
from newsroom.testing import Cast, at, hire, sign_in, travel
from photos.models import Photo

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def desk(page, live_server, transactional_db):
    """The photo editor's browser; what its console says is kept in ``desk.complaints``."""
    with travel(at("08:00")):
        page.cast = Cast()
        sign_in(page, live_server, hire("Phil Osei", "Photo editor"))
        page.set_default_timeout(15_000)
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.open = lambda photo: page.goto(f"{live_server.url}/admin/photos/photo/{photo.pk}/change/")
        yield page


def save(desk):
    with desk.expect_navigation():
        desk.get_by_role("button", name="Save", exact=True).click()


def test_crops_by_keyboard_and_by_mouse(desk):
    photo = a_photo(1000, 1000)
    desk.open(photo)
    box = desk.locator(".cropbox")

    # By keyboard: the card is all of the width and two thirds of the height, in the middle.
    desk.get_by_role("button", name="Card 3 : 2").press("Enter")
    for key in ("Shift+ArrowLeft", "Shift+ArrowLeft", "ArrowRight", "ArrowUp", "ArrowUp"):
        desk.keyboard.press(key)
    assert box.get_attribute("aria-label") == "Card: from 2 to 100 per cent across, from 15 to 81 per cent down"
    assert Axe().run(desk).violations_count == 0
    desk.keyboard.press("Escape")
    assert desk.evaluate("document.activeElement.textContent").startswith("Card")

    # By mouse: a corner of the square is pulled to the middle, another square is drawn, and that one is dragged up.
    desk.get_by_role("button", name="Square 1 : 1").click()
    frame = desk.locator("[data-frame]").bounding_box()

    def drag(start, end):
        for press, (across, down) in ((desk.mouse.down, start), (desk.mouse.up, end)):
            desk.mouse.move(frame["x"] + across * frame["width"], frame["y"] + down * frame["height"])
            press()
        return [float(desk.locator(f"#id_crop_square_{side}").input_value()) for side in range(4)]

    assert drag((0.999, 0.999), (0.5, 0.5)) == pytest.approx([0, 0, 50, 50], abs=1)
    assert drag((0.6, 0.6), (0.9, 0.9)) == pytest.approx([60, 60, 90, 90], abs=1)
    assert drag((0.7, 0.7), (0.7, 0.5)) == pytest.approx([60, 40, 90, 70], abs=1)
    save(desk)

    crops = Photo.objects.get().crops
    assert crops["card"] == pytest.approx([0.02, 0.153, 1, 0.807], abs=0.001)
    assert crops["square"] == pytest.approx([0.6, 0.4, 0.9, 0.7], abs=0.01)

    # What nobody drew follows the focus; what was drawn can be given back to it.
    desk.get_by_role("button", name="Back to the focus for Card").click()
    desk.locator("[data-frame]").click(position={"x": frame["width"] * 0.5, "y": 3})
    save(desk)
    assert list(Photo.objects.get().crops) == ["square"]
    assert Photo.objects.get().box("card").top == 0
    assert desk.complaints == []


def test_a_takedown_says_what_it_costs_and_keeps_what_was_typed(desk):
    photo = a_photo()
    published("Bridge reopens", by=desk.cast.ed, picture=photo)
    desk.open(photo)
    leaves = "dispatchEvent(new Event('beforeunload', {cancelable: true}))"
    assert desk.evaluate(leaves)
    desk.get_by_label("Credit").fill("Pia Brandt/Packet")
    assert not desk.evaluate(leaves)  # the browser asks first

    desk.get_by_role("button", name="Take down…").click()
    dialog = desk.locator("dialog#take_down")
    assert "1 live story loses it now:\n" in dialog.inner_text()
    assert Axe().run(desk).violations_count == 0
    with desk.expect_navigation():
        dialog.get_by_role("button", name="Take it down").click()
    assert "Say why: a complaint, a court, a mistake." in desk.locator("dialog[open]").inner_text()
    dialog.get_by_label("Why").fill("Court")
    with desk.expect_navigation():
        dialog.get_by_role("button", name="Take it down").click()

    assert desk.locator(".messagelist li").inner_text() == "Taken down: readers get it nowhere any more."
    assert (Photo.objects.get().credit, Photo.objects.get().taken_down_at) == ("Pia Brandt/Packet", at("08:00"))
    assert "Bridge reopens" in desk.locator("[aria-labelledby=usage-heading]").inner_text()
    assert desk.complaints == []
