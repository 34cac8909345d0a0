"""The newsroom's one clock: what is public is a function of the moment, and everybody asks here for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime

from django.utils import timezone

_moment: datetime | None = None


def now() -> datetime:
    """The present moment, aware, in UTC."""
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
