"""The verbs on the story form: which confirmations a person is shown, and what a pressed button does.

They stand inside the story's own form: whatever a verb answers, the working copy was saved before.
"""

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.shortcuts import redirect
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from articles.admin.block_verbs import BLOCKS
from articles.admin.desk_verbs import ABOUT_ONE, HAND_OVER
from articles.admin.rail import rail_of
from articles.admin.standing import Standing, standing_of
from articles.admin.verb import Verb, colleagues
from articles.admin.verbs import PAPER, PLANNED
from articles.models import Article
from articles.workflow import Refused

CONFIRMED = PAPER | HAND_OVER | BLOCKS
NAMED = PLANNED | ABOUT_ONE


def confirmations(request, standing: Standing, kept: dict | None) -> dict[str, Verb]:
    """The forms of all dialogs that this person may use; ``kept`` is what was typed into one that was refused."""
    data = request.POST if request.method == "POST" else kept or {}
    known = CONFIRMED if standing.article.pk else {"publish": PAPER["publish"]}
    offered = {name: form for name, form in known.items() if form.is_for(request.user, standing.article)}
    people = colleagues() if standing.article.pk else []
    forms_of = {}
    for name, form in offered.items():
        typed = data if any(key.startswith(f"{name}-") for key in data) else None
        forms_of[name] = form(typed, prefix=name, article=standing.article, people=people)
        forms_of[name].standing = standing
    return forms_of


def asked_for(data, article: Article) -> tuple[str, Verb]:
    """The name and the form of the verb whose button was pressed. KeyError and the like if there is no such verb."""
    name, _, which = data.get("_verb", "").partition(":")
    prefix = f"{name}-{which}" if which else name
    form = (NAMED if which else CONFIRMED)[name](data, prefix=prefix, article=article, people=colleagues())
    if which:
        form.find(article, which)
    return "schedule" if name in PLANNED else prefix, form


def obey(request, article: Article, *, was_saved: bool = True) -> bool:
    """Do what the pressed button says with the story that was just saved. Says whether it was done."""
    dialog = ""
    try:
        dialog, form = asked_for(request.POST, article)
        if not form.is_valid():
            raise Refused(" ".join(error for errors in form.errors.values() for error in errors))
        told = form.do(article, request.user)
    except (KeyError, ValueError, ObjectDoesNotExist):
        messages.error(request, "Nothing was done: that button is no longer there.")
        return False
    except Refused as why:
        messages.error(request, f"{why} Your text is saved." if was_saved else str(why))
        typed = {key: value for key, value in request.POST.items() if key.startswith(f"{form.prefix}-")}
        request.session["refused"] = {"story": article.pk, "dialog": dialog, "why": str(why), "typed": typed}
        return False
    messages.success(request, told)
    return True


class VerbsMixin:
    """Lets a model admin's form carry the verbs, and gives those who may only read it a door of their own."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_POST(self.verb_view))
        return [path("<int:pk>/verb/", view, name="articles_article_verb"), *super().get_urls()]

    def verb_view(self, request, pk):
        """Do a verb without saving a text: somebody signs off, comments or holds who may not write in the story."""
        article = self.get_object(request, str(pk))
        if article is None:
            raise Http404
        obey(request, article, was_saved=False)
        return self.onward(request, article)

    def response_add(self, request, obj, post_url_continue=None):
        return self.answer(request, obj) or super().response_add(request, obj, post_url_continue)

    def response_change(self, request, obj):
        return self.answer(request, obj) or super().response_change(request, obj)

    def answer(self, request, article):
        if "_verb" in request.POST:
            obey(request, article)
        elif "_preview" in request.POST:
            return redirect(article.get_preview_url())
        elif "_continue" in request.POST:
            messages.success(request, "Saved. Readers see no change.")
        else:
            return None
        return self.onward(request, article)

    def onward(self, request, article):
        """Back to the story; to the list, if it is no longer this person's to see."""
        if self.get_object(request, str(article.pk)) is None:
            return redirect(reverse("admin:articles_article_changelist"))
        return redirect(reverse("admin:articles_article_change", args=[article.pk]))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        article = obj or context["adminform"].form.instance
        standing = standing_of(article)
        refused = self.refused(request, article)
        context |= {
            "standing": standing,
            "verbs": confirmations(request, standing, refused.get("typed")),
            "refused": refused,
        }
        context |= rail_of(request.user, article, context["verbs"], refused) if obj else {}
        if obj and not self.has_change_permission(request, obj):
            form_url = reverse("admin:articles_article_verb", args=[obj.pk])
        return super().render_change_form(request, context, add, change, form_url, obj)

    def refused(self, request, article) -> dict:
        """What somebody typed into a confirmation that was refused just now."""
        refused = request.session.get("refused")
        if request.method != "GET" or not refused or refused["story"] != article.pk:
            return {}
        return request.session.pop("refused")
