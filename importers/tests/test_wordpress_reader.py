import gzip
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest import TestCase
from zoneinfo import ZoneInfo

from importers.tests.exports import category, export, item, save
from importers.wordpress import Broken, Category, Refused, Site, WxrAuthor, check, read
from importers.wordpress.mending import CHUNK

NOW = datetime(2026, 5, 14, 8, tzinfo=UTC)
BILLION_LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]><rss><channel><title>&c;</title></channel></rss>'
)
EXTERNAL = (
    '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss><channel>&x;</channel></rss>'
)


class ReaderTestCase(TestCase):
    def setUp(self):
        self.folder = self.enterContext(TemporaryDirectory())

    def posts(self, text, **options):
        path = save(self.folder, text)
        return list(read(path, mended=check(path).mended, **options))

    def post(self, text, **options):
        (post,) = self.posts(export(text), **options)
        return post

    def assertRefused(self, text, reason):
        with self.assertRaises(Refused) as refusal:
            check(save(self.folder, text))
        self.assertEqual(str(refusal.exception), reason)


class RefusalTests(ReaderTestCase):
    def test_entities_are_refused(self):
        reason = "The file declares a document type, which no WordPress export does and we never read."
        self.assertRefused(BILLION_LAUGHS, reason)
        self.assertRefused(EXTERNAL, reason)
        self.assertRefused('<!DOCTYPE rss SYSTEM "http://example.org/rss.dtd"><rss/>', reason)

    def test_entities_are_refused_in_files_that_need_mending(self):
        with self.assertRaises(Refused):
            list(read(save(self.folder, BILLION_LAUGHS + "&"), mended=True))

    def test_deep_nesting_is_refused(self):
        reason = "The file nests elements more than 50 deep, which no WordPress export does."
        self.assertRefused("<rss>" + "<a>" * 20_000 + "</a>" * 20_000 + "</rss>", reason)

    def test_a_file_that_breaks_off_is_refused(self):
        whole = export(item(), item(8))
        self.assertRefused(whole[: whole.index("</item>") + 8], "The file breaks off at line 19: it is not complete.")
        self.assertRefused(whole[: whole.index("The bridge")], "The file breaks off at line 18: it is not complete.")
        self.assertRefused(whole[:-4], "The file breaks off at line 21: it is not complete.")

    def test_every_length_of_a_file_but_the_whole_is_refused(self):
        whole = export(item(1), item(2))
        for length in range(0, len(whole) - 1, 41):
            with self.assertRaises(Refused):
                check(save(self.folder, whole[:length]))

    def test_other_files_are_refused(self):
        page = "This is a web page, not a WordPress export."
        self.assertRefused("", "The file is empty.")
        self.assertRefused("<!DOCTYPE html><html><p>Hello", page)
        self.assertRefused(
            "<html><p>Hello</p></html>", "This is not a WordPress export: it begins with <html>, not <rss>."
        )
        self.assertRefused(
            gzip.compress(b"<rss/>", mtime=0),
            "The file is not well-formed XML: not well-formed (invalid token): line 1, column 0.",
        )
        self.assertRefused(
            "<rss><channel><title>A feed</title><item><title>News</title></item></channel></rss>",
            "This is a feed, not a WordPress export: nothing in it has WordPress' own fields.",
        )
        self.assertRefused(
            '<?xml version="1.0" encoding="klingon"?><rss/>',
            "The text encoding of the file cannot be read: unknown encoding: klingon.",
        )

    def test_a_missing_file_is_refused(self):
        with self.assertRaisesRegex(Refused, "cannot be opened: No such file"):
            check(Path(self.folder) / "nothing.xml")


