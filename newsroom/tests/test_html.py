import re

import pytest
from django.test import SimpleTestCase
from django_prose_editor.config import allowlist_from_extensions
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom import html, markup
from newsroom.html import Figure, clean, figures, minutes_to_read, photo_ids, plain, render, word_count

STORY = (
    '<h2>The plan</h2><p>Trams run <strong>again</strong> on <a href="/monday/">Monday</a><sup class="footnote" '
    'data-note="If the &quot;wire&quot; comes &lt;in time&gt;.">*</sup>.</p>'
    '<aside class="pullquote"><p>We waited.</p><footer>Hanne Osk</footer></aside>'
    '<figure data-photo="12"><figcaption>The <em>bridge</em>.</figcaption></figure>'
    "<ul><li>One<ul><li>Two</li></ul></li></ul><blockquote><p>So it goes.</p></blockquote>"
    "<pre><code>a\n  b</code></pre><hr><p>H<sub>2</sub>O, m<sup>2</sup>, <s>old</s> <code>new</code><br>end</p>"
    "<table><thead><tr><th>Stop</th><th>Time</th></tr></thead><tbody><tr><td>Quay</td><td>6:00</td></tr></tbody></table>"
    '<div class="embed"><a href="https://video.example/v?a=1&amp;b=2" rel="noopener noreferrer">'
    "https://video.example/v?a=1&amp;b=2</a></div>"
)


def figure(number: int, caption: str = "", alt: str | None = None) -> str:
    described = "" if alt is None else f' data-alt="{alt}"'
    return f'<figure data-photo="{number}"{described}><figcaption>{caption}</figcaption></figure>'


def gallery(*figures: str) -> str:
    return f'<div class="gallery">{"".join(figures)}</div>'


