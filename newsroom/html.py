"""The only door for HTML: what a story may contain, and the ways from it to readers, feeds, search and counts.

``VOCABULARY`` is the one allow-list. The editor is configured from it, nh3 is configured from it, and everything that
comes in (form, importer, API) and everything that goes out passes ``clean``, so that the three can't drift apart.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from html import escape, unescape
from types import MappingProxyType
from typing import Any, NamedTuple

import nh3
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django_prose_editor.config import add_allowed_classes, add_tags_and_attributes
from js_asset import static_lazy

from newsroom import markup

WORDS_A_MINUTE = 230
NOTHING: MappingProxyType = MappingProxyType({})


class Part(NamedTuple):
    """One extension of the editor, its options, and what it may write."""

    tags: str = ""
    attributes: dict[str, list[str]] = NOTHING
    classes: dict[str, list[str]] = NOTHING
    options: Any = True

    def allow(self, options: Any, rules: dict) -> None:
        add_tags_and_attributes(rules, self.tags.split(), self.attributes)
        if self.classes:
            add_allowed_classes(rules, self.classes)


TOOLBAR = ["headings", "marks", "link", "lists", "nodes -blockType -lists", "story", "table", "history"]
VOCABULARY = {
    # Marks, in the order in which they nest.
    "Link": Part("a", {"a": ["href"]}, options={"autolink": False, "enableTarget": False}),
    "Bold": Part("strong"),
    "Italic": Part("em"),
    "Strike": Part("s"),
    "Code": Part("code"),
    "Subscript": Part("sub"),
    "Superscript": Part("sup"),
    # Blocks.
    "Paragraph": Part("p"),
    "HardBreak": Part("br"),
    "Heading": Part("h2 h3", options={"levels": [2, 3]}),
    "BulletList": Part("ul"),
    "OrderedList": Part("ol", options={"enableListAttributes": False}),
    "ListItem": Part("li"),
    "Blockquote": Part("blockquote"),
    "CodeBlock": Part("pre code"),
    "HorizontalRule": Part("hr"),
    "Table": Part("table thead tbody"),
    "TableRow": Part("tr"),
    "TableHeader": Part("th", {"th": ["colspan", "rowspan"]}),
    "TableCell": Part("td", {"td": ["colspan", "rowspan"]}),
    # Ours: static/editor/.
    "PullQuote": Part("aside footer", classes={"aside": ["pullquote"]}),
    "Photo": Part("figure figcaption", {"figure": ["data-photo", "data-crop", "data-alt"]}),
    "Gallery": Part("div", classes={"div": ["gallery"]}),
    "Embed": Part("div a", {"a": ["href"]}, {"div": ["embed"]}),
    "Footnote": Part("sup", {"sup": ["data-note"]}, {"sup": ["footnote"]}),
    "Paste": Part(),
    "Frame": Part(options={"label": "Text of the story", "perMinute": WORDS_A_MINUTE}),
    "Placeholder": Part(options={"placeholder": "The story"}),
    # Theirs: these write nothing.
    "Document": Part(),
    "Text": Part(),
    "Dropcursor": Part(),
    "Gapcursor": Part(),
    "History": Part(),
    "Menu": Part(options={"groups": [{"group": group} for group in TOOLBAR]}),
    "NoSpellCheck": Part(options=False),
}
EXTENSIONS = {name: part.options for name, part in VOCABULARY.items()}
# For settings.DJANGO_PROSE_EDITOR_EXTENSIONS.
PROSE_EDITOR_EXTENSIONS = [
    {
        "js": [static_lazy(f"editor/{name}.js") for name in ("nodes", "photo", "gallery", "paste", "frame")],
        "extensions": {name: part.allow for name, part in VOCABULARY.items()},
    }
]

ALLOWED: dict[str, Any] = {"tags": set(), "attributes": {}}
for _part in VOCABULARY.values():
    _part.allow(_part.options, ALLOWED)

_WITH_CONTENTS = (
    "script style template noscript iframe object embed applet svg math canvas audio video map textarea select button "
    "title xml noembed noframes xmp plaintext"
)
_parser = nh3.Cleaner(
    **ALLOWED | {"tags": ALLOWED["tags"] | markup.SYNONYMS.keys() | markup.BOXES},
    clean_content_tags=set(_WITH_CONTENTS.split()),
    url_schemes={"http", "https", "mailto"},
    link_rel=None,
)


@lru_cache(maxsize=64)
def clean(html: str) -> str:
    """What is allowed of ``html``, in its one normal form; ``clean(clean(x)) == clean(x)``."""
    if not html or html.isspace():
        return ""
    html = _parser.clean(_shallow(_printable(html)))
    return markup.normal(_printable(html))  # again: character references hide control characters from the first


@lru_cache(maxsize=64)
def plain(html: str) -> str:
    """The words without markup, blocks parted by a space; captions count, footnotes and embedded links don't."""
    html = _unread.sub("", clean(html))
    html = _edge.sub(" ", html)
    return " ".join(unescape(_tag.sub("", html)).split())