class SummaryTests(ReaderTestCase):
    def test_tells_what_the_file_holds(self):
        text = export(item(1), item(2), item(3, status="draft"), item(4, post_type="page"), item("x"))

        summary = check(save(self.folder, text))

        self.assertEqual(summary.version, "1.2")
        self.assertEqual(summary.site, Site("Old Packet", "https://old.example/blog"))
        self.assertEqual(summary.authors, {"rita77": WxrAuthor("rita77", "Rita Vale", "rita@old.example")})
        self.assertEqual(summary.categories["council"], Category("council", "Council", "town"))
        self.assertEqual(summary.counts, {("post", "publish"): 2, ("post", "draft"): 1, ("page", "publish"): 1})
        self.assertEqual((summary.items, summary.broken, summary.left_out), (5, 1, {"page": 1}))

    def test_reads_every_version_of_the_format(self):
        for version in ("1.0", "1.1", "1.2"):
            text = export(item()).replace("export/1.2/", f"export/{version}/").replace("<wp:wxr_version>1.2", "<wp:x>1")
            (post,) = self.posts(text.replace("wxr_version>", "x>"))
            self.assertEqual((post.wp_id, post.status), (7, "publish"))

    def test_memory_does_not_grow_with_the_file(self):
        path = save(self.folder, export(*(item(n, "word " * 2000) for n in range(1000))))
        tracemalloc.start()
        self.assertEqual(check(path).items, 1000)
        self.assertLess(tracemalloc.get_traced_memory()[1], 2_000_000)
        tracemalloc.stop()


class PostTests(ReaderTestCase):
    def test_has_all_that_a_story_needs(self):
        more = (
            "<guid>https://old.example/?p=7</guid><excerpt:encoded><![CDATA[In short.]]></excerpt:encoded>"
            + category("council", "Council")
            + category("bridges", "Bridges &amp; roads", domain="post_tag")
            + "<wp:postmeta><wp:meta_key>a</wp:meta_key><wp:meta_value>1</wp:meta_value></wp:postmeta>" * 2
        )
        post = self.post(item(post_modified_gmt="2019-03-05 00:00:00", is_sticky="1", post_password="x", more=more))

        self.assertEqual((post.number, post.wp_id, post.slug, post.author_login), (1, 7, "bridge-7", "rita77"))
        self.assertEqual(post.published_at, datetime(2019, 3, 4, 5, 6, 7, tzinfo=UTC))
        self.assertEqual(post.modified_at, datetime(2019, 3, 5, tzinfo=UTC))
        self.assertEqual((post.html, post.excerpt), ("<p>The bridge is open.</p>", "In short."))
        self.assertEqual(post.categories, (Category("council", "Council"),))
        self.assertEqual(post.tags, (Category("bridges", "Bridges &amp; roads"),))
        self.assertEqual((post.meta, post.is_sticky, post.password), ({"a": ["1", "1"]}, True, "x"))

    def test_addresses_in_other_scripts_are_readable(self):
        post = self.post(item(post_name="%e6%a9%8b", more=category("%e6%a9%8b", "橋")))
        self.assertEqual((post.slug, post.categories), ("橋", (Category("橋", "橋"),)))

    def test_an_item_without_a_number_is_broken_and_the_next_is_read(self):
        broken, post = self.posts(export(item("seven"), item(8)))
        self.assertEqual(broken, Broken(1, "Bridge reopens", "its number “seven” is not a number"))
        self.assertEqual(post.wp_id, 8)

    def test_an_item_that_nothing_identifies_is_broken(self):
        (broken,) = self.posts(export("<item><title>Lost</title><wp:status>publish</wp:status></item>"))
        self.assertEqual(broken, Broken(1, "Lost", "it has neither a number nor an address"))


class DateTests(ReaderTestCase):
    def moment(self, **fields):
        return self.post(item(**{"post_date_gmt": "", **fields}), zone=ZoneInfo("Europe/London")).published_at

    def test_the_old_sites_clock_is_used_where_there_is_no_utc(self):
        moment = self.moment(post_date_gmt="0000-00-00 00:00:00", post_date="2019-07-01 12:00:00")
        self.assertEqual(moment, datetime(2019, 7, 1, 11, tzinfo=UTC))

    def test_pubdate_is_the_last_resort(self):
        moment = self.moment(post_date="2019-02-30 12:00:00", pubDate="Mon, 04 Mar 2019 06:06:07 +0100")
        self.assertEqual(moment, datetime(2019, 3, 4, 5, 6, 7, tzinfo=UTC))

    def test_zeros_and_nonsense_are_no_date(self):
        for pub_date in ("Mon, 30 Nov -0001 00:00:00 +0000", "Thu, 01 Jan 1970 00:00:00 +0000", "soon", "", "1, 2, 3"):
            self.assertIsNone(self.moment(post_date="0000-00-00 00:00:00", pubDate=pub_date))
        for date in ("9999-12-31 23:59:59", "0001-01-01 00:00:00", "2019-13-01 00:00:00", "१९-०१-०१"):
            self.assertIsNone(self.moment(post_date=date))


