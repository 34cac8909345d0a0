"""After a kill: does anything still show the story? The answer stands on a page of its own."""

from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_safe

from articles.leaks.shown import look_for
from articles.models import Article, Edition
from newsroom import clock


class LeakingMixin:
    """Gives a story's model admin the check, and leads there whoever has just killed it. Before ``VerbsMixin``."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_safe(self.check_view))
        return [path("<int:pk>/check/", view, name="articles_article_check"), *super().get_urls()]

    def check_view(self, request, pk):
        article = self.get_object(request, str(pk))
        if article is None or not self.has_view_permission(request, article):
            raise Http404
        context = self.admin_site.each_context(request) | {
            "title": "Check",
            "subtitle": str(article),
            "original": article,
            "opts": self.opts,
            "found": look_for(article),
            "is_public": Edition.objects.live().filter(article=article).exists(),
            "at": clock.now(),
        }
        return TemplateResponse(request, "admin/articles/article/check.html", context)

    def onward(self, request, article):
        was_killed = request.POST.get("_verb") == "kill" and Article.objects.filter(
            pk=article.pk, killed_at__isnull=False
        )
        if was_killed and self.get_object(request, str(article.pk)) is not None:
            return redirect(reverse("admin:articles_article_check", args=[article.pk]))
        return super().onward(request, article)
