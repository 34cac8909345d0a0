from django.conf import settings
from django.db import models

from newsroom import clock


class Redaction(models.Model):
    """The words of a former edition that readers are no longer shown when they compare versions."""

    edition = models.OneToOneField("articles.Edition", models.PROTECT, related_name="redaction")
    redacted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    redacted_at = models.DateTimeField(default=clock.now)
    why = models.CharField(max_length=300, help_text="Never public.")

    def __str__(self):
        return f"Redaction of edition {self.edition.number}"
