"""Who may do what with breaking news.

It stands above the whole paper: approving it needs a right everywhere, by role. To draft is harmless, since another
person reads it: there a posting in any section will do. Whoever may do either may take a banner down.
"""

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission
from django.db.models import Q

from articles.permissions import either
from articles.workflow.shared import NotAllowed, Refused
from newsroom import clock

# What each verb needs: any of these rights, and whether a posting in a section gives it.
NEEDS = {
    "view": (("view_alert", "add_alert", "approve_alert"), True),
    "draft": (("add_alert",), True),
    "approve": (("approve_alert",), False),
    "rush": (("rush_alert",), False),
    "drop": (("add_alert", "approve_alert"), True),
    "end": (("add_alert", "approve_alert"), True),
}
CALLED = {
    "draft": "draft breaking news",
    "approve": "approve breaking news",
    "rush": "send breaking news alone",
    "drop": "drop breaking news",
    "end": "take breaking news down",
}
OF_ALERTS = {"content_type__app_label": "frontpage", "content_type__model": "alert"}


def may(user, verb: str) -> bool:
    if not (user.is_active and user.is_staff):
        return False
    rights, is_posted_enough = NEEDS[verb]
    if not any(user.has_perm(f"frontpage.{right}") for right in rights):
        return False
    return is_posted_enough or user.is_superuser or not held_everywhere(user).isdisjoint(rights)


def held_everywhere(user) -> set[str]:
    """Rights on alerts by role; has_perm() says yes for a posting, too. Asked once a request."""
    if not hasattr(user, "_alert_rights"):
        held = Permission.objects.filter(Q(group__user=user) | Q(user=user), **OF_ALERTS)
        user._alert_rights = set(held.values_list("codename", flat=True))
    return user._alert_rights


def who_may(verb: str) -> list:
    """The people whose role lets them, for refusals that say whom to ask. One query."""
    rights, is_posted_enough = NEEDS[verb]
    named = Permission.objects.filter(codename__in=rights, **OF_ALERTS).values("pk")
    held = Q(groups__permissions__in=named) | Q(user_permissions__in=named)
    if is_posted_enough:
        held |= Q(postings__role__permissions__in=named)
    users = get_user_model().objects
    found = users.filter(pk__in=users.filter(held).values("pk"), is_active=True, is_staff=True)
    return list(found.order_by("name", "email"))


def whom_to_ask(verb: str, *, but=None) -> str:
    """Who can solve it, as a sentence."""
    names = [str(user) for user in who_may(verb) if user != but][:3]
    return f"{either(names)} can." if names else "Ask an editor who may."


def allow(user, verb: str) -> None:
    if clock.is_elsewhere():
        raise Refused("Nothing was done: you are looking at the paper of another time. Go back to now first.")
    if not may(user, verb):
        raise NotAllowed(f"You may not {CALLED[verb]}. {whom_to_ask(verb)}")
