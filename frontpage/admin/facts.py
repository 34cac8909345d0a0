"""What a front's editors are told first: what readers have and will get, whether the draft differs, who was last."""

from functools import cached_property

from frontpage import drafts
from frontpage.content import Content
from frontpage.layouts import content_of, newest_number
from frontpage.models import Draft, Front, Layout
from newsroom import clock


class Facts:
    """About one front and its draft, for ``user``."""

    def __init__(self, front: Front, draft: Draft, user):
        self.front, self.draft, self.user, self.at = front, draft, user, clock.now()

    @cached_property
    def layouts(self) -> list[Layout]:
        """What readers have and what they will get, soonest first."""
        found = self.front.layouts.real().exclude(live_until__lte=self.at).select_related("launched_by")
        return list(found.prefetch_related("slots").order_by("live_from"))

    @property
    def live(self) -> Layout | None:
        return next((layout for layout in self.layouts if layout.live_from <= self.at), None)

    @property
    def coming(self) -> list[Layout]:
        return [layout for layout in self.layouts if layout.live_from > self.at]

    @cached_property
    def newest(self) -> int:
        """What ``launch`` is told that the person saw."""
        return newest_number(self.front)

    @cached_property
    def live_content(self) -> Content | None:
        return content_of(self.live) if self.live else None

    @cached_property
    def differs(self) -> bool:
        """From what readers have; a front that fills itself has nothing to differ from until something was moved."""
        if self.live_content is None:
            return bool(self.words.to_undo)
        return self.live_content.as_json()["blocks"] != self.draft.content["blocks"]

    @property
    def version(self) -> int:
        return self.draft.version

    @property
    def changed_at(self):
        return self.draft.changed_at

    @cached_property
    def words(self) -> drafts.Words:
        return drafts.words_of(self.draft, self.user)

    @property
    def last_words(self) -> str:
        return self.words.last.rstrip(".")

    @property
    def last_by(self) -> str:
        return self.draft.changed_by.get_short_name() if self.draft.changed_by else ""

    @property
    def is_mine(self) -> bool:
        return self.draft.changed_by_id == self.user.pk
