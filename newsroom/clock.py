"""The newsroom's one clock: what is public is a function of the moment, and everybody asks here for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_moment: datetime | None = None
_seen: ContextVar[datetime | None] = ContextVar("seen_as_of", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC; for whoever looks at the site as of another one, that one."""
    return _seen.get() or present()


def present() -> datetime:
    """The present moment, also for whoever looks at another one."""
    return _moment or timezone.now()


@contextmanager
def travel(moment: datetime) -> Iterator[None]:
    """Move the clock of the whole process, all threads, to ``moment``."""
    global _moment
    before, _moment = _moment, moment
    try:
        yield
    finally:
        _moment = before


@contextmanager
def seen_as_of(moment: datetime) -> Iterator[None]:
    """Show this thread alone the site at ``moment``. Nothing may be written inside: ``is_elsewhere`` tells."""
    token = _seen.set(moment)
    try:
        yield
    finally:
        _seen.reset(token)


def is_elsewhere() -> bool:
    """Whether whoever asks only looks at another moment."""
    return _seen.get() is not None
