"""A story with a word of its own in each of its parts, and section, topic, author and pictures that no other has."""

from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO

from PIL import Image

from accounts.models import Author, User
from articles.freeze import freeze
from articles.leaks.words import Words, made_up
from articles.models import Article, Byline, Section, Series, Topic
from articles.timeline import path_of
from newsroom import clock
from photos.intake import take_in
from photos.models import Photo

NAMES = "320.webp 400.webp 400.jpg 320.avif card-320.avif square-300.webp social-400.jpg".split()  # of 400 × 300
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


@dataclass
class Planted:
    """One story, what it says, and the places where somebody might look for it."""

    state: str
    words: Words
    by: User
    common: str  # a word that readers know, in all stories: counts must not tell how many there are
    is_secret: bool = True
    article: Article | None = None
    own: dict[str, list[str]] = field(default_factory=dict)  # what only it could put into an address, by name
    paths: list[str] = field(default_factory=list)  # story addresses that are, were or would be its own

    def word(self, part: str, *names: str) -> str:
        """A new word; ``names``: what it could stand for in an address."""
        word = self.words.new(part, self.state) if self.is_secret else made_up()
        for name in names:
            self.own.setdefault(name, []).append(word)
        return word

    def says(self, part: str) -> str:
        return f"{self.common} {self.word(part)}"

    def would_be_at(self, slug: str, *moments) -> None:
        self.paths += [path_of(self.article.section, moment, slug) for moment in moments]


# ---- What a story is made of ----


def a_story(planted: Planted, *, stage: str = Article.Stage.READY) -> Article:
    """A story at the desk with a word in each of its parts, and section, series, topic, author, pictures of its own."""
    lead, inside = a_picture(planted, "picture"), a_picture(planted, "picture in the text")
    slug = planted.word("slug", "slug")
    article = Article(
        stage=stage,
        section=a_section(planted),
        series=Series.objects.create(
            name=planted.word("series"), slug=planted.word("series address", "series.slug"),
            about=planted.says("words on the series"),
        ),
        series_part=1,
        picture=lead,
        picture_caption=planted.says("caption"),
        picture_alt=planted.says("description"),
        slug=slug,
        body=f"<p>{planted.says('body')}</p><figure data-photo=\"{inside.pk}\" data-alt=\""
        f"{planted.word('description in the text')}\"><figcaption>{planted.word('caption in the text')}</figcaption>"
        "</figure>",
        created_by=planted.by,
        preview_token=planted.word("preview address", "preview.token", "preview-photo.token"),
        **{name: planted.says(name.replace("_", " ")) for name in ("headline", "standfirst", "note")},
        **{name: planted.word(name.replace("_", " ")) for name in ("kicker", "dateline", "slugline")},
        **{name: planted.word(name.replace("_", " ")) for name in ("search_title", "search_description")},
    )  # fmt: skip
    article.save()
    Byline.objects.create(article=article, author=an_author(planted), role=planted.word("author's role here"))
    article.topics.set([a_topic(planted)])
    article.remarks.create(text=planted.says("remark"), said_by=planted.by, quote=planted.word("quote of a remark"))
    planted.article = article
    planted.own["pk"] = [str(article.pk)]
    now = clock.now()
    planted.would_be_at(slug, now, now + 2 * HOUR, now - 2 * HOUR, now + DAY)
    planted.paths = list(dict.fromkeys(planted.paths))
    planted.own["as-of.path"] = [planted.paths[0].removeprefix("/"), ""]
    return article


def a_section(planted: Planted) -> Section:
    slug = planted.word("section address", "path", "section")
    return Section.objects.create(name=planted.word("section"), slug=slug, about=planted.says("words on the section"))


def a_topic(planted: Planted) -> Topic:
    slug = planted.word("topic address", "topic.slug", "topic-feed.slug")
    return Topic.objects.create(name=planted.word("topic"), slug=slug, about=planted.says("words on the topic"))


def an_author(planted: Planted) -> Author:
    return Author.objects.create(
        name=planted.word("author"),
        slug=planted.word("author address", "author.slug", "author-feed.slug"),
        role=planted.word("author's role"),
        bio=planted.says("author's life"),
        portrait=a_picture(planted, "portrait"),
    )


def a_picture(planted: Planted, part: str) -> Photo:
    file = BytesIO()
    Image.new("RGB", (400, 300), "teal").save(file, "JPEG")
    file.seek(0)
    told = {name: planted.word(f"{name} of the {part}") for name in ("caption", "credit", "alt")}
    token = planted.word(f"address of the {part}", "token", "photo")
    photo = take_in(file, token=token, status=Photo.Status.CLEARED, **told)
    planted.own["photo.token"] = planted.own["token"]
    planted.own["token"] = planted.own["token"][:1]  # for doors that nobody has named: one is enough
    planted.own["photo.name"] = NAMES
    return photo


def rewrite(planted: Planted) -> dict:
    """Other words for all parts of a story that is live, as its form would send them."""
    live = planted.article
    content = freeze(a_story(planted)).content()
    planted.article = live
    return content
