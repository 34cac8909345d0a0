"""Questions about what readers see on fronts. ``live()`` is the only door."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q

from newsroom import clock


class LayoutQuerySet(models.QuerySet):
    def live(self, at: datetime | None = None) -> Self:
        """What readers see at ``at`` (now, if not told): at most one a front."""
        at = at or clock.now()
        return self.filter(Q(live_until=None) | Q(live_until__gt=at), live_from__lte=at)

    def of_site(self) -> Self:
        return self.filter(front__section=None, front__topic=None)

    def of(self, section=None, topic=None) -> Self:
        """Of the front of a section or a topic; of neither, the site's."""
        return self.filter(front__section=section, front__topic=topic)

    def real(self) -> Self:
        """Those that were, are or will be live; not those that were called off before their time."""
        return self.filter(Q(live_until=None) | Q(live_until__gt=F("live_from")))


class SlotQuerySet(models.QuerySet):
    def held(self, at: datetime | None = None) -> Self:
        """Those of live layouts whose story has its place, if readers can have it. ``Place.holds`` asks the same."""
        at = at or clock.now()
        begun = Q(layout__live_from__lte=at) & (Q(run_from=None) | Q(run_from__lte=at))
        ends = ("layout__live_until", "run_until", "pinned_until")
        lasting = (Q(**{end: None}) | Q(**{f"{end}__gt": at}) for end in ends)
        return self.filter(begun, *lasting, article__isnull=False)


class BannerQuerySet(models.QuerySet):
    def live(self, at: datetime | None = None) -> Self:
        """Those whose time it is; whether the target is live is another question."""
        at = at or clock.now()
        return self.filter(live_from__lte=at, live_until__gt=at)
