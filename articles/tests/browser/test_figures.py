"""Pictures in a story's form: chosen, uploaded, cropped, described, and side by side."""

from base64 import b64decode, b64encode
from io import BytesIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image
from playwright.sync_api import expect

from articles.models import Article
from articles.tests.desk import address
from articles.tests.factories import a_draft, a_photo, published
from articles.workflow import publish
from newsroom.html import clean, figures
from newsroom.testing import Cast, sign_in
from photos.models import Photo

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

DROP = """([files, selector]) => {
  const data = new DataTransfer()
  for (const [name, content] of files) {
    data.items.add(new File([Uint8Array.from(atob(content), (letter) => letter.charCodeAt())], name))
  }
  const target = document.querySelector(selector)
  const {left, bottom} = target.getBoundingClientRect()
  const place = {clientX: left + 5, clientY: bottom - 5, bubbles: true, cancelable: true}
  target.dispatchEvent(new DragEvent("drop", {dataTransfer: data, ...place}))
}"""


@pytest.fixture
def ada(transactional_db):
    return Cast().ada


@pytest.fixture
def form(page, live_server, ada):
    """Ada's browser at the form of a story; at the end it must have had nothing to complain of."""
    faults = []
    page.on("console", lambda message: faults.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: faults.append(str(error)))
    sign_in(page, live_server, ada)

    def show(story):
        page.goto(live_server.url + address(story))
        page.locator(".tiptap").wait_for()
        return page

    yield show
    assert [fault for fault in faults if "status of 4" not in fault] == []


def picture(colour: str) -> str:
    file = BytesIO()
    Image.new("RGB", (400, 300), colour).save(file, "JPEG")
    return b64encode(file.getvalue()).decode()


def text_of(page) -> str:
    return clean(page.locator("#id_body").input_value())


def save(page) -> None:
    with page.expect_navigation():
        page.keyboard.press("Control+s")


def figure(photo, caption="") -> str:
    return f'<figure data-photo="{photo.pk}"><figcaption>{caption}</figcaption></figure>'


def test_a_picture_is_chosen_cropped_and_described_for_this_use(form, live_server, ada):
    story, photo = published(by=ada, body="<p>Trams run.</p>"), a_photo()
    page = form(story)
    page.locator(".tiptap p").click()
    with page.expect_popup() as popup:
        page.get_by_role("button", name="Picture", exact=True).click()
    popup.value.locator(f'a[href*="/photo/{photo.pk}/"][data-popup-opener]').first.click()
    page.locator(f'.tiptap figure[data-photo="{photo.pk}"]').wait_for()
    page.keyboard.type("At dusk")
    page.get_by_label("Crop").select_option("square")
    page.get_by_role("textbox", name="Description", exact=True).fill('The "old" bridge')
    save(page)

    written = f'<figure data-photo="{photo.pk}" data-crop="square" data-alt="The &quot;old&quot; bridge">'
    story.refresh_from_db()
    assert story.body == f"<p>Trams run.</p>{written}<figcaption>At dusk</figcaption></figure>"
    edition = publish(story, by=ada, change="silent")
    page.goto(live_server.url + edition.path)
    shown = page.locator(".story-body figure")
    expect(shown.get_by_role("img", name='The "old" bridge')).to_have_attribute("width", "500")  # a square
    expect(shown.locator("figcaption")).to_contain_text("At dusk")


def test_files_that_are_dropped_are_uploaded_where_they_fell(form):
    page = form(a_draft(body="<p>One.</p><p>Two.</p>"))
    page.evaluate(DROP, [[["teal.jpg", picture("teal")]], ".tiptap > p"])
    page.locator(".tiptap figure").wait_for()
    page.evaluate(DROP, [[["broken.jpg", "AAAA"]], ".tiptap > p"])
    expect(page.locator(".editor-foot__notice")).to_contain_text("“broken.jpg”: ")
    files = [[f"{colour}.jpg", picture(colour)] for colour in ("red", "navy")]
    page.evaluate(DROP, [files, ".tiptap > p:nth-of-type(2)"])
    page.locator(".tiptap .gallery figure").nth(1).wait_for()

    teal, *pair = Photo.objects.order_by("pk")
    expected = f'<p>One.</p>{figure(teal)}<p>Two.</p><div class="gallery">{"".join(map(figure, pair))}</div>'
    assert text_of(page) == expected
    assert page.locator(".photo__upload").count() == 0


