from django.conf import settings
from django.db import models
from django.db.models import Q

from newsroom import clock


class Remark(models.Model):
    """A colleague's comment on a story, for somebody or for all at the desk. Open until resolved; never public."""

    article = models.ForeignKey("articles.Article", models.CASCADE, related_name="remarks")
    text = models.TextField()
    quote = models.CharField("about these words", max_length=300, blank=True)
    must_fix = models.BooleanField("must be settled before it runs", default=False)
    said_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    link = models.ForeignKey("articles.ReviewLink", models.PROTECT, null=True, blank=True, related_name="remarks")
    said_at = models.DateTimeField(default=clock.now)
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")
    resolved_at = models.DateTimeField(null=True, blank=True)
    resolved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+")

    class Meta:
        ordering = ["said_at", "pk"]
        verbose_name = "comment"
        indexes = [models.Index(fields=["to", "-said_at"], condition=Q(resolved_at=None), name="remark_open")]

    def __str__(self):
        return self.text[:60]

    @property
    def who(self) -> str:
        return self.link.reader if self.link_id else str(self.said_by or "The newsroom")

    @property
    def is_open(self) -> bool:
        return self.resolved_at is None
