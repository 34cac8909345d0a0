"""One picture of an export: where its bytes may be, what is known about it, and what it is known by."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import unquote, urlsplit

from importers.wordpress.attachments import Attachments, described, original
from importers.wordpress.export import Attachment, Picture, Post
from newsroom.html import plain

LONGEST_KEY = 250
EMBEDDED = "data:"


@dataclass(frozen=True)
class Wanted:
    """`key` is the same in every export; `places` are within the uploads folder; `facts` are for the library."""

    key: str
    addresses: tuple[str, ...]
    places: tuple[str, ...] = ()
    facts: dict[str, str] = field(default_factory=dict)
    told: str = ""

    @property
    def name(self) -> str:
        return "" if self.key.startswith(EMBEDDED) else unquote(urlsplit(f"//{self.key}").path.rpartition("/")[2])


def attached(library: Attachments, attachment: Attachment, picture: Picture | None = None) -> Wanted:
    """A picture of the media library; where a post gives another address for it, that one may do as well."""
    address = library.absolute(attachment.address)
    others = _addresses(library, picture.address) if picture and picture.address else ()
    places = (attachment.file, library.place(address) if library.is_own(address) else "")
    facts = {
        "headline": attachment.title,
        "caption": attachment.caption,
        "alt": attachment.alt or (described(picture.alt, picture.address) if picture else ""),
        "credit": attachment.credit,
    }
    told = attachment.description
    return Wanted(key_of(address), _each(address, *others), _each(*places), _each_fact(facts), told)


def shown_only(library: Attachments, picture: Picture, post: Post) -> Wanted:
    """A picture that only a post knows."""
    facts = _each_fact({"headline": plain(post.title)[:200], "alt": described(picture.alt, picture.address)})
    if picture.address.startswith(EMBEDDED):
        return Wanted(key_of(picture.address), (picture.address,), facts=facts)
    addresses = _addresses(library, picture.address)
    places = (original(library.place(addresses[-1])),) if library.is_own(addresses[-1]) else ()
    return Wanted(key_of(addresses[0]), addresses, places, facts)


def _addresses(library: Attachments, address: str) -> tuple[str, ...]:
    """That of the picture at its full size, and that of the size which a post shows."""
    address = library.absolute(address)
    try:
        parts = urlsplit(address)
    except ValueError:
        return (address,)
    if library.is_own(address):
        full = parts._replace(path=original(parts.path), query="" if "." in parts.path else parts.query, fragment="")
        return _each(full.geturl(), address)
    return (parts._replace(fragment="").geturl(),)


def key_of(address: str) -> str:
    """Without the scheme, which sites change; what is long is cut and told apart by its hash."""
    key = address if address.startswith(EMBEDDED) else address.partition("://")[2] or address
    return key if len(key) <= LONGEST_KEY else f"{key[:120]}… {sha256(key.encode()).hexdigest()}"


def _each(*values: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, values)))


def _each_fact(facts: dict[str, str]) -> dict[str, str]:
    """What is not known is left to what the file itself says."""
    return {name: value for name, value in facts.items() if value}


def numbers(post: Post, name: str) -> Iterator[int]:
    for value in post.meta.get(name, ()):
        if value.strip().isdecimal():
            yield int(value.strip()[:18])
