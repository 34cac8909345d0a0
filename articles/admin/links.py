"""Links for readers outside: who has one, for which text, until when, and how often it was opened."""

from datetime import timedelta

from django import forms
from django.conf import settings
from django.contrib import messages
from django.db.models import Count, Max, Min, Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from articles import workflow
from articles.admin.previewing import MOST, name_of
from articles.models import Article, Opening, ReviewLink, SignOff
from articles.permissions import may, wrote
from newsroom import clock
from newsroom.moments import MomentForm

LATEST = "Always the latest text"


class ShareForm(MomentForm):
    """Who gets a link, to which text, until when. The sign-offs are those that the person could give."""

    reader = forms.CharField(
        label="Who reads it",
        max_length=120,
        error_messages={"required": "Say who will read it: the name stands on the page."},
    )
    revision = forms.ChoiceField(label="Which text", required=False)
    may_sign = forms.ChoiceField(label="May sign off", required=False)

    def __init__(self, *args, article: Article, by, **kwargs):
        super().__init__(*args, label_suffix="", **kwargs)
        self.article = article
        revisions = article.revisions.select_related("saved_by").defer("content").order_by("-number")[:MOST]
        self.fields["revision"].choices = [("", LATEST), *((str(one.number), name_of(one)) for one in revisions)]
        self.fields["may_sign"].choices = [("", "Nothing, only read and comment"), *kinds_of(article, by)]

    def link(self, by) -> ReviewLink:
        facts = self.cleaned_data
        number = facts["revision"]
        return workflow.share(
            self.article,
            by=by,
            reader=facts["reader"],
            expires_at=facts["at"],
            revision=self.article.revisions.get(number=number) if number else None,
            may_sign=facts["may_sign"],
        )


def kinds_of(article: Article, by) -> list[tuple[str, str]]:
    if wrote(by, article):
        return []
    return [(kind.value, kind.label) for kind in SignOff.Kind if may(by, f"sign_{kind.value}", article)]


class LinksMixin:
    """Gives a story's model admin the page of its links."""

    def get_urls(self):
        view = self.admin_site.admin_view
        return [
            path(
                "<int:pk>/links/",
                view(require_http_methods(["GET", "HEAD", "POST"])(self.links_view)),
                name="articles_article_links",
            ),
            path(
                "<int:pk>/links/<int:link>/revoke/",
                view(require_POST(self.revoke_view)),
                name="articles_article_revoke",
            ),
            *super().get_urls(),
        ]

    def links_view(self, request, pk):
        article = story_for(request, pk)
        may_share = may(request.user, "share", article)
        if request.method == "POST" and not may_share:
            raise Http404
        form = ShareForm(request.POST or None, article=article, by=request.user, initial=in_a_week())
        if request.method == "POST" and form.is_valid():
            try:
                link = form.link(request.user)
            except workflow.Refused as why:
                form.add_error(None, str(why))
            else:
                messages.success(request, f"The link for {link.reader} works until {workflow.said(link.expires_at)}.")
                return redirect(f"{request.path}#link-{link.pk}")
        context = self.admin_site.each_context(request) | {
            "title": "Links for outside readers",
            "subtitle": str(article),
            "original": article,
            "opts": self.opts,
            "links": links_of(article, request.user, may_share),
            "may_share": may_share,
            "form": form,
        }
        return TemplateResponse(request, "admin/articles/article/links.html", context)

    def revoke_view(self, request, pk, link):
        link = get_object_or_404(story_for(request, pk).links.select_related("article"), pk=link)
        try:
            workflow.revoke(link, by=request.user)
        except workflow.Refused as why:
            messages.error(request, str(why))
        else:
            messages.success(request, f"Revoked: {link.reader} gets “not found” from now on.")
        return redirect(reverse("admin:articles_article_links", args=[pk]))


def story_for(request, pk: int) -> Article:
    article = Article.objects.select_related("section__parent").filter(pk=pk).first()
    if article is None or not may(request.user, "view", article):
        raise Http404
    return article


def links_of(article: Article, user, may_share: bool) -> list[ReviewLink]:
    """All links, the newest first. An address is a key: only those see it who could make it themselves."""
    at = clock.now()
    counted = {"opened": Count("openings"), "first": Min("openings__opened_at"), "last": Max("openings__opened_at")}
    links = article.links.select_related("made_by", "revoked_by", "revision__saved_by").defer("revision__content")
    last_openings = Prefetch("openings", Opening.objects.all()[:5], to_attr="last_openings")
    found = list(links.annotate(**counted).prefetch_related(last_openings))
    for link in found:
        link.works = link.is_open(at) and not article.is_killed
        mine = link.made_by_id == user.pk
        link.may_revoke = link.works and (may_share or mine)
        shows = link.works and may_share and (mine or not link.may_sign)
        link.address = settings.SITE_URL + reverse("review", args=[link.token]) if shows else ""
        link.text = name_of(link.revision) if link.revision else LATEST
    return found


def in_a_week() -> dict:
    return {"day": timezone.localdate(clock.now()) + timedelta(days=7), "time": "18:00"}
