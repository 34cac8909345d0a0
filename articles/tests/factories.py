"""Stories and what they need, in our words, with no surprises in them."""

from io import BytesIO

from django.utils.text import slugify
from PIL import Image

from accounts.models import Author
from articles.models import Article, Byline, Section, Series, Topic
from articles.workflow import publish
from newsroom.clock import travel
from photos.intake import take_in
from photos.models import Photo

TEXT = "<p>The bridge will open again on Monday, the council said.</p>"


def a_section(name: str = "Town Hall", **facts) -> Section:
    return Section.objects.get_or_create(
        slug=slugify(name), parent=facts.pop("parent", None), defaults={"name": name, **facts}
    )[0]


def a_topic(name: str = "Old Bridge") -> Topic:
    return Topic.objects.get_or_create(slug=slugify(name), defaults={"name": name})[0]


def a_series(name: str = "The long tide") -> Series:
    return Series.objects.get_or_create(slug=slugify(name), defaults={"name": name})[0]


def an_author(name: str = "Ines Calder", **facts) -> Author:
    return Author.objects.get_or_create(slug=slugify(name), defaults={"name": name, **facts})[0]


def a_photo(width: int = 700, height: int = 500, **facts) -> Photo:
    file = BytesIO()
    Image.new("RGB", (width, height), "teal").save(file, "JPEG")
    file.seek(0)
    told = {"caption": "The bridge at dawn.", "credit": "Pia Brandt", "alt": "A bridge.", "status": "cleared"}
    return take_in(file, **told | facts)


def a_draft(headline: str = "Bridge reopens", *, authors=(), topics=(), **facts) -> Article:
    """A story at the desk."""
    facts = {"standfirst": "Trams run again.", "body": TEXT, "section": None, **facts}
    article = Article.objects.create(headline=headline, **facts)
    for position, author in enumerate(authors):
        Byline.objects.create(article=article, author=author, position=position)
    article.topics.set(topics)
    return article


def ready_article(headline: str = "Bridge reopens", **facts) -> Article:
    """A story that may go out."""
    return a_draft(headline, **{"section": facts.get("section") or a_section(), "authors": [an_author()], **facts})


def published(headline: str = "Bridge reopens", *, by, moment=None, **facts) -> Article:
    """A story that readers have, since ``moment`` (now, if not told)."""
    article = ready_article(headline, **facts)
    if moment is None:
        publish(article, by=by)
    else:
        with travel(moment):
            publish(article, by=by)
    return article
