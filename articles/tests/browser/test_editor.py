"""The body editor in a real browser: what a writer types, presses and pastes, and what is kept of it."""

import re

import pytest
from playwright.sync_api import expect

from articles.models import Article
from articles.tests.factories import a_photo, a_section
from newsroom.html import clean, word_count
from newsroom.testing import Cast, sign_in
from newsroom.tests.test_html import HOSTILE, STORY

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
ADD = "/admin/articles/article/add/"


@pytest.fixture
def faults(page):
    """What the browser complained of: refused by the policy, thrown, warned."""
    heard = []
    page.on("console", lambda message: heard.append(message.text) if message.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: heard.append(str(error)))
    return heard


@pytest.fixture
def text(page, live_server, faults):
    """The editor of a new story. At the end of the test the browser must have had nothing to complain of."""
    sign_in(page, live_server, Cast().ada)
    page.goto(live_server.url + ADD)
    text = page.get_by_role("textbox", name="Text of the story")
    text.click()
    yield text
    assert [fault for fault in faults if "status of 404" not in fault] == []


def written(page) -> str:
    return clean(page.locator("#id_body").input_value())


def press(page, name: str) -> None:
    page.get_by_role("toolbar", name="Formatting").get_by_role("button", name=name, exact=True).click()


def load(page, html: str) -> None:
    page.evaluate(
        "html => document.querySelector('.tiptap').editor.commands.setContent(html, {emitUpdate: true})", html
    )


def asked(page):
    return page.locator("dialog[open]")


def answer(page, label: str, words: str) -> None:
    asked(page).get_by_label(label, exact=True).fill(words)
    asked(page).get_by_role("button", name="OK").click()


PASTE = """([kind, content]) => {
  const data = new DataTransfer()
  data.setData(kind, content)
  const event = new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true})
  document.querySelector(".tiptap").dispatchEvent(event)
}"""


def paste(page, html: str) -> None:
    page.evaluate(PASTE, ["text/html", html])


# ---- Typing ----


def test_keeps_what_is_typed(page, text):
    page.keyboard.type("The bridge will open.")
    page.keyboard.press("Enter")
    page.keyboard.type("Fish & chips <3")
    assert text.get_attribute("spellcheck") == "true"
    assert written(page) == "<p>The bridge will open.</p><p>Fish &amp; chips &lt;3</p>"


def test_counts_words_and_minutes(page, text):
    count = page.locator(".editor-foot__count")
    page.keyboard.type("One well-known word—two.")
    expect(count).to_have_text("4 words · 1 minute to read")
    load(page, STORY * 40)
    expect(count).to_have_text(f"{word_count(STORY * 40):,} words · 5 minutes to read")


BUTTONS = {
    "Heading": "<h2>Trams</h2>",
    "Smaller heading": "<h3>Trams</h3>",
    "Bold": "<p><strong>Trams</strong></p>",
    "Italic": "<p><em>Trams</em></p>",
    "Struck out": "<p><s>Trams</s></p>",
    "Code": "<p><code>Trams</code></p>",
    "Subscript": "<p><sub>Trams</sub></p>",
    "Superscript": "<p><sup>Trams</sup></p>",
    "List": "<ul><li>Trams</li></ul>",
    "Numbered list": "<ol><li>Trams</li></ol>",
    "Quotation": "<blockquote><p>Trams</p></blockquote>",
    "Pull quote": '<aside class="pullquote"><p>Trams</p></aside>',
}


def test_each_button_does_and_undoes(page, text):
    page.keyboard.type("Trams")
    for button, html in BUTTONS.items():
        page.keyboard.press("Shift+Home")
        press(page, button)
        assert written(page) == html
        press(page, button)
        assert written(page) == "<p>Trams</p>"
        page.keyboard.press("End")


def test_undoes_and_redoes(page, text):
    page.keyboard.type("Trams")
    press(page, "Undo")
    assert written(page) == ""
    press(page, "Redo")
    assert written(page) == "<p>Trams</p>"


def test_rules_off(page, text):
    page.keyboard.type("Trams")
    press(page, "Rule")
    page.keyboard.type("Trains")
    assert written(page) == "<p>Trams</p><hr><p>Trains</p>"


def test_makes_a_table_and_its_head(page, text):
    press(page, "Table")
    asked(page).get_by_label("Include header row").select_option("Yes")
    asked(page).get_by_label("Rows").fill("2")
    asked(page).get_by_label("Columns").fill("2")
    asked(page).get_by_role("button", name="Insert Table").click()
    page.keyboard.type("Stop")
    page.keyboard.press("Tab")
    page.keyboard.type("Time")
    assert written(page) == (
        "<table><thead><tr><th>Stop</th><th>Time</th></tr></thead><tbody><tr><td></td><td></td></tr></tbody></table>"
    )


def test_the_toolbar_is_one_stop_with_arrows_inside(page, text):
    page.keyboard.type("Trams")
    page.keyboard.press("Control+a")
    page.keyboard.press("Alt+F10")
    for key in ("ArrowRight", "ArrowRight", "Enter"):
        page.keyboard.press(key)
    assert written(page) == "<p><strong>Trams</strong></p>"


