from django.conf import settings
from django.db import models


class Draft(models.Model):
    """The arrangement in work of a front, which everybody who arranges it shares. Staff only."""

    front = models.OneToOneField("frontpage.Front", models.CASCADE, related_name="draft")
    content = models.JSONField(help_text="frontpage.content.Content")
    version = models.PositiveIntegerField(default=1)
    seen_number = models.PositiveIntegerField(default=0, help_text="The newest layout when it was begun or launched.")
    changed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    changed_at = models.DateTimeField()

    def __str__(self):
        return f"{self.front}, draft {self.version}"


class Step(models.Model):
    """One change of a draft, with what stood there before it."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="steps", db_index=False)
    version = models.PositiveIntegerField(help_text="Of the draft after it.")
    words = models.CharField(max_length=300)
    before = models.JSONField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["-version"]
        constraints = [models.UniqueConstraint(fields=["draft", "version"], name="one_step_per_version")]

    def __str__(self):
        return self.words
