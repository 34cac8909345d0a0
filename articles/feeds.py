"""The paper for reading programs: RSS, Atom and JSON Feed, one code path for all three."""

import json
import re
from collections import defaultdict
from collections.abc import Iterable
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed
from django.utils.html import escape, format_html, format_html_join, linebreaks
from django.views.decorators.http import require_safe

from accounts.models import Author
from articles.models.correction import Correction
from articles.models.edition import Edition, EditionByline, EditionTopic
from articles.models.section import Section
from articles.models.topic import Topic
from articles.querysets import UNREAD, EditionQuerySet
from newsroom import clock, html
from photos.models import Photo

STORIES = 30
WIDE = 960  # pixels across of a picture in a feed
NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
OUR_LINK = re.compile(r'(<a (?:id="[^"]*" )?href=")(?!https?:|mailto:)([^"]*)')


class Rss(Rss201rev2Feed):
    def rss_attributes(self):
        return super().rss_attributes() | {
            "xmlns:content": "http://purl.org/rss/1.0/modules/content/",
            "xmlns:dc": "http://purl.org/dc/elements/1.1/",
        }

    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for author in item["authors"]:
            handler.addQuickElement("dc:creator", author["name"])
        handler.addQuickElement("atom:updated", item["updateddate"].isoformat())
        handler.addQuickElement("content:encoded", item["content"])


class Atom(Atom1Feed):
    def add_item_elements(self, handler, item):
        super().add_item_elements(handler, item)
        for author in item["authors"]:
            handler.startElement("author", {})
            handler.addQuickElement("name", author["name"])
            handler.addQuickElement("uri", author["url"])
            handler.endElement("author")
        handler.addQuickElement("content", item["content"], {"type": "html"})


class JsonFeed(SyndicationFeed):
    """JSON Feed 1.1, https://www.jsonfeed.org/version/1.1/"""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile, encoding):
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "description": self.feed["description"],
            "language": self.feed["language"],
            "authors": [{"name": self.feed["author_name"], "url": self.feed["author_link"]}],
            "items": [self.item(item) for item in self.items],
        }
        json.dump(feed, outfile, ensure_ascii=False)

    def item(self, item: dict) -> dict:
        return {
            "id": item["unique_id"],
            "url": item["link"],
            "title": item["title"],
            "summary": item["summary"],
            "content_html": item["content"],
            "date_published": item["pubdate"].isoformat(),
            "date_modified": item["updateddate"].isoformat(),
            "authors": item["authors"],
            "tags": item["categories"],
        } | ({"image": item["image"]} if item["image"] else {})


FORMS = {"rss": Rss, "atom": Atom, "json": JsonFeed}


@require_safe
def latest(request, form):
    editions = Edition.objects.live(clock.now()).newest_first()
    return feed(request, form, settings.SITE_NAME, settings.SITE_MOTTO, reverse("latest"), whole(editions))


@require_safe
def section(request, path, form):
    section = get_object_or_404(Section, path=path)
    editions = Edition.objects.live(clock.now()).in_section(section).newest_first()
    return feed(request, form, section.name, section.about, section.get_absolute_url(), some(whole(editions)))


@require_safe
def topic(request, slug, form):
    topic = get_object_or_404(Topic, slug=slug)
    editions = Edition.objects.live(clock.now()).about(topic)
    return feed(request, form, topic.name, topic.about, topic.get_absolute_url(), some(whole(editions)))


@require_safe
def author(request, slug, form):
    author = get_object_or_404(Author, slug=slug)
    editions = Edition.objects.live(clock.now()).by(author)
    return feed(request, form, author.name, author.role, author.get_absolute_url(), some(whole(editions)))


@require_safe
def corrections(request, form):
    """Notices at the place where readers were first told, in their present wording."""
    at = clock.now()
    given = list(Correction.objects.live(at).newest_first()[:STORIES])
    live = Edition.objects.live(at).filter(article__in=[notice.article_id for notice in given]).without_text()
    stories = {edition.article_id: edition for edition in live}
    items = [notice_item(notice, stories[notice.article_id]) for notice in given if notice.article_id in stories]
    return answer(request, form, "Corrections", "What we got wrong and put right.", reverse("corrections"), items)


def whole(editions: EditionQuerySet) -> list[Edition]:
    """The first of ``editions`` with all that a feed says of them, in five queries."""
    found = list(
        editions.select_related("section", "picture")
        .defer(*UNREAD)
        .prefetch_related(
            Prefetch("credits", EditionByline.objects.select_related("author"), to_attr="writers"),
            Prefetch("subjects", EditionTopic.objects.select_related("topic").order_by("topic__name"), to_attr="about"),
        )[:STORIES]
    )
    notices = Correction.objects.live(clock.now()).filter(article__in=[edition.article_id for edition in found])
    told = defaultdict(list)
    for notice in notices.newest_first():
        told[notice.article_id].append(notice)
    pictures = pictures_in(found)
    for edition in found:
        edition.notices, edition.pictures = told[edition.article_id], pictures
    return found


