"""The form's save: numbered, conditional, and merged with what a colleague saved meanwhile.

The form carries the revision that it was opened with (``version``) and its window. If the story moved on, the POST is
put on the newest revision before Django's form sees it; if words clash, the person chooses on a screen of its own that
sends the same POST again with what was chosen.
"""

from django.contrib import messages
from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest, QueryDict
from django.shortcuts import redirect
from django.template.response import TemplateResponse

from articles import sittings
from articles.admin.clashes import chosen_in, screen, settled_words
from articles.freeze import WORDS, freeze
from articles.merge import Merged, merge
from articles.models import Article, Sitting
from articles.permissions import may
from articles.typed import PLACES, content_of_post, number
from articles.workflow.saving import Stale, put, record, revision_at, set_aside, told_since
from articles.workflow.shared import locked, whom_to_ask
from newsroom import clock

ATTEMPTS = 3
SENDS_OUT = {"publish", "schedule", "replace"}


class SavingMixin:
    """Lets a story's model admin save by the rules above."""

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        if request.method != "POST":
            return super().changeform_view(request, object_id, form_url, extra_context)
        for attempt in range(ATTEMPTS):
            try:
                with transaction.atomic():
                    key = object_id or begun_in(request)
                    answer = self.meet(request, key) if key else None
                    return answer or super().changeform_view(request, key, form_url, extra_context)
            except Stale:
                if attempt == ATTEMPTS - 1:
                    raise

    def meet(self, request: HttpRequest, object_id: str):
        """Put a POST that was typed over an older revision on the newest; answers the screen of clashes, if any."""
        article = self.get_object(request, object_id)
        if article is None:
            return keep_of_unseen(request, object_id)
        if "_verb" in request.POST and is_over(request):
            messages.info(request, "That was done already: the same page came twice.")
            only_save(request)
        if not self.has_change_permission(request, article):
            return self.keep_aside(request, article) if "body" in request.POST else None
        article = locked(article)
        base = number(request.POST.get("version", "")) or 0
        is_first = base == article.version == 0
        record(article, by=article.saved_by)
        if is_first:  # it had no revision yet: the form shows what is one now
            base = article.version
            request.POST = request.POST.copy()
            request.POST["version"] = str(base)
        if base == article.version:
            return None
        mine = content_of_post(request.POST, article)
        merged = merged_with(article, base, mine, request.POST)
        if merged.clashes:
            aside = set_aside(article, mine, by=request.user, note=f"Clashed with revision {article.version}")
            return self.ask(request, article, merged, aside)
        if "seen" in request.POST:
            messages.info(request, settled_words(article, request.POST, request.user))
        elif merged.content != mine:
            together = f"{told_since(article, base)} Both texts are together now."
            messages.info(request, together)
            if request.POST.get("_verb", "").partition(":")[0] in SENDS_OUT:
                only_save(request)
                messages.warning(request, "Nothing went out: read the text as it stands now, then press again.")
        request.POST = rebased(request.POST, merged.content, article)
        return None

    def keep_aside(self, request, article: Article):
        """The story was handed on or killed while the form was open: the text isn't the story's, but it is kept."""
        if not (may(request.user, "change") and may(request.user, "view", article)):
            return None
        aside = set_aside(
            locked(article), content_of_post(request.POST, article), by=request.user, note="Came after it was handed on"
        )
        end_window(request, article)
        messages.error(
            request,
            f"Not saved in the story: you may not edit it now. {whom_to_ask('change', article)} "
            f"Your text is kept in its history as revision {aside.number}.",
        )
        return redirect("admin:articles_article_change", article.pk)

    def ask(self, request, article: Article, merged: Merged, aside):
        """The screen on which a person chooses between two texts. Everything typed comes along, and is kept besides."""
        told = told_since(article, number(request.POST.get("version", "")) or 0)
        context = self.admin_site.each_context(request) | {"opts": self.opts}
        context |= screen(request.POST, article, merged, user=request.user, told=told, aside=aside)
        return TemplateResponse(request, "admin/articles/article/conflict.html", context, status=409)

    def save_model(self, request, obj, form, change):
        if not change:
            obj.saved_at = clock.now()
            super().save_model(request, obj, form, change)
            return
        article = locked(obj)
        base = number(request.POST.get("version", "")) or 0
        put(article, content_of_post(request.POST, article), base=base, by=request.user)
        obj.refresh_from_db()

    def save_related(self, request, form, formsets, change):
        if not change:
            super().save_related(request, form, formsets, change)
            record(form.instance, by=request.user)
        end_window(request, form.instance)

    def construct_change_message(self, request, form, formsets, add=False):
        return ""

    def log_addition(self, request, obj, message):
        """The revisions tell who saved what."""

    def log_change(self, request, obj, message):
        """The revisions tell who saved what."""


