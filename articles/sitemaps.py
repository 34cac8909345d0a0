"""What search programs are told: an index by month, the month's stories, the news of two days, and where not to go."""

from datetime import timedelta

from django.conf import settings
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.html import escape
from django.views.decorators.http import require_safe

from articles import days
from articles.days import Span
from articles.feeds import printable
from articles.models.edition import Edition
from newsroom import clock

MOST = 50_000  # addresses that a sitemap may hold
MOST_NEWS = 1000
NEWS = timedelta(hours=48)
SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
GOOGLE_NEWS = "http://www.google.com/schemas/sitemap-news/0.9"
CLOSED = ("/admin/", "/preview/", "/as-of/", "/account/", "/me/", "/search/")


@require_safe
def index(request):
    now = clock.now()
    months = days.filled((month for year in days.years(now) for month in reversed(year.months)), now)
    paths = [reverse("sitemap-news")]
    paths += [reverse("sitemap-month", args=f"{month.first:%Y %m}".split()) for month in months]
    return xml("sitemapindex", (f"<sitemap><loc>{settings.SITE_URL}{path}</loc></sitemap>" for path in paths))


@require_safe
def month(request, year, month):
    try:
        span = Span.of_month(int(year), int(month))
    except ValueError:
        raise Http404 from None
    if span.first.year not in days.YEARS:
        raise Http404
    stories = Edition.objects.live(clock.now()).published_between(*span.moments).newest_first()
    rows = stories.values_list("path", "first_published_at", "updated_at")[:MOST]
    urls = [
        f"<url><loc>{escape(settings.SITE_URL + path)}</loc><lastmod>{(updated or first).isoformat()}</lastmod></url>"
        for path, first, updated in rows
    ]
    if not urls:
        raise Http404
    return xml("urlset", urls)


@require_safe
def news(request):
    now = clock.now()
    stories = Edition.objects.live(now).not_retracted().filter(first_published_at__gt=now - NEWS).newest_first()
    rows = stories.values_list("path", "first_published_at", "headline")[:MOST_NEWS]
    name, language = escape(printable(settings.SITE_NAME)), news_language()
    return xml(
        "urlset",
        (
            f"<url><loc>{escape(settings.SITE_URL + path)}</loc><news:news>"
            f"<news:publication><news:name>{name}</news:name><news:language>{language}</news:language></news:publication>"
            f"<news:publication_date>{first.isoformat()}</news:publication_date>"
            f"<news:title>{escape(printable(headline))}</news:title></news:news></url>"
            for path, first, headline in rows
        ),
        f' xmlns:news="{GOOGLE_NEWS}"',
    )


@require_safe
def robots(request):
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), ""]
    lines += [f"Sitemap: {settings.SITE_URL}{reverse(name)}" for name in ("sitemap", "sitemap-news")]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


def news_language() -> str:
    """Two letters, but for Chinese, which the news sitemap wants with its script."""
    code = settings.LANGUAGE_CODE.lower()
    if code.startswith("zh"):
        return "zh-tw" if code.endswith(("hant", "tw", "hk")) else "zh-cn"
    return code[:2]


def xml(root: str, parts, attributes: str = "") -> HttpResponse:
    text = "".join(
        ['<?xml version="1.0" encoding="utf-8"?>\n', f'<{root} xmlns="{SITEMAP}"{attributes}>', *parts, f"</{root}>"]
    )
    return HttpResponse(text, content_type="application/xml; charset=utf-8")
