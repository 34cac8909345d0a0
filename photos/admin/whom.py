"""Who in the newsroom may do a verb with pictures, for those who may not."""

from django.contrib.auth import get_user_model
from django.db.models import Q

FEW = 3


def whom_to_ask(verb: str) -> str:
    """“Pia Brandt or Cora Lind”"""
    codename = f"{verb}_photo"
    found = get_user_model().objects.filter(
        Q(groups__permissions__codename=codename) | Q(user_permissions__codename=codename),
        is_active=True,
        is_staff=True,
    )
    names = [str(user) for user in found.distinct()[:FEW]]
    either = " or ".join(filter(None, [", ".join(names[:-1]), *names[-1:]]))
    return either or "a photo editor"