class CleanTests(SimpleTestCase):
    def test_leaves_a_story_as_it_is(self):
        self.assertEqual(clean(STORY), STORY)

    def test_drops_what_is_not_in_the_vocabulary(self):
        came = '<p class="lead" style="color:red" id="x" onclick="x()">A <span>b</span> <img src=x onerror=x()> c</p>'
        self.assertEqual(clean(came), "<p>A b c</p>")

    def test_drops_scripts_and_styles_with_their_contents(self):
        self.assertEqual(
            clean("<style>p{}</style><p>A</p><script>x()</script><template><p>B</p></template>"), "<p>A</p>"
        )

    def test_links_lead_to_the_web_to_mail_or_within_the_paper(self):
        came = '<a href="HTTPS://a.example/x y">a</a> <a href="//b.example">b</a> <a href="mailto:c@d.example">c</a> '
        came += '<a href="/d/">d</a> <a href="#e">e</a> <a href="tel:1">f</a> <a>g</a> <a href="https:///h">h</a>'
        self.assertEqual(
            clean(came),
            '<p><a href="https://a.example/x%20y" rel="noopener noreferrer">a</a> '
            '<a href="https://b.example" rel="noopener noreferrer">b</a> <a href="mailto:c@d.example">c</a> '
            '<a href="/d/">d</a> <a href="#e">e</a> f g h</p>',
        )

    def test_trims_empty_paragraphs_and_spaces(self):
        self.assertEqual(clean("<p> A  b\n c&nbsp;<br> </p><p>&nbsp;</p><p><br></p><p></p>\n"), "<p>A b c</p>")

    def test_drops_control_characters_however_written(self):
        self.assertEqual(clean("<p>A\x00\x1b&#1;&#x1b;\ud800\ufeff b\u2028c</p>"), "<p>A b c</p>")

    def test_gives_words_without_a_paragraph_one(self):
        self.assertEqual(clean("A <b>b</b><h1>C</h1>d"), "<p>A <strong>b</strong></p><h2>C</h2><p>d</p>")

    def test_nests_marks_in_one_order_and_joins_neighbours(self):
        self.assertEqual(
            clean("<p><em><strong>a</strong></em><strong><em>b</em>c</strong></p>"),
            "<p><strong><em>ab</em>c</strong></p>",
        )

    def test_does_not_believe_the_bold_around_a_google_document(self):
        self.assertEqual(clean('<b style="font-weight:normal"><p>A</p><p>b</p></b>'), "<p>A</p><p>b</p>")

    def test_takes_only_numbers_for_pictures(self):
        self.assertEqual(
            clean('<figure data-photo="012"></figure>'), '<figure data-photo="12"><figcaption></figcaption></figure>'
        )
        for number in ("", "0", "1a", "-1", "१२", "../1"):
            self.assertEqual(clean(f'<figure data-photo="{number}"><figcaption>A</figcaption></figure>'), "<p>A</p>")

    def test_writes_a_picture_in_one_order_and_drops_an_unknown_crop(self):
        came = '<figure data-alt=" A &quot;b&quot;\n c" class="x" data-crop="square" data-photo="7">Cap</figure>'
        self.assertEqual(
            clean(came),
            '<figure data-photo="7" data-crop="square" data-alt="A &quot;b&quot; c">'
            "<figcaption>Cap</figcaption></figure>",
        )
        for crop in ("social", "SQUARE", "", "1:1"):
            self.assertEqual(clean(f'<figure data-photo="7" data-crop="{crop}"></figure>'), figure(7))

    def test_keeps_a_description_apart_from_none_and_short(self):
        self.assertEqual(clean('<figure data-photo="7" data-alt=" "></figure>'), figure(7, alt=""))
        long = clean(f'<figure data-photo="7" data-alt="{"x " * 400}"></figure>')
        self.assertEqual(long, figure(7, alt=("x " * 150).strip()))

    def test_makes_a_gallery_of_two_pictures_or_more(self):
        self.assertEqual(clean(gallery(figure(1), figure(2))), gallery(figure(1), figure(2)))
        self.assertEqual(clean(gallery(figure(1))), figure(1))
        self.assertEqual(clean(gallery()), "")

    def test_lets_nothing_but_pictures_stand_in_a_gallery(self):
        came = gallery("Before", figure(1), "<p>after</p>", gallery(figure(2), figure(3)))
        self.assertEqual(clean(came), f"<p>Before</p>{gallery(figure(1), figure(2), figure(3))}<p>after</p>")

    def test_takes_galleries_out_where_pictures_are_taken_out(self):
        both = gallery(figure(1), figure(2))
        self.assertEqual(clean(f"<ul><li>{both}a</li></ul>"), f"{both}<ul><li>a</li></ul>")
        self.assertEqual(
            clean(f'<aside class="pullquote"><p>a</p>{both}</aside>'), '<aside class="pullquote"><p>a</p></aside>'
        )

    def test_embeds_only_the_web(self):
        for href in ("javascript:x()", "/x", "mailto:a@b.example", "data:text/html,x", ""):
            self.assertNotIn("embed", clean(f'<div class="embed"><a href="{href}">A</a></div>'))

    def test_keeps_no_footnote_without_a_note(self):
        self.assertEqual(clean('<p>A<sup class="footnote" data-note=" ">*</sup></p>'), "<p>A</p>")

    def test_keeps_no_attribution_without_a_quote(self):
        self.assertEqual(clean('<aside class="pullquote"><p></p><footer>Who</footer></aside>'), "<p>Who</p>")

    def test_squares_tables(self):
        self.assertEqual(
            clean("<table><tr><th>A<th>B<tr><td rowspan=9>1<td colspan=2>2<tr></table>"),
            "<table><thead><tr><th>A</th><th>B</th><th></th></tr></thead>"
            '<tbody><tr><td>1</td><td colspan="2">2</td></tr></tbody></table>',
        )

    def test_puts_stray_lists_and_words_into_items(self):
        self.assertEqual(
            clean("<ul><li>A</li><ol><li>b</li></ol>c</ul>"), "<ul><li>A<ol><li>b</li></ol></li><li>c</li></ul>"
        )


