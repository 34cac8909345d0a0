"""HTML as WordPress stored it → body HTML."""

import re
from dataclasses import dataclass, field
from functools import cached_property
from html import unescape

from importers.wordpress.embeds import address_to_open
from importers.wordpress.export import Picture
from importers.wordpress.figures import placed
from importers.wordpress.rewriting import Rewriting, embed, without_scripts
from importers.wordpress.shortcodes import Shortcodes
from newsroom.html import clean, plain

__all__ = ["Tidied", "plain", "tidy"]

BLOCKS = re.compile(r"<!--\s*/?wp:")
LONE_ADDRESS = re.compile(r"<p>(https?://[^\s<]+)</p>")


@dataclass(frozen=True)
class Tidied:
    """Body HTML. Its figures bear the numbers of `pictures`, from 1, until `placed` gives them the library's."""

    numbered: str
    pictures: tuple[Picture, ...] = ()
    shortcodes: dict[str, int] = field(default_factory=dict)

    @cached_property
    def html(self) -> str:
        """The text without its pictures; what is said of them stays."""
        return placed(self.numbered, {}) if self.pictures else self.numbered


def tidy(html: str) -> Tidied:
    """Turn a post's HTML, classic or made of blocks, into body HTML; never raises, whatever it is given."""
    html = without_scripts(html.replace("\0", "").replace("\r\n", "\n").replace("\r", "\n"))
    shortcodes = Shortcodes(html)
    rewriting = Rewriting(shortcodes.html(), newlines_break=not BLOCKS.search(html))
    body = clean(rewriting.html())
    with_embeds = LONE_ADDRESS.sub(_embedded, body)
    return Tidied(
        body if with_embeds == body else clean(with_embeds),
        tuple(rewriting.pictures),
        dict(shortcodes.unknown),
    )


def _embedded(match: re.Match[str]) -> str:
    """WordPress shows what is behind an address that stands alone on its line."""
    address = address_to_open(unescape(match[1]))
    return embed(address) if address else match[0]
