"""A story as readers would get it, on a phone and on a computer side by side."""

from csp.constants import SELF
from csp.decorators import csp_replace
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path
from django.utils import timezone
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from articles.admin.standing import Standing, standing_of
from articles.models import Article, Edition, Revision
from articles.permissions import may
from newsroom import clock
from newsroom.moments import MomentForm
from newsroom.templatetags.desk import when

MOST = 50  # revisions that the choice offers


class PreviewMixin:
    """Gives a story's model admin its preview."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_safe(self.preview_view))
        return [path("<int:pk>/preview/", view, name="articles_article_preview"), *super().get_urls()]

    @method_decorator(csp_replace({"frame-src": [SELF]}))
    def preview_view(self, request, pk):
        article = Article.objects.select_related("section__parent", "saved_by").filter(pk=pk).first()
        if article is None or not may(request.user, "view", article):
            raise Http404
        standing = standing_of(article)
        texts = texts_of(article, standing)
        chosen = request.GET.get("text", "")
        if chosen not in dict(texts):
            chosen = ""
        context = self.admin_site.each_context(request) | {
            "title": "Preview",
            "subtitle": str(article),
            "original": article,
            "opts": self.opts,
            "texts": texts,
            "chosen": chosen,
            "address": f"{article.get_preview_url()}?{chosen}".removesuffix("?"),
            "may_share": may(request.user, "share", article),
            "may_travel": may(request.user, "travel"),
            "path": standing.address.path if standing.address else "/",
            "moment": MomentForm(initial=next_moment(standing)),
        }
        return TemplateResponse(request, "admin/articles/article/preview.html", context)


def texts_of(article: Article, standing: Standing) -> list[tuple[str, str]]:
    """What can be looked at: the query of its preview, and its name."""
    revisions = article.revisions.select_related("saved_by").defer("content").order_by("-number")[:MOST]
    return [
        ("", f"The desk’s text, saved {when(article.saved_at)}"),
        *((f"edition={edition.number}", named(edition, standing)) for edition in [standing.live] if edition),
        *((f"edition={edition.number}", named(edition, standing)) for edition in standing.waiting),
        *((f"revision={revision.number}", name_of(revision)) for revision in revisions),
    ]


def named(edition: Edition, standing: Standing) -> str:
    if edition is standing.live:
        return f"What readers have now, since {when(edition.live_from)}"
    return f"Scheduled for {when(edition.live_from)}"


def name_of(revision: Revision) -> str:
    words = f"Revision {revision.number}"
    words += f" “{revision.name}”" if revision.name else ""
    words += " (kept aside)" if revision.aside else ""
    return f"{words}, {when(revision.saved_at)}, {revision.saved_by or 'somebody'}"


def next_moment(standing: Standing) -> dict:
    """Where the form for another time begins: at the next change, or now."""
    moment = timezone.localtime(standing.waiting[0].live_from if standing.waiting else clock.now())
    return {"day": moment.date(), "time": moment.time()}