class WasPublicTests(ReaderTestCase):
    def was_public(self, **fields):
        return self.post(item(**fields)).was_public(NOW)

    def test_a_published_post_was(self):
        self.assertTrue(self.was_public())

    def test_no_other_status_was(self):
        for status in (
            "draft",
            "pending",
            "private",
            "future",
            "trash",
            "auto-draft",
            "inherit",
            "Publish",
            "live",
            "",
        ):
            self.assertFalse(self.was_public(status=status), status)

    def test_a_post_with_a_password_was_not(self):
        self.assertFalse(self.was_public(post_password="secret"))

    def test_no_other_type_was(self):
        for post_type in ("page", "attachment", "nav_menu_item", "revision", "product"):
            self.assertFalse(self.was_public(post_type=post_type), post_type)

    def test_a_post_from_the_future_or_without_a_date_was_not(self):
        self.assertFalse(self.was_public(post_date_gmt="2026-05-14 08:00:01"))
        self.assertTrue(self.was_public(post_date_gmt="2026-05-14 08:00:00"))
        self.assertFalse(self.was_public(post_date_gmt="0000-00-00 00:00:00"))


class AuthorTests(TestCase):
    def test_a_login_never_becomes_a_name(self):
        self.assertEqual(WxrAuthor("rita77", "Rita Vale").public_name, "Rita Vale")
        self.assertEqual(WxrAuthor("rita77", "Rita77", first_name="Rita", last_name="Vale").public_name, "Rita Vale")
        self.assertEqual(WxrAuthor("rita77", "RITA77", "rita@old.example").public_name, "")
        self.assertEqual(WxrAuthor("rita77", "rita@old.example").public_name, "")


class MendingTests(ReaderTestCase):
    def mended(self, text):
        path = save(self.folder, text)
        summary = check(path)
        self.assertTrue(summary.mended)
        (post,) = read(path, mended=True)
        return post

    def test_bare_ampersands(self):
        post = self.mended(
            export(item().replace("<![CDATA[Bridge reopens]]>", "Bridge & ferry &nbsp;&amp; &bogus; 1 < 2"))
        )
        self.assertEqual(post.title, "Bridge & ferry \xa0& &bogus; 1 < 2")

    def test_control_characters(self):
        self.assertEqual(self.mended(export(item(html="The\x0b bridge\x00"))).html, "The bridge")

    def test_nested_cdata(self):
        post = self.mended(export(item(html="A <![CDATA[ within ]]> CDATA &amp; all")))
        self.assertEqual(post.html, "A <![CDATA[ within ]]> CDATA &amp; all")

    def test_undeclared_prefixes(self):
        text = export(item()).replace('xmlns:dc="http://purl.org/dc/elements/1.1/"', "")
        self.assertEqual(self.mended(text).author_login, "rita77")

    def test_a_blank_line_before_the_declaration(self):
        self.assertEqual(self.mended("\n\n" + export(item())).wp_id, 7)

    def test_wrong_bytes_in_text_of_any_encoding(self):
        latin = export(item(title="Café & bar \x01")).replace("UTF-8", "ISO-8859-1").encode("latin-1")
        self.assertEqual(self.mended(latin).title, "Café & bar")
        self.assertEqual(self.mended(export(item(title="Caf?")).encode().replace(b"Caf?", b"Caf\xe9")).title, "Caf�")

    def test_faults_across_the_edge_of_what_is_read_at_once(self):
        for fault, text, field in (
            ("<![CDATA[&]]> y", export(item(html="<![CDATA[&]]> y")), "html"),
            ("A & &eacute;", export(item().replace("<![CDATA[Bridge reopens]]>", "A & &eacute; &amp; B")), "title"),
        ):
            expected = getattr(self.mended(text), field)
            for place in range(25):
                filler = "x" * (CHUNK - text.index(fault) - len("<!---->") - place)
                post = self.mended(text.replace("<channel>", f"<!--{filler}--><channel>"))
                self.assertEqual(getattr(post, field), expected, place)
