"""WordPress' tags → the tags that `newsroom.html.clean` puts in order.

No tree is built here: unclosed and crossed tags are left to `clean`, whose parser knows what browsers do with them.
Every tag that goes out is written by this module, so attributes, scripts and unknown tags end here.
"""

import re
from collections import Counter
from html import escape, unescape

from importers.wordpress.embeds import address_to_open
from importers.wordpress.export import Picture
from importers.wordpress.images import ATTRIBUTE, attributes_of, cover_of, picture_of

TOKEN = re.compile(
    r"<!--.*?(?:--!?>|\Z)|<[!?][^>]*>?|<(/?)([a-zA-Z][^\s/<>]*)((?:[^<>\"']|\"[^\"]*\"|'[^']*')*)>?|([^<]+|<)",
    re.DOTALL,
)
SCRIPT = re.compile(r"<(script|style)\b.*?(?:</\1\b[^>]*>|\Z)", re.DOTALL | re.IGNORECASE)
CLOSING = re.compile(r"</([a-zA-Z]+)")
BLANK_LINE = re.compile(r"\n[^\S\n]*\n\s*")

SAME = set(
    "p h1 h2 h3 h4 h5 h6 ul ol li pre hr table thead tbody tfoot tr td th"
    " b strong i em s del strike sub sup code".split()
)
OTHERS = {
    "cite": ("<em>", "</em>"),
    "var": ("<em>", "</em>"),
    "dfn": ("<em>", "</em>"),
    "kbd": ("<code>", "</code>"),
    "samp": ("<code>", "</code>"),
    "tt": ("<code>", "</code>"),
    "q": ("“", "”"),
    "dt": ("<p><strong>", "</strong></p>"),
    "dd": ("<p>", "</p>"),
    "summary": ("<p><strong>", "</strong></p>"),
    "legend": ("<p><strong>", "</strong></p>"),
}
BOXES = set(
    "div section article header footer main aside nav address center figure details dl fieldset form option button"
    " caption label".split()
)
HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
UNREAD = {"noscript", "noembed", "noframes", "template", "svg", "math", "canvas"}
PLAYERS = {"iframe", "object", "video", "audio"}
ADDRESS_OF = {"iframe": "src", "embed": "src", "object": "data", "video": "src", "audio": "src", "source": "src"}
EMOJI = {"emoji", "wp-smiley"}
BREAK, GAP = "<br>", "<p></p>"
ENDS_LINE = (SAME | BOXES | {"dt", "dd", "summary", "legend", "figcaption", "blockquote", "br"}) - set(
    "b strong i em s del strike sub sup code".split()
)