def pictures_in(editions: list[Edition]) -> dict[int, Photo]:
    """The pictures in the texts of ``editions`` that readers may see."""
    used = {pk for edition in editions for pk in html.photo_ids(edition.body)}
    return Photo.objects.shown(clock.now()).for_pages().in_bulk(used)


def some(editions: list[Edition]) -> list[Edition]:
    """``editions``, unless there are none: sections, topics and authors are public only through something live."""
    if not editions:
        raise Http404
    return editions


def feed(request: HttpRequest, form: str, name: str, about: str, page: str, editions: list[Edition]) -> HttpResponse:
    """The feed of ``editions``, whose list for people is at ``page``."""
    return answer(request, form, name, about, page, map(item, editions))


def answer(request: HttpRequest, form: str, name: str, about: str, page: str, items: Iterable[dict]) -> HttpResponse:
    title = name if name == settings.SITE_NAME else f"{settings.SITE_NAME}: {name}"
    made = FORMS[form](
        title=printable(title),
        link=settings.SITE_URL + page,
        description=printable(about or title),
        subtitle=printable(about) or None,
        language=settings.LANGUAGE_CODE,
        author_name=settings.SITE_NAME,
        author_link=settings.SITE_URL + "/",
        feed_url=settings.SITE_URL + request.path,
    )
    for facts in items:
        made.add_item(**facts)
    return HttpResponse(made.writeString("utf-8"), content_type=made.content_type)


def item(edition: Edition) -> dict:
    standfirst, photo = printable(edition.standfirst), edition.picture_at(clock.now())
    return {
        "title": printable(edition.shown_headline),
        "link": edition.get_web_url(),
        "description": escape(standfirst),
        "summary": standfirst,
        "content": content(edition),
        "unique_id": story_id(edition),
        "unique_id_is_permalink": False,
        "pubdate": edition.first_published_at,
        "updateddate": edition.changed_at,
        "authors": [
            {"name": printable(credit.name), "url": settings.SITE_URL + credit.get_absolute_url()}
            for credit in edition.writers
        ],
        "categories": list(map(printable, [edition.section.name, *(subject.topic.name for subject in edition.about)])),
        "image": photo and settings.SITE_URL + photo.social,
    }


def notice_item(notice: Correction, story: Edition) -> dict:
    """A notice is one item however often it is amended: then the item is newer, and stays where it was."""
    text = printable(notice.text)
    headline = printable(story.shown_headline)
    address = f"{story.get_web_url()}#correction-{notice.edition_id}"
    return {
        "title": f"{notice.get_kind_display()}: {headline}",
        "link": address,
        "description": escape(text),
        "summary": text,
        "content": linebreaks(text, autoescape=True) + format_html('<p>In: <a href="{}">{}</a></p>', address, headline),
        "unique_id": f"{story_id(story)}:notice-{notice.edition_id}",
        "unique_id_is_permalink": False,
        "pubdate": notice.published_at,
        "updateddate": notice.given_at,
        "authors": [],
        "categories": [notice.get_kind_display()],
        "image": None,
    }


def story_id(edition: Edition) -> str:
    """A name for the story that outlives its address (RFC 4151), so that a new slug is no new story to a reader."""
    return f"tag:{urlsplit(settings.SITE_URL).hostname},2026:story-{edition.article_id}"


def content(edition: Edition) -> str:
    """Notices, the lead picture and the text with its pictures."""
    address = edition.get_web_url()

    def figure(figure: html.Figure) -> str:
        if not (photo := edition.pictures.get(figure.photo)):
            return ""
        caption, credit, alt = edition.words_under(photo)
        alt = alt if figure.alt is None else figure.alt
        return picture(photo, figure.crop, alt, caption=figure.caption or caption, credit=credit)

    body = html.render(edition.body, figure=figure)
    return notices_on(edition) + lead(edition) + OUR_LINK.sub(lambda link: link[1] + urljoin(address, link[2]), body)


def notices_on(edition: Edition) -> str:
    """Who reads the story elsewhere is told as well, and first, wherever the notice stands on our page."""
    rows = ((notice.get_kind_display(), printable(notice.text)) for notice in edition.notices)
    return format_html_join("", "<p><strong>{}:</strong> {}</p>", rows)


def lead(edition: Edition) -> str:
    if not (photo := edition.picture_at(clock.now())):
        return ""
    told = {"caption": edition.picture_caption, "credit": edition.picture_credit}
    return picture(photo, "", edition.picture_alt, **told)


def picture(photo: Photo, crop: str, alt: str, *, caption: str, credit: str) -> str:
    """One JPEG, which every program can show."""
    width = next((width for width in photo.widths(crop) if width >= WIDE), photo.widths(crop)[-1])
    shown = '<figure><img src="{}" alt="{}" width="{}" height="{}"><figcaption>{}</figcaption></figure>'
    address = settings.SITE_URL + photo.address(width, "jpg", crop)
    line = format_html_join(" ", "{}", ((words,) for words in (caption, photo.credited(credit)) if words))
    return printable(format_html(shown, address, alt, width, photo.height_at(width, crop), line))


def printable(text: str) -> str:
    """Without the characters that XML can't hold."""
    return NOT_XML.sub("", text)
