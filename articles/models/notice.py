from django.conf import settings
from django.db import models
from django.db.models import Q

from newsroom import clock


class Notice(models.Model):
    """Somebody is told that something happened to a story. Holds none of its words: screens ask the story."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="notices")
    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="+")
    words = models.CharField(max_length=200, help_text="“Rita Vale submitted it”, never the story’s own words.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    told_at = models.DateTimeField(default=clock.now)
    read_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-told_at", "-pk"]
        indexes = [models.Index(fields=["user", "-told_at"], condition=Q(read_at=None), name="notice_unread")]

    def __str__(self):
        return self.words
