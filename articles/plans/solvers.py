from collections import defaultdict

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Permission

from accounts.models import Posting
from articles.permissions import either


class Solvers:
    """Who may do some verbs with stories: ``permissions.who_may`` for a whole list, in four queries."""

    def __init__(self, *verbs: str):
        rights = {f"{verb}_article": verb for verb in (*verbs, "see_embargoed")}
        named = Permission.objects.filter(content_type__app_label="articles", codename__in=rights)
        self.people = {user.pk: user for user in get_user_model().objects.filter(is_active=True, is_staff=True)}
        self.everywhere: dict[str, set[int]] = defaultdict(set)
        self.posted: dict[str, set[tuple[int, int]]] = defaultdict(set)
        for holder in ("group__user", "user"):
            for codename, user in named.values_list("codename", holder):
                self.everywhere[rights[codename]].add(user)
        rows = Posting.objects.filter(role__permissions__in=named)
        for codename, user, section in rows.values_list("role__permissions__codename", "user", "section"):
            if codename in rights:
                self.posted[rights[codename]].add((user, section))

    def who(self, verb: str, article) -> str:
        """Up to three names: “Ada Root, Ed Marsh or Cora Lind”."""
        found = self.holders(verb, article)
        if article.is_secret:
            found &= self.holders("see_embargoed", article)
        names = [str(user) for pk, user in self.people.items() if pk in found]
        return either(names[:3]) or "whoever gives out roles"

    def holders(self, verb: str, article) -> set[int]:
        section = article.section
        places = {section.pk, section.parent_id} if section else set()
        return self.everywhere[verb] | {user for user, place in self.posted[verb] if place in places}
