from django.conf import settings
from django.db import models

from newsroom import clock


class Revision(models.Model):
    """One saved state of a working copy. Never changed but for its name, never public.

    One that is ``aside`` never was the working copy: a text that clashed with a colleague's, kept for its words.
    """

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="revisions")
    number = models.PositiveIntegerField()
    saved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField(default=clock.now)
    note = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=80, blank=True, help_text="“As sent to the lawyer”.")
    aside = models.BooleanField(default=False)
    content = models.JSONField()

    class Meta:
        ordering = ["-number"]
        get_latest_by = "number"
        constraints = [models.UniqueConstraint(fields=["article", "number"], name="one_revision_per_number")]

    def __str__(self):
        return self.name or f"Revision {self.number}"
