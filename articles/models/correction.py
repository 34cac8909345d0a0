from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from articles.models.edition import Edition
from articles.querysets import Mark
from newsroom import clock


class CorrectionQuerySet(models.QuerySet):
    def live(self, at):
        """Notices that readers can see at ``at``: given by then, on a story that is live at that moment."""
        story = Edition.objects.live(at).filter(article=OuterRef("article"))
        known = Q(amended_at=None) | Q(amended_at__gt=at)
        # The first bound follows from the second: with it the index of lists is entered at the right place.
        return self.filter(known, Exists(story), published_at__lte=at, given_at__lte=at)

    def newest_first(self):
        return self.order_by("-published_at", "-pk")

    def before(self, mark: Mark | None):
        """The rest of a list that is newest first."""
        if mark is None:
            return self
        return self.filter(published_at__lte=mark.moment).exclude(published_at=mark.moment, pk__gte=mark.pk)


class Correction(models.Model):
    """A typed notice to readers about a story. It can be amended, not removed.

    An amended notice is a row of its own with the first one's ``published_at``; the one before ends at ``amended_at``.
    """

    class Kind(models.TextChoices):
        UPDATE = "update", "Update"
        CLARIFICATION = "clarification", "Clarification"
        CORRECTION = "correction", "Correction"
        APOLOGY = "apology", "Apology"
        RETRACTION = "retraction", "Retraction"

    class Place(models.TextChoices):
        ABOVE = "above", "Above the text"
        BELOW = "below", "Below the text"

    article = models.ForeignKey("articles.Article", models.PROTECT, related_name="corrections")
    edition = models.ForeignKey("articles.Edition", models.PROTECT, related_name="corrections")
    kind = models.CharField(max_length=15, choices=Kind, default=Kind.CORRECTION)
    text = models.TextField(help_text="What was wrong and what is right, as readers will see it.")
    place = models.CharField(max_length=5, choices=Place, default=Place.ABOVE)
    asked_by = models.CharField("who asked", max_length=200, blank=True, help_text="Never public.")
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    published_at = models.DateTimeField(help_text="When readers were first told.")
    given_at = models.DateTimeField(default=clock.now, help_text="Since when this wording stands.")
    amended_at = models.DateTimeField(null=True, blank=True)
    amends = models.OneToOneField("self", models.PROTECT, null=True, blank=True, related_name="amendment")
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="correction_published"),
            models.Index(fields=["article", "-published_at"], name="correction_of_article"),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.text[:60]}"

    @property
    def is_grave(self) -> bool:
        return self.kind in {self.Kind.APOLOGY, self.Kind.RETRACTION}

    @property
    def is_amended(self) -> bool:
        """Whether readers were first told in other words."""
        return self.amends_id is not None
