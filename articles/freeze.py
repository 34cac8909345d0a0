"""Turns a working copy into what can be kept: the content of an edition or of a revision, and back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.text import slugify

from accounts.models import Author
from articles.models import Article, Byline, Edition, EditionByline, EditionTopic, Section, Series, Topic
from newsroom import html
from photos.models import Photo

WORDS = (
    "kicker headline standfirst dateline slug series_part picture_caption picture_alt search_title search_description "
    "body"
).split()
DESK = ("slugline", "note", "show_changes")  # kept in revisions, in no edition
PLACES = ("section_id", "series_id", "picture_id")
OF_THE_PICTURE = {"picture_caption": "caption", "picture_alt": "alt"}  # of the lead, where they are empty


@dataclass
class Frozen:
    """A complete text: plain fields, and what it points to, in order."""

    article_id: int
    fields: dict
    bylines: list[tuple[int, str, str]] = field(default_factory=list)  # author, name as printed, role
    topics: list[int] = field(default_factory=list)
    credit: str | None = None  # of the lead picture, once it was frozen with its caption and description
    picture_words: dict | None = None  # of the pictures in the text, as they were frozen
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
    if unread := edition.get_deferred_fields():
        edition.refresh_from_db(fields=unread)  # text and pictures' words in one question
    return Frozen(
        edition.article_id,
        {name: getattr(edition, name) for name in (*WORDS, *PLACES)},
        list(edition.credits.values_list("author_id", "name", "role")),
        list(edition.subjects.values_list("topic_id", flat=True)),
        edition.picture_credit,
        edition.picture_words,
        show_changes=edition.show_changes,
    )


def content_of(edition: Edition) -> dict:
    """An edition as the content of a working copy, to be compared and merged with one."""
    content = unfreeze(edition).content()
    for name, own in OF_THE_PICTURE.items():
        if edition.picture_id and content[name] == getattr(edition.picture, own):
            content[name] = ""  # the desk leaves it empty where it is the picture's own
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


def edition_of(
    frozen: Frozen, *, section: Section, picture: Photo | None, pictures: Mapping[int, Photo] | None = None, **act
) -> Edition:
    """An edition, not saved yet, that holds ``frozen``; ``act`` says when, why and by whom.

    ``pictures`` are those in the text; they are looked up, if not told.
    """
    edition = Edition(article_id=frozen.article_id, show_changes=frozen.show_changes, **frozen.fields, **act)
    edition.section, edition.top_section_id = section, section.parent_id or section.pk
    edition.byline = printed([name for _, name, _ in frozen.bylines])
    edition.words = html.word_count(edition.body)
    if frozen.credit is not None:
        edition.picture_credit = frozen.credit
    elif picture:
        edition.picture_credit = picture.credit
        for name, own in OF_THE_PICTURE.items():
            setattr(edition, name, getattr(edition, name) or getattr(picture, own))
    edition.picture_words = words_in_text(frozen, pictures)
    return edition


def words_in_text(frozen: Frozen, pictures: Mapping[int, Photo] | None = None) -> dict[str, list[str]]:
    """What is printed of the pictures in the text, unless a use has words of its own.

    Those that were frozen keep their words; others have the library's of this moment.
    """
    kept, shown = frozen.picture_words or {}, dict.fromkeys(html.photo_ids(frozen.fields["body"]))
    new = [pk for pk in shown if str(pk) not in kept]
    found = library_words(new) if pictures is None else words_of(pictures[pk] for pk in new if pk in pictures)
    words = kept | found
    return {str(pk): words[str(pk)] for pk in shown if str(pk) in words}


def library_words(photos: Iterable[int]) -> dict[str, list[str]]:
    """What the library says of these pictures now. One query, if there are any."""
    return words_of(pictures_for_words(photos).values())


def pictures_for_words(photos: Iterable[int]) -> dict[int, Photo]:
    return Photo.objects.only("caption", "credit", "alt").in_bulk(set(photos))


def words_of(photos: Iterable[Photo]) -> dict[str, list[str]]:
    """Photo → caption, credit, description."""
    return {str(photo.pk): [photo.caption, photo.credit, photo.alt] for photo in photos}


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
