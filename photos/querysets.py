"""Questions about the library of pictures."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Q


class PhotoQuerySet(models.QuerySet):
    def cleared(self, at: datetime) -> Self:
        """Those whose rights allow them at ``at``."""
        return self.filter(self._cleared(at), taken_down_at=None)

    def shown(self, at: datetime) -> Self:
        """Those that readers may see at ``at``, if something live shows them. ``Photo.is_shown`` asks the same."""
        overridden = Q(overridden_from__lte=at, overridden_until__gt=at) & ~Q(status=self.model.Status.FORBIDDEN)
        return self.filter(self._cleared(at) | overridden, taken_down_at=None)

    def _cleared(self, at: datetime) -> Q:
        begun = Q(usable_from=None) | Q(usable_from__lte=at)
        lasting = Q(usable_until=None) | Q(usable_until__gt=at)
        return Q(begun, lasting, status__in=self.model.USABLE)

    def ending(self, start: datetime, end: datetime) -> Self:
        """Cleared ones whose rights end in ``[start, end)``, soonest first."""
        found = self.filter(status__in=self.model.USABLE, taken_down_at=None)
        return found.filter(usable_until__gte=start, usable_until__lt=end).order_by("usable_until")

    def for_pages(self) -> Self:
        """Without what only the library reads."""
        return self.defer("found", "words")

    def landscape(self) -> Self:
        return self.filter(width__gt=F("height"))

    def upright(self) -> Self:
        return self.filter(height__gt=F("width"))

    def matching(self, text: str) -> Self:
        """Those in which every word of ``text`` stands: caption, credit, place, people, the file's own words."""
        for word in text.split()[:12]:
            names = ("headline", "caption", "credit", "alt", "creator", "place", "people", "keywords", "words")
            found = Q()
            for name in names:
                found |= Q(**{f"{name}__icontains": word})
            self = self.filter(found)
        return self