# THREATS.md 3, 16, 59: what a writer, a paste, an import or a forged form may bring.
HOSTILE = [
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</scr</script>ipt>",
    "<img src=x onerror=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<svg/onload=alert(1)>",
    '<svg><a xlink:href="javascript:alert(1)"><text y=9>x</text></a></svg>',
    '<svg></p><style><a id="</style><img src=1 onerror=alert(1)>">',
    "<svg><style><img src=x onerror=alert(1)></style></svg>",
    '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
    "<math><mi><mglyph><style></math><img src onerror=alert(1)></style>",
    '<math href="javascript:alert(1)">x</math>',
    "<form><math><mtext></form><form><mglyph><style></math><img src onerror=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<noembed><img src=x onerror=alert(1)></noembed>",
    '<xmp><p title="</xmp><img src=x onerror=alert(1)>">',
    '<textarea><img title="</textarea><img src=x onerror=alert(1)>">',
    '<title><a title="</title><img src=x onerror=alert(1)>">',
    "<select><template><img src=x onerror=alert(1)></template></select>",
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data='javascript:alert(1)'></object><embed src='javascript:alert(1)'>",
    "<!--><img src=x onerror=alert(1)>-->",
    "<!-- --!><img src=x onerror=alert(1)> -->",
    "<![CDATA[<img src=x onerror=alert(1)>]]>",
    '<a href="javascript:alert(1)">x</a>',
    '<a href="JaVaScRiPt:alert(1)">x</a>',
    '<a href=" &#14; javascript:alert(1)">x</a>',
    '<a href="java\tscript:alert(1)">x</a>',
    '<a href="java&#x0A;script:alert(1)">x</a>',
    '<a href="java&#1;script:alert(1)">x</a>',
    '<a href="java\x00script:alert(1)">x</a>',
    '<a href="java\ufeffscript:alert(1)">x</a>',
    '<a href="&#106;&#97;vascript&colon;alert(1)">x</a>',
    '<a href="javascript&#x3a;alert(1)">x</a>',
    '<a href="vbscript:x">x</a>',
    '<a href="data:text/html,<script>alert(1)</script>">x</a>',
    '<a href="data:image/svg+xml;base64,PHN2Zz4=">x</a>',
    '<a href="blob:https://a.example/x">x</a>',
    '<a href="x:y">x</a>',
    '<p onclick=alert(1) onmouseover="alert(1)" style="background:url(javascript:alert(1))">x</p>',
    '<p style="behavior:url(x)" class="pullquote lead">x</p>',
    '<aside class="pullquote evil" onclick=alert(1)><p>x</p></aside>',
    '<sup class="footnote" data-note="&quot; onclick=alert(1) x=&quot;<img src=x onerror=alert(1)>">*</sup>',
    '<sup class="footnote" data-note="x\n" onclick="alert(1)">*</sup>',
    '<figure data-photo="1&quot; onclick=alert(1)"><figcaption>x</figcaption></figure>',
    '<figure data-photo="1" onclick=alert(1)><img src=x onerror=alert(1)><figcaption>x</figcaption></figure>',
    '<figure data-photo="1" data-alt="&quot; onclick=alert(1) x=&quot;<img src=x onerror=alert(1)>"></figure>',
    "<figure data-photo=1 data-alt='\"><script>alert(1)</script>' data-crop='square\" onclick=alert(1)'></figure>",
    "<figure data-photo=1 data-alt=a data-alt=b data-crop=HERO style=x class=gallery></figure>",
    '<div class="gallery" onclick=alert(1)><figure data-photo=1></figure><figure data-photo=2 id=x></figure></div>',
    '<div class="gallery embed"><figure data-photo=1></figure><a href="javascript:x()">x</a></div>',
    '<div class="gallery"><figure data-photo=1></figure><div class="embed"><a href="data:x">x</a></div></div>',
    '<div class="embed"><a href="https://a.example/&quot;><script>alert(1)</script>">x</a></div>',
    '<div class="embed"><iframe src="https://a.example/"></iframe></div>',
    '<form action="javascript:alert(1)"><form><input type=submit formaction="javascript:alert(1)"></form>',
    '<button formaction="javascript:alert(1)">x</button>',
    '<meta http-equiv=refresh content="0;url=javascript:alert(1)"><base href="javascript:/">',
    '<link rel=stylesheet href="https://a.example/x.css"><style>@import "x"</style>',
    '<table background="javascript:alert(1)"><tr><td style="x" onclick=alert(1)>x</table>',
    '<td colspan="1&quot; onclick=alert(1)">x',
    "<custom-tag onclick=alert(1)>x</custom-tag><a is=x href=x>x</a>",
    "<p id=attributes name=body>x</p><form name=getElementById><input name=parentNode></form>",
    "<plaintext><img src=x onerror=alert(1)>",
    "<a href='https://a.example' target=_blank ping=https://a.example/ping rel=opener>x</a>",
]
PLAIN_TAGS = "p|h2|h3|strong|em|s|code|sub|ul|ol|li|blockquote|pre|table|thead|tbody|tr|figcaption|footer"
WRITTEN = re.compile(
    rf"</?(?:{PLAIN_TAGS})>|</(?:a|th|td|sup|aside|figure|div)>|<[hb]r>"
    r'|<a href="(?:https?://[^/][^"<>]*" rel="noopener noreferrer"|mailto:[^"<>]+"|[^":<>]*(?:[/?#][^"<>]*)?")>'
    r'|<t[hd](?: colspan="[0-9]+")?(?: rowspan="[0-9]+")?>|<aside class="pullquote">|<figure data-photo="[0-9]+"'
    r'(?: data-crop="(?:hero|card|square|portrait)")?(?: data-alt="[^"<>]{0,2000}")?>'
    r'|<div class="(?:embed|gallery)">|<sup(?: class="footnote" data-note="[^"<>]*")?>'
)


