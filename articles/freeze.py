"""Turns a working copy into what can be kept: the content of an edition or of a revision, and back."""

from dataclasses import dataclass, field

from django.utils.text import slugify

from accounts.models import Author
from articles.models import Article, Byline, Edition, EditionByline, EditionTopic, Section, Series, Topic
from newsroom import html
from photos.models import Photo

WORDS = (
    "kicker headline standfirst dateline slug series_part picture_caption search_title search_description body".split()
)
DESK = ("slugline", "note", "show_changes")  # kept in revisions, in no edition
PLACES = ("section_id", "series_id", "picture_id")


@dataclass
class Frozen:
    """A complete text: plain fields, and what it points to, in order."""

    article_id: int
    fields: dict
    bylines: list[tuple[int, str, str]] = field(default_factory=list)  # author, name as printed, role
    topics: list[int] = field(default_factory=list)
    picture: tuple[str, str] | None = None  # credit and description, once they were frozen
    desk: dict = field(default_factory=dict)  # what no reader gets
    show_changes: bool = False

    def content(self) -> dict:
        """The same as JSON, for a revision."""
        links = {"bylines": [list(byline) for byline in self.bylines], "topics": self.topics}
        return self.fields | self.desk | links


def freeze(article: Article) -> Frozen:
    """The working copy as it stands, its text cleaned."""
    fields = {name: getattr(article, name) for name in (*WORDS, *PLACES)}
    fields["body"] = html.clean(article.body)
    bylines = article.bylines.select_related("author")
    return Frozen(
        article.pk,
        fields,
        [(byline.author_id, byline.author.name, byline.role) for byline in bylines],
        list(article.topics.order_by("name").values_list("pk", flat=True)),
        desk={name: getattr(article, name) for name in DESK},
        show_changes=article.show_changes,
    )


def unfreeze(edition: Edition) -> Frozen:
    """The text of an edition, to be published again at another time."""
    return Frozen(
        edition.article_id,
        {name: getattr(edition, name) for name in (*WORDS, *PLACES)},
        list(edition.credits.values_list("author_id", "name", "role")),
        list(edition.subjects.values_list("topic_id", flat=True)),
        (edition.picture_credit, edition.picture_alt),
        show_changes=edition.show_changes,
    )


def content_of(edition: Edition) -> dict:
    """An edition as the content of a working copy, to be compared and merged with one."""
    content = unfreeze(edition).content()
    if edition.picture_id and content["picture_caption"] == edition.picture.caption:
        content["picture_caption"] = ""  # the desk leaves it empty where it is the picture's own
    return content


def known(content: dict) -> dict:
    """``content`` without what no longer exists, and without what is no field of a working copy."""
    kept = {name: content[name] for name in (*WORDS, *DESK, *PLACES, "bylines", "topics") if name in content}
    for name, model in zip(PLACES, (Section, Series, Photo), strict=True):
        if kept.get(name) and not model.objects.filter(pk=kept[name]).exists():
            kept[name] = None
    if "bylines" in kept:
        names = dict(Author.objects.filter(pk__in=[row[0] for row in kept["bylines"]]).values_list("pk", "name"))
        kept["bylines"] = [[pk, names[pk], role] for pk, _, role in kept["bylines"] if pk in names]
    if "topics" in kept:
        found = Topic.objects.filter(pk__in=kept["topics"]).order_by("name")
        kept["topics"] = list(found.values_list("pk", flat=True))
    if "body" in kept:
        kept["body"] = html.clean(kept["body"])
    return kept


def thaw_links(content: dict, article: Article) -> None:
    """Give ``article`` the bylines and topics of ``content``."""
    bylines = [(author, role) for author, _, role in content["bylines"]]
    if bylines != list(article.bylines.values_list("author", "role")):
        article.bylines.all().delete()
        Byline.objects.bulk_create(
            Byline(article=article, author_id=author, role=role, position=position)
            for position, (author, role) in enumerate(dict(bylines).items())
        )
    article.topics.set(content["topics"])


def edition_of(frozen: Frozen, *, section: Section, picture: Photo | None, **act) -> Edition:
    """An edition, not saved yet, that holds ``frozen``; ``act`` says when, why and by whom."""
    edition = Edition(article_id=frozen.article_id, show_changes=frozen.show_changes, **frozen.fields, **act)
    edition.section, edition.top_section_id = section, section.parent_id or section.pk
    edition.byline = printed([name for _, name, _ in frozen.bylines])
    edition.words = html.word_count(edition.body)
    if frozen.picture:
        edition.picture_credit, edition.picture_alt = frozen.picture
    elif picture:
        edition.picture_caption = edition.picture_caption or picture.caption
        edition.picture_credit, edition.picture_alt = picture.credit, picture.alt
    return edition


def rows_of(edition: Edition, frozen: Frozen) -> tuple[list[EditionByline], list[EditionTopic]]:
    """Credits and subjects of an edition, not saved yet."""
    first = edition.first_published_at
    credits = [
        EditionByline(
            edition=edition, author_id=author, name=name, role=role, position=position, first_published_at=first
        )
        for position, (author, name, role) in enumerate(frozen.bylines)
    ]
    subjects = [EditionTopic(edition=edition, topic_id=topic, first_published_at=first) for topic in frozen.topics]
    return credits, subjects


def photos_of(edition: Edition) -> list[int]:
    """The pictures an edition shows, lead first."""
    lead = [edition.picture_id] if edition.picture_id else []
    return list(dict.fromkeys(lead + html.photo_ids(edition.body)))


def printed(names: list[str]) -> str:
    """Names as a byline prints them: “A, B and C”."""
    return " and ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))[:500]


def slug_of(fields: dict, article_id: int) -> str:
    return fields["slug"] or slugify(fields["headline"])[:100].strip("-") or f"story-{article_id}"
