"""Any two texts of a story, compared word by word; at first what would change if it were published now."""

from dataclasses import dataclass

from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.http import require_safe

from articles.admin.naming import names_of
from articles.admin.standing import same_slug, standing_of
from articles.admin.texts import Text, texts_of
from articles.compare import Difference, compare, pks
from articles.models import Article
from articles.permissions import may
from articles.runs import word_runs
from photos.models import Photo

ABSENT = {"public": "Readers have nothing of this story now.", "scheduled": "Nothing is scheduled for this story now."}
TITLES = {
    ("public", "desk"): "What changes if you publish now",
    ("public", "scheduled"): "What changes when the scheduled text runs",
    ("scheduled", "desk"): "What changes if you replace the scheduled text",
}


class ComparingMixin:
    """Gives a story's model admin the page that compares its texts."""

    def get_urls(self):
        view = self.admin_site.admin_view(require_safe(self.compare_view))
        return [path("<int:pk>/compare/", view, name="articles_article_compare"), *super().get_urls()]

    def compare_view(self, request, pk):
        article = self.get_object(request, str(pk))
        if article is None or not self.has_view_permission(request, article):
            raise Http404
        standing = standing_of(article)
        asked = {name: request.GET.get(name, "") for name in ("old", "new")}
        texts = texts_of(article, standing, *asked.values())
        comparison = compared(article, *chosen(texts, **asked))
        context = self.admin_site.each_context(request) | {
            "title": comparison.title,
            "subtitle": str(article),
            "original": article,
            "opts": self.opts,
            "standing": standing,
            "comparison": comparison,
            "choices": choices(texts),
            "absent": [ABSENT[key] for key in asked.values() if key in ABSENT and key not in texts],
            "in_one": "one" in request.GET,
            "taken": earlier(comparison) if may_take(request.user, article) else None,
            "may_publish": comparison.is_update and may(request.user, "publish", article),
        }
        return TemplateResponse(request, "admin/articles/article/compare.html", context)


def may_take(user, article: Article) -> bool:
    return may(user, "restore", article) and may(user, "change", article)


# ---- What is compared ----


@dataclass
class Comparison:
    """Two texts, their contents, and the fields that differ, in the order in which a story is read."""

    old: Text
    new: Text
    contents: tuple[dict, dict]
    differences: list[Difference]

    @property
    def title(self) -> str:
        return TITLES.get((self.old.key, self.new.key), "Compare two texts")

    @property
    def is_update(self) -> bool:
        """Whether it is what publishing would do."""
        return (self.old.key, self.new.key) == ("public", "desk") and bool(self.differences)

    @property
    def sides(self) -> tuple[Text, Text]:
        return self.old, self.new

    @property
    def changes(self) -> int:
        return sum(difference.changes for difference in self.differences)

    @property
    def names(self) -> str:
        """“headline, lead picture, 2 paragraphs”."""
        return ", ".join(map(named, self.differences))

    @property
    def words_in(self) -> int:
        return sum(difference.words_in for difference in self.differences)

    @property
    def words_out(self) -> int:
        return sum(difference.words_out for difference in self.differences)

    @property
    def pictures(self) -> list[int | None]:
        """The lead picture of each, for the eyes."""
        return [content.get("picture_id") for content in self.contents]


def named(difference: Difference) -> str:
    if difference.field != "body":
        return difference.label.lower()
    return f"{difference.changes} paragraph{'' if difference.changes == 1 else 's'}"


def choices(texts: dict[str, Text]) -> list[tuple[str, list[Text]]]:
    """What the two boxes offer, in groups; each text once."""
    groups: dict[str, dict[str, Text]] = {}
    for text in texts.values():
        groups.setdefault(text.group, {})[text.key] = text
    return [(group, list(found.values())) for group, found in groups.items()]


def chosen(texts: dict[str, Text], *, old: str, new: str) -> tuple[Text, Text]:
    """The texts that were asked for; at first what readers have, or the oldest, and the desk's."""
    for key in (old, new):
        if key and key not in texts and key not in ABSENT:
            raise Http404
    saved = [text for text in texts.values() if text.is_revision and not text.row.aside]
    first = texts.get("public") or (saved[-1] if saved else texts["desk"])
    return texts.get(old, first), texts.get(new, texts["desk"])


def compared(article: Article, old: Text, new: Text) -> Comparison:
    before, after = old.content(article), new.content(article)
    level_slugs(old, before, after)
    level_slugs(new, after, before)
    differences = compare(before, after, names_of(pks(before, after)))
    if old.is_edition or new.is_edition:
        differences += frozen_words(old, new, before, after)
    return Comparison(old, new, (before, after), differences)


def level_slugs(text: Text, content: dict, other: dict) -> None:
    """An edition's address may end in a number that the desk's hasn't; one that is empty follows the edition's."""
    if text.is_edition and (not other["slug"] or same_slug(other["slug"], content["slug"])):
        other["slug"] = content["slug"]


def frozen_words(old: Text, new: Text, before: dict, after: dict) -> list[Difference]:
    """Credit and description of the same lead picture: an edition keeps them as they were."""
    if not before["picture_id"] or before["picture_id"] != after["picture_id"]:
        return []
    picture = Photo.objects.get(pk=before["picture_id"])
    found = []
    for name, label in (("credit", "Picture credit"), ("alt", "Picture description")):
        was, now = (
            getattr(text.row, f"picture_{name}") if text.is_edition else getattr(picture, name) for text in (old, new)
        )
        if was != now:
            found.append(Difference(f"picture_{name}", label, word_runs(was, now)))
    return found


def earlier(comparison: Comparison) -> Text | None:
    """The text that could be taken to the desk: the older one, unless it is what stands there."""
    text = comparison.new if comparison.old.is_desk else comparison.old
    return None if text.is_desk or not comparison.differences else text
