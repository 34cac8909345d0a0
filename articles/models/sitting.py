from django.conf import settings
from django.db import models
from django.db.models import Q

from newsroom import clock


class Sitting(models.Model):
    """Somebody has a story open in one window. What they type is kept here, for them alone, until they save it.

    ``typed`` is the form as the browser holds it (names and values), typed over revision ``base``; None once it was
    saved or thrown away. A story without a row yet has no ``article``.
    """

    window = models.CharField(max_length=40, unique=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="sittings")
    article = models.ForeignKey("articles.Article", models.CASCADE, null=True, related_name="sittings")
    base = models.PositiveIntegerField(default=0)
    field = models.CharField(max_length=40, blank=True, help_text="Where the cursor is.")
    opened_at = models.DateTimeField(default=clock.now)
    seen_at = models.DateTimeField(default=clock.now)
    left_at = models.DateTimeField(null=True, blank=True)
    taken_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    taken_at = models.DateTimeField(null=True, blank=True)
    typed_at = models.DateTimeField(null=True, blank=True)
    typed = models.JSONField(null=True, blank=True)

    class Meta:
        ordering = ["opened_at", "pk"]
        indexes = [
            models.Index(fields=["article", "-seen_at"], name="sitting_at_article"),
            models.Index(fields=["-seen_at"], name="sitting_seen"),
            models.Index(fields=["user", "-typed_at"], condition=Q(typed_at__isnull=False), name="sitting_unsaved"),
        ]

    def __str__(self):
        return f"{self.user} since {self.opened_at:%H:%M}"