class Rewriting:
    """One post on its way. Call `html` once; then `pictures` holds those that its figures number, from 1.

    A picture among words waits for the end of their line, so that it does not part a sentence.
    """

    def __init__(self, source: str, *, newlines_break: bool):
        self.pictures: list[Picture] = []
        self._source = source
        self._closings = Counter(name.lower() for name in CLOSING.findall(source))
        self._newlines_break = newlines_break
        self._out: list[str] = []
        self._quotes: list[str] = []
        self._in_pullquote = self._in_heading = False
        self._in_code = 0
        self._muted, self._muted_depth = "", 0
        self._addresses: list[str] = []
        self._link_open = ""
        self._lists: list[bool] = []
        self._line_has_words = False
        self._waiting: list[int] = []
        self._captioned: list[str] | None = None  # what follows a caption that is being read
        self._wants_caption: tuple[list[str], int] | None = None  # where that of the last picture belongs

    def html(self) -> str:
        for slash, name, attributes, text in TOKEN.findall(self._source):
            if text:
                self._text(text)
            elif name:
                self._tag(name.lower(), attributes, closes=bool(slash))
        self._leave_player()
        self._end_line()
        self._end_caption()
        return "".join(self._out)

    def _tag(self, name: str, attributes: str, *, closes: bool) -> None:
        self._closings[name] -= closes
        if self._muted or name in UNREAD or name in PLAYERS or name == "embed":
            self._mute(name, attributes, closes)
            return
        if name in ENDS_LINE:
            self._end_line()
        if name == "a":
            self._link(attributes, closes)
        elif name == "img":
            self._image(attributes)
        elif name == "figcaption":
            self._caption(closes)
        elif name == "ul":
            self._list(attributes, closes)
        elif name == "br":
            self._break()
        elif name == "blockquote":
            self._quotation(attributes, closes)
        elif name == "cite" and self._quotes[-1:] == ["aside"]:
            self._out.append("</footer>" if closes else "<footer>")
        elif name in SAME:
            self._same(name, attributes, closes)
        elif name in OTHERS:
            self._out.append(OTHERS[name][closes])
        elif name in BOXES:
            self._box(name, attributes, closes)

    def _link(self, attributes: str, closes: bool) -> None:
        """Links within the page lead nowhere once its anchors are gone; links side by side are two words."""
        href = _attribute(attributes, "href").strip()
        if closes:
            self._out.append("</a>")
            self._link_open = ""
        elif href and not href.startswith("#"):
            self._link_open = f'<a href="{escape(href)}">'
            self._out += [" "] * (self._out[-1:] == ["</a>"]) + [self._link_open]

    def _same(self, name: str, attributes: str, closes: bool) -> None:
        if name == "pre":
            self._in_code = max(0, self._in_code + (-1 if closes else 1))
            self._out.append(self._out.pop().rstrip() if closes and self._out else "")
        if name in HEADINGS:
            self._in_heading = not closes
        spans = ""
        if name in ("td", "th") and not closes:
            given = {side: _attribute(attributes, side) for side in ("colspan", "rowspan")}
            spans = "".join(f' {side}="{escape(count)}"' for side, count in given.items() if count)
        self._out.append(f"</{name}>" if closes else f"<{name}{spans}>")

    def _quotation(self, attributes: str, closes: bool) -> None:
        if closes:
            self._out.append(f"</{self._quotes.pop()}>" if self._quotes else "")
            return
        pulled = self._in_pullquote or "wp-block-pullquote" in _attribute(attributes, "class")
        self._quotes.append("aside" if pulled else "blockquote")
        self._out.append('<aside class="pullquote">' if pulled else "<blockquote>")

    # Pictures

    def _image(self, attributes: str) -> None:
        tag = attributes_of(attributes)
        if EMOJI & set(tag.get("class", "").split()):
            self._text(escape(tag.get("alt", "")))
        elif picture := picture_of(tag):
            self._show(picture)

    def _show(self, picture: Picture) -> None:
        self.pictures.append(picture)
        if self._line_has_words and self._captioned is None:
            self._waiting.append(len(self.pictures))
        else:
            self._figure(len(self.pictures))

    def _figure(self, number: int) -> None:
        """No link goes around a picture: it would go around the caption too."""
        figure = [f'<figure data-photo="{number}"><figcaption>', "", "</figcaption></figure>"]
        out = self._out if self._captioned is None else self._captioned
        if self._link_open and out is self._out:
            figure = ["</a>", *figure, self._link_open]
        out += figure
        self._wants_caption = out, len(out) - len(figure) + figure.index("")

    def _end_line(self) -> None:
        self._line_has_words = False
        for number in self._waiting:
            self._figure(number)
        self._waiting = []

    def _box(self, name: str, attributes: str, closes: bool) -> None:
        if name == "figure":
            self._end_caption()
            self._wants_caption = None
            self._in_pullquote = not closes and "wp-block-pullquote" in _attribute(attributes, "class")
        if closes:
            self._out.append("</div>")
            return
        gallery = name == "figure" and "wp-block-gallery" in attributes and self._closings[name] > 0
        self._out.append('<div class="gallery">' if gallery else "<div>")
        if "background-image" in attributes and (picture := cover_of(attributes_of(attributes))):
            self._show(picture)

    def _list(self, attributes: str, closes: bool) -> None:
        """Galleries of some years are lists."""
        if closes:
            self._out.append("</ul></div>" if self._lists and self._lists.pop() else "</ul>")
            return
        self._lists.append("wp-block-gallery" in attributes and self._closings["ul"] > 0)
        self._out.append('<div class="gallery"><ul>' if self._lists[-1] else "<ul>")

    def _caption(self, closes: bool) -> None:
        self._end_caption()
        if not closes and self._closings["figcaption"] > 0:  # unclosed, it would swallow the story
            self._out += ["</a>"] * bool(self._link_open)
            self._captioned, self._out, self._link_open = self._out, [], ""

    def _end_caption(self) -> None:
        """It goes to the picture before it or within it; without one it is a paragraph."""
        if self._captioned is None:
            return
        words, self._out, self._captioned = "".join(self._out), self._captioned, None
        if self._wants_caption:
            out, place = self._wants_caption
            out[place], self._wants_caption = words, None
        else:
            self._out.append(f"<p><em>{words}</em></p>")

    # What is not read: scripts, drawings, and the insides of players

    def _mute(self, name: str, attributes: str, closes: bool) -> None:
        """A player is one link to what it played; what stands inside it only helps to find the address."""
        if not closes and (self._muted in PLAYERS or name in PLAYERS or name == "embed"):
            movie = name == "param" and _attribute(attributes, "name").lower() in ("movie", "src")
            self._addresses.append(_attribute(attributes, "value" if movie else ADDRESS_OF.get(name, "-")))
        if not self._muted and not closes and self._closings[name] > 0:  # unclosed, it would swallow the story
            self._muted, self._muted_depth = name, 1
        elif name == self._muted:
            self._muted_depth += -1 if closes else 1
        if not self._muted or not self._muted_depth:
            self._leave_player()

    def _leave_player(self) -> None:
        self._muted = ""
        address = next(filter(None, map(address_to_open, self._addresses)), "")
        self._addresses = []
        if address:
            self._out.append(embed(address))

    # Words

    def _text(self, text: str) -> None:
        if self._muted:
            return
        if self._in_code or self._in_heading:
            self._out.append(escape_bare(text))
            return
        for number, paragraph in enumerate(BLANK_LINE.split(text)):
            if number:
                self._end_line()
                self._out.append(GAP)
            for line_number, line in enumerate(paragraph.split("\n") if self._newlines_break else [paragraph]):
                if line_number and self._out[-1:] != [BREAK]:
                    self._end_line()
                    self._out.append(BREAK)
                if line.strip(" \t") or not self._newlines_break:
                    self._out.append(escape_bare(line))
                    self._line_has_words = self._line_has_words or not line.isspace()
                elif line and self._out[-1:] != [BREAK]:
                    self._out.append(" ")

    def _break(self) -> None:
        """Two breaks in a row are how many writers end a paragraph."""
        while not self._in_code and self._out and self._out[-1].isspace():
            self._out.pop()
        if self._out[-1:] == [BREAK] and not self._in_code:
            self._out[-1] = GAP
        else:
            self._out.append(BREAK)


def without_scripts(html: str) -> str:
    return SCRIPT.sub("", html)


def escape_bare(text: str) -> str:
    """Text keeps its character references; a lone < is written as one."""
    return "&lt;" if text == "<" else text


def embed(address: str) -> str:
    address = escape(address)
    return f'<div class="embed"><a href="{address}">{address}</a></div>'


def _attribute(attributes: str, wanted: str) -> str:
    for name, double, single, bare in ATTRIBUTE.findall(attributes):
        if name.lower() == wanted:
            return unescape(double or single or bare)
    return ""
