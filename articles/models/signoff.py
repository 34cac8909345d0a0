from django.conf import settings
from django.db import models

from newsroom import clock


class SignOff(models.Model):
    """An approval of one text. It holds for that text alone: ``hash`` says for which. Never changed."""

    class Kind(models.TextChoices):
        DESK = "desk", "Desk"
        COPY = "copy", "Copy"
        LEGAL = "legal", "Legal"
        PICTURE = "picture", "Picture"

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="sign_offs")
    kind = models.CharField(max_length=10, choices=Kind)
    hash = models.CharField(max_length=64)
    version = models.PositiveIntegerField(help_text="The revision that was read.")
    signed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    link = models.ForeignKey("articles.ReviewLink", models.PROTECT, null=True, blank=True, related_name="+")
    signed_at = models.DateTimeField(default=clock.now)
    note = models.CharField(max_length=300, blank=True)
    taken_back_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-signed_at", "-pk"]
        indexes = [models.Index(fields=["article", "kind", "-signed_at"], name="sign_off_of_article")]

    def __str__(self):
        return f"{self.get_kind_display()} sign-off by {self.who}"

    @property
    def who(self) -> str:
        return self.link.reader if self.link_id else str(self.signed_by or "somebody")
