from django.conf import settings
from django.db import models

from newsroom import clock


class LogLine(models.Model):
    """Who did what with a story, when, from where and why. Written by the verbs; never changed, never public."""

    article = models.ForeignKey("articles.Article", models.PROTECT, null=True, related_name="log")
    done_at = models.DateTimeField(default=clock.now)
    done_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=150, help_text="Of the person, as it was then.")
    verb = models.CharField(max_length=20)
    words = models.CharField(max_length=300)
    why = models.CharField(max_length=500, blank=True)
    address = models.GenericIPAddressField(null=True, blank=True, help_text="Where it was asked from; none: a command.")

    class Meta:
        ordering = ["-done_at", "-pk"]
        indexes = [
            models.Index(fields=["article", "-done_at", "-id"], name="log_of_article"),
            models.Index(fields=["done_by", "-done_at", "-id"], name="log_of_person"),
            models.Index(fields=["-done_at", "-id"], name="log_by_time"),
        ]

    def __str__(self):
        return self.words
