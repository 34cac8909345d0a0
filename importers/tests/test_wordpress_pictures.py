import os
from base64 import b64encode
from pathlib import Path
from unittest import skipUnless
from unittest.mock import patch

from django.core.management import CommandError

from articles.models import Article, Edition
from importers.fetching import Fetcher, NotFetched
from importers.tests.exports import a_file, attachment, item, postmeta
from importers.tests.test_import_wordpress import ImportTestCase
from importers.tests.test_wordpress_exports import DATA
from importers.wordpress import check
from importers.wordpress.attachments import Attachments
from newsroom import html
from photos.models import Photo, Source
from photos.rights import take_down

UPLOADS = "https://old.example/wp-content/uploads"
BRIDGE = f'<img class="wp-image-9" src="{UPLOADS}/2019/03/bridge-300x200.jpg" alt="A bridge">'


class PicturesTestCase(ImportTestCase):
    def setUp(self):
        super().setUp()
        self.media = Path(self.folder) / "uploads"
        self.media.mkdir()

    def bring_in(self, *items, **options):
        return super().bring_in(*items, **{"media": str(self.media), **options})

    def body(self, name="bridge-7"):
        return Edition.objects.get(slug=name).body


class LibraryTests(PicturesTestCase):
    def test_a_picture_of_the_media_library_comes_with_its_words(self):
        a_file(self.media, "2019/03/bridge.jpg")
        told = "<excerpt:encoded>The &lt;b>old&lt;/b> bridge</excerpt:encoded>"

        self.bring_in(attachment(9, title="The bridge", alt="A bridge", more=told + postmeta("_credit", "Pia Brandt")))

        photo = Photo.objects.get()
        self.assertEqual(
            (photo.headline, photo.caption, photo.alt, photo.credit),
            ("The bridge", "The old bridge", "A bridge", "Pia Brandt"),
        )
        self.assertEqual((photo.width, photo.added_by, photo.status), (60, None, "cleared"))
        self.assertEqual(photo.restrictions, "Brought in from WordPress; rights not checked since.")
        self.assertEqual(Source.objects.get(), photo.source)
        self.assertEqual((photo.source.name, photo.source.kind), ("WordPress import", "archive"))

    def test_where_it_came_from_stands_in_its_history(self):
        a_file(self.media, "2019/03/bridge.jpg")
        self.bring_in(attachment(9))
        line = Photo.objects.get().changes.get()
        self.assertEqual(line.words, "Brought in from WordPress: old.example/wp-content/uploads/2019/03/bridge.jpg")
        self.assertEqual(line.by, self.ada)

    def test_a_second_time_adds_nothing(self):
        a_file(self.media, "2019/03/bridge.jpg")
        items = attachment(9), item(html=BRIDGE)
        self.assertIn("1 pictures brought in, 0 already here, 0 missing, 0 refused.", self.bring_in(*items))

        (self.media / "2019/03/bridge.jpg").unlink()

        self.assertIn("0 pictures brought in, 1 already here, 0 missing, 0 refused.", self.bring_in(*items, item(8)))
        self.assertEqual(Photo.objects.count(), 1)

    def test_the_same_file_under_two_names_is_one_picture(self):
        for name in ("a.jpg", "b.jpg"):
            a_file(self.media, name)
        lines = self.bring_in(attachment(9, "a.jpg"), attachment(10, "b.jpg"))
        self.assertIn("1 pictures brought in, 1 already here, 0 missing, 0 refused.", lines)
        self.assertEqual(Photo.objects.get().changes.count(), 2)

    def test_a_hostile_file_is_refused_alone(self):
        a_file(self.media, "2019/03/bridge.jpg")
        (self.media / "evil.jpg").write_bytes(b"\xff\xd8\xff<?php system('x');")

        lines = self.bring_in(attachment(9), attachment(10, "evil.jpg"))

        self.assertIn("1 pictures brought in, 0 already here, 0 missing, 1 refused.", lines)
        self.assertRegex(lines[-2], "^Refused, 1: This is not a JPEG")
        self.assertEqual(lines[-1], "  old.example/wp-content/uploads/evil.jpg")

    def test_songs_and_papers_are_left_out(self):
        lines = self.bring_in(attachment(9, "minutes.pdf"), attachment(10, "song.mp3"))
        self.assertRegex("".join(lines), r"2 left out \(2 attachment\), 0 broken\.$")

    def test_a_dry_run_counts_them_and_takes_none(self):
        a_file(self.media, "2019/03/bridge.jpg")
        items = attachment(9), attachment(10, "gone.jpg"), item(html=BRIDGE + "<img src=/gone.jpg>")
        lines = self.bring_in(*items, dry_run=True)
        self.assertIn("1 pictures in the stories were left out.", lines)
        self.assertIn("1 pictures brought in, 0 already here, 1 missing, 0 refused.", lines)
        self.assertEqual((Photo.objects.count(), Source.objects.count()), (0, 0))


