from unittest import TestCase

from hypothesis import example, given, settings
from hypothesis import strategies as st

from importers.wordpress import plain, tidy
from newsroom.html import clean

FRAGMENTS = st.sampled_from(
    """<p> </p> <b> </b> <i> </i> <a~href="https://old.example/x"> </a> <ul> <li> </li> </ul> <blockquote> </blockquote>
    <pre> </pre> <h1> </h1> <table> <tr> <td~colspan=2> </td> </table> <br> <hr> <img~src=x> <figure> <figcaption>
    </figcaption> </figure> <script> </script> <iframe~src="//youtu.be/abcdefghijk"> </iframe> <object> </object> <cite>
    <!--more--> <!--~wp:paragraph~--> <!-- [caption~id=1] [/caption] [gallery] [[x]] [embed] [/embed] [vc_row~a=1]
    <figure~class="wp-block-gallery"> <ul~class="wp-block-gallery"> <img~class="wp-image-3"~alt=y> [gallery~ids=1,2]
    <div~class="wp-block-cover"~style="background-image:url(x)"> [code] [/code] [sic]
    https://old.example/ & &amp; &lt;b&gt; < > " ' \n \n \n word Word~two""".split(" ")
)
SOUP = st.lists(FRAGMENTS | st.text(max_size=5), max_size=40).map(lambda parts: "".join(parts).replace("~", " "))


class TidyTestCase(TestCase):
    def assertTidied(self, html, expected):
        self.assertEqual(tidy(html).html, expected)

    def assertEmbedded(self, html, address):
        link = f'<a href="{address}" rel="noopener noreferrer">{address}</a>'
        self.assertTidied(html, f'<p>Before</p><div class="embed">{link}</div><p>after</p>')


class ParagraphTests(TidyTestCase):
    def test_blank_lines_part_paragraphs(self):
        self.assertTidied("One\n\nTwo\r\n \r\n\r\nThree", "<p>One</p><p>Two</p><p>Three</p>")

    def test_single_lines_break(self):
        self.assertTidied("One\nTwo<br />\nThree", "<p>One<br>Two<br>Three</p>")

    def test_two_breaks_part_paragraphs(self):
        self.assertTidied("One<br/><br>\nTwo", "<p>One</p><p>Two</p>")

    def test_marks_may_span_paragraphs(self):
        self.assertTidied(
            "<strong>One\n\nTwo</strong> three", "<p><strong>One</strong></p><p><strong>Two</strong> three</p>"
        )

    def test_lines_between_blocks_mean_nothing(self):
        self.assertTidied(
            "<ul>\n<li>A</li>\n\n<li>B</li>\n</ul>\n<h2>C\nD</h2>\n", "<ul><li>A</li><li>B</li></ul><h2>C D</h2>"
        )

    def test_lines_in_code_stay(self):
        self.assertTidied("<pre>a\n\n  b</pre>", "<pre><code>a\n\n  b</code></pre>")

    def test_posts_made_of_blocks_do_not_break_lines(self):
        blocks = "<!-- wp:paragraph -->\n<p>One\ntwo</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:latest-posts /-->"
        self.assertTidied(blocks, "<p>One two</p>")

    def test_empty_paragraphs_go(self):
        self.assertTidied("<p>&nbsp;</p>\n\n<p><a href='x'><img src='y'></a></p>One", "<p>One</p>")

    def test_more_and_next_page_go(self):
        self.assertTidied(
            "One\n\n<!--more Read on-->\n\nTwo<!--nextpage-->\n\nThree", "<p>One</p><p>Two</p><p>Three</p>"
        )


