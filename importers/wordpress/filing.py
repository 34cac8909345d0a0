"""Files the items of an export at the desk, through the archive's verb."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import unquote, urlsplit

from django.db import transaction
from django.utils.text import Truncator, slugify

from accounts.models import User
from articles.archive import Archived, publish_archive
from articles.models import Article
from articles.permissions import may
from articles.workflow import NotAllowed
from importers.fetching import Fetcher
from importers.wordpress.export import Broken, Post, Site, Summary
from importers.wordpress.media import Media
from importers.wordpress.pictures import Illustrated, Pictures
from importers.wordpress.places import Places
from importers.wordpress.reckoning import Reckoning
from importers.wordpress.tidy import Tidied, plain, tidy
from newsroom import clock

BATCH = 50
NEVER_TAKEN = {"trash", "auto-draft"}


@dataclass
class Tally:
    """What became of the items."""

    published: int = 0
    drafts: int = 0
    undated: int = 0
    already: int = 0
    left_out: Counter[str] = field(default_factory=Counter)
    broken: list[Broken] = field(default_factory=list)
    pictures: int = 0
    library: Reckoning = field(default_factory=Reckoning)
    shortcodes: Counter[str] = field(default_factory=Counter)

    def report(self) -> Iterator[str]:
        kinds = ", ".join(f"{count} {kind}" for kind, count in self.left_out.most_common())
        yield (
            f"{self.published} stories published, {self.drafts} kept as drafts, {self.already} already here, "
            f"{self.left_out.total()} left out{f' ({kinds})' if kinds else ''}, {len(self.broken)} broken."
        )
        if self.undated:
            yield f"{self.undated} of the drafts were published there, but the file gives no date for them."
        for item in self.broken:
            yield f"Broken: item {item.number}, “{item.title}”: {item.reason}"
        if self.pictures:
            yield f"{self.pictures} pictures in the stories were left out."
        yield from self.library.report()
        if self.shortcodes:
            names = ", ".join(f"[{name}] × {count}" for name, count in self.shortcodes.most_common(20))
            yield f"Shortcodes that meant nothing here: {names}."


def importer(email: str) -> User:
    """Who imports: the one with this address, or the first superuser; raises NotAllowed when there is none who may."""
    asked_for = {"email__iexact": email} if email else {"is_superuser": True, "is_active": True}
    user = User.objects.filter(**asked_for).order_by("pk").first()
    if user is None or not may(user, "import"):
        raise NotAllowed(f"{email or 'Nobody here'} may not import stories: give --by EMAIL of somebody who may.")
    return user


class Filing:
    """Takes items one by one and files them in batches; call `finish` at the end. A dry run writes nothing.

    `media` is a folder and `fetch` holds hosts: where the pictures may come from.
    """

    def __init__(self, summary: Summary, *, by: User, dry_run: bool = False, media: str | None, fetch: Sequence[str]):
        media, fetcher = Media(media) if media else None, Fetcher(fetch) if fetch else None
        self._pictures = Pictures(summary, by=by, dry_run=dry_run, media=media, fetcher=fetcher)
        self.tally = Tally(library=self._pictures.reckoning)
        self.summary, self._by, self._dry_run = summary, by, dry_run
        self._now = clock.now()
        self._places = Places(summary)
        self._waiting: dict[str, Post] = {}
        self._taken: dict[str, tuple[str, str]] = {}

    def take(self, item: Post | Broken) -> None:
        if isinstance(item, Broken):
            self.tally.broken.append(item)
        elif not item.is_story:
            if not self._pictures.bring(item):
                self.tally.left_out[item.post_type] += 1
        elif item.status in NEVER_TAKEN:
            self.tally.left_out[item.status] += 1
        elif identity := self._identity(item):
            self._waiting[identity] = item
            if len(self._waiting) == BATCH:
                self.finish()
        else:
            self.tally.already += 1

    def finish(self) -> None:
        """File what waits: all at once, or where one of them is broken, each by itself."""
        known = set(Article.objects.filter(source_id__in=self._waiting).values_list("source_id", flat=True))
        self.tally.already += len(known)
        posts = {identity: post for identity, post in self._waiting.items() if identity not in known}
        self._waiting = {}
        try:
            self._file(posts)
        except Exception:  # whatever one item may do to parsers and tables, the others are still filed
            for identity, post in posts.items():
                self._file_alone(identity, post)

    def report(self) -> Iterator[str]:
        if self.summary.mended:
            yield "The file is not quite XML; it was read as WordPress would read it. Look at the stories."
        yield from self.tally.report()
        if self._dry_run:
            yield "A dry run: nothing was changed."

    def _identity(self, post: Post) -> str:
        """What no other item of this file is known by; nothing for one that stands in it twice.

        Files put together by hand give one number to different stories: the second also goes by its name.
        """
        name = (post.slug, post.title)
        identity = source_id(self.summary.site, post)
        if self._taken.get(identity, name) != name:
            identity = source_id(self.summary.site, post, *name)
        if identity in self._taken:
            return ""
        self._taken[identity] = name
        return identity

    def _file_alone(self, identity: str, post: Post) -> None:
        try:
            self._file({identity: post})
        except Exception as error:
            self.tally.broken.append(Broken(post.number, plain(post.title), f"{type(error).__name__}: {error}"))

    def _file(self, posts: dict[str, Post]) -> None:
        tidied = [tidy(post.html) for post in posts.values()]
        illustrated = list(map(self._pictures.illustrate, posts.values(), tidied))
        if not self._dry_run:
            try:
                with transaction.atomic():
                    publish_archive(list(map(self._story, posts, posts.values(), illustrated)), by=self._by)
            except Exception:
                self._places = Places(self.summary)  # what it remembers may have been rolled back
                raise
        self._count(list(posts.values()), tidied)
        self.tally.pictures += sum(text.left_out for text in illustrated)

    def _count(self, posts: list[Post], tidied: list[Tidied]) -> None:
        public = sum(post.was_public(self._now) for post in posts)
        self.tally.published += public
        self.tally.drafts += len(posts) - public
        self.tally.undated += sum(post.status == "publish" and post.published_at is None for post in posts)
        for text in tidied:
            self.tally.shortcodes.update(text.shortcodes)

    def _story(self, identity: str, post: Post, text: Illustrated) -> Archived:
        is_public = post.was_public(self._now)
        headline = plain(post.title) or (Truncator(plain(text.body)).words(8) or "Untitled" if is_public else "")
        article = Article(
            headline=Truncator(headline).chars(200),
            standfirst=plain(post.excerpt),
            body=text.body,
            picture_id=text.lead,
            picture_caption=text.caption[:2000],
            picture_alt=text.alt,
            section=self._places.section(post),
            slug=slugify(post.slug.removesuffix(".html"))[:100].strip("-_"),
            source_id=identity,
            note=note_about(post),
        )
        if is_public:
            article.saved_at = post.published_at  # so that an archive does not bury today's work at the desk
        return Archived(
            article,
            published_at=post.published_at if is_public else None,
            authors=self._places.byline(post),
            topics=self._places.topics(post),
            old_paths=old_paths(self.summary.site, post),
        )


def note_about(post: Post) -> str:
    """For the desk only: where the story comes from and who filed it there."""
    kind = f"{post.status or 'no status'}{', with a password' if post.password else ''}"
    dated = "" if post.published_at else ", undated"
    return f"From WordPress: {post.link or post.guid} ({kind}{dated}), filed by {post.author_login or 'nobody named'}."


def source_id(site: Site, post: Post, *more: str) -> str:
    """What makes an item the same one in a later export: its number and the address that never changes."""
    place = post.guid or post.link or site.link or site.title
    place = place.partition("://")[2] or place
    identity = ":".join(["wordpress", str(post.wp_id or ""), place, *more])
    return identity if len(identity) <= 200 else f"wordpress:{sha256(identity.encode()).hexdigest()}"


def old_paths(site: Site, post: Post) -> list[str]:
    """The addresses readers may have kept: the permanent link, and the short one by number."""
    paths = []
    try:
        link, home = urlsplit(post.link), urlsplit(site.link).path.rstrip("/")
    except ValueError:
        return paths
    if link.path.strip("/"):
        paths.append(unquote(link.path))
    if post.wp_id:
        paths.append(f"{home}/?p={post.wp_id}")
    return [path for path in paths if path.startswith("/") and len(path) <= 500 and "\0" not in path]