@lru_cache(maxsize=64)
def word_count(html: str) -> int:
    """The number of words that ``plain`` gives."""
    return sum(any(map(str.isalnum, word)) for word in plain(html).replace("—", " ").split())


def minutes_to_read(words: int) -> int:
    return max(1, round(words / WORDS_A_MINUTE))


class Figure(NamedTuple):
    """A picture as it stands in a story."""

    photo: int
    crop: str = ""  # hero, card, square or portrait; all of it, if none is named
    alt: str | None = None  # None: the library's description; "": decorative by decision; else the words for this use
    caption: SafeString = SafeString()  # noqa: RUF009 - HTML; empty: the library's
    beside: int = 0  # how many others stand in its gallery


def figures(html: str) -> list[Figure]:
    """The pictures in the text, in order, as often as they stand there."""
    found = []
    for piece in _gallery_or_figure.finditer(clean(html)):
        pictures = list(_figure.finditer(piece[0]))
        found += [_read(picture, picture["caption"], len(pictures) - 1) for picture in pictures]
    return found


def photo_ids(html: str) -> list[int]:
    """The numbers of the pictures in the text, in order, as often as they stand there."""
    return [int(number) for number in _photo.findall(clean(html))]


def without_figures(html: str, photos: Collection[int] | None = None) -> str:
    """The text without these pictures and what is said of them, or without any picture."""
    gone = (lambda photo: True) if photos is None else photos.__contains__
    return clean(_figure.sub(lambda found: "" if gone(int(found["photo"])) else found[0], clean(html)))


def with_words(html: str, words: Mapping[int, tuple[str, str]]) -> str:
    """The text with ``words`` (caption, description) of its pictures wherever a use has none of its own."""

    def told(found: re.Match) -> str:
        if int(found["photo"]) not in words:
            return found[0]
        caption, alt = map(escape, words[int(found["photo"])])
        crop = f' data-crop="{found["crop"]}"' if found["crop"] else ""
        alt = found["alt"] if found["alt"] is not None else alt or None
        described = "" if alt is None else f' data-alt="{alt}"'
        shown = f'<figure data-photo="{found["photo"]}"{crop}{described}>'
        return f"{shown}<figcaption>{found['caption'] or caption}</figcaption></figure>"

    return clean(_figure.sub(told, clean(html)))


def render(html: str, *, figure: Callable[[Figure], str], prefix: str = "note") -> SafeString:
    """The story for a reader's page.

    ``figure`` gives the HTML of a picture, or nothing to leave it out. Two stories on one page need different prefixes,
    so that the ids of their footnotes differ.
    """
    notes: list[str] = []

    def shown(found: re.Match, beside: int = 0) -> str:
        before = len(notes)
        html = figure(_read(found, _piece.sub(set_piece, found["caption"]), beside))
        if len(notes) > before and f'id="{prefix}-{before + 1}-ref"' not in html:
            del notes[before:]  # the caption isn't shown, so neither are its notes
        return html

    def set_piece(found: re.Match) -> str:
        if found["photo"]:
            return shown(found)
        if found["gallery"]:
            pictures = list(_figure.finditer(found["gallery"]))
            return _gallery([html for picture in pictures if (html := shown(picture, len(pictures) - 1))])
        if found["note"]:
            notes.append(unescape(found["note"]))
            return _note_link(prefix, len(notes))
        if found["embed"]:
            return _link_card(unescape(found["embed"]))
        label = _("Table")
        opening = format_html('<div class="table" role="region" tabindex="0" aria-label="{}"><table>', label)
        return opening if found["table"] == "<table>" else "</table></div>"

    body = _piece.sub(set_piece, clean(html))
    return mark_safe(body + _note_list(prefix, notes))  # noqa: S308


# ---- Before nh3 ----