class TagTests(TidyTestCase):
    def test_headings_have_two_levels(self):
        html = "".join(f"<h{n}>{n}</h{n}>" for n in range(1, 7))
        self.assertTidied(html, "<h2>1</h2><h2>2</h2><h3>3</h3><h3>4</h3><h3>5</h3><h3>6</h3>")

    def test_old_marks_become_ours(self):
        html = "<b>a</b> <i>b</i> <del>c</del> <tt>d</tt> <q>e</q> <ins>f</ins> <big>g</big> <cite>h</cite>"
        self.assertTidied(html, "<p><strong>a</strong> <em>b</em> <s>c</s> <code>d</code> “e” f g <em>h</em></p>")

    def test_links_stay_but_not_those_within_the_page(self):
        html = '<a href="https://a.example/?x=1&amp;y=2" onclick="x()" target=_blank>a</a> <a href="#top">up</a>'
        link = '<a href="https://a.example/?x=1&amp;y=2" rel="noopener noreferrer">a</a>'
        self.assertTidied(html, f"<p>{link} up</p>")

    def test_pictures_are_left_out_and_counted_their_captions_stay(self):
        html = 'A<figure><a href="b.jpg"><img src="b.jpg"></a><figcaption>The <b>bridge</b></figcaption></figure><img>B'
        tidied = tidy(html)
        self.assertEqual(tidied.html, "<p>A</p><p><em>The </em><strong><em>bridge</em></strong></p><p>B</p>")
        self.assertEqual(len(tidied.pictures), 2)

    def test_emoji_are_words(self):
        tidied = tidy('Fine <img class="emoji" alt="🙂" src="x.png">')
        self.assertEqual((tidied.html, len(tidied.pictures)), ("<p>Fine 🙂</p>", 0))

    def test_quotations_keep_their_source(self):
        html = "<blockquote><p>Aye.</p><cite>Ada Root</cite></blockquote>"
        self.assertTidied(html, "<blockquote><p>Aye.</p><p><em>Ada Root</em></p></blockquote>")

    def test_pull_quotes_are_ours(self):
        html = '<figure class="wp-block-pullquote"><blockquote><p>Aye.</p><cite>Ada</cite></blockquote></figure>No.'
        self.assertTidied(html, '<aside class="pullquote"><p>Aye.</p><footer>Ada</footer></aside><p>No.</p>')

    def test_tables_stay_and_captions_go_before(self):
        html = "<table class=x><caption>Votes</caption>\n<tr><th>A<th>B</tr>\n<tr><td colspan='2' id='x'>9</table>"
        head, body = "<thead><tr><th>A</th><th>B</th></tr></thead>", '<tbody><tr><td colspan="2">9</td></tr></tbody>'
        self.assertTidied(html, f"<p>Votes</p><table>{head}{body}</table>")

    def test_definition_lists_become_paragraphs(self):
        self.assertTidied("<dl><dt>Ward</dt><dd>A part</dd></dl>", "<p><strong>Ward</strong></p><p>A part</p>")


class EmbedTests(TidyTestCase):
    def test_players_become_links(self):
        watch = "https://www.youtube.com/watch?v=abcdefghijk"
        self.assertEmbedded(
            'Before<iframe src="//www.youtube.com/embed/abcdefghijk?rel=0" width=1></iframe>after', watch
        )
        self.assertEmbedded(
            '<p>Before</p><object><param name="movie" value="http://www.youtube.com/v/abcdefghijk&hl=en"></param>'
            '<embed src="http://www.youtube.com/v/abcdefghijk"></embed>No Flash</object><p>after</p>',
            watch,
        )
        self.assertEmbedded(
            'Before<video controls><source src="https://old.example/a.mp4">Old browser</video>after',
            "https://old.example/a.mp4",
        )
        self.assertEmbedded(
            'Before<iframe src="https://player.vimeo.com/video/123?x=1"></iframe>after', "https://vimeo.com/123"
        )

    def test_an_address_alone_on_its_line_is_embedded(self):
        self.assertEmbedded(
            "Before\n\nhttp://youtu.be/abcdefghijk\n\nafter", "https://www.youtube.com/watch?v=abcdefghijk"
        )
        self.assertEmbedded("<p>Before</p>https://a.example/?b&amp;c=1<p>after", "https://a.example/?b&amp;c=1")

    def test_an_address_within_a_line_is_not(self):
        self.assertTidied("See https://a.example/ now", "<p>See https://a.example/ now</p>")

    def test_players_of_nothing_go(self):
        self.assertTidied(
            'A<iframe src="javascript:alert(1)"></iframe><iframe src="/x"></iframe><video></video>B', "<p>AB</p>"
        )

    def test_an_unclosed_player_does_not_swallow_the_story(self):
        self.assertTidied("<p>A</p><iframe src=x />\n\n<p>B</p>", "<p>A</p><p>B</p>")