# ---- Links ----


ADDRESSES = {
    "https://tram.example/a?b=1": "https://tram.example/a?b=1",
    "tram.example/times": "https://tram.example/times",
    "desk@tram.example": "mailto:desk@tram.example",
    "/town/": "/town/",
}


def test_links_words(page, text):
    page.keyboard.type("Trams")
    for typed, href in ADDRESSES.items():
        page.keyboard.press("Shift+Home")
        press(page, "Link")
        answer(page, "Address", typed)
        assert re.search('href="([^"]*)"', written(page))[1] == href
        page.keyboard.press("End")


def test_asks_again_for_an_address_that_is_none(page, text):
    page.keyboard.type("Trams")
    page.keyboard.press("Control+a")
    press(page, "Link")
    answer(page, "Address", "javascript:alert(1)")
    assert asked(page).get_by_text("Links lead to the web, to mail or within the paper.").is_visible()
    asked(page).get_by_role("button", name="Cancel").click()
    assert written(page) == "<p>Trams</p>"


# ---- Pull quotes, embeds, footnotes ----


def test_a_pull_quote_leads_on_to_who_said_it(page, text):
    press(page, "Pull quote")
    page.keyboard.type("We waited.")
    for _ in range(2):
        page.keyboard.press("Enter")
    page.keyboard.type("Hanne Osk")
    page.keyboard.press("Enter")
    page.keyboard.type("Trams")
    quote = '<aside class="pullquote"><p>We waited.</p><footer>Hanne Osk</footer></aside>'
    assert written(page) == quote + "<p>Trams</p>"


def test_a_story_of_nothing_but_an_embed_is_kept(page, text):
    press(page, "Embed")
    answer(page, "Address", "video.example/v")
    assert page.locator(".tiptap .embed strong").inner_text() == "video.example"
    link = '<a href="https://video.example/v" rel="noopener noreferrer">https://video.example/v</a>'
    assert written(page) == f'<div class="embed">{link}</div>'


def test_notes_at_the_foot(page, text):
    page.keyboard.type("Trams run")
    press(page, "Footnote")
    answer(page, "Note", 'If the "wire" <comes>')
    page.keyboard.type(" again.")
    note = '<sup class="footnote" data-note="If the &quot;wire&quot; &lt;comes&gt;">*</sup>'
    assert written(page) == f"<p>Trams run{note} again.</p>"
    page.locator(".tiptap sup.footnote").click()
    answer(page, "Note", "It came.")
    assert written(page) == '<p>Trams run<sup class="footnote" data-note="It came.">*</sup> again.</p>'
    page.locator(".tiptap sup.footnote").click()
    answer(page, "Note", "")
    assert written(page) == "<p>Trams run again.</p>"


# ---- Pictures ----


def choose_picture(page, button, photo) -> None:
    with page.expect_popup() as popup:
        button()
    popup.value.wait_for_load_state("load")  # its script makes the links choose
    popup.value.locator(f'a[href*="/photo/{photo.pk}/"][data-popup-opener]').first.click()
    page.locator(f'.tiptap figure[data-photo="{photo.pk}"]').wait_for()


def test_a_picture_comes_from_the_list_of_pictures(page, text):
    bridge, quay = a_photo(caption="The bridge"), a_photo(caption="The quay")
    choose_picture(page, lambda: press(page, "Picture"), bridge)
    page.keyboard.type("At dawn")
    page.keyboard.press("Enter")
    page.keyboard.type("Trams")
    figure = '<figure data-photo="{}"><figcaption>At dawn</figcaption></figure><p>Trams</p>'
    assert written(page) == figure.format(bridge.pk)
    page.wait_for_function("document.querySelector('.tiptap figure img').naturalWidth > 0")
    choose_picture(page, page.get_by_role("button", name=f"Change picture {bridge.pk}").click, quay)
    assert written(page) == figure.format(quay.pk)
    page.get_by_role("button", name=f"Remove picture {quay.pk}").click()
    assert written(page) == "<p>Trams</p>"


def test_a_heading_does_not_eat_a_picture(page, text):
    load(page, '<figure data-photo="1"><figcaption>At dawn</figcaption></figure>')
    page.locator(".tiptap figcaption").click()
    press(page, "Heading")
    assert written(page) == '<figure data-photo="1"><figcaption>At dawn</figcaption></figure>'


# ---- Pasting ----