def only_save(request: HttpRequest) -> None:
    request.POST = request.POST.copy()
    del request.POST["_verb"]
    request.POST["_continue"] = "1"


def is_over(request: HttpRequest) -> bool:
    """Whether this very window was saved already: its answer got lost, or the button was pressed twice."""
    window = request.POST.get("window", "")[:40]
    mine = Sitting.objects.filter(window=window, user=request.user)
    return bool(window) and mine.filter(sittings.ended_by_save()).exists()


def keep_of_unseen(request: HttpRequest, object_id: str):
    """A story that was killed or hidden while somebody wrote in it: their text is kept, and nothing of it is shown."""
    pk = number(str(object_id))
    if pk is None or "body" not in request.POST or not may(request.user, "change"):
        return None
    user = request.user
    wrote_here = Q(sittings__user=user) | Q(revisions__saved_by=user) | Q(created_by=user)
    article = Article.objects.filter(wrote_here, pk=pk).distinct().first()
    if article is None:
        return None
    set_aside(locked(article), content_of_post(request.POST, article), by=user, note="Came after it was hidden")
    end_window(request, article)
    messages.error(request, "You may no longer see this story. Your text is kept in its history; ask the desk.")
    return redirect("admin:articles_article_changelist")


def begun_in(request: HttpRequest) -> str | None:
    """The story that this window began already: its first answer got lost, and the form for a new one came again."""
    window = request.POST.get("window", "")
    begun = Sitting.objects.filter(window=window, user=request.user, article__isnull=False) if window else None
    story = begun and begun.values_list("article", flat=True).first()
    return str(story) if story else None


def end_window(request: HttpRequest, article: Article) -> None:
    if window := request.POST.get("window", "")[:40]:
        Sitting.objects.filter(window=window, user=request.user, article=None).update(article=article)
        sittings.forget(window, request.user)


def merged_with(article: Article, base: int, mine: dict, post: QueryDict) -> Merged:
    """``mine``, typed over revision ``base``, with what is at the desk. What was chosen holds for what was seen."""
    theirs, before = freeze(article).content(), revision_at(article, base) or {}
    seen = number(post.get("seen", ""))
    if seen is None:
        return merge(before, mine, theirs)
    then = revision_at(article, seen) or theirs
    settled = merge(before, mine, then, chosen=chosen_in(post))
    if settled.clashes:  # all are asked for again: keys are good for the same texts only
        return merge(before, mine, theirs)
    if seen == article.version:
        return settled
    return merge(then, settled.content, theirs)


def rebased(post: QueryDict, content: dict, article: Article) -> QueryDict:
    """``post`` as the form would have sent it, had it been opened with the newest revision."""
    data = post.copy()
    data["version"] = str(article.version)
    for name in (*WORDS, "slugline", "note"):
        if name in data:
            data[name] = "" if content[name] is None else str(content[name])
    for name in PLACES:
        if name in data:
            data[name] = str(content[f"{name}_id"] or "")
    data.setlist("topics", [str(topic) for topic in content["topics"]])
    if "show_changes" in data or content["show_changes"]:
        data["show_changes"] = "on" if content["show_changes"] else ""
    if "bylines-TOTAL_FORMS" in data:
        put_bylines(data, content["bylines"], article)
    return data


def put_bylines(data: QueryDict, bylines: list, article: Article) -> None:
    """The rows of the formset: first those that the story has, then new ones."""
    for name in [name for name in data if name.startswith("bylines-") and name.count("-") == 2]:
        del data[name]
    wanted = {author: (place, role) for place, (author, _, role) in enumerate(bylines)}
    rows = [(byline.pk, byline.author_id) for byline in article.bylines.all()]
    data["bylines-INITIAL_FORMS"] = str(len(rows))
    rows += [("", author) for author in wanted if author not in {author for _, author in rows}]
    data["bylines-TOTAL_FORMS"] = str(len(rows))
    for row, (pk, author) in enumerate(rows):
        place, role = wanted.get(author, (0, ""))
        facts = {"id": pk, "article": article.pk, "author": author, "role": role, "position": place}
        facts |= {} if author in wanted else {"DELETE": "on"}
        for name, value in facts.items():
            data[f"bylines-{row}-{name}"] = str(value)