class WithoutSourceTests(PicturesTestCase):
    def test_no_file_and_no_network_is_touched_and_all_are_named(self):
        for door in ("fetching.create_connection", "fetching.getaddrinfo", "wordpress.media.os.scandir"):
            self.enterContext(patch(f"importers.{door}", side_effect=AssertionError))
        pictures = [f'<img src="{UPLOADS}/{n}.jpg">' for n in range(7)]
        lines = self.bring_in(item(html="".join(pictures)), media=None)
        self.assertEqual(
            lines[1:],
            [
                "7 pictures in the stories were left out.",
                "0 pictures brought in, 0 already here, 7 missing, 0 refused.",
                "Missing, 7: neither --media nor --fetch was given",
                *(f"  old.example/wp-content/uploads/{n}.jpg" for n in range(5)),
                "  and 2 more",
            ],
        )

    def test_a_folder_that_is_none(self):
        with self.assertRaisesMessage(CommandError, "There is no media folder /nowhere."):
            self.bring_in(item(), media="/nowhere")

    def test_a_picture_within_the_post_itself_needs_none(self):
        raw = a_file(self.media, "x.png", size=(40, 40)).read_bytes()
        data = b64encode(raw + b"\0" * 900).decode()
        self.bring_in(item(html=f'<img src="data:image/png;base64,{data}" alt="A square">'), media=None)
        self.assertEqual(
            self.body(), f'<figure data-photo="{Photo.objects.get().pk}"><figcaption></figcaption></figure>'
        )


class FolderTests(PicturesTestCase):
    def test_names_may_have_changed_on_the_way(self):
        names = (
            ("2019/03/Bridge.JPG", "2019/03/bridge.jpg"),
            ("2019/04/bridge.jpg", "2019/04/bridge-300x200.jpg"),
            ("2019/05/bridge-scaled.jpg", "2019/05/bridge-300x200.jpg"),
            ("2019/06/bridge-1024x768.jpg", "2019/06/bridge.jpg"),
            ("2019/07/bridge-300x200.jpg", "2019/07/bridge-300x200.jpg"),
            ("2019/08/cafe\u0301.jpg", "2019/08/caf%C3%A9.jpg"),
        )
        for number, (there, asked) in enumerate(names, 1):
            with self.subTest(asked):
                a_file(self.media, there, 30 * number)
                lines = self.bring_in(item(number, html=f'<img src="{UPLOADS}/{asked}">'))
                self.assertIn("1 pictures brought in, 0 already here, 0 missing, 0 refused.", lines)

    def test_the_largest_of_what_is_left_is_taken(self):
        for width in (100, 90, 200):
            a_file(self.media, f"bridge-{width}x10.jpg", size=(width, 10))
        self.bring_in(attachment(9, "bridge.jpg"))
        self.assertEqual(Photo.objects.get().width, 200)

    def test_never_outside_the_folder(self):
        a_file(self.folder, "secret.jpg")
        os.symlink(Path(self.folder) / "secret.jpg", self.media / "link.jpg")
        os.symlink(self.folder, self.media / "door")
        os.mkfifo(self.media / "pipe.jpg")
        names = "../secret.jpg", "%2e%2e/secret.jpg", "link.jpg", "door/secret.jpg", "pipe.jpg", "..jpg"

        lines = self.bring_in(
            *(attachment(n, name) for n, name in enumerate(names, 10)),
            item(html="".join(f'<img src="{UPLOADS}/{name}">' for name in names)),
        )

        self.assertIn("0 pictures brought in, 0 already here, 6 missing, 0 refused.", lines)
        self.assertIn("Missing, 2: it stands behind a symbolic link, which is not followed", lines)

    def test_another_site_s_file_of_the_same_name_is_another_picture(self):
        a_file(self.media, "2019/03/bridge.jpg")
        address = "https://other.example/wp-content/uploads/2019/03/bridge.jpg"
        lines = self.bring_in(item(html=f'<img src="{address}">'))
        self.assertIn("Missing, 1: it stands on another site", lines)


