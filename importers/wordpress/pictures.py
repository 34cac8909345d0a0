"""Brings the pictures of an export into the library, each once, and puts them into the stories."""

from base64 import b64decode
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from io import BytesIO
from typing import NamedTuple
from urllib.parse import unquote_to_bytes

from accounts.models import User
from importers.fetching import Fetcher, NotFetched
from importers.wordpress import wanted
from importers.wordpress.attachments import Attachments, attachment_of, described
from importers.wordpress.export import Picture, Post, Summary
from importers.wordpress.figures import FIGURE, Shown, placed
from importers.wordpress.media import Media, Missing, opened
from importers.wordpress.reckoning import Reckoning
from importers.wordpress.tidy import Tidied
from importers.wordpress.wanted import EMBEDDED, Wanted
from newsroom import html
from photos import twins
from photos.intake import MAX_BYTES, Unusable, take_in
from photos.models import Photo, PhotoChange, Source

SOURCE = "WordPress import"
RIGHTS = "Brought in from WordPress; rights not checked since."
VERB = "import"
NOT_ASKED = "neither --media nor --fetch was given"
NOT_HELD = "the export does not hold it"


class Kept(NamedTuple):
    """A picture of the library; number 0 in a dry run."""

    photo: int
    alt: str


@dataclass(frozen=True)
class Illustrated:
    """A story's text with its pictures, and how many it lost."""

    body: str
    lead: int | None = None
    caption: str = ""
    alt: str = ""
    left_out: int = 0


class Pictures:
    """Remembers what became of each picture, so that none is looked for twice."""

    def __init__(
        self,
        summary: Summary,
        *,
        by: User,
        media: Media | None = None,
        fetcher: Fetcher | None = None,
        dry_run: bool = False,
    ):
        self.reckoning = Reckoning()
        self._library = Attachments(summary)
        self._by, self._media, self._fetcher, self._dry_run = by, media, fetcher, dry_run
        self._seen: dict[str, Kept | None] = {}

    def bring(self, item: Post) -> bool:
        """Take in a picture of the media library; False if the item is none."""
        attachment = attachment_of(item)
        if attachment:
            self._kept(wanted.attached(self._library, attachment))
        return attachment is not None

    def illustrate(self, post: Post, text: Tidied) -> Illustrated:
        """The post's text with its pictures. One that is the story's lead does not begin its text as well."""
        shown = {
            number: list(self._shown(text.pictures[number - 1], post))
            for number in map(int, (found[1] for found in FIGURE.finditer(text.numbered)))
        }
        left_out = sum(not shown.get(number) for number in range(1, len(text.pictures) + 1))
        body, lead = placed(text.numbered, shown) if shown else text.numbered, self._lead(post)
        if lead is None:
            return Illustrated(body, left_out=left_out)
        first = next(iter(html.figures(body)), None) if body.startswith("<figure ") else None
        if first is None or first.photo != lead:
            return Illustrated(body, lead, left_out=left_out)
        rest = body[FIGURE.match(body).end() :]
        return Illustrated(rest, lead, html.plain(first.caption), first.alt or "", left_out)

    # Which pictures are meant

    def _lead(self, post: Post) -> int | None:
        for number in wanted.numbers(post, "_thumbnail_id"):
            if kept := self._numbered(number):
                return kept.photo
        return None

    def _shown(self, picture: Picture, post: Post) -> Iterator[Shown]:
        if picture.gallery_of is not None:
            found = [wanted.attached(self._library, each) for each in self._library.gallery(picture, post)]
        elif attachment := self._library.find(picture):
            found = [wanted.attached(self._library, attachment, picture)]
        elif picture.address:
            found = [wanted.shown_only(self._library, picture, post)]
        else:
            found = []
            self._numbered(picture.wp_id)
        alt = described(picture.alt, picture.address)
        for each in found:
            if kept := self._kept(each):
                yield Shown(kept.photo, alt if alt and alt != kept.alt else None)

    def _numbered(self, number: int | None) -> Kept | None:
        if attachment := self._library.number(number):
            return self._kept(wanted.attached(self._library, attachment))
        if number:
            self.reckoning.missing(NOT_HELD, f"number {number} of the media library")
        return None

    # Into the library

    def _kept(self, each: Wanted) -> Kept | None:
        if each.key not in self._seen:
            try:
                self._seen[each.key] = self._here(each) or self._brought(each)
            except (Missing, NotFetched) as missing:
                self._seen[each.key] = self.reckoning.missing(str(missing), each.key)
            except Unusable as refusal:
                self._seen[each.key] = self.reckoning.refused(str(refusal), each.key)
            except Exception as error:  # whatever one file may do to those who read it, the others are still taken
                self._seen[each.key] = self.reckoning.refused(f"{type(error).__name__}: {error}"[:200], each.key)
        return self._seen[each.key]

    def _here(self, each: Wanted) -> Kept | None:
        """The picture that an earlier import brought."""
        if (number := self._known.get(record_of(each.key))) is None:
            return None
        self.reckoning.already += 1
        return Kept(number, Photo.objects.values_list("alt", flat=True).get(pk=number))

    @cached_property
    def _known(self) -> dict[str, int]:
        return dict(PhotoChange.objects.filter(verb=VERB).values_list("words", "photo_id"))

    def _brought(self, each: Wanted) -> Kept:
        raw = self._bytes(each)
        if self._dry_run:
            self.reckoning.brought += 1
            return Kept(0, each.facts.get("alt", ""))
        here = twins.same_bytes(sha256(raw).hexdigest())
        photo = here or take_in(BytesIO(raw), name=each.name, **self._rights, **each.facts)
        if each.told and not here:
            Photo.objects.filter(pk=photo.pk).update(words=f"{photo.words}\n{each.told}")
        record = record_of(each.key)
        PhotoChange.objects.create(photo=photo, by=self._by, verb=VERB, words=record, note=each.told)
        self.reckoning.brought += here is None
        self.reckoning.already += here is not None
        return Kept(photo.pk, photo.alt)

    @cached_property
    def _rights(self) -> dict:
        source, _ = Source.objects.get_or_create(name=SOURCE, defaults={"kind": Source.Kind.ARCHIVE})
        return {"status": Photo.Status.CLEARED, "restrictions": RIGHTS, "source": source}

    def _bytes(self, each: Wanted) -> bytes:
        """A dry run only looks whether it could be had."""
        if each.key.startswith(EMBEDDED):
            return embedded(each.addresses[0])
        reason: Exception = Missing("it stands on another site" if self._media else NOT_ASKED)
        for place in each.places if self._media else ():
            try:
                path = self._media.find(place)
                return b"" if self._dry_run else read(path)
            except Missing as missing:
                reason = missing
        for address in each.addresses if self._fetcher else ():
            try:
                return self._fetcher.check(address) if self._dry_run else self._fetcher.fetch(address)
            except NotFetched as missing:
                reason = missing
        raise reason


def read(path: str) -> bytes:
    with opened(path) as file:
        return file.read(MAX_BYTES + 1)


def embedded(address: str) -> bytes:
    """A picture that the post itself holds."""
    head, _, data = address.partition(",")
    try:
        return b64decode(data, validate=False) if head.endswith(";base64") else unquote_to_bytes(data)
    except ValueError:
        raise Missing("what the post holds of it is damaged") from None


def record_of(key: str) -> str:
    """The line of a picture's history by which the next import knows it."""
    return f"Brought in from WordPress: {key}"
