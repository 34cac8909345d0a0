"""Every export of the shared collection is read, or refused for the reason it deserves."""

import re
from datetime import UTC, datetime
from html import unescape
from pathlib import Path
from unittest import TestCase, skipUnless

from importers.wordpress import Refused, check, read, tidy
from importers.wordpress.attachments import Attachments
from newsroom.html import clean

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "wordpress"
NOW = datetime(2026, 5, 14, tzinfo=UTC)

# file: (items, stories that were public, other stories), counted by other means; or why it is refused
EXPECTED = {
    "nikola/wordpress_export_example.xml": (8, 4, 0),
    "nikola/wordpress_qtranslate_item_raw_export.xml": "it begins with <item>, not <rss>",
    "pelican/wordpressexport.xml": (20, 7, 4),  # four of the public ones have only the old site's clock
    "php-toolkit/frontloading-attachments-post-contents-and-404s.xml": (2, 1, 0),
    "php-toolkit/stylish-press.xml": (3, 0, 0),
    "real/creativecommons-labs-2007-2013.xml": (224, 219, 0),
    "superdesk/wordpress_wxr.xml": (5, 1, 4),
    "superdesk/wordpress_wxr_thumb.xml": (2, 1, 0),  # names no version
    "theme-unit-test/theme-preview.xml": (7, 7, 0),
    "theme-unit-test/themeunittestdata.wordpress.xml": (186, 55, 3),  # a draft, one for 2030, one with a password
    "tryghost-mg-wp-xml/has-audio-enclosure.xml": (1, 1, 0),
    "tryghost-mg-wp-xml/has-meta.xml": (1, 0, 0),
    "tryghost-mg-wp-xml/has-yoast-meta.xml": (2, 2, 0),
    "tryghost-mg-wp-xml/sample-with-alt.xml": (2, 1, 0),
    "tryghost-mg-wp-xml/sample.xml": (6, 2, 1),  # bare ampersands
    "wagtail-wordpress-import/raw_xml.xml": (5, 1, 0),
    "wagtail-wordpress-import/test.xml": "it begins with <catalog>, not <rss>",
    "wordpress-importer-phpunit/authors-multiline.xml": (1, 0, 1),  # published, but undated
    "wordpress-importer-phpunit/backslashes.xml": (1, 0, 1),  # undated
    "wordpress-importer-phpunit/blank-lines.xml": (1, 0, 1),  # undated
    "wordpress-importer-phpunit/crazy-cdata.xml": (1, 1, 0),  # nested CDATA
    "wordpress-importer-phpunit/invalid-version-tag.xml": (0, 0, 0),
    "wordpress-importer-phpunit/malformed-simple.xml": "breaks off at line 14",
    "wordpress-importer-phpunit/missing-version-tag.xml": (0, 0, 0),
    "wordpress-importer-phpunit/multiple-cdata.xml": (1, 0, 1),  # undated
    "wordpress-importer-phpunit/slashes.xml": (1, 1, 0),
    "wordpress-importer-phpunit/small-export.xml": (11, 5, 1),
    "wordpress-importer-phpunit/term-formats.xml": (0, 0, 0),
    "wordpress-importer-phpunit/term-meta.xml": (0, 0, 0),
    "wordpress-importer-phpunit/test-serialized-comment-meta.xml": (1, 0, 1),
    "wordpress-importer-phpunit/test-serialized-postmeta-with-cdata.xml": (1, 0, 1),
    "wordpress-importer-phpunit/test-serialized-term-meta.xml": (1, 0, 1),
    "wordpress-importer-phpunit/test-utw-post-meta-import.xml": (1, 0, 1),
    "wordpress-importer-phpunit/valid-wxr-1.1.xml": (2, 1, 0),
    "wordpress-importer-phpunit/wxr-flat-attachment-different-site.xml": (2, 1, 0),
    "wordpress-importer-phpunit/wxr-flat-attachment-same-site.xml": (2, 1, 0),
    "wordpress-importer-phpunit/wxr-simple.xml": (1, 1, 0),
    "wordpress-importer-phpunit/wxr-with-sub-data.xml": (1, 0, 1),  # undated
}


