"""What two people did to the same words, as the screen that asks for a choice shows it."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.urls import reverse

from accounts.models import User
from articles.admin.naming import names_of
from articles.admin.reading import reading
from articles.compare import LABELS, compare, pks
from articles.merge import TEXT, WORDS, Clash, Merged
from articles.models import Article, Revision
from articles.passages import Passage
from articles.runs import Run
from articles.typed import number
from articles.workflow import said

CHOICE, OWN = "choose-", "own-"  # begin the names of what the screen sends
DIFFERENTLY = "own"
GOES_ON = {"publish": "publish now", "schedule": "schedule it"}


@dataclass
class Side:
    """What one of the two made of the words, marked against what stood there before."""

    passages: list[Passage]
    page: str = ""  # of the body: as it reads

    @property
    def is_empty(self) -> bool:
        return not any(run.text for passage in self.passages for run in passage.new_runs)


@dataclass
class Shown:
    clash: Clash
    mine: Side
    theirs: Side
    chosen: str = ""
    typed: str = ""

    @property
    def name(self) -> str:
        label = LABELS[self.clash.field]
        return f"{label}, paragraph {self.clash.place}" if self.clash.field == "body" else label

    @property
    def id(self) -> str:
        return self.clash.key.replace(":", "-")

    @property
    def key(self) -> str:
        return f"{CHOICE}{self.clash.key}"

    @property
    def own_key(self) -> str:
        return f"{OWN}{self.clash.key}"

    @property
    def sides(self) -> tuple[Side, Side]:
        return self.mine, self.theirs

    @property
    def offers_both(self) -> bool:
        return self.clash.offers("both")

    @property
    def offers_own(self) -> bool:
        return self.clash.field in WORDS

    @property
    def own(self) -> str:
        return self.typed or self.clash.mine


def screen(post: Mapping, article: Article, merged: Merged, *, user: User, told: str, aside: Revision) -> dict:
    """The context of the screen that asks. What was chosen and typed before comes along, if it still holds."""
    is_own = article.saved_by_id == user.pk
    who = "You" if is_own else str(article.saved_by or "Somebody")
    names = names_of(pks(*({clash.field: side} for clash in merged.clashes for side in versions(clash))))
    before = post if post.get("seen") == str(article.version) else {}
    kept = ("csrfmiddlewaretoken", "seen")
    typed = [name for name in post if name not in kept and not name.startswith((CHOICE, OWN))]
    return {
        "title": f"{who} saved this story {'in another window' if is_own else 'while you were writing'}",
        "original": article,
        "told": told,
        "whose": "Your other window’s" if is_own else f"{article.saved_by or 'Somebody'}’s",
        "aside": aside,
        "clashes": [shown(clash, names, before) for clash in merged.clashes],
        "together": together(merged),
        "typed": [(name, value) for name in typed for value in post.getlist(name)],
        "goes_on": goes_on(post.get("_verb", "")),
        "address": reverse("admin:articles_article_change", args=[article.pk]),
    }


def versions(clash: Clash) -> tuple:
    return clash.base, clash.mine, clash.theirs


def shown(clash: Clash, names: Mapping, before: Mapping) -> Shown:
    sides = (side(clash, value, names) for value in (clash.mine, clash.theirs))
    found = Shown(clash, *sides)
    found.chosen, found.typed = before.get(found.key, ""), before.get(found.own_key, "")
    return found


def side(clash: Clash, value, names: Mapping) -> Side:
    page = reading(value) if clash.field == "body" and value else ""
    for difference in compare({clash.field: clash.base}, {clash.field: value}, names):
        return Side(difference.passages or [Passage("changed", difference.runs)], page)
    return Side([Passage("equal", [Run("same", str(value or ""))])], page)


def together(merged: Merged) -> list[tuple[str, str]]:
    """What fits together already: the field, and whose it is."""
    whose = (("mine", merged.took_mine), ("theirs", merged.took_theirs), ("both", merged.together))
    found = {name: side for side, names in whose for name in names}
    return [(LABELS[name], found[name]) for name in LABELS if name in found]


def goes_on(verb: str) -> str:
    """What else the button does that was pressed: “publish now”."""
    name = verb.partition(":")[0]
    return GOES_ON.get(name, name.replace("_", " "))


def chosen_in(post: Mapping) -> dict[str, str]:
    """Choices by the clashes' keys, as ``articles.merge`` takes them."""
    choices = {name.removeprefix(CHOICE): post[name] for name in post if name.startswith(CHOICE)}
    return {
        key: TEXT + post.get(f"{OWN}{key}", "") if choice == DIFFERENTLY else choice for key, choice in choices.items()
    }


def settled_words(article: Article, post: Mapping, user: User) -> str:
    """Whose the other text was, and where both stay, for the person who has just chosen."""
    seen = number(post.get("seen", ""))
    theirs = article.revisions.select_related("saved_by").filter(number=seen).first()
    mine = article.revisions.filter(aside=True, saved_by=user).order_by("-number").first()
    if theirs is None:
        return "Both texts are together now, as you chose."
    kept = f", yours as revision {mine.number}" if mine else ""
    whose = "your other window’s" if theirs.saved_by == user else f"{theirs.saved_by or 'somebody'}’s"
    return (
        f"Both texts are together now, as you chose. The other was {whose}, saved at {said(theirs.saved_at)}: "
        f"it stays in the history as revision {theirs.number}{kept}."
    )
