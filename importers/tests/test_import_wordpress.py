from datetime import UTC, datetime
from io import StringIO
from tempfile import TemporaryDirectory
from unittest import skipUnless
from unittest.mock import patch

from django.core.management import CommandError, call_command
from django.db import transaction

from accounts.models import Author
from articles.models import Address, Article, Edition, Section, Topic
from importers.tests.exports import category, export, item, save
from importers.tests.test_wordpress_exports import DATA, EXPECTED
from newsroom.testing import NewsroomTestCase


class ImportTestCase(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.folder = self.enterContext(TemporaryDirectory())

    def bring_in(self, *items, text="", **options):
        out = StringIO()
        path = save(self.folder, text or export(*items))
        call_command("import_wordpress", path, stdout=out, **options)
        return out.getvalue().splitlines()


class ImportTests(ImportTestCase):
    def test_a_public_post_becomes_an_edition_of_its_own_day(self):
        self.bring_in(item(more="<excerpt:encoded><![CDATA[<p>At last.</p>]]></excerpt:encoded>"))

        edition = Edition.objects.get()
        self.assertEqual(edition.path, "/news/2019/03/04/bridge-7/")
        self.assertEqual((edition.headline, edition.standfirst), ("Bridge reopens", "At last."))
        self.assertEqual(edition.body, "<p>The bridge is open.</p>")
        self.assertEqual(edition.first_published_at, datetime(2019, 3, 4, 5, 6, 7, tzinfo=UTC))
        self.assertEqual((edition.live_from, edition.updated_at), (edition.first_published_at, None))

    def test_says_what_it_did(self):
        lines = self.bring_in(
            item(1, "<img><img>[vc_row a=1]x"),
            item(2, status="draft"),
            item(3, post_type="page"),
            item(4, post_type="attachment"),
            item(5, status="trash"),
            item("x"),
        )
        self.assertEqual(
            lines,
            [
                "1 stories published, 1 kept as drafts, 0 already here, "
                "3 left out (1 page, 1 attachment, 1 trash), 1 broken.",
                "Broken: item 6, “Bridge reopens”: its number “x” is not a number",
                "2 pictures in the stories were left out.",
                "Shortcodes that meant nothing here: [vc_row] × 1.",
            ],
        )

    def test_what_was_not_public_stays_at_the_desk(self):
        states = [{"status": status} for status in ("draft", "pending", "private", "future", "inherit", "", "live")]
        states += [{"post_password": "x"}, {"post_date_gmt": ""}, {"post_date_gmt": "2031-01-01 00:00:00"}]

        lines = self.bring_in(*(item(n, **state) for n, state in enumerate(states, 1)))

        self.assertRegex(lines[0], "^0 stories published, 10 kept as drafts, 0 already here, 0 left out, 0 broken.$")
        self.assertEqual(lines[1], "1 of the drafts were published there, but the file gives no date for them.")
        self.assertEqual((Article.objects.count(), Edition.objects.count(), Address.objects.count()), (10, 0, 0))

    def test_a_second_time_adds_nothing(self):
        items = item(1), item(2, status="draft"), item(2, status="draft")
        self.assertIn("1 stories published, 1 kept as drafts, 1 already here", self.bring_in(*items)[0])

        lines = self.bring_in(*items, item(3))

        self.assertIn("1 stories published, 0 kept as drafts, 3 already here, 0 left out, 0 broken", lines[0])
        self.assertEqual((Article.objects.count(), Edition.objects.count()), (3, 2))

    def test_stories_that_share_a_number_both_come_in_once(self):
        items = item(1), item(1, title="Ferry sinks", post_name="ferry")
        self.assertIn("2 stories published, 0 kept as drafts, 0 already here", self.bring_in(*items)[0])
        self.assertIn("0 stories published, 0 kept as drafts, 2 already here", self.bring_in(*items)[0])

    def test_a_dry_run_counts_the_same_and_changes_nothing(self):
        lines = self.bring_in(item(1), item(2, status="draft"), item(2, status="draft"), dry_run=True)

        self.assertIn("1 stories published, 1 kept as drafts, 1 already here", lines[0])
        self.assertEqual(lines[-1], "A dry run: nothing was changed.")
        self.assertEqual([model.objects.count() for model in (Article, Section, Author, Topic)], [0, 0, 0, 0])

    def test_a_story_without_a_title_takes_its_first_words(self):
        self.bring_in(item(1, title=""), item(2, "", title=""), item(3, "", title="", status="draft"))
        headlines = Article.objects.order_by("source_id").values_list("headline", flat=True)
        self.assertEqual(list(headlines), ["The bridge is open.", "Untitled", ""])

    def test_the_desk_learns_where_it_came_from(self):
        self.bring_in(item(status="private"))
        self.assertEqual(
            Article.objects.get().note,
            "From WordPress: https://old.example/blog/2019/03/bridge-7/ (private), filed by rita77.",
        )


class BrokenTests(ImportTestCase):
    def test_a_broken_item_is_reported_and_the_others_are_filed(self):
        too_long = item(2, title="Too long", more="".join(category(f"t{n}", domain="post_tag") for n in range(3)))
        with patch("importers.wordpress.places.Places.section", side_effect=self.section_of_all_but("Too long")):
            lines = self.bring_in(item(1), too_long, item(3))

        self.assertIn("2 stories published, 0 kept as drafts, 0 already here, 0 left out, 1 broken.", lines[0])
        self.assertEqual(lines[1], "Broken: item 2, “Too long”: ValueError: no room")
        self.assertEqual(set(Edition.objects.values_list("slug", flat=True)), {"bridge-1", "bridge-3"})
        self.assertEqual(Topic.objects.count(), 0)

    def section_of_all_but(self, title):
        def section(post):
            if post.title == title:
                raise ValueError("no room")
            return Section.objects.get_or_create(name="News", slug="news")[0]

        return section

    def test_a_broken_file_changes_nothing(self):
        with self.assertRaisesMessage(CommandError, "The file breaks off at line 19: it is not complete."):
            self.bring_in(text=export(item(1), item(2))[:-30])
        self.assertEqual((Article.objects.count(), Section.objects.count()), (0, 0))

    def test_a_mended_file_says_so(self):
        lines = self.bring_in(text=export(item()).replace("<channel>", "<channel><a>&</a>"))
        self.assertEqual(
            lines[0], "The file is not quite XML; it was read as WordPress would read it. Look at the stories."
        )


class WhoTests(ImportTestCase):
    def test_the_first_superuser_imports(self):
        self.bring_in(item())
        self.assertEqual(Edition.objects.get().published_by, self.ada)

    def test_somebody_else_who_may(self):
        self.bring_in(item(), by="ED@packet.example")
        self.assertEqual(Article.objects.get().created_by, self.ed)

    def test_nobody_who_may_not(self):
        for email in ("rita@packet.example", "nobody@packet.example"):
            with self.assertRaisesMessage(CommandError, f"{email} may not import stories"):
                self.bring_in(item(), by=email)


class PlaceTests(ImportTestCase):
    def test_categories_are_sections_of_two_levels(self):
        self.bring_in(item(1, more=category("council") + category("town")), item(2, more=category("town")))

        self.assertEqual(
            set(Section.objects.values_list("path", "name")), {("town", "Town & country"), ("town/council", "Council")}
        )
        self.assertEqual(Edition.objects.get(slug="bridge-1").section.path, "town/council")

    def test_no_category_means_news(self):
        self.bring_in(item(1), item(2, more=category("uncategorized")))
        self.assertEqual(list(Section.objects.values_list("path", flat=True)), ["news"])

    def test_a_section_that_is_here_already_is_used(self):
        town = Section.objects.create(name="The town", slug="town")
        self.bring_in(item(more=category("town")))
        self.assertEqual(Edition.objects.get().section, town)

    def test_a_reserved_word_is_no_section(self):
        self.bring_in(item(more=category("archive")))
        self.assertEqual(Edition.objects.get().path, "/archive-stories/2019/03/04/bridge-7/")

    def test_names_in_other_scripts_have_addresses(self):
        self.bring_in(item(more=category("%e6%a9%8b", "橋") + category("%e6%a9%8b", "橋", domain="post_tag")))
        self.assertEqual(Section.objects.get().name, "橋")
        self.assertRegex(Section.objects.get().slug + Topic.objects.get().slug, "^[0-9a-f]{16}$")

    def test_categories_in_a_circle_do_no_harm(self):
        text = export(item(more=category("town"))).replace("<wp:category_parent></", "<wp:category_parent>council</")
        self.bring_in(text=text)
        self.assertEqual(Edition.objects.get().section.path, "council/town")

    def test_tags_are_topics(self):
        old = Topic.objects.create(name="Bridges", slug="bridges-and-roads")
        tags = category("bridges", domain="post_tag") + category("a-b", "A &amp; B!", domain="post_tag")

        self.bring_in(item(1, more=tags), item(2, more=tags))

        self.assertEqual(set(Topic.objects.values_list("slug", "name")), {(old.slug, old.name), ("a-b", "A & B!")})
        self.assertEqual(Edition.objects.get(slug="bridge-2").topics.count(), 2)


class BylineTests(ImportTestCase):
    def test_the_display_name_is_printed(self):
        self.bring_in(item(1), item(2))
        self.assertEqual([edition.byline for edition in Edition.objects.all()], ["Rita Vale", "Rita Vale"])
        self.assertEqual(Author.objects.get().slug, "rita-vale")

    def test_an_author_of_that_name_is_used(self):
        Author.objects.create(name="Someone", slug="rita-vale")
        here = Author.objects.create(name="RITA VALE", slug="rita")
        self.bring_in(item())
        self.assertEqual(Edition.objects.get().authors.get(), here)

    def test_names_may_share_the_letters_of_an_address(self):
        Author.objects.create(name="Rita-Vale", slug="rita-vale")
        self.bring_in(item())
        self.assertEqual(Edition.objects.get().authors.get().slug, "rita-vale-2")

    def test_a_login_is_never_printed(self):
        text = export(item(1), item(2).replace("<dc:creator>rita77", "<dc:creator>stranger9"))
        self.bring_in(text=text.replace("[Rita Vale]", "[rita77]"))
        self.assertEqual(Author.objects.get().name, "Staff reporter")


class OldAddressTests(ImportTestCase):
    def test_old_links_lead_to_the_story(self):
        self.bring_in(item())
        for old in ("/blog/2019/03/bridge-7/", "/blog/?p=7"):
            self.assertRedirects(self.client.get(old), "/news/2019/03/04/bridge-7/", 301, fetch_redirect_response=False)

    def test_the_short_link_of_a_site_at_the_top_of_its_host(self):
        self.bring_in(
            text=export(item(link="https://old.example/?p=7")).replace("old.example/blog</wp:", "old.example</wp:")
        )
        self.assertEqual(set(Address.objects.values_list("path", flat=True)), {"/?p=7", "/news/2019/03/04/bridge-7/"})

    def test_links_in_other_scripts(self):
        self.bring_in(item(link="https://old.example/%E6%A9%8B/"))
        self.assertEqual(self.client.get("/%E6%A9%8B/?utm_source=x").status_code, 301)

    def test_a_link_that_is_none_does_no_harm(self):
        lines = self.bring_in(
            item(1, link="http://["), item(2, link=""), item(3, link="https://a.example/" + "x" * 600)
        )
        self.assertRegex(lines[0], "^3 stories published")


@skipUnless(DATA.is_dir(), "the shared WordPress exports are not here")
class SharedDataTests(NewsroomTestCase):
    def test_every_export_comes_in_with_its_counts_and_twice_adds_nothing(self):
        for name, expected in EXPECTED.items():
            if isinstance(expected, str):
                with self.assertRaises(CommandError):
                    call_command("import_wordpress", DATA / name)
                continue
            _, public, drafts = expected
            before = transaction.savepoint()  # some of the files come from sites of one name
            self.assertIn(f"{public} stories published, {drafts} kept as drafts, 0 already here", self.bring_in(name))
            self.assertIn(f"0 stories published, 0 kept as drafts, {public + drafts} already", self.bring_in(name))
            transaction.savepoint_rollback(before)

    def bring_in(self, name):
        out = StringIO()
        call_command("import_wordpress", DATA / name, stdout=out)
        return out.getvalue()
