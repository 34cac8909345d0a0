from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

STALE_AFTER = 12  # hours by day: of the site's front, until somebody says otherwise


class Front(models.Model):
    """A curated page: the site's, a section's or a topic's."""

    section = models.OneToOneField("articles.Section", models.PROTECT, null=True, blank=True, related_name="+")
    topic = models.OneToOneField("articles.Topic", models.PROTECT, null=True, blank=True, related_name="+")
    stale_after = models.PositiveSmallIntegerField(
        "tell when unchanged for", null=True, blank=True, help_text="Hours by day; empty: never."
    )

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(section=None) | Q(topic=None), name="front_of_one_thing"),
            models.UniqueConstraint(
                models.Value(1), condition=Q(section=None, topic=None), name="one_front_of_the_site"
            ),
        ]
        permissions = [("launch_front", "Can launch fronts")]

    def __str__(self):
        return str(self.section or self.topic or settings.SITE_NAME)

    def get_absolute_url(self):
        of = self.section or self.topic
        return of.get_absolute_url() if of else reverse("front")

    @property
    def is_of_site(self) -> bool:
        return self.section_id is None and self.topic_id is None
