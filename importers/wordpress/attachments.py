"""The old media library as an export tells it, and which of its pictures an address in a post means."""

import mimetypes
import re
from collections.abc import Iterable
from functools import lru_cache
from unicodedata import normalize
from urllib.parse import unquote, urljoin, urlsplit

from importers.wordpress.export import Attachment, Picture, Post, Summary
from newsroom.html import plain

CREDITS = ("_media_credit", "media_credit", "_credit", "credit", "photo_credit", "_photo_credit", "isc_image_source")
IMAGE_META = re.compile(r's:\d+:"(credit|copyright)";s:\d+:"([^"]*)"')
SIZE = re.compile(r"-\d{1,5}x\d{1,5}(?=\.\w+\Z)")
SCALED = re.compile(r"-(?:scaled|rotated)(?=\.\w+\Z)")
UPLOADS = re.compile(r"/(?:wp-content/uploads|uploads|files)/(?:sites/\d+/)?(.+)")
JETPACK = re.compile(r"https?://i\d\.wp\.com/(.+)")
GONE = {"trash", "auto-draft"}


def attachment_of(post: Post) -> Attachment | None:
    """The picture that an item of the media library is; None where it is none."""
    file = (post.meta.get("_wp_attached_file") or [""])[0].strip()
    if post.post_type != "attachment" or post.status in GONE or not (post.attachment_url or file):
        return None
    address = post.attachment_url or post.guid
    if not _may_be_picture(file or address):
        return None
    return Attachment(
        post.wp_id,
        address,
        file,
        title=plain(post.title)[:200],
        alt=described((post.meta.get("_wp_attachment_image_alt") or [""])[0], file or address)[:300],
        caption=plain(post.excerpt)[:2000],
        description=plain(post.html)[:500],
        credit=_credit(post.meta)[:200],
        parent=post.parent,
        position=post.position,
    )


def _may_be_picture(name: str) -> bool:
    kind = mimetypes.guess_type(urlsplit_path(name))[0]
    return kind is None or kind.startswith("image/")


def described(alt: str, address: str) -> str:
    """A description, unless it is only the name of the file."""
    stem = urlsplit_path(address).rpartition("/")[2].rpartition(".")[0]
    alt = plain(alt)
    return "" if alt.casefold() == unquote(stem).casefold() else alt


def _credit(meta: dict[str, list[str]]) -> str:
    for key in CREDITS:
        if credit := plain((meta.get(key) or [""])[0]):
            return credit
    found = dict(IMAGE_META.findall((meta.get("_wp_attachment_metadata") or [""])[0]))
    return plain(found.get("credit", ""))


class Attachments:
    """Finds pictures of the media library by number, by address and by the post they were uploaded to."""

    def __init__(self, summary: Summary):
        self.home, self._hosts = summary.site.link, {host for host in summary.hosts if host}
        self._hosts |= {host.replace(".wordpress.com", ".files.wordpress.com") for host in self._hosts}
        self._numbers: dict[int, Attachment] = {}
        self._places: dict[str, Attachment] = {}
        self._parents: dict[int, list[Attachment]] = {}
        for attachment in summary.attachments:
            self._numbers.setdefault(attachment.wp_id or 0, attachment)
            self._parents.setdefault(attachment.parent, []).append(attachment)
        for strip in (str, original):  # exact names go before names without their size
            for attachment in summary.attachments:
                for place in filter(None, (self.place(attachment.address), attachment.file)):
                    self._places.setdefault(folded(strip(place)), attachment)

    def number(self, wp_id: int | None) -> Attachment | None:
        return self._numbers.get(wp_id or 0) if wp_id else None

    def gallery(self, picture: Picture, post: Post) -> Iterable[Attachment]:
        """What `[gallery]` without numbers shows."""
        found = self._parents.get(picture.gallery_of or post.wp_id or 0, []) if picture.gallery_of or post.wp_id else []
        found = [each for each in found if each.wp_id not in picture.without]
        return sorted(found, key=lambda each: (each.position, each.wp_id or 0))

    def find(self, picture: Picture) -> Attachment | None:
        """The attachment that a post means. Numbers in posts are often those of another site: the name must agree."""
        if not picture.address:
            return self.number(picture.wp_id)
        place = self.place(self.absolute(picture.address))
        if found := self._places.get(folded(place)) or self._places.get(folded(original(place))):
            return found
        found = self.number(picture.wp_id)
        names = {_name(found.address), _name(found.file)} if found else set()
        return found if _name(place) in names - {""} else None

    def absolute(self, address: str) -> str:
        """An address in a post as its readers' browsers understood it, without the network that served it."""
        address = JETPACK.sub(r"https://\1", address.strip())
        try:
            return urljoin(f"{self.home}/", address)
        except ValueError:
            return ""

    def is_own(self, address: str) -> bool:
        return host_of(address) in self._hosts

    def place(self, address: str) -> str:
        """Where a file of the old site stands in its uploads folder; host and path of any other."""
        path = urlsplit_path(address)
        if not self.is_own(address):
            return host_of(address) + path
        found = UPLOADS.search(path)
        return unquote(found[1] if found else path.lstrip("/"))


def original(name: str) -> str:
    """The name of the picture that a size was made from."""
    return SCALED.sub("", SIZE.sub("", name))


def _name(place: str) -> str:
    return folded(original(unquote(urlsplit_path(place)).rpartition("/")[2])).rpartition(".")[0]


def folded(name: str) -> str:
    """Names of files that differ in case or in how accents are written are the same."""
    return normalize("NFC", name).casefold()


@lru_cache(maxsize=256)
def host_of(address: str) -> str:
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""


def urlsplit_path(address: str) -> str:
    try:
        return urlsplit(address).path
    except ValueError:
        return ""
