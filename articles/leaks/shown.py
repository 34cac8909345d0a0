"""What still shows one story: its own addresses, and the pages that could name it. Asked in this process."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from articles.leaks.visitor import Answer, Visitor
from articles.models import Article, Edition
from articles.querysets import Mark
from newsroom import clock
from photos import uses
from photos.models import Photo

FORMS = ("rss", "atom", "json")
GONE = (404, 410)
NEIGHBOURS = 3
PATH, HEADLINE, PICTURE = "its address is on it", "its headline is on it", "one of its pictures"


@dataclass(frozen=True)
class Shown:
    path: str
    status: int
    what: str

    def __str__(self):
        return f"{self.path} answers {self.status}: {self.what}"


@dataclass
class Showing:
    """What a check found: how many addresses were asked, and those that show the story."""

    checked: int = 0
    shown: list[Shown] = field(default_factory=list)

    def __str__(self):
        if not self.shown:
            return f"Checked {self.checked} addresses: none shows it."
        return f"Checked {self.checked} addresses: {len(self.shown)} show{'' if len(self.shown) > 1 else 's'} it."


def still_shown(article: Article) -> list[Shown]:
    """What shows the story now. Of one that was withdrawn, held or killed it should be nothing."""
    return look_for(article).shown


def look_for(article: Article) -> Showing:
    editions = list(past_editions(article))
    paths = own_paths(article, editions)
    headlines = unique_headlines(article, editions)
    visitor, found = Visitor(), Showing()

    def ask(path: str, judge) -> None:
        answer = visitor.ask(path)
        found.checked += 1
        if what := judge(answer):
            found.shown.append(Shown(path, answer.status, what))

    for path in paths:
        ask(path, is_there)
    for path in dict.fromkeys(pages_of(editions)):
        ask(path, lambda answer: names(answer, paths, headlines))
    for path in searches(editions):
        ask(path, lambda answer: names(answer, paths, []))  # the headline stands there because it was asked for
    for path in pictures(editions):
        ask(path, lambda answer: PICTURE if answer.status == 200 else "")
    return found


def past_editions(article: Article) -> Iterable[Edition]:
    """What readers had or have of it, without the text."""
    had = article.editions.real().filter(live_from__lte=clock.now())
    had = had.select_related("section__parent", "series").without_text()
    return had.prefetch_related("credits__author", "subjects__topic", "photos")


def own_paths(article: Article, editions: list[Edition]) -> list[str]:
    """Every address that is or was the story's, those that were only planned with them."""
    planned = article.editions.values_list("path", flat=True)
    known = article.addresses.values_list("path", flat=True)
    return list(dict.fromkeys([*known, *(edition.path for edition in editions), *planned]))


def unique_headlines(article: Article, editions: list[Edition]) -> list[str]:
    """Headlines by which it can be known: no other live story has them."""
    told = {edition.headline for edition in editions}
    others = Edition.objects.live().filter(headline__in=told).exclude(article=article)
    return sorted(told - set(others.values_list("headline", flat=True)))


def is_there(answer: Answer) -> str:
    if answer.status in GONE:
        return ""
    return f"leads to {answer.headers['Location']}" if "Location" in answer.headers else "the story itself"


def names(answer: Answer, paths: list[str], headlines: list[str]) -> str:
    text = answer.text
    if any(path in text for path in paths):
        return PATH
    return HEADLINE if any(escape(headline) in text or headline in text for headline in headlines) else ""


def pages_of(editions: list[Edition]) -> Iterator[str]:
    """The pages that could name it; of long lists also the page that it would be on."""
    yield from ("/", reverse("latest"), reverse("corrections"), reverse("sitemap-news"))
    yield from (reverse("feed", args=[form]) for form in FORMS)
    for edition in editions:
        mark = Mark(edition.first_published_at, edition.pk + 1)
        yield f"{reverse('latest')}?before={mark}"
        for page in lists_of(edition):
            yield from (page, f"{page}?before={mark}", *(f"{page}feed.{form}" for form in FORMS))
        yield from dated(edition)
        if edition.series:
            yield edition.series.get_absolute_url()
        yield from neighbours(edition)


def lists_of(edition: Edition) -> Iterator[str]:
    """The pages of its sections, topics and authors; each has feeds."""
    yield edition.section.get_absolute_url()
    if edition.section.parent:
        yield edition.section.parent.get_absolute_url()
    yield from (subject.topic.get_absolute_url() for subject in edition.subjects.all())
    yield from (credit.get_absolute_url() for credit in edition.credits.all())


def dated(edition: Edition) -> Iterator[str]:
    day = timezone.localtime(edition.first_published_at)
    year, month = f"{day:%Y}", f"{day:%m}"
    yield reverse("archive-day", args=[year, month, f"{day:%d}"])
    yield f"{reverse('archive-month', args=[year, month])}?before={Mark(edition.first_published_at, edition.pk + 1)}"
    yield reverse("sitemap-month", args=[year, month])


def neighbours(edition: Edition) -> Iterator[str]:
    """Other stories beside which it would stand."""
    others = Edition.objects.live().exclude(article=edition.article_id).newest_first()
    beside = others.in_section(edition.section).values_list("path", flat=True)
    yield from beside[:NEIGHBOURS]
    for subject in edition.subjects.all():
        about = Edition.objects.live().about(subject.topic).values_list("path", "article")
        yield from (path for path, article in about[: NEIGHBOURS + 1] if article != edition.article_id)


def searches(editions: list[Edition]) -> list[str]:
    headlines = dict.fromkeys(edition.headline for edition in editions)
    return [f"{reverse('search')}?{urlencode({'q': headline})}" for headline in headlines]


def pictures(editions: list[Edition]) -> Iterator[str]:
    """Some sizes of its pictures that nothing else shows: one question decides on all of them."""
    shown = Photo.objects.filter(pk__in=[photo.pk for edition in editions for photo in edition.photos.all()])
    for photo in shown:
        if not is_shown_elsewhere(photo, editions[0].article_id):
            yield from (photo.address(photo.widths()[0]), photo.address(photo.widths()[-1], "jpg"), photo.social)


def is_shown_elsewhere(photo: Photo, article: int) -> bool:
    """Whether readers get it with another story, or on a front."""
    shown = uses.showing(photo, clock.now())
    return any((rows.exclude(article=article) if rows.model is Edition else rows).exists() for rows in shown)
