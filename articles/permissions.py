"""Who may do what with a story. Verbs ask here, with the story; so do the screens that offer them.

A right comes from a role that somebody holds everywhere (a group) or in the story's section (a posting). A writer's own
story is theirs to read, and to change until it is handed on.
"""

from collections.abc import Iterable
from functools import cached_property

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q

from newsroom import clock

OWN_STAGES = ("idea", "draft")
PRIVATE_STAGES = (*OWN_STAGES, "spiked")
READING = {"view", "remark"}
OF_OWN = {"view", "remark", "change", "submit", "restore"}
GLOBAL = {"add", "read_log", "import"}  # not about one story
OF_PAPER = {"publish", "schedule", "withdraw", "kill", "correct", "hold", "lift_hold", "lift_embargo", "override"}


def may(user, verb: str, article=None) -> bool:
    """Whether ``user`` may do ``verb`` with ``article``; without one, whether there is any story they might."""
    if not (user.is_active and user.is_staff):
        return False
    rights = rights_of(user)
    right = "view" if verb == "remark" else verb
    if verb == "travel":  # another moment shows every section
        return rights.everywhere(right)
    if article is None or verb in GLOBAL:
        return rights.anywhere(right) or (verb == "view" and rights.anywhere("change"))
    if article.is_killed:
        return verb in READING and (rights.on("see_killed", article) or rights.on("kill", article))
    if article.is_secret and not rights.on("see_embargoed", article) and not owns(user, article):
        return False
    if verb in READING:
        reads = rights.on("view", article) and not is_private(article)
        return reads or rights.on("edit_others", article) or owns(user, article)
    if verb in OF_OWN and not rights.on("edit_others", article):
        given = verb != "submit" and article.assignee_id == user.pk  # the desk hands on what it handed out
        in_hand = article.stage in OWN_STAGES or given
        return in_hand and rights.anywhere(verb) and owns(user, article)
    if verb in OF_PAPER and not rights.everywhere(right) and not rights.on_paper(right, article):
        return False
    return rights.on(right, article)


def is_private(article) -> bool:
    """An idea or a draft is its writer's and the desk's until it is handed on, and so is one that was dropped."""
    return article.stage in PRIVATE_STAGES


def owns(user, article) -> bool:
    """Whether it is the person's own story: begun, signed or in hand."""
    return not article.pk or article.assignee_id == user.pk or wrote(user, article)


def wrote(user, article) -> bool:
    """Whether it is the person's own text: begun or signed by them."""
    if article.created_by_id == user.pk:
        return True
    known = "bylines" in getattr(article, "_prefetched_objects_cache", {})
    bylines = article.bylines.all() if known else article.bylines.select_related("author")
    return any(byline.author.user_id == user.pk for byline in bylines)


def who_may(verb: str, article) -> list:
    """The people whose role lets them do ``verb`` with ``article``, for refusals that say whom to ask. One query."""
    right = "edit_others" if verb in OF_OWN else verb
    found = get_user_model().objects.filter(holding(right, article), is_active=True, is_staff=True)
    if article.is_secret:
        found = found.filter(holding("see_embargoed", article))
    return list(found.order_by("name", "email"))


def holding(right: str, article) -> Q:
    """People who hold a right on a story: everywhere, or in its section."""
    users = get_user_model().objects
    codename = f"{right}_article"
    everywhere = Q(groups__permissions__codename=codename) | Q(user_permissions__codename=codename)
    found = Q(pk__in=users.filter(everywhere).values("pk"))
    if article.section_id:
        places = [place for place in (article.section_id, article.section.parent_id) if place]
        posted = users.filter(postings__role__permissions__codename=codename, postings__section__in=places)
        # One posting must give both, the right and the place: both are asked of the same row.
        found |= Q(pk__in=posted.values("pk"))
    return found


def either(names: Iterable[str]) -> str:
    """Names as a sentence offers them: “Ada Root, Ed Marsh or Cora Lind”."""
    names = list(names)
    return " or ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))


class Rights:
    """What somebody may do with stories: everywhere, and in some sections. Asked once a request."""

    def __init__(self, user):
        self.user = user

    @cached_property
    def posted(self) -> dict[str, set[int]]:
        """Right → sections in which a posting gives it."""
        rows = Permission.objects.filter(
            content_type__app_label="articles",
            content_type__model="article",
            group__in=self.user.postings.values("role"),
        ).values_list("codename", "group")
        rights = {}
        for codename, group in rows:
            rights.setdefault(codename.removesuffix("_article"), set()).update(self.sections_of.get(group, ()))
        return rights

    @cached_property
    def sections_of(self) -> dict[int, set[int]]:
        places = {}
        for role, section in self.user.postings.values_list("role", "section"):
            places.setdefault(role, set()).add(section)
        return places

    def everywhere(self, right: str) -> bool:
        return self.user.has_perm(f"articles.{right}_article")

    def anywhere(self, right: str) -> bool:
        return self.everywhere(right) or bool(self.posted.get(right))

    def on(self, right: str, article) -> bool:
        if self.everywhere(right):
            return True
        places = self.posted.get(right)
        if not places or not article.section_id:
            return False
        return article.section_id in places or article.section.parent_id in places

    def on_paper(self, right: str, article) -> bool:
        """Whether ``right`` is held wherever readers have the story or will: the desk may have moved its copy since."""
        current = Q(live_until=None) | Q(live_until__gt=clock.now())
        places = article.editions.real().filter(current) if article.pk else ()
        held = self.posted.get(right, set())
        return all(held & set(pair) for pair in places and places.values_list("section", "top_section"))

    def where(self, right: str) -> Q:
        """The stories on which ``right`` is held."""
        if self.everywhere(right):
            return ~Q(pk__in=[])  # not Q(): that vanishes from an “or”
        places = self.posted.get(right, ())
        return Q(section__in=places) | Q(section__parent__in=places) if places else Q(pk__in=[])


def rights_of(user) -> Rights:
    if not hasattr(user, "_story_rights"):
        user._story_rights = Rights(user)
    return user._story_rights


def visible_to(user, at) -> Q:
    """The stories that ``may(user, "view", story)`` says yes to."""
    rights = rights_of(user)
    if not (user.is_active and user.is_staff):
        return Q(pk__in=[])
    own = Q(created_by=user) | Q(assignee=user) | Q(pk__in=signed_by(user))
    secret = Q(held_at__isnull=False) | Q(embargoed_until__gt=at)
    handed_on = ~Q(stage__in=PRIVATE_STAGES)
    reading = rights.where("edit_others") | (rights.where("view") & handed_on)
    alive = own | (reading & (~secret | rights.where("see_embargoed")))
    killed = rights.where("see_killed") | rights.where("kill")
    return (Q(killed_at=None) & alive) | (Q(killed_at__isnull=False) & killed)


def signed_by(user):
    from articles.models.article import Byline  # this module stands below the models

    return Byline.objects.filter(author__user=user).values("article")