def test_a_save_waits_for_pictures_that_are_on_their_way(form, tmp_path):
    (path := tmp_path / "red.jpg").write_bytes(b64decode(picture("red")))
    page, held = form(a_draft(picture=a_photo(), picture_caption="At noon.", body="<p>One.</p>")), []
    page.route("**/photos/photo/upload/", lambda route: held.append(route) if len(held) < 2 else route.continue_())
    page.on("filechooser", lambda asked: None)  # so early that the click can't come before it
    with page.expect_file_chooser() as asked:
        page.locator("[data-picture-upload]").click()
    asked.value.set_files(path)
    page.keyboard.press("Control+s")
    expect(page.locator("#underway")).to_contain_text("One picture is still on its way. Save waits for it.")
    page.get_by_role("button", name="Not now").last.click()
    expect(page.locator("#underway")).to_have_count(0)
    held[0].continue_()
    page.get_by_role("button", name="Put the caption back").click()  # it was said of the other picture
    expect(page.locator("#id_picture_caption")).to_have_value("At noon.")

    files = [[f"{colour}.jpg", picture(colour)] for colour in ("teal", "navy")]
    page.evaluate(DROP, [files, ".tiptap > p"])
    page.keyboard.press("Control+s")
    expect(page.locator("#underway")).to_contain_text("2 pictures are still on their way.")
    with page.expect_navigation():
        held[1].continue_()

    lead, *pair = Photo.objects.order_by("pk")[1:]
    story = Article.objects.get()
    assert (story.picture, story.picture_caption, len(pair)) == (lead, "At noon.", 2)
    assert story.body == f'<p>One.</p><div class="gallery">{"".join(map(figure, pair))}</div>'


def test_pictures_stand_in_a_gallery_in_the_order_that_somebody_gives_them(form):
    one, two, three = (a_photo(caption=name) for name in ("One", "Two", "Three"))
    page = form(a_draft(body=figure(one) + figure(two) + figure(three) + "<p>End.</p>"))
    page.locator(".tiptap").focus()
    page.evaluate("document.querySelector('.tiptap').editor.commands.setTextSelection({from: 1, to: 10})")
    page.get_by_role("button", name="Gallery", exact=True).click()
    page.get_by_role("button", name=f"Move picture {three.pk} left").focus()
    expect(page.locator(".gallery .photo__shot--cut")).to_have_count(3)  # as readers get them
    expect(page.get_by_label("Crop").first.locator("option").first).to_have_text("Card 3:2 (as galleries are)")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowLeft")
    assert [found.photo for found in figures(text_of(page))] == [three.pk, one.pk, two.pk]
    expect(page.get_by_role("button", name=f"Move picture {three.pk} right")).to_be_focused()
    page.get_by_role("button", name=f"Remove picture {one.pk}").click()
    page.get_by_role("button", name=f"Remove picture {two.pk}").click()
    assert text_of(page) == figure(three) + "<p>End.</p>"
    page.keyboard.press("Control+z")
    page.get_by_role("button", name="Split").click()
    expect(page.get_by_label("Crop").first.locator("option").first).to_have_text("Whole")
    assert text_of(page) == figure(three) + figure(two) + "<p>End.</p>"


def test_words_that_differ_from_the_librarys_are_marked_and_can_be_put_back(form):
    photo, uncleared = a_photo(), a_photo(status="new", kind="graphic")
    body = f'<figure data-photo="{photo.pk}" data-alt="Trams"><figcaption>Noon</figcaption></figure>'
    story = a_draft(picture=uncleared, picture_caption="At noon.", body=body + figure(uncleared))
    page = form(story)
    first, second = page.locator(".tiptap figure").all()
    expect(first.locator(".photo__differs")).to_contain_text(["The caption differs", "The description differs"])
    expect(second.locator(".photo__rights")).to_contain_text("Not cleared yet")
    expect(second.locator(".photo__kind")).to_have_text("Graphic")
    expect(page.locator(".picture__rights")).to_contain_text("A photo editor can clear it")
    assert page.locator("#id_picture_alt").get_attribute("placeholder") == "A bridge."
    for use in page.locator(".page").get_by_text("Use the picture’s own").all():
        if use.is_visible():
            use.click()
    first.get_by_label("Decorative").check()
    assert [issue["id"] for issue in Axe().run(page, ".page").response["violations"]] == []
    save(page)

    story = Article.objects.get(pk=story.pk)
    described = figure(photo).replace(">", ' data-alt="">', 1)
    assert (story.picture_caption, story.body) == ("", described + figure(uncleared))
