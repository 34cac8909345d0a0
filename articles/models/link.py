from django.conf import settings
from django.db import models

from articles.models.signoff import SignOff
from newsroom import clock
from photos.models import new_token


class ReviewLink(models.Model):
    """Lets one person outside read a story before it is public: a lawyer, a source. Ends by itself or when revoked."""

    token = models.CharField(max_length=40, unique=True, default=new_token)
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="links")
    revision = models.ForeignKey(
        "articles.Revision", models.CASCADE, null=True, blank=True, help_text="The latest text, if none is named."
    )
    reader = models.CharField("who reads it", max_length=120)
    may_sign = models.CharField("may sign off as", max_length=10, choices=SignOff.Kind, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    made_at = models.DateTimeField(default=clock.now)
    expires_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering = ["-made_at", "-pk"]

    def __str__(self):
        return f"Link for {self.reader}"

    def is_open(self, at) -> bool:
        return self.revoked_at is None and self.expires_at > at


class Opening(models.Model):
    """A reviewer's link was opened."""

    link = models.ForeignKey(ReviewLink, models.CASCADE, related_name="openings")
    opened_at = models.DateTimeField(default=clock.now)
    version = models.PositiveIntegerField(default=0, help_text="The revision that was shown.")
    address = models.GenericIPAddressField(null=True, blank=True)

    class Meta:
        ordering = ["-opened_at", "-pk"]

    def __str__(self):
        return f"{self.link.reader}, {self.opened_at:%d %b %H:%M}"