@pytest.mark.parametrize("came", HOSTILE)
def test_nothing_hostile_survives(came):
    for around in ("{}", "<p>{}</p>", "<table><tr><td>{}", "<ul><li><b>{}", '<aside class="pullquote">{}'):
        out = clean(around.format(came))
        assert not re.search("[<>]", WRITTEN.sub("", out)), out
        assert not re.search(r'(?i)="\s*(?:javascript|vbscript|data|blob)', out), out
        assert clean(out) == out


PIECES = re.findall(r"<[^>]+>", STORY) + [
    *(
        "<b>",
        "</b>",
        "<div>",
        "<h1>",
        "<td rowspan=2>",
        "<th colspan=3>",
        "<caption>",
        "<tfoot>",
        "<span style=x>",
        "<form>",
    ),
    *('<div class="gallery">', '<figure data-photo="3" data-crop="card" data-alt="a &quot;b&quot; &gt; c">'),
    *("<figure data-photo=4 data-alt>", "<figure data-photo=5 data-crop=evil data-alt='  x>\n'>"),
    *("<svg>", "</svg>", "<math>", "<mi>", "<style>", "</style>", "<script>", "</script>", "<noscript>", "<select>"),
    *("<!--", "-->", "<textarea>", "<a href='//b.example'>", "<a href=javascript:x>", "<object>", "<template>"),
    *("word", " ", "  \n", "&nbsp;", "&amp;", "&lt;", "<", ">", '"', "'", "&#1;", "&#13;", "\x00", "\r", "\ud800", "—"),
]
soup = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
noise = st.text(max_size=80) | st.text(alphabet="<>/abp\"'=&;#! \n\t-[]", max_size=80)


@settings(max_examples=300, deadline=None)
@given(soup | noise)
def test_anything_is_cleaned_once_and_for_all(came):
    out = clean(came)
    assert clean(out) == out
    assert not re.search("[<>]", WRITTEN.sub("", out)), out
    render(came, figure=lambda figure: figure.caption)
    assert [figure.photo for figure in figures(came)] == photo_ids(came)
    assert word_count(came) <= len(plain(came).split())