class StoryTests(PicturesTestCase):
    def setUp(self):
        super().setUp()
        for number, name in enumerate(("2019/03/bridge.jpg", "ferry.jpg", "mill.jpg")):
            a_file(self.media, name, 60 * number)
        self.library = (
            attachment(9, alt="A bridge"),
            attachment(10, "ferry.jpg", alt="A ferry", post_parent="7", menu_order="2"),
            attachment(11, "mill.jpg", alt="A mill", post_parent="7", menu_order="1"),
        )

    def shown(self, text, **fields):
        """What the pictures of such a post show and how, by the descriptions in the library."""
        self.lines = self.bring_in(*self.library, item(html=text, **fields))
        self.story = Article.objects.get()
        figures = html.figures(self.story.body)
        return [(Photo.objects.get(pk=each.photo).alt, each.alt, each.caption, each.beside) for each in figures]

    def test_by_the_address_of_a_size(self):
        self.assertEqual(self.shown(f"A{BRIDGE}B"), [("A bridge", None, "", 0)])
        self.assertNotIn("left out", "".join(self.lines[1:]))

    def test_other_words_for_this_use_are_kept(self):
        image = BRIDGE.replace("A bridge", "Floods at the &quot;old&quot; bridge")
        self.assertEqual(
            self.shown(f"[caption]{image} In May[/caption]"),
            [("A bridge", 'Floods at the "old" bridge', "In May", 0)],
        )

    def test_no_words_are_no_decision(self):
        images = "".join(BRIDGE.replace("A bridge", words) for words in ("", "bridge-300x200"))
        self.assertEqual(self.shown(images), [("A bridge", None, "", 0)] * 2)

    def test_a_number_that_belongs_to_another_site_is_not_believed(self):
        self.assertEqual(self.shown(f'<img class="wp-image-9" src="{UPLOADS}/tower.jpg">'), [])
        self.assertIn("  old.example/wp-content/uploads/tower.jpg", self.lines)

    def test_a_gallery_by_numbers(self):
        self.assertEqual(self.shown('[gallery ids="11,9,404"]'), [("A mill", None, "", 1), ("A bridge", None, "", 1)])
        self.assertIn("Missing, 1: the export does not hold it", self.lines)

    def test_a_gallery_of_all_that_belongs_to_the_post(self):
        self.assertEqual(self.shown("[gallery]"), [("A mill", None, "", 1), ("A ferry", None, "", 1)])

    def test_a_gallery_without_some(self):
        self.assertEqual(self.shown("[gallery exclude='11']"), [("A ferry", None, "", 0)])

    def test_the_featured_picture_leads_the_story(self):
        self.assertEqual(self.shown("A", more=postmeta("_thumbnail_id", 10)), [])
        self.assertEqual(self.story.picture.alt, "A ferry")
        edition = Edition.objects.get()
        self.assertEqual((edition.picture, edition.picture_alt), (self.story.picture, "A ferry"))
        self.assertIn(self.story.picture, edition.photos.all())

    def test_the_lead_does_not_begin_the_text_as_well(self):
        image = BRIDGE.replace("A bridge", "Floods")
        text = f"[caption]{image} In <b>May</b>[/caption]\n\nA\n\n{BRIDGE}"
        self.assertEqual(self.shown(text, more=postmeta("_thumbnail_id", 9)), [("A bridge", None, "", 0)])
        self.assertTrue(self.story.body.startswith("<p>A</p>"))
        self.assertEqual((self.story.picture_caption, self.story.picture_alt), ("In May", "Floods"))

    def test_pictures_of_drafts_come_too(self):
        self.assertEqual(self.shown(BRIDGE, status="draft"), [("A bridge", None, "", 0)])
        self.assertEqual(Edition.objects.count(), 0)

    def test_a_missing_one_leaves_its_caption(self):
        self.shown(f'A[caption]<img src="{UPLOADS}/gone.jpg"> Gone[/caption]')
        self.assertEqual(self.story.body, "<p>A</p><p><em>Gone</em></p>")
        self.assertIn("1 pictures in the stories were left out.", self.lines)
        self.assertIn("Missing, 1: it is not in the media folder", self.lines)

    def test_a_picture_that_was_taken_down_here_stays_so(self):
        self.bring_in(*self.library)
        take_down(Photo.objects.get(alt="A bridge"), by=self.ada, why="A complaint.")
        self.shown(BRIDGE)
        self.assertIsNotNone(Photo.objects.get(alt="A bridge").taken_down_at)
        self.assertEqual(Photo.objects.count(), 3)

    def test_portraits_and_counting_pixels_do_not_come(self):
        a_file(self.media, "rita.jpg")
        self.assertEqual(
            self.shown(
                f'<img class="avatar" src="{UPLOADS}/rita.jpg"><img src="//www.gravatar.com/avatar/1">'
                f'<img width="1" height="1" src="{UPLOADS}/rita.jpg">'
            ),
            [],
        )
        self.assertIn("3 pictures brought in, 0 already here, 0 missing, 0 refused.", self.lines)


