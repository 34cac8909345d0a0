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
PLACES = ("section_id", "series_id", "picture_id")


@dataclass
class Frozen:
    """A complete text: plain fields, and what it points to, in order."""

    article_id: int
    fields: dict
    bylines: list[tuple[int, str, str]] = field(default_factory=list)  # author, name as printed, role
    topics: list[int] = field(default_factory=list)
    picture: tuple[str, str] | None = None  # credit and description, once they were frozen

    def content(self) -> dict:
        """The same as JSON, for a revision."""
        return self.fields | {"bylines": [list(byline) for byline in self.bylines], "topics": self.topics}


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
    )


def unfreeze(edition: Edition) -> Frozen:
    """The text of an edition, to be published again at another time."""
    return Frozen(
        edition.article_id,
        {name: getattr(edition, name) for name in (*WORDS, *PLACES)},
        list(edition.credits.values_list("author_id", "name", "role")),
        list(edition.subjects.values_list("topic_id", flat=True)),
        (edition.picture_credit, edition.picture_alt),
    )


def thaw(content: dict, article: Article) -> None:
    """Put a revision's text into ``article``, without what no longer exists. Saves bylines and topics, not the row."""
    for name in WORDS:
        setattr(article, name, content[name])
    for name, model in zip(PLACES, (Section, Series, Photo), strict=True):
        pk = content[name]
        setattr(article, name, pk if pk and model.objects.filter(pk=pk).exists() else None)
    authors = Author.objects.in_bulk([author for author, _, _ in content["bylines"]])
    article.bylines.all().delete()
    Byline.objects.bulk_create(
        Byline(article=article, author_id=author, role=role, position=position)
        for position, (author, _, role) in enumerate(content["bylines"])
        if author in authors
    )
    article.topics.set(Topic.objects.filter(pk__in=content["topics"]))


def edition_of(frozen: Frozen, *, section: Section, picture: Photo | None, **act) -> Edition:
    """An edition, not saved yet, that holds ``frozen``; ``act`` says when, why and by whom."""
    edition = Edition(article_id=frozen.article_id, **frozen.fields, **act)
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