@pytest.mark.parametrize(
    "came",
    [
        "x" * 1_000_000,
        "-" * 1_000_000,
        "<" * 50_000,
        "&;" * 100_000,
        "<div>" * 50_000,
        "<b>" * 50_000,
        "<blockquote>" * 50_000,
        "<a href='" * 20_000,
        "<table>" * 20_000,
        "<div></b><b></div>" * 10_000,
        "".join(f"<b id={number}><p>x" for number in range(1_500)),
        "<table>" + "<tr><td colspan=100 rowspan=100>x" * 1_000,
        "<table><tr>" + "<td>" * 5_000 + "<tr><td>" * 5_000,
    ],
    ids=lambda came: came[:20],
)
def test_hostile_lengths_come_to_an_end(came):
    """Some took minutes before there was a limit of depth. No clock here: what comes out must be in its normal form."""
    out = clean.__wrapped__(came)
    assert clean.__wrapped__(out) == out


class OneAllowListTests(SimpleTestCase):
    def test_the_editor_may_write_what_the_parser_lets_in(self):
        with self.settings(DJANGO_PROSE_EDITOR_EXTENSIONS=html.PROSE_EDITOR_EXTENSIONS):
            self.assertEqual(allowlist_from_extensions(html.EXTENSIONS), html.ALLOWED)

    def test_the_normal_form_writes_nothing_else(self):
        self.assertLessEqual({*markup.MARKS, *markup.LINES, *markup.LISTS}, html.ALLOWED["tags"])
        self.assertLessEqual(set(markup.SYNONYMS.values()), html.ALLOWED["tags"])
        self.assertEqual(set(re.findall("<([a-z0-9]+)", STORY)) - html.ALLOWED["tags"], set())

    def test_marks_nest_as_in_the_editor(self):
        in_editor = [part.tags for part in html.VOCABULARY.values() if part.tags in markup.MARKS]
        self.assertEqual(list(dict.fromkeys(in_editor))[:7], list(markup.MARKS))


class PlainTests(SimpleTestCase):
    def test_parts_blocks_by_a_space_and_leaves_notes_and_embeds_out(self):
        self.assertEqual(
            plain(STORY),
            "The plan Trams run again on Monday. We waited. Hanne Osk The bridge. One Two So it goes. a b "
            "H2O, m2, old new end Stop Time Quay 6:00",
        )

    def test_gives_characters_not_references(self):
        self.assertEqual(plain("<p>Fish &amp; chips&nbsp;&lt;3</p>"), "Fish & chips <3")

    def test_counts_words(self):
        self.assertEqual(word_count("<p>Well-known – the council’s £10,000—gone.</p><p>Yes<br>no</p>"), 7)
        self.assertEqual(word_count(""), 0)

    def test_reads_in_whole_minutes(self):
        self.assertEqual([minutes_to_read(words) for words in (0, 268, 1150)], [1, 1, 5])

    def test_numbers_the_pictures_in_order(self):
        figures = '<figure data-photo="{}"></figure>'
        self.assertEqual(photo_ids(figures.format(9) + STORY + figures.format(9)), [9, 12, 9])

    def test_counts_captions_not_descriptions(self):
        body = gallery(figure(1, "Two <em>boats</em>", alt="Long words"), figure(2, "at dawn"))
        self.assertEqual((plain(body), word_count(body)), ("Two boats at dawn", 4))


class FiguresTests(SimpleTestCase):
    def test_are_read_with_what_they_say_of_the_use(self):
        body = '<figure data-photo="7" data-crop="hero" data-alt="Tom &amp; &quot;I&quot;"><em>At</em> dawn</figure>'
        self.assertEqual(figures(body), [Figure(7, "hero", 'Tom & "I"', "<em>At</em> dawn")])

    def test_tell_no_description_from_an_empty_one(self):
        self.assertEqual([found.alt for found in figures(figure(1) + figure(2, alt=""))], [None, ""])

    def test_know_how_many_stand_beside_them(self):
        body = figure(1) + gallery(figure(2), figure(3), figure(4)) + figure(5)
        self.assertEqual([found.beside for found in figures(body)], [0, 2, 2, 2, 0])