class FetchedTests(PicturesTestCase):
    """Fetching itself is in test_fetching; here the old site is a table."""

    def setUp(self):
        super().setUp()
        self.enterContext(patch("importers.wordpress.filing.Fetcher", self.fetcher))
        self.asked = []
        self.site = {f"{UPLOADS}/2019/03/bridge-300x200.jpg": a_file(self.folder, "there.jpg").read_bytes()}

    def fetcher(self, hosts):
        fetcher = Fetcher(hosts)
        fetcher.fetch = lambda address: fetcher.check(address) or self.answer(address)
        return fetcher

    def answer(self, address):
        self.asked.append(address)
        if address not in self.site:
            raise NotFetched("the old site answers 404")
        return self.site[address]

    def test_the_whole_picture_is_asked_for_first_then_the_size_in_the_story(self):
        lines = self.bring_in(item(html=BRIDGE), media=None, fetch=["old.example"])
        self.assertEqual(self.asked, [f"{UPLOADS}/2019/03/bridge.jpg", *self.site])
        self.assertIn("1 pictures brought in, 0 already here, 0 missing, 0 refused.", lines)

    def test_a_second_time_it_is_not_asked_again(self):
        for _ in range(2):
            self.bring_in(item(html=BRIDGE), attachment(9), media=None, fetch=["old.example"])
        self.assertEqual(len(self.asked), 2)

    def test_the_folder_goes_first(self):
        a_file(self.media, "2019/03/bridge.jpg")
        self.bring_in(item(html=BRIDGE), fetch=["old.example"])
        self.assertEqual(self.asked, [])

    def test_other_hosts_and_failures_are_told(self):
        others = f'<img src="https://other.example/a.jpg"><img src="{UPLOADS}/gone.jpg">'
        lines = self.bring_in(item(html=others), media=None, fetch=["old.example"])
        self.assertIn("Missing, 1: other.example was not named by --fetch", lines)
        self.assertIn("Missing, 1: the old site answers 404", lines)

    def test_a_dry_run_asks_nobody(self):
        lines = self.bring_in(item(html=BRIDGE), media=None, fetch=["old.example"], dry_run=True)
        self.assertIn("1 pictures brought in, 0 already here, 0 missing, 0 refused.", lines)
        self.assertEqual(self.asked, [])


@skipUnless(DATA.is_dir(), "the shared WordPress exports are not here")
class SharedDataTests(PicturesTestCase):
    def test_the_theme_test_with_its_media_folder(self):
        path = DATA / "theme-unit-test/themeunittestdata.wordpress.xml"
        summary = check(path)
        library = Attachments(summary)
        for number, each in enumerate(summary.attachments):
            a_file(self.media, library.place(each.address), 700 * number + 40)

        lines = self.bring_in(text=path.read_text())

        self.assertIn("35 pictures brought in, 0 already here, 1 missing, 0 refused.", lines)
        self.assertIn("  number 763 of the media library", lines)
        self.assertIn("1 pictures in the stories were left out.", lines)
        self.assertEqual(Article.objects.exclude(picture=None).count(), 6)
        galleries = html.figures(Article.objects.get(headline="Post Format: Gallery").body)
        self.assertEqual((len(galleries), galleries[0].beside), (10 * 23, 22))
        self.assertEqual(Edition.photos.through.objects.values("photo").distinct().count(), 35)
