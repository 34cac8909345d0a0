"""WordPress shortcodes → HTML, before the HTML is parsed.

Text in square brackets is common in newspapers ([sic], [the mayor]): only what WordPress or a plugin would have
acted on is taken for a shortcode, and text between an unknown pair of shortcodes is kept.
"""

import re
from collections import Counter
from html import escape, unescape

SHORTCODE = re.compile(r"\[(\[?)(/?)([a-zA-Z][\w-]{0,60})(?![\w-])([^\[\]]{0,4000})\](\]?)")
CLOSER = re.compile(r"\[/([a-zA-Z][\w-]{0,60})\]")
CODE = re.compile(r"(</?(?:pre|code)\b[^<>]{0,1000}>)", re.IGNORECASE)
ADDRESS = re.compile(r"(?:https?:)?//[^\s\"'<>\[\]]+")
ATTRIBUTE = re.compile(r"\s[\w-]+=[\"'“”″\w/]")
CAPTION = re.compile(r"""\bcaption=(?:"([^"]*)"|'([^']*)')""")
NUMBERS = re.compile(r"""\b(ids|include|exclude|id)=["'“”″]?([\d\s,]+)""", re.IGNORECASE)
LINE_START = re.compile(r"(?:\A|[\n>])[ \t]*\Z")
PLAYER_ID = {"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/"}
PLAYER_PAIR = re.compile(r"\[(youtube|vimeo)\]\s*([\w-]{6,20})\s*\[/\1\]")
PLAYER_LONE = re.compile(r"[ =](?=\S*[\dA-Z])([\w-]{6,20})\Z")

CAPTIONS = {"caption", "wp_caption"}
GALLERIES = {"gallery", "playlist"}
MEDIA = {"embed", "audio", "video", "youtube", "vimeo", "soundcloud", "tweet", "twitter", "instagram", "facebook"}
SOURCE = {"code", "sourcecode"}


class Shortcodes:
    """Acts on the shortcodes of one post; afterwards tells the unknown ones."""

    def __init__(self, html: str):
        self.unknown: Counter[str] = Counter()
        self._closed = {name.lower() for name in CLOSER.findall(html)}
        self._html = PLAYER_PAIR.sub(lambda match: f"\n\n{PLAYER_ID[match[1]]}{match[2]}\n\n", html)

    def html(self) -> str:
        """The post with every shortcode outside code replaced."""
        parts, depth = [], 0
        for part in CODE.split(self._html):
            if CODE.fullmatch(part):
                depth = max(0, depth + (-1 if part.startswith("</") else 1))
            parts.append(part if depth else SHORTCODE.sub(self._replace, part))
        return "".join(parts)

    def _replace(self, match: re.Match[str]) -> str:
        before, slash, name, attributes, after = match[1], bool(match[2]), match[3].lower(), match[4], match[5]
        if before and after:
            return match[0][1:-1]
        alone = LINE_START.search(match.string, max(0, match.start() - 40), match.start()) is not None
        result = self._known(name, attributes, slash)
        if result is None and self._is_unknown(name, attributes, slash, alone):
            self.unknown[name] += not slash
            result = ""
        return match[0] if result is None else before + result + after

    def _known(self, name: str, attributes: str, slash: bool) -> str | None:
        """What a shortcode of WordPress itself stands for."""
        paired = slash or name in self._closed
        if name in CAPTIONS and paired:
            return "</figcaption>\n\n" if slash else f"\n\n<figcaption>{_caption(attributes)}"
        if "<" in attributes:
            return None
        if name in GALLERIES and ("=" in attributes or not attributes.strip(" /")):
            return "\n\n" if name == "playlist" else f"\n\n{_gallery(attributes)}\n\n"
        if name in MEDIA and (paired or _address(name, attributes)):
            return f"\n\n{_address(name, attributes)}\n\n"
        if name in SOURCE and paired:
            return "</pre>" if slash else "<pre>"
        return None

    def _is_unknown(self, name: str, attributes: str, slash: bool, alone: bool) -> bool:
        """Would some plugin have acted on it? Words in brackets have no attributes, no partner and no odd name."""
        if "<" in attributes:
            return False
        compound = alone and not attributes and ("_" in name or "-" in name)
        paired = slash or name in self._closed
        return paired or compound or attributes.endswith("/") or ATTRIBUTE.search(attributes) is not None


def _caption(attributes: str) -> str:
    """Old exports keep the caption in an attribute, new ones between the tags."""
    caption = CAPTION.search(attributes)
    return (caption[1] or caption[2] or "") + " " if caption else ""


def _gallery(attributes: str) -> str:
    """The pictures by their numbers; without numbers, one that stands for all that were uploaded to the post."""
    given = {name.lower(): re.findall(r"\d{1,18}", numbers) for name, numbers in NUMBERS.findall(unescape(attributes))}
    if numbers := given.get("ids") or given.get("include"):
        pictures = "".join(f'<img class="wp-image-{number}">' for number in numbers)
    else:
        of, without = "".join(given.get("id", [])[:1]) or "0", ",".join(given.get("exclude", []))
        pictures = f'<img data-gallery-of="{of}" data-without="{without}">'
    return f'<figure class="wp-block-gallery">{pictures}</figure>'


def _address(name: str, attributes: str) -> str:
    """The address that a player is given, or that its number stands for."""
    if address := ADDRESS.search(unescape(attributes)):
        return escape(address[0])
    number = PLAYER_LONE.search(attributes) if name in PLAYER_ID else None
    return PLAYER_ID[name] + number[1] if number else ""