class ShortcodeTests(TidyTestCase):
    def test_caption(self):
        tidied = tidy('A\n\n[caption id="a" width="300"]<a href="b"><img src="b"></a> The <i>bridge</i>[/caption]\n\nB')
        self.assertEqual((tidied.html, len(tidied.pictures)), ("<p>A</p><p><em>The bridge</em></p><p>B</p>", 1))
        self.assertTidied(
            '[caption width="300" caption="The bridge"]<img src="b">[/caption]', "<p><em>The bridge</em></p>"
        )

    def test_gallery(self):
        tidied = tidy('A\n\n[gallery ids="1,22,333" columns="2"]\n\nB')
        self.assertEqual((tidied.html, len(tidied.pictures)), ("<p>A</p><p>B</p>", 3))

    def test_embed(self):
        self.assertEmbedded('Before\n[embed width="1"]https://a.example/b[/embed]\nafter', "https://a.example/b")

    def test_audio_and_video(self):
        self.assertEmbedded('Before[audio mp3="https://a.example/b.mp3"][/audio]after', "https://a.example/b.mp3")
        self.assertEmbedded('Before[audio src="https://a.example/b.mp3"]after', "https://a.example/b.mp3")
        self.assertEmbedded(
            'Before[video width="9" mp4="https://a.example/b.mp4"][/video]after', "https://a.example/b.mp4"
        )

    def test_youtube(self):
        watch = "https://www.youtube.com/watch?v=abcdefghi-1"
        self.assertEmbedded("Before [youtube=http://www.youtube.com/watch?v=abcdefghi-1&w=9] after", watch)
        self.assertEmbedded("Before [youtube abcdefghi-1] after", watch)
        self.assertEmbedded("Before [youtube]abcdefghi-1[/youtube] after", watch)

    def test_code(self):
        html = '[sourcecode language="py"]if x:\n\n    [y]\n[/sourcecode]'
        self.assertTidied(html, "<pre><code>if x:\n\n    [y]</code></pre>")

    def test_unknown_ones_go_and_are_counted_the_words_between_stay(self):
        tidied = tidy(
            '[vc_row css="x"][dropcap]T[/dropcap]he [tooltip text="y"]bridge[/tooltip][/vc_row]\n\n[contact-form-7]'
        )
        self.assertEqual(tidied.html, "<p>The bridge</p>")
        self.assertEqual(tidied.shortcodes, {"vc_row": 1, "dropcap": 1, "tooltip": 1, "contact-form-7": 1})

    def test_words_in_brackets_stay(self):
        text = (
            "He [the mayor] said [sic]: “[Facebook] a[i] [my_list] [Video by Rita] [Gallery closed] […] [1] [co-op].”"
        )
        self.assertTidied(text, f"<p>{text}</p>")
        self.assertTidied('[see <a href="x?a=b">this</a>]', '<p>[see <a href="x?a=b">this</a>]</p>')

    def test_escaped_and_quoted_ones_stay(self):
        self.assertTidied(
            "Use [[gallery]] or <code>[gallery ids=1]</code>", "<p>Use [gallery] or <code>[gallery ids=1]</code></p>"
        )


class HostileTests(TidyTestCase):
    def test_no_script_survives(self):
        for html in (
            "<script>alert(1)</script>",
            "<SCRIPT SRC=//x.example></SCRIPT >",
            "<scr<script></script>ipt>alert(1)</script>",
            "<style>@import 'x'</style>",
            '<p onmouseover="alert(1)">',
            "<img src=x onerror=alert(1)>",
            "<svg onload=alert(1)><title>alert(1)</title></svg>",
            "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
            "<!--[if IE]><script>alert(1)</script><![endif]-->",
            '<a href="javascript:alert(1)"></a><a href=" java&#10;script:alert(1)"></a>',
            '<object data="data:text/html,alert(1)"></object><embed src="javascript:alert(1)">',
            '[caption caption="<script>alert(1)</script>"][/caption]',
            '[embed]javascript:"<script>alert(1)</script>[/embed]',
        ):
            self.assertNotRegex(
                tidy(f"A {html} B").html, r"(?i)<script|alert\(1\)<|on\w+=|javascript:[^\"]*<|data:", html
            )
            self.assertRegex(tidy(f"A {html}").html, "^<p>A")

    def test_hostile_lengths_take_no_time(self):
        for html in (
            *(
                piece * 20_000
                for piece in ("<div>", "<b>", "<i class=a><p>", "<!--", "<a ", '<a "', "&#", "<object>", "<")
            ),
            *(
                piece * 20_000
                for piece in ("[a", "[a ", '[a b="', "[caption]", "[/x]", "[[", "<pre>", "<table>", "\n ")
            ),
            "".join(f"<i class=a{n}><p>" for n in range(20_000)),
            "<p " + "a" * 200_000,
            "[x " + "a-" * 100_000,
        ):
            with self.subTest(html[:12]):
                tidy(html)

    @given(SOUP)
    @settings(max_examples=300, deadline=None)
    @example("[caption][/caption]</p>")
    def test_anything_gives_clean_html(self, html):
        for body in (tidy(html).html, tidy(html).numbered):
            self.assertEqual(clean(body), body)

    @given(st.text())
    @settings(deadline=None)
    def test_any_title_gives_one_line(self, title):
        self.assertEqual(" ".join(plain(title).split()), plain(title))


class PlainTests(TestCase):
    def test_titles_lose_tags_and_entities(self):
        self.assertEqual(plain("Tom &amp; Ada&#8217;s <em>big</em>\nday"), "Tom & Ada’s big day")
        self.assertEqual(plain("<p>One</p><p>Two</p>"), "One Two")
