"""The paper's addresses, but for its fronts (``frontpage.urls``), which come after them.

Order matters: what begins with a reserved word comes before what begins with a section.
"""

from django.urls import path, re_path

from articles import feeds, sitemaps
from articles.views import archive, as_of, changes, corrections, lists, photo, preview, reviewing, search, story

DATE = r"(?P<year>\d{4})/(?P<month>\d{2})/(?P<day>\d{2})"
SECTION = r"(?P<path>[-a-z0-9_]+(?:/[-a-z0-9_]+)?)"
FORM = r"(?P<form>rss|atom|json)"
KEY = r"(?P<token>[-\w]{10,40})"
FILE = r"(?P<name>(?:[a-z]+-)?\d{1,5}\.(?:avif|webp|jpg))"

urlpatterns = [
    path("latest/", lists.Latest.as_view(), name="latest"),
    path("series/<slug:slug>/", lists.SeriesPage.as_view(), name="series"),
    path("authors/<slug:slug>/", lists.AuthorPage.as_view(), name="author"),
    path("archive/", archive.Archive.as_view(), name="archive"),
    re_path(r"^archive/(?P<year>\d{4})/$", archive.Year.as_view(), name="archive-year"),
    re_path(r"^archive/(?P<year>\d{4})/(?P<month>\d{2})/$", archive.Month.as_view(), name="archive-month"),
    re_path(rf"^archive/{DATE}/$", archive.Day.as_view(), name="archive-day"),
    path("corrections/", corrections.Corrections.as_view(), name="corrections"),
    re_path(rf"^corrections/feed\.{FORM}$", feeds.corrections, name="corrections-feed"),
    path("search/", search.Search.as_view(), name="search"),
    re_path(rf"^feeds/latest\.{FORM}$", feeds.latest, name="feed"),
    re_path(rf"^topics/(?P<slug>[-\w]+)/feed\.{FORM}$", feeds.topic, name="topic-feed"),
    re_path(rf"^authors/(?P<slug>[-\w]+)/feed\.{FORM}$", feeds.author, name="author-feed"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemaps/news.xml", sitemaps.news, name="sitemap-news"),
    re_path(r"^sitemaps/(?P<year>\d{4})-(?P<month>\d{2})\.xml$", sitemaps.month, name="sitemap-month"),
    path("robots.txt", sitemaps.robots, name="robots"),
    re_path(rf"^photos/{KEY}/{FILE}$", photo.rendition, name="photo"),
    re_path(r"^preview/(?P<token>[-\w]+)/$", preview.preview, name="preview"),
    re_path(
        rf"^preview/{KEY}/(?P<text>[a-z]+(?:-\d+)?)/photos/(?P<photo>[-\w]{{10,40}})/{FILE}$",
        preview.picture,
        name="preview-photo",
    ),
    re_path(rf"^preview/link/{KEY}/$", reviewing.review, name="review"),
    re_path(rf"^preview/link/{KEY}/photos/(?P<photo>[-\w]{{10,40}})/{FILE}$", reviewing.picture, name="review-photo"),
    path("as-of/", as_of.as_of, name="as-of"),
    re_path(r"^as-of/(?P<moment>[^/]+)/(?P<path>.*)$", as_of.as_of, name="as-of"),
    re_path(rf"^{SECTION}/feed\.{FORM}$", feeds.section, name="section-feed"),
    re_path(rf"^(?P<section>[-a-z0-9_]+)/{DATE}/[-\w]+/changes/$", changes.Changes.as_view(), name="story-changes"),
    re_path(rf"^(?P<section>[-a-z0-9_]+)/{DATE}/(?P<slug>[-\w]+)/$", story.Story.as_view(), name="story"),
]