def picture(figure: Figure) -> str:
    return f"<figure>[{figure.photo}]{figure.caption}</figure>"


class WithWordsTests(SimpleTestCase):
    def test_fills_in_what_a_use_does_not_say_itself(self):
        own = '<figure data-photo="7" data-crop="card" data-alt="Ours"><figcaption>Ours.</figcaption></figure>'
        bare = '<figure data-photo="7"><figcaption></figcaption></figure>'
        other = bare.replace("7", "8")
        text = html.with_words(own + bare + other, {7: ("Fish & chips.", '"A" pier')})

        told = [(figure.caption, figure.alt) for figure in figures(text)]
        self.assertEqual(told, [("Ours.", "Ours"), ("Fish &amp; chips.", '"A" pier'), ("", None)])


class RenderTests(SimpleTestCase):
    def test_cleans_once_more(self):
        self.assertEqual(render("<p>A<script>x()</script></p>", figure=picture), "<p>A</p>")

    def test_asks_for_each_picture(self):
        page = render(STORY, figure=picture)
        self.assertIn("<figure>[12]The <em>bridge</em>.</figure>", page)
        self.assertNotIn("data-photo", page)

    def test_leaves_out_a_picture_that_may_not_run_with_its_notes(self):
        body = '<figure data-photo="1"><figcaption>A<sup class="footnote" data-note="b">*</sup></figcaption></figure>'
        self.assertEqual(render(body, figure=lambda figure: ""), "")
        self.assertEqual(render(body, figure=lambda figure: "<i></i>"), "<i></i>")
        self.assertIn('<li id="note-1">b ', render(body, figure=picture))

    def test_lays_out_a_gallery_by_how_many_are_left(self):
        body = gallery(figure(1, "a"), figure(2, "b"), figure(3, "c"))
        shown = '<div class="gallery gallery--2"><figure>[1]a</figure><figure>[3]c</figure></div>'
        self.assertEqual(render(body, figure=lambda found: picture(found) if found.photo != 2 else ""), shown)
        self.assertEqual(render(body, figure=lambda found: ""), "")
        self.assertIn("gallery--6", render(gallery(*map(figure, range(1, 9))), figure=picture))

    def test_says_where_an_embed_leads(self):
        body = '<div class="embed"><a href="https://www.video.example/v?a=1&amp;b=2">x</a></div>'
        self.assertEqual(
            render(body, figure=picture),
            '<p class="embed"><a href="https://www.video.example/v?a=1&amp;b=2" rel="noopener noreferrer">'
            "<strong>See this on video.example</strong> <span>video.example/v?a=1&amp;b=2</span></a></p>",
        )

    def test_numbers_footnotes_and_lists_them_at_the_end(self):
        note = '<sup class="footnote" data-note="{}">*</sup>'
        link = '<a id="n-{0}-ref" href="#n-{0}" role="doc-noteref" aria-label="Note {0}">{0}</a>'
        item = '<li id="n-{0}">{1} <a href="#n-{0}-ref" role="doc-backlink" aria-label="Back to the text">↩</a></li>'
        self.assertEqual(
            render(f"<p>A{note.format('one &lt;b&gt;')} b{note.format('two')}</p>", figure=picture, prefix="n"),
            f'<p>A<sup class="footnote">{link.format(1)}</sup> b<sup class="footnote">{link.format(2)}</sup></p>'
            '<section class="footnotes" aria-label="Notes"><ol>'
            f"{item.format(1, 'one &lt;b&gt;')}{item.format(2, 'two')}</ol></section>",
        )

    def test_lets_wide_tables_scroll(self):
        self.assertIn(
            '<div class="table" role="region" tabindex="0" aria-label="Table"><table><thead>',
            render(STORY, figure=picture),
        )
