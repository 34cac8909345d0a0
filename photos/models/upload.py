from django.conf import settings
from django.db import models

from newsroom import clock


class Upload(models.Model):
    """A file on its way in, piece by piece; after an error it goes on where it stopped."""

    key = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = models.CharField(max_length=255, blank=True)
    size = models.PositiveBigIntegerField()
    received = models.PositiveBigIntegerField(default=0)
    begun_at = models.DateTimeField(default=clock.now)
    photo = models.ForeignKey("photos.Photo", models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["by", "key"], name="one_upload_per_key")]

    def __str__(self):
        return self.name or self.key
