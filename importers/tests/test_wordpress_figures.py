from unittest import TestCase

from importers.wordpress import tidy
from importers.wordpress.export import Picture
from importers.wordpress.figures import Shown, placed
from importers.wordpress.images import address_of
from newsroom.html import clean

IMAGE = '<img class="alignleft wp-image-9" src="b-300x200.jpg" alt="A bridge">'


class FiguresTestCase(TestCase):
    def assertNumbered(self, written, expected):
        numbered = tidy(written).numbered
        self.assertEqual(numbered, expected)
        self.assertEqual(clean(numbered), numbered)


def figure(number, caption=""):
    return f'<figure data-photo="{number}"><figcaption>{caption}</figcaption></figure>'


class CaptionTests(FiguresTestCase):
    def test_however_it_is_written(self):
        caption = "The <b>old</b> bridge"
        for written in (
            f'[caption id="x" width="300"]<a href="b.jpg">{IMAGE}</a> {caption}[/caption]',
            f'[caption width="300" caption="{caption}"]{IMAGE}[/caption]',
            f'<figure class="wp-block-image">{IMAGE}<figcaption>{caption}</figcaption></figure>',
            f'<figure><a href="b.jpg">{IMAGE}</a><figcaption>{caption}</figcaption></figure>',
            f'<a href="b.jpg"><figure>{IMAGE}<figcaption>{caption}</figcaption></figure></a>',
        ):
            with self.subTest(written):
                self.assertNumbered(
                    f"A\n\n{written}\n\nB", f"<p>A</p>{figure(1, 'The <strong>old</strong> bridge')}<p>B</p>"
                )

    def test_of_something_else_is_a_paragraph(self):
        table = "<table><tr><td>9</td></tr></table>"
        self.assertNumbered(
            f"{IMAGE}<figure>{table}<figcaption>Votes</figcaption></figure>",
            f"{figure(1)}<table><tbody><tr><td>9</td></tr></tbody></table><p><em>Votes</em></p>",
        )

    def test_unclosed_it_does_not_swallow_the_story(self):
        self.assertNumbered(f"<figure>{IMAGE}<figcaption>A</figure>\n\n<h2>B</h2>", f"{figure(1)}<p>A</p><h2>B</h2>")


class PlaceTests(FiguresTestCase):
    def test_a_picture_does_not_part_a_sentence(self):
        self.assertNumbered(f"One {IMAGE} two\n\nThree", f"<p>One two</p>{figure(1)}<p>Three</p>")
        self.assertNumbered(f"<p>One {IMAGE} two</p><p>Three</p>", f"<p>One two</p>{figure(1)}<p>Three</p>")

    def test_at_the_beginning_of_a_paragraph_it_stands_before(self):
        self.assertNumbered(f"One\n\n{IMAGE}Two", f"<p>One</p>{figure(1)}<p>Two</p>")
        self.assertNumbered(f"One\n{IMAGE}\nTwo", f"<p>One</p>{figure(1)}<p>Two</p>")

    def test_no_link_goes_around_it(self):
        link = '<a href="https://a.example/" rel="noopener noreferrer">'
        self.assertNumbered(f'<a href="https://a.example/">{IMAGE} Read on</a>', f"{figure(1)}<p>{link}Read on</a></p>")

    def test_a_cover_s_picture_stands_above_its_words(self):
        style = 'style="background-position:50%;background-image:url(https://old.example/b.jpg)"'
        for written in (
            '<div class="wp-block-cover"><img class="wp-image-9" src="b.jpg"><div><p>Read</p></div></div>',
            f'<div class="wp-block-cover"><div role="img" class="wp-block-cover__image-background" {style}></div>'
            "<p>Read</p></div>",
            f'<div class="wp-block-cover" {style}><p>Read</p></div>',
        ):
            with self.subTest(written):
                self.assertNumbered(f"<!-- wp:cover -->{written}", f"{figure(1)}<p>Read</p>")

    def test_media_and_text(self):
        self.assertNumbered(
            f'<div class="wp-block-media-text"><figure class="wp-block-media-text__media">{IMAGE}</figure>'
            '<div class="wp-block-media-text__content"><p>Read</p></div></div>',
            f"{figure(1)}<p>Read</p>",
        )


class GalleryTests(FiguresTestCase):
    def test_however_it_is_written(self):
        each = f"<figure>{IMAGE}<figcaption>One</figcaption></figure>"
        for written in (
            f'<figure class="wp-block-gallery">{each}{each}<figcaption>All</figcaption></figure>',
            f'<figure class="wp-block-gallery"><ul class="blocks-gallery-grid"><li>{each}</li><li>{each}</li></ul>'
            "<figcaption>All</figcaption></figure>",
            f'<ul class="wp-block-gallery"><li>{each}</li><li>{each}</li></ul><figcaption>All</figcaption>',
        ):
            with self.subTest(written):
                pictures = figure(1, "One") + figure(2, "One")
                self.assertNumbered(
                    f"A\n\n{written}\n\nB",
                    f'<p>A</p><div class="gallery">{pictures}</div><p><em>All</em></p><p>B</p>',
                )

    def test_shortcodes(self):
        for written, pictures in (
            ('[gallery ids="1, 22" columns="2"]', [Picture(wp_id=1), Picture(wp_id=22)]),
            ("[gallery include=7]", [Picture(wp_id=7)]),
            ("[gallery]", [Picture(gallery_of=0)]),
            ('[gallery id="5" exclude="8,9"]', [Picture(gallery_of=5, without=(8, 9))]),
            ("[playlist ids=1]", []),
        ):
            with self.subTest(written):
                self.assertEqual(list(tidy(written).pictures), pictures)


class PlacedTests(TestCase):
    def test_gives_figures_their_pictures(self):
        self.assertEqual(
            placed(figure(1, "C"), {1: [Shown(42, 'A "b"')]}),
            '<figure data-photo="42" data-alt="A &quot;b&quot;"><figcaption>C</figcaption></figure>',
        )

    def test_one_may_stand_for_several(self):
        self.assertEqual(
            placed(figure(1), {1: [Shown(5), Shown(6)]}), f'<div class="gallery">{figure(5)}{figure(6)}</div>'
        )

    def test_what_is_missing_leaves_its_words(self):
        self.assertEqual(placed(f"<p>A</p>{figure(1, 'C')}{figure(2)}", {}), "<p>A</p><p><em>C</em></p>")
        self.assertEqual(
            placed(f'<div class="gallery">{figure(1, "C")}{figure(2)}</div>', {2: [Shown(5)]}),
            f"<p><em>C</em></p>{figure(5)}",
        )


class AddressTests(TestCase):
    def test_where_scripts_would_have_looked(self):
        blank = "data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw=="
        for tag, address in (
            ({"src": "a.jpg"}, "a.jpg"),
            ({"src": blank, "data-src": "a.jpg"}, "a.jpg"),
            ({"src": "b.jpg", "data-lazy-src": "a.jpg"}, "a.jpg"),
            ({"src": blank, "srcset": "b.jpg 300w, a.jpg 1024w"}, "a.jpg"),
            ({"data-srcset": "a.jpg 2x, b.jpg"}, "a.jpg"),
            ({"src": blank}, ""),
            ({}, ""),
        ):
            with self.subTest(tag):
                self.assertEqual(address_of(tag), address)
