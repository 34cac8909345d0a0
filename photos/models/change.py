from django.conf import settings
from django.db import models

from newsroom import clock


class PhotoChange(models.Model):
    """One line of a picture's history: who did what, and what stood there before."""

    photo = models.ForeignKey("photos.Photo", models.CASCADE, related_name="changes")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(default=clock.now)
    verb = models.CharField(max_length=20)
    words = models.CharField(max_length=300)
    note = models.CharField(max_length=500, blank=True)
    fields = models.JSONField(default=dict, blank=True)  # name: [before, after], as text

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self):
        return self.words
