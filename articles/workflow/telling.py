"""Telling people that a story waits for them: in the newsroom, and by mail if they want. No words of a secret story."""

import logging
from collections.abc import Iterable

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.urls import reverse

from accounts.models import User
from articles.models import Article, Notice
from articles.permissions import may
from newsroom import clock

SUBJECT = "A story waits for you"


def tell(people: User | None | Iterable[User | None], article: Article, words: str, *, by: User | None) -> None:
    """Tell those of ``people`` who may see the story, but for ``by``. ``words`` hold nothing of the story's own."""
    people = [people] if isinstance(people, User) or people is None else people
    for user in {user for user in people if user and user != by and may(user, "view", article)}:
        Notice.objects.create(user=user, article=article, words=words[:200], by=by, told_at=clock.now())
        if user.wants_mail and user.email:
            transaction.on_commit(lambda user=user: mail(user, article, words), robust=True)


def mail(user: User, article: Article, words: str) -> None:
    """The subject never names the story: it lies open on lock screens."""
    name = "" if article.is_secret else f"{article}\n"
    address = settings.SITE_URL + reverse("admin:articles_article_change", args=[article.pk])
    try:
        send_mail(SUBJECT, f"{words}\n{name}\n{address}\n", None, [user.email])
    except OSError as why:
        logging.getLogger(__name__).warning("Mail to user %s was not sent: %s", user.pk, why)
