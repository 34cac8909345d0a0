from django.conf import settings
from django.db import models

from frontpage.models.banner import Importance


class Alert(models.Model):
    """Breaking news in work: drafted by one person, approved by another. Staff only."""

    text = models.CharField(max_length=120)
    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="+", help_text="Where it leads.")
    importance = models.CharField(max_length=10, choices=Importance, default=Importance.MAJOR)
    minutes = models.PositiveSmallIntegerField("stays for", default=120, help_text="Minutes from the moment it is up.")
    corrects = models.ForeignKey("frontpage.Banner", models.PROTECT, null=True, blank=True, related_name="+")
    drafted_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    drafted_at = models.DateTimeField()
    version = models.PositiveIntegerField(default=1)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    approved_at = models.DateTimeField(null=True, blank=True)
    night_reason = models.CharField(max_length=200, blank=True, help_text="Why one person alone had to do it.")
    dropped_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    dropped_at = models.DateTimeField(null=True, blank=True)
    banner = models.OneToOneField("frontpage.Banner", models.PROTECT, null=True, blank=True, related_name="alert")

    class Meta:
        verbose_name = "breaking alert"
        ordering = ["-drafted_at", "-pk"]
        permissions = [
            ("approve_alert", "Can approve breaking news"),
            ("rush_alert", "Can send it alone, with a reason"),
        ]

    def __str__(self):
        return self.text

    @property
    def is_waiting(self) -> bool:
        return self.approved_at is None and self.dropped_at is None