GOOGLE = """<meta charset="utf-8"><b style="font-weight:normal;" id="docs-internal-guid-1">
<h1 dir="ltr" style="line-height:1.38"><span style="font-size:20pt;font-weight:400">The plan</span></h1>
<p dir="ltr"><span style="font-weight:400;white-space:pre-wrap">Trams run </span><span
 style="font-weight:700;font-style:italic">again</span><span style="font-weight:400"> on </span><a
 href="https://tram.example/" style="text-decoration:none"><span style="font-weight:400">Monday</span></a><span
 style="font-size:0.6em;vertical-align:super">2</span></p><br /><br />
<ul style="margin-top:0"><li dir="ltr" style="font-weight:400" aria-level="1"><p dir="ltr" role="presentation"><span
 style="font-weight:400">One</span></p></li><ul><li dir="ltr" style="font-weight:700" aria-level="2"><p
 role="presentation"><span style="font-weight:400">Two</span></p></li></ul></ul>
<p dir="ltr"><span><img src="https://docs.example/a.png" width="602" height="338"></span></p>
<table><colgroup><col></colgroup><tbody><tr><td><p><span style="font-weight:400">Quay</span></p></td></tr></tbody>
</table></b>"""

WORD = """<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal {margin:0cm}</style>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--></head><body style='tab-interval:36pt'>
<!--StartFragment--><h1>The plan<o:p></o:p></h1>
<p class=MsoNormal><b style='mso-bidi-font-weight:normal'>Trams<span style='mso-spacerun:yes'>  </span></b><span
lang=EN-US style='font-family:"Arial",sans-serif'>run&nbsp; again.<o:p></o:p></span></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraphCxSpFirst style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='font-family:Symbol;mso-fareast-font-family:Symbol'><span style='mso-list:Ignore'>·<span
style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span></span><![endif]>One<o:p></o:p></p>
<p class=MsoListParagraphCxSpMiddle style='text-indent:-18.0pt;mso-list:l0 level2 lfo1'><![if !supportLists]><span
style='font-family:"Courier New"'><span style='mso-list:Ignore'>o<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;
</span></span></span><![endif]><i>Two</i><o:p></o:p></p>
<p class=MsoListParagraphCxSpLast style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>·<span>&nbsp; </span></span><![endif]>Three<o:p></o:p></p>
<p class=MsoNormal>Between.</p>
<p class=MsoListParagraph style='mso-list:l1 level1 lfo2'><span style='mso-list:Ignore'>1.<span>&nbsp;
</span></span>First<o:p></o:p></p>
<p class=MsoNormal>·&nbsp; Bare</p>
<p class=MsoNormal><a href="#_ftn1" name="_ftnref1">Note</a> <span style='display:none;mso-hide:all'>hidden</span></p>
<!--EndFragment--></body></html>"""


def test_google_docs_come_as_they_are_meant(page, text):
    paste(page, GOOGLE)
    assert written(page) == (
        "<h2>The plan</h2>"
        '<p>Trams run <strong><em>again</em></strong> on <a href="https://tram.example/" rel="noopener noreferrer">'
        "Monday</a><sup>2</sup></p><ul><li>One<ul><li>Two</li></ul></li></ul>"
        "<table><tbody><tr><td>Quay</td></tr></tbody></table>"
    )


def test_word_comes_without_its_junk_and_with_real_lists(page, text):
    paste(page, WORD)
    assert written(page) == (
        "<h2>The plan</h2><p><strong>Trams </strong>run again.</p>"
        "<ul><li>One<ul><li><em>Two</em></li></ul></li><li>Three</li></ul><p>Between.</p>"
        "<ol><li>First</li></ol><ul><li>Bare</li></ul><p>Note</p>"
    )


def test_says_when_a_picture_of_another_site_is_left_out(page, text):
    page.evaluate(PASTE, ["text/html", '<p>Trams</p><img src="https://tram.example/a.png">'])
    notice = page.get_by_text("A picture was left out.")
    assert notice.is_visible()
    page.locator(".editor-foot__notice button").click()
    assert not notice.is_visible()


def test_its_own_words_come_back_whole(page, text):
    load(page, STORY)
    copied = page.evaluate(
        "document.querySelector('.tiptap').editor.view.serializeForClipboard("
        "document.querySelector('.tiptap').editor.state.doc.slice(0)).dom.innerHTML"
    )
    load(page, "")
    paste(page, copied)
    assert written(page) == STORY


# ---- There and back ----


def test_all_that_is_allowed_goes_through_the_editor_unchanged(page, text):
    load(page, STORY)
    assert written(page) == STORY


def test_a_saved_story_comes_back_the_same(page, text):
    a_section("Town Hall")
    page.reload()
    text.wait_for()
    load(page, STORY)
    page.get_by_label("Headline", exact=True).fill("Trams again")
    page.get_by_label("Section", exact=True).select_option(label="Town Hall")
    page.locator('[name="_continue"]').first.click()
    page.wait_for_url(re.compile("/change/$"))
    assert Article.objects.get().body == STORY
    page.locator(".tiptap").wait_for()
    assert page.locator("#id_body").input_value() == STORY
    assert "Trams run" in page.locator(".tiptap").inner_text()


def test_a_browser_reads_what_was_cleaned_as_it_was_meant(page, text):
    """THREATS.md 59: nothing turns into something else when the browser parses it."""
    cleaned = [clean(came) for came in HOSTILE]
    parse = "html => new DOMParser().parseFromString(html, 'text/html').body.innerHTML"
    read = page.evaluate(f"all => all.map({parse})", cleaned)
    assert [clean(html) for html in read] == cleaned
