from django.conf import settings
from django.db import models

from newsroom import clock


class Revision(models.Model):
    """One saved state of a working copy. Never changed, never public."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField(default=clock.now)
    note = models.CharField(max_length=200, blank=True)
    content = models.JSONField()

    class Meta:
        ordering = ["-number"]
        get_latest_by = "number"
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="one_revision_per_number")]

    def __str__(self):
        return f"Revision {self.number}"
