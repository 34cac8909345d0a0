"""What a WordPress export holds, as plain data."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path


class Refused(Exception):
    """The file cannot be imported; the message is one sentence for the person who gave it."""


@dataclass(frozen=True)
class Site:
    title: str = ""
    link: str = ""


@dataclass(frozen=True)
class WxrAuthor:
    login: str
    name: str = ""
    email: str = ""
    first_name: str = ""
    last_name: str = ""

    @property
    def public_name(self) -> str:
        """The name to print, or nothing: a login or an e-mail address never becomes a byline."""
        private = {self.login.casefold(), self.email.casefold()}
        for name in (self.name, f"{self.first_name} {self.last_name}".strip()):
            if name and name.casefold() not in private and "@" not in name:
                return name
        return ""


@dataclass(frozen=True)
class Category:
    nicename: str
    name: str
    parent: str = ""


@dataclass(frozen=True)
class Post:
    """One item of the export, whatever its type; times are aware, or None where the file has no real date.

    `number` is its place in the file, from 1.
    """

    number: int
    wp_id: int | None
    post_type: str
    status: str
    title: str
    link: str
    guid: str
    slug: str
    author_login: str
    published_at: datetime | None
    modified_at: datetime | None
    html: str
    excerpt: str
    password: str = field(repr=False)
    categories: tuple[Category, ...]
    tags: tuple[Category, ...]
    is_sticky: bool
    meta: dict[str, list[str]]
    attachment_url: str
    parent: int = 0
    position: int = 0

    @property
    def is_story(self) -> bool:
        return self.post_type == "post"

    def was_public(self, now: datetime) -> bool:
        """Could any reader open it on the old site? An undated post could not: it has no place in an archive."""
        return (
            self.is_story
            and self.status == "publish"
            and not self.password
            and self.published_at is not None
            and self.published_at <= now
        )


@dataclass(frozen=True, slots=True)
class Attachment:
    """A picture of the old media library. `file` is its place in the uploads folder, where the export tells it."""

    wp_id: int | None
    address: str
    file: str = ""
    title: str = ""
    alt: str = ""
    caption: str = ""
    description: str = ""
    credit: str = ""
    parent: int = 0
    position: int = 0


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture where a post shows it: by its address, its number in the old media library, or both.

    `gallery_of` stands for all pictures of a post (0: of this one), without those in `without`.
    """

    address: str = ""
    wp_id: int | None = None
    alt: str = ""
    gallery_of: int | None = None
    without: tuple[int, ...] = ()


@dataclass(frozen=True)
class Broken:
    """An item that could not be taken: its place in the file, its title, and what is wrong."""

    number: int
    title: str
    reason: str


@dataclass
class Summary:
    """What a first pass over the whole file found. `hosts`: the names that the old site's own files stand under."""

    path: Path
    version: str = ""
    site: Site = Site()
    authors: dict[str, WxrAuthor] = field(default_factory=dict)
    categories: dict[str, Category] = field(default_factory=dict)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    attachments: list[Attachment] = field(default_factory=list)
    hosts: set[str] = field(default_factory=set)
    broken: int = 0
    mended: bool = False

    @property
    def items(self) -> int:
        return self.counts.total() + self.broken

    @property
    def left_out(self) -> Counter[str]:
        """How many items of each type are not stories: pages, attachments, menus and plugins' own types."""
        types: Counter[str] = Counter()
        for (post_type, _), count in self.counts.items():
            if post_type != "post":
                types[post_type] += count
        return types
