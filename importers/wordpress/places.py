"""Where imported stories go in the paper, and whose names they carry: found, or made when a story first asks."""

from zlib import crc32

from django.utils.text import slugify

from accounts.models import Author
from articles.models import Section, Topic
from articles.models.section import RESERVED
from importers.wordpress.export import Category, Post, Summary, WxrAuthor
from importers.wordpress.tidy import plain

NEUTRAL_NAME = "Staff reporter"
DEFAULT = Category("news", "News")
NO_CATEGORY = {"", "uncategorized", "uncategorised"}
AFTER_THE_REST = 100


class Places:
    """Remembers what it found; make a new one after a rollback."""

    def __init__(self, summary: Summary):
        self._summary = summary
        self._sections: dict[str, Section] = {}
        self._topics: dict[str, Topic] = {}
        self._authors: dict[str, Author] = {}

    def section(self, post: Post) -> Section:
        """That of the first real category: its top one, or the second level below that."""
        category = next((each for each in post.categories if each.nicename not in NO_CATEGORY), DEFAULT)
        line = self._lineage(category)
        top = self._section(line[0], None)
        return self._section(line[1], top) if len(line) > 1 else top

    def topics(self, post: Post) -> list[Topic]:
        return [self._topic(tag) for tag in post.tags]

    def byline(self, post: Post) -> list[tuple[Author, str]]:
        """One author without a role; a login is never printed."""
        author = self._summary.authors.get(post.author_login, WxrAuthor(post.author_login))
        name = plain(author.public_name)[:120] or NEUTRAL_NAME
        if name not in self._authors:
            self._authors[name] = Author.objects.filter(name__iexact=name).order_by("pk").first() or _new_author(name)
        return [(self._authors[name], "")]

    def _lineage(self, category: Category) -> list[Category]:
        """The category and those above it, topmost first."""
        known = self._summary.categories
        line = [known.get(category.nicename, category)]
        while (parent := known.get(line[0].parent)) and parent not in line:
            line.insert(0, parent)
        return line

    def _section(self, category: Category, parent: Section | None) -> Section:
        slug = short_name(category, 50)
        if slug in RESERVED:
            slug += "-stories"
        path = f"{parent.slug}/{slug}" if parent else slug
        if path not in self._sections:
            name = plain(category.name)[:80] or slug
            self._sections[path] = Section.objects.filter(path=path).first() or Section.objects.create(
                name=name, slug=slug, parent=parent, position=AFTER_THE_REST
            )
        return self._sections[path]

    def _topic(self, tag: Category) -> Topic:
        slug, name = short_name(tag, 100), plain(tag.name)[:100] or tag.nicename[:100]
        if slug not in self._topics:
            topics = Topic.objects
            self._topics[slug] = (
                topics.filter(slug=slug).first()
                or topics.filter(name__iexact=name).first()
                or topics.create(name=name, slug=slug)
            )
        return self._topics[slug]


def short_name(term: Category, longest: int) -> str:
    """Letters of an address; a name in another script gets a number that is always the same."""
    slug = slugify(term.nicename) or slugify(term.name) or f"{crc32(term.nicename.encode()):08x}"
    return slug[:longest].strip("-_")


def _new_author(name: str) -> Author:
    slug = wanted = slugify(name)[:110] or f"{crc32(name.encode()):08x}"
    attempt = 2
    while Author.objects.filter(slug=slug).exists():
        slug, attempt = f"{wanted}-{attempt}", attempt + 1
    return Author.objects.create(name=name, slug=slug)
