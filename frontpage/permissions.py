"""Who may do what with a front. Verbs ask here, with the front; so do the screens that offer them.

A right comes from a role that somebody holds everywhere (a group), for every front; or from a posting, for the fronts
of that section and of those inside it. The site's own front and those of topics need a right everywhere.
"""

from functools import cached_property

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q

from articles.permissions import either

RIGHTS = {"view": "view_front", "arrange": "change_front", "launch": "launch_front"}
CALLED = {"view": "see", "arrange": "arrange", "launch": "launch"}
OF_FRONTS = {"content_type__app_label": "frontpage", "content_type__model": "front"}


def may(user, verb: str, front=None) -> bool:
    """Whether ``user`` may ``view``, ``arrange`` or ``launch`` the front; without one, whether there is any."""
    right = RIGHTS[verb]
    if not (user.is_staff and user.has_perm(f"frontpage.{right}")):  # by a role or by any posting
        return False
    rights = rights_of(user)
    return front is None or rights.everywhere(right) or not rights.posted.get(right, set()).isdisjoint(places_of(front))


def who_may(verb: str, front) -> list:
    """The people whose role lets them, for refusals that say whom to ask. One query."""
    users, right = get_user_model().objects, Q(codename=RIGHTS[verb], **OF_FRONTS)
    rights = Permission.objects.filter(right).values("pk")
    found = Q(pk__in=users.filter(Q(groups__permissions__in=rights) | Q(user_permissions__in=rights)).values("pk"))
    if places := places_of(front):
        posted = users.filter(postings__role__permissions__in=rights, postings__section__in=places)
        found |= Q(pk__in=posted.values("pk"))
    return list(users.filter(found, is_active=True, is_staff=True).order_by("name", "email"))


def whom_to_ask(verb: str, front) -> str:
    """Who can solve it, as a sentence."""
    names = [str(user) for user in who_may(verb, front)[:3]]
    return f"{either(names)} can." if names else "Ask an editor who may."


def places_of(front) -> set[int]:
    """The sections in which a posting counts for the front."""
    if front.section_id is None:
        return set()
    return {place for place in (front.section_id, front.section.parent_id) if place}


class Rights:
    """What somebody may do with fronts: everywhere, and in some sections. Asked once a request."""

    def __init__(self, user):
        self.user = user

    def everywhere(self, right: str) -> bool:
        return self.user.is_superuser or right in self.held

    @cached_property
    def held(self) -> set[str]:
        found = Permission.objects.filter(Q(group__user=self.user) | Q(user=self.user), **OF_FRONTS)
        return set(found.values_list("codename", flat=True))

    @cached_property
    def posted(self) -> dict[str, set[int]]:
        """Right → sections in which a posting gives it."""
        given = self.user.postings.filter(role__permissions__in=Permission.objects.filter(**OF_FRONTS))
        rights = {}
        for right, section in given.values_list("role__permissions__codename", "section"):
            rights.setdefault(right, set()).add(section)
        return rights


def rights_of(user) -> Rights:
    if not hasattr(user, "_front_rights"):
        user._front_rights = Rights(user)
    return user._front_rights
