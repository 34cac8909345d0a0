"""Pictures on their way into the library, in a real browser."""

from base64 import b64encode
from contextlib import suppress

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, expect

from articles.tests.desk import address
from articles.tests.factories import a_draft
from newsroom.testing import Cast, at, sign_in, travel
from photos.models import Photo
from photos.tests.test_uploading import a_file
from photos.uploads import PIECE

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
DROP = """files => {
  const all = new DataTransfer()
  const read = (bytes) => Uint8Array.from(atob(bytes), (character) => character.charCodeAt(0))
  for (const [name, bytes] of files) all.items.add(new File([read(bytes)], name))
  document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: all, bubbles: true, cancelable: true }))
}"""


@pytest.fixture
def cast(transactional_db):
    with travel(at("08:00")):
        yield Cast()


@pytest.fixture
def library(page, live_server, cast):
    """Pia's browser, with the library open; errors of its scripts are in ``library.complaints``."""
    sign_in(page, live_server, cast.pia)
    page.set_default_timeout(15_000)
    page.complaints = []
    page.on("pageerror", lambda error: page.complaints.append(str(error)))
    page.goto(f"{live_server.url}/admin/photos/photo/")
    yield page
    assert page.complaints == []


def lines(page):
    return page.locator(".sending__state")


def faults(page):
    found = Axe().run(page).response["violations"]
    return [(fault["id"], fault["nodes"][0]["html"][:200]) for fault in found]


def test_three_files_at_once_dropped_anywhere(library):
    files = [(f"tram-{seed}.jpg", b64encode(a_file((400, 300), seed=seed)).decode()) for seed in (1, 5, 9)]
    again = [files[0]]

    library.evaluate(DROP, files)
    for line in range(3):
        expect(lines(library).nth(line)).to_contain_text("In the library.")
    expect(library.locator(".shot")).to_have_count(3)  # without a reload
    library.evaluate(DROP, again)

    expect(lines(library).nth(3)).to_contain_text("The library has the same file")
    assert Photo.objects.count() == 3
    assert library.evaluate("document.querySelectorAll('.shot').length") == 3


def test_goes_on_where_it_stopped_after_an_error_and_after_a_reload(library, tmp_path):
    (path := tmp_path / "ferry.png").write_bytes(data := a_file((1000, 900), "PNG", compress_level=0))
    starts, troubles = [], [500, 502]

    def in_trouble(route, request):
        starts.append(int(request.url.rpartition("=")[2]))
        if starts[-1] and troubles:
            route.fulfill(status=troubles.pop(0), body="<h1>Bad gateway</h1>")
        else:
            route.fallback()

    library.route("**/upload/*/?from=*", in_trouble)
    library.locator(".drop input").set_input_files(path)
    expect(lines(library)).to_have_text("The server is in trouble. It goes on by itself.")
    with library.expect_response(lambda answer: answer.status == 502):
        library.get_by_role("button", name="Try again: ferry.png").click()
    library.reload()
    library.locator(".drop input").set_input_files(path)

    expect(lines(library)).to_contain_text("In the library.")
    assert starts[:4] == [0, PIECE, PIECE, PIECE]
    with Photo.objects.get().original.open() as original:
        assert original.read() == data


def test_from_a_storys_window_by_keyboard_and_for_everybody(library, live_server, cast, tmp_path):
    (tmp_path / "ferry.jpg").write_bytes(a_file((400, 300)))
    (tmp_path / "notes.jpg").write_text("No picture at all.")
    cast.pia.user_permissions.set([*cast.pia.user_permissions.all(), *cast.ed.user_permissions.all()])
    story = a_draft("Bridge reopens")
    library.emulate_media(color_scheme="dark")
    library.goto(live_server.url + address(story))
    with library.expect_popup() as opened:
        library.get_by_role("link", name="Choose a picture…").click()
    chooser = opened.value
    chooser.on("filechooser", lambda asked: None)  # so early that the key can't come before it

    expect(chooser.get_by_role("button", name="Choose files…")).to_be_visible()  # once its script runs
    chooser.get_by_role("button", name="Choose files…").focus()
    with chooser.expect_file_chooser() as asked:
        chooser.keyboard.press("Enter")
    asked.value.set_files([tmp_path / "ferry.jpg", tmp_path / "notes.jpg"])
    expect(lines(chooser).nth(0)).to_contain_text("In the library.")
    expect(lines(chooser).nth(1)).to_contain_text("This is not a JPEG")
    chooser.get_by_role("button", name="Take it off the list: notes.jpg").click()
    expect(lines(chooser)).to_have_count(1)
    expect(chooser.locator(".shot--no")).to_have_count(1)
    assert chooser.evaluate("innerWidth") == 1100
    chooser.set_viewport_size({"width": 390, "height": 800})
    assert faults(chooser) == []
    assert chooser.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") == 0
    with suppress(Error):  # the window closes under the key
        chooser.get_by_role("button", name="Choose it").press("Enter")

    expect(library.locator("#id_picture")).to_have_value(str(Photo.objects.get().pk))