# file: (pictures of the media library, in the texts of stories, of those known to the library, as leads)
PICTURES = {
    "nikola/wordpress_export_example.xml": (3, 3, 2, 0),  # one is named after its post's attachment, and not exported
    "pelican/wordpressexport.xml": (4, 3, 0, 3),  # all of one theme's folder, with numbers of another site
    "php-toolkit/frontloading-attachments-post-contents-and-404s.xml": (1, 2, 0, 0),
    "real/creativecommons-labs-2007-2013.xml": (0, 70, 0, 0),
    "superdesk/wordpress_wxr.xml": (0, 1, 0, 0),
    "superdesk/wordpress_wxr_thumb.xml": (1, 0, 0, 1),
    "theme-unit-test/theme-preview.xml": (0, 1, 0, 0),
    "theme-unit-test/themeunittestdata.wordpress.xml": (35, 160, 159, 6),  # 37 attachments, two of them sound
    "tryghost-mg-wp-xml/sample-with-alt.xml": (1, 0, 0, 1),
    "tryghost-mg-wp-xml/sample.xml": (1, 0, 0, 2),
    "wagtail-wordpress-import/raw_xml.xml": (0, 0, 0, 1),
    "wordpress-importer-phpunit/wxr-flat-attachment-different-site.xml": (1, 1, 1, 0),
    "wordpress-importer-phpunit/wxr-flat-attachment-same-site.xml": (1, 1, 1, 0),
}


@skipUnless(DATA.is_dir(), "the shared WordPress exports are not here")
class ExportTests(TestCase):
    def test_the_table_names_every_file(self):
        self.assertEqual(sorted(str(path.relative_to(DATA)) for path in DATA.rglob("*.xml")), sorted(EXPECTED))

    def test_counts(self):
        for name, expected in EXPECTED.items():
            with self.subTest(name):
                if isinstance(expected, str):
                    with self.assertRaisesRegex(Refused, expected):
                        check(DATA / name)
                    continue
                summary = check(DATA / name)
                posts = list(read(DATA / name, mended=summary.mended))
                stories = [post for post in posts if post.is_story]
                public = [post for post in stories if post.was_public(NOW)]
                self.assertEqual((summary.items, len(public), len(stories) - len(public)), expected)
                self.assertEqual((len(posts), summary.broken), (expected[0], 0))

    def test_pictures(self):
        for name in (name for name, expected in EXPECTED.items() if not isinstance(expected, str)):
            with self.subTest(name):
                summary = check(DATA / name)
                library = Attachments(summary)
                stories = [post for post in read(DATA / name, mended=summary.mended) if post.is_story]
                pictures = [picture for post in stories for picture in tidy(post.html).pictures]
                known = [each for each in pictures if each.gallery_of is not None or library.find(each)]
                leads = [post for post in stories if "_thumbnail_id" in post.meta]
                counts = len(summary.attachments), len(pictures), len(known), len(leads)
                self.assertEqual(counts, PICTURES.get(name, (0, 0, 0, 0)))

    def test_every_text_is_tidied_without_a_trace_of_wordpress(self):
        for name in (name for name, expected in EXPECTED.items() if not isinstance(expected, str)):
            for post in read(DATA / name, mended=check(DATA / name).mended):
                with self.subTest(name, post=post.wp_id):
                    body = tidy(post.html).html
                    self.assertEqual(clean(body), body)
                    self.assertNotRegex(
                        body, r"(?i)<script|<iframe|<img|<!--|\[/?(caption|gallery|embed)\b[^\[]*\]</?p"
                    )

    def test_no_words_are_lost_or_moved(self):
        for post in read(DATA / "real/creativecommons-labs-2007-2013.xml"):
            if "[caption" not in post.html:
                self.assertEqual(letters(tidy(post.html).html), letters(post.html), post.wp_id)


def letters(html):
    without = re.sub(
        r"(?is)<(script|style|object|iframe)\b.*?</\1>|<div class=.embed.*?</div>|<!--.*?-->|</?[a-zA-Z][^>]*>",
        "",
        html,
    )
    return "".join(filter(str.isalnum, unescape(without)))
