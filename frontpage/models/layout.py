from django.conf import settings
from django.db import models
from django.db.models import F, Q

from frontpage.querysets import LayoutQuerySet, SlotQuerySet


class Layout(models.Model):
    """One arrangement of a front, launched for ``[live_from, live_until)``: its blocks and slots never change.

    Only ``frontpage.workflow`` makes layouts and sets their end. A layout whose end equals its beginning was called off
    before its time and never was or will be live.
    """

    front = models.ForeignKey("frontpage.Front", models.PROTECT, related_name="layouts")
    number = models.PositiveIntegerField()
    live_from = models.DateTimeField()
    live_until = models.DateTimeField(null=True, blank=True)
    launched_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    launched_at = models.DateTimeField(help_text="When somebody decided it; live_from is when readers get it.")
    back_to = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="+")
    called_off_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    called_off_at = models.DateTimeField(null=True, blank=True)
    note = models.CharField(max_length=200, blank=True, help_text="Never public.")
    blocks = models.JSONField(default=list, help_text="Settings of each block, in order; its stories are slots.")

    objects = LayoutQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        get_latest_by = "number"
        constraints = [
            models.UniqueConstraint(fields=["front", "number"], name="one_layout_per_number"),
            models.UniqueConstraint(fields=["front"], condition=Q(live_until=None), name="one_open_layout"),
            models.CheckConstraint(
                condition=Q(live_until=None) | Q(live_until__gte=F("live_from")), name="layout_ends_after_it_begins"
            ),
        ]
        indexes = [models.Index(fields=["front", "live_from", "live_until"], name="layout_front")]

    def __str__(self):
        return f"{self.front} {self.number}"

    @property
    def is_called_off(self) -> bool:
        return self.live_until == self.live_from


class Slot(models.Model):
    """A place in a layout: a story, or none where the place fills itself; with the words that it has only here."""

    layout = models.ForeignKey(Layout, models.CASCADE, related_name="slots", db_index=False)
    block = models.PositiveSmallIntegerField(help_text="Which of the layout’s blocks.")
    position = models.PositiveSmallIntegerField()
    key = models.PositiveIntegerField(help_text="What the draft called it.")
    beside = models.PositiveIntegerField(null=True, blank=True, help_text="Key of the lead that it is related to.")
    article = models.ForeignKey("articles.Article", models.PROTECT, null=True, blank=True, related_name="+")
    kicker = models.CharField(max_length=60, blank=True)
    headline = models.CharField(max_length=200, blank=True)
    standfirst = models.TextField(blank=True)
    picture = models.ForeignKey("photos.Photo", models.PROTECT, null=True, blank=True, related_name="+")
    size = models.CharField(max_length=10, blank=True)
    copied = models.CharField(max_length=200, blank=True, help_text="The story’s headline when it got another here.")
    pinned_until = models.DateTimeField(null=True, blank=True)
    run_from = models.DateTimeField(null=True, blank=True)
    run_until = models.DateTimeField(null=True, blank=True)

    objects = SlotQuerySet.as_manager()

    class Meta:
        ordering = ["block", "position"]
        constraints = [models.UniqueConstraint(fields=["layout", "key"], name="one_slot_per_key")]

    def __str__(self):
        return f"{self.layout}: {self.block}.{self.position}"
