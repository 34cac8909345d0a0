"""The notices of a story: what readers are told, what they were told before, and another wording."""

from dataclasses import dataclass, field

from django import forms
from django.contrib import messages
from django.contrib.auth import get_user_model
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse

from articles import workflow
from articles.admin.verb import PersonField
from articles.models import Article, Correction
from articles.permissions import may

CORRECT = "correct_article"


def approvers(article: Article | None) -> list:
    """Those who are offered as approving a notice, in one query; whether they may is for the verb to say."""
    if article is None or not article.section_id:
        return []
    right = "permissions__codename"
    here = Q(postings__section=article.section_id) | Q(postings__section__children=article.section_id)
    holds = Q(**{f"groups__{right}": CORRECT}) | (Q(**{f"postings__role__{right}": CORRECT}) & here)
    asked = get_user_model().objects.filter(
        holds | Q(user_permissions__codename=CORRECT), is_active=True, is_staff=True
    )
    return list(asked.distinct())


class Amend(forms.Form):
    text = forms.CharField(
        label="The wording that readers see from now on", required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    approved_by = PersonField(label="Who approved it", nobody="I did")
    reason = forms.CharField(label="Why (for the log; readers don’t see it)", required=False, max_length=300)

    def __init__(self, *args, people=(), **options):
        super().__init__(*args, **options)
        self.fields["approved_by"].offer(people)


@dataclass
class Notice:
    """A notice in its present wording, with those it had before, and the form for another."""

    present: Correction
    earlier: list[Correction] = field(default_factory=list)
    form: Amend | None = None
    refused: str = ""


def notices_of(article: Article) -> list[Notice]:
    """All of a story, newest first. The wordings of one notice share the edition that it came with."""
    found: dict[int, Notice] = {}
    rows = article.corrections.select_related("approved_by", "published_by").order_by("-published_at", "-pk")
    for correction in rows:
        if correction.edition_id in found:
            found[correction.edition_id].earlier.append(correction)
        else:
            found[correction.edition_id] = Notice(correction)
    return list(found.values())


class LedgerMixin:
    """Gives a story's model admin the page of its notices."""

    def get_urls(self):
        view = self.admin_site.admin_view(self.notices_view)
        return [path("<int:pk>/notices/", view, name="articles_article_notices"), *super().get_urls()]

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["notices"] = notices_of(obj) if obj else []
        return super().render_change_form(request, context, add, change, form_url, obj)

    def notices_view(self, request, pk):
        article = self.get_object(request, str(pk))
        if article is None:
            raise Http404
        if not self.has_view_permission(request, article):
            raise PermissionDenied
        notices = notices_of(article)
        may_correct = may(request.user, "correct", article)
        if may_correct:
            self.give_forms(request, article, notices)
        if request.method == "POST" and self.amended(request, notices):
            return redirect(reverse("admin:articles_article_notices", args=[article.pk]))
        context = self.admin_site.each_context(request) | {
            "title": "Notices",
            "original": article,
            "opts": self.opts,
            "notices": notices,
            "may_correct": may_correct,
        }
        return TemplateResponse(request, "admin/articles/article/notices.html", context)

    def give_forms(self, request, article, notices):
        people = approvers(article)
        pressed = request.POST.get("_amend")
        for notice in notices:
            number = str(notice.present.pk)
            data = request.POST if pressed == number else None
            notice.form = Amend(data, prefix=number, people=people, initial={"text": notice.present.text})

    def amended(self, request, notices) -> bool:
        """Do what was asked. What was typed stays in its form where that is refused."""
        pressed = request.POST.get("_amend", "")
        notice = next((notice for notice in notices if str(notice.present.pk) == pressed), None)
        if notice is None:
            messages.error(request, "Not amended: somebody has just amended it. This is its present wording.")
            return False
        if notice.form is None:
            raise PermissionDenied
        if not notice.form.is_valid():
            return False
        facts = notice.form.cleaned_data
        try:
            workflow.amend(
                notice.present,
                by=request.user,
                text=facts["text"],
                approved_by=facts["approved_by"],
                note=facts["reason"],
            )
        except workflow.Refused as why:
            notice.refused = str(why)
            return False
        messages.success(request, "Amended: readers see the new wording at its first place.")
        return True
