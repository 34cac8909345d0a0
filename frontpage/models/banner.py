from django.conf import settings
from django.db import models
from django.db.models import F, Q

from frontpage.querysets import BannerQuerySet


class Importance(models.TextChoices):
    MAJOR = "major", "Major: on every page"
    MINOR = "minor", "Minor: on the front page"


class Banner(models.Model):
    """Breaking news above the masthead in ``[live_from, live_until)``: it never changes, only its end can be set.

    Only ``frontpage.breaking`` makes banners. One whose target isn't live at a moment isn't shown then.
    """

    text = models.CharField(max_length=120)
    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="+", help_text="Where it leads.")
    importance = models.CharField(max_length=10, choices=Importance)
    live_from = models.DateTimeField()
    live_until = models.DateTimeField()
    corrects = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="corrected_by")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    ended_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    ended_at = models.DateTimeField(null=True, blank=True, help_text="When somebody ended it before its time.")

    objects = BannerQuerySet.as_manager()

    class Meta:
        ordering = ["-live_from", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(live_until__gte=F("live_from")), name="banner_ends_after_it_begins")
        ]
        indexes = [models.Index(fields=["-live_until"], name="banner_end")]

    def __str__(self):
        return self.text
