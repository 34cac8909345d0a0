"""What an `<img>` shows, as WordPress, its plugins and its editors wrote it; pure, and nothing is looked up."""

import re
from html import unescape

from importers.wordpress.export import Picture

ATTRIBUTE = re.compile(r"""(?<![\w-])([\w-]+)\s{0,9}=\s{0,9}(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""")
ADDRESSES = ("data-orig-file", "data-lazy-src", "data-src", "data-original", "src")
SETS = ("data-lazy-srcset", "data-srcset", "srcset")
NUMBER = re.compile(r"(?:^|\s)wp-image-(\d{1,18})(?:\s|$)")
BACKGROUND = re.compile(r"background-image\s{0,9}:\s{0,9}url\(([^()]*)\)")
DRAWN_BLANK = 1000  # characters: shorter ones only keep the place of what a script would load
AVATARS = {"avatar", "gravatar", "author-photo", "userphoto"}
GRAVATAR = re.compile(r"(?:https?:)?//(?:\w+\.)?gravatar\.com/")


def attributes_of(text: str) -> dict[str, str]:
    """The attributes of a tag by name; the first of a name wins."""
    found: dict[str, str] = {}
    for name, double, single, bare in ATTRIBUTE.findall(text):
        found.setdefault(name.lower(), unescape(double or single or bare))
    return found


def picture_of(tag: dict[str, str]) -> Picture | None:
    """The picture that these attributes of an `<img>` show; None for portraits of users and for counting pixels."""
    if (owner := tag.get("data-gallery-of", "")).isdecimal():
        return Picture(gallery_of=int(owner[:18]), without=_numbers(tag.get("data-without", "")))
    address = address_of(tag)
    classes = tag.get("class", "")
    if AVATARS & set(classes.split()) or GRAVATAR.match(address):
        return None
    if tag.get("width") in ("0", "1") and tag.get("height") in ("0", "1"):
        return None
    number = NUMBER.search(classes) or re.fullmatch(r"(\d{1,18})", tag.get("data-id", ""))
    alt = " ".join(tag.get("alt", "").split())
    return Picture(address, int(number[1]) if number else None, alt[:300])


def address_of(tag: dict[str, str]) -> str:
    """Where the picture is: often only a script would have moved its address to where browsers look."""
    for name in ADDRESSES:
        address = tag.get(name, "").strip()
        if address and not (address.startswith("data:") and len(address) < DRAWN_BLANK):
            return address
    for name in SETS:
        if name in tag:
            return _largest(tag[name])
    return ""


def cover_of(tag: dict[str, str]) -> Picture | None:
    """The picture behind the words of a cover block."""
    if "wp-block-cover" not in tag.get("class", "") or not (found := BACKGROUND.search(tag.get("style", ""))):
        return None
    number = NUMBER.search(tag["class"])
    return Picture(found[1].strip(" '\""), int(number[1]) if number else None, tag.get("aria-label", "")[:300])


def _largest(addresses: str) -> str:
    best, widest = "", -1.0
    for candidate in re.split(r",\s+", addresses.strip()):
        address, _, extent = candidate.strip().partition(" ")
        size = re.fullmatch(r"([\d.]{1,9})[wx]", extent.strip())
        try:
            across = float(size[1]) if size else 0.0
        except ValueError:
            continue
        if across > widest:
            best, widest = address, across
    return best


def _numbers(text: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"\d{1,18}", text))
