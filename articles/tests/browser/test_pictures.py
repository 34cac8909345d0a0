"""A story with a dozen pictures, as phones and large screens get it."""

from io import BytesIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from PIL import Image

from articles.models import Edition
from articles.tests.factories import a_photo, an_author, published
from newsroom.testing import SHARED_DATA, Cast
from photos import renditions, shelf
from photos.decoding import opened
from photos.intake import take_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
MOVED = """window.moved = 0; new PerformanceObserver(list => list.getEntries().forEach(
  shift => { window.moved += shift.value })).observe({type: "layout-shift", buffered: true});"""
# Bytes of the pictures that stand in sight, by address.
IN_SIGHT = """() => Object.fromEntries([...document.images]
  .filter(image => image.currentSrc.startsWith("http") && image.getBoundingClientRect().top < innerHeight)
  .map(image => [image.currentSrc, performance.getEntriesByName(image.currentSrc)[0].encodedBodySize]))"""
LOADED = """async () => { for (let y = 0; y < document.body.scrollHeight; y += 600) {
    scrollTo(0, y); await new Promise(requestAnimationFrame) }
  for (const image of document.images) await image.decode();
  return [...document.images].every(image => image.complete && image.naturalWidth > 0) }"""
UNTOLD = (
    "() => [...document.images].filter(image => !image.alt && !image.ariaHidden && !image.closest('.byline')).length"
)


@pytest.fixture
def story(transactional_db):
    lead = a_real_photo()
    with lead.original.open() as file:
        renditions.make(lead, opened(file), [one for one in renditions.renditions_of(lead) if not one.crop])
    figure = '<figure data-photo="{}"><figcaption>On the quay.</figcaption></figure>'
    figures = [figure.format(a_photo(480, 320 + 40 * number).pk) for number in range(11)]
    text = "<p>" + "The bridge will open again on Monday, the council said. " * 6 + "</p>"
    gallery = f'<div class="gallery">{"".join(figures[:5])}</div>'
    body = text + figures[5] + text + gallery + text.join(figures[6:])
    author = an_author("Ines Calder", portrait=a_photo(320, 320))
    published(by=Cast().ed, picture=lead, body=body, authors=[author])
    return Edition.objects.get()


def a_real_photo():
    """A photograph with much in it, or what is as hard to send."""
    file = SHARED_DATA / "photos" / "demo" / "beacon-street-sunset.jpg"
    if not file.exists():
        file = BytesIO()
        Image.effect_noise((1200, 800), 40).convert("RGB").save(file, "JPEG")
        file.seek(0)
        return take_in(file, alt="A bridge.", credit="Pia Brandt", status="cleared")
    with file.open("rb") as real:
        return take_in(real, alt="A bridge.", credit="Pia Brandt", status="cleared")


@pytest.fixture
def reader(browser, live_server):
    """Somebody's browser of that width; what its console says is kept in ``complaints``."""
    contexts = []

    def at_width(width, height, dots):
        contexts.append(browser.new_context(viewport={"width": width, "height": height}, device_scale_factor=dots))
        page = contexts[-1].new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text) if message.type == "error" else None)
        page.add_init_script(MOVED)
        page.open = lambda path: page.goto(live_server.url + path, wait_until="networkidle")
        return page

    yield at_width
    for context in contexts:
        context.close()


def test_a_story_with_a_dozen_pictures_moves_nothing_and_is_light_on_a_phone(story, reader):
    for width, height, dots in ((390, 844, 3), (1440, 900, 1)):
        page = reader(width, height, dots)
        page.open(story.path)

        if width == 390:
            sent = page.evaluate(IN_SIGHT)
            assert any(name.endswith(".avif") for name in sent), sent
            assert 0 < sum(sent.values()) < 250_000, sent
        assert page.evaluate(LOADED)
        assert page.locator("article picture").count() == 13  # with the face of who wrote it
        assert page.evaluate("moved") == 0
        assert page.evaluate(UNTOLD) == 0
        assert page.complaints == []
    assert [problem["id"] for problem in Axe().run(page).response["violations"]] == []


def test_a_missing_size_breaks_nothing(story, reader):
    lead = story.picture
    kept = min(shelf.names(lead))
    for name in shelf.names(lead) - {kept}:
        shelf.drop(lead, name)
    page = reader(390, 844, 3)

    page.open(story.path)

    assert page.locator(".wide .picture__image").evaluate("image => image.naturalWidth") > 0
    assert (page.evaluate("moved"), page.complaints) == (0, [])