_start = re.compile(r"<(/?)([a-zA-Z][^\s/>]*)")
_NEVER_DEEP = frozenset("p li dt dd option tr td th tbody thead tfoot br img hr input meta link col area wbr".split())
_REOPENED = frozenset("a b big code em font i nobr s small strike strong tt u".split())


_odd = re.compile("\r\n?|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def _printable(html: str) -> str:
    return _odd.sub(lambda found: "\n" if found[0][0] in "\r\x0b\x0c\x85\u2028\u2029" else "", html)


def _shallow(html: str) -> str:
    """Without tags that nest deeper than a story can: the parser's time grows with the square of the depth.

    Bold and its like count apart: parsers open them again in every paragraph until they are closed.
    """
    open_: Counter[str] = Counter()
    limits = {False: 100, True: 6}

    def keep(found: re.Match) -> str:
        name = found[2].lower()
        if name in _NEVER_DEEP:
            return found[0]
        reopened = name in _REOPENED
        if found[1]:
            if open_[name]:
                open_[name] -= 1
                limits[reopened] += 1
        elif limits[reopened] > 0:
            open_[name] += 1
            limits[reopened] -= 1
        else:
            return "</too-deep"  # an end tag that nothing began is ignored, with its attributes
        return found[0]

    return _start.sub(keep, html)


# ---- After markup.normal, whose every tag is known ----

_unread = re.compile(r'<sup class="footnote"[^>]*>\*</sup>|<div class="embed">.*?</div>')
_edge = re.compile(r"</?(?:p|h[23]|[uo]l|li|blockquote|[hb]r|pre|t[a-z]+|aside|footer|fig[a-z]+)\b[^>]*>")
_tag = re.compile(r"<[^>]*>")
_photo = re.compile(r'<figure data-photo="([0-9]+)"')
_a_figure = (
    r'<figure data-photo="(?P<photo>[0-9]+)"(?: data-crop="(?P<crop>[a-z]+)")?(?: data-alt="(?P<alt>[^"]*)")?>'
    r"<figcaption>(?P<caption>.*?)</figcaption></figure>"
)
_a_gallery = r'<div class="gallery">(?P<gallery>.*?)</div>'
_figure = re.compile(_a_figure, re.DOTALL)
_gallery_or_figure = re.compile(f"{_a_gallery}|{_a_figure}", re.DOTALL)
_piece = re.compile(
    rf"{_a_gallery}|{_a_figure}"
    r'|<sup class="footnote" data-note="(?P<note>[^"]*)">\*</sup>'
    r'|<div class="embed"><a href="(?P<embed>[^"]*)"[^>]*>[^<]*</a></div>'
    r"|(?P<table></?table>)",
    re.DOTALL,
)


def _read(found: re.Match, caption: str, beside: int) -> Figure:
    alt = None if found["alt"] is None else unescape(found["alt"])
    return Figure(int(found["photo"]), found["crop"] or "", alt, mark_safe(caption), beside)  # noqa: S308


def _gallery(figures: list[str]) -> str:
    return f'<div class="gallery gallery--{min(len(figures), 6)}">{"".join(figures)}</div>' if figures else ""


def _note_link(prefix: str, number: int) -> str:
    return format_html(
        '<sup class="footnote"><a id="{0}-{1}-ref" href="#{0}-{1}" role="doc-noteref" aria-label="{2}">{1}</a></sup>',
        prefix,
        number,
        _("Note %d") % number,
    )


def _note_list(prefix: str, notes: list[str]) -> str:
    if not notes:
        return ""
    back = _("Back to the text")
    items = format_html_join(
        "",
        '<li id="{0}-{1}">{2} <a href="#{0}-{1}-ref" role="doc-backlink" aria-label="{3}">↩</a></li>',
        ((prefix, number, note, back) for number, note in enumerate(notes, 1)),
    )
    return format_html('<section class="footnotes" aria-label="{}"><ol>{}</ol></section>', _("Notes"), items)


def _link_card(href: str) -> str:
    """Nothing of theirs is loaded: a link that says where it leads."""
    host, _slash, path = re.sub(r"^https?://(?:www\.)?", "", href).partition("/")
    return format_html(
        '<p class="embed"><a href="{}" rel="noopener noreferrer"><strong>{}</strong> <span>{}</span></a></p>',
        href,
        _("See this on %s") % host,
        f"{host}/{path}".rstrip("/"),
    )
