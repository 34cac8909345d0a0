"""Work that no reader waits for: ``@task`` makes a function that ``enqueue`` leaves to the worker (newsroom/worker.py).

A task may be begun twice, or killed at any moment: it looks for itself at what is still to be done. What must not be
forgotten is looked for again and again, with ``every``; nothing that readers see depends on any of it.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from newsroom import clock

try:
    from django.tasks import task
except ImportError:  # Django 5.2
    from django_tasks import task

__all__ = ["every", "is_under_way", "regular", "task"]
SILENCE = timedelta(minutes=10)  # one that has run for longer may have died with its worker


class Regular(NamedTuple):
    """A short job that the worker does when it starts and every so many minutes, between two tasks."""

    minutes: float
    job: Callable[[], object]


regular: list[Regular] = []


def every(minutes: float, job: Callable[[], object]) -> None:
    """Rooms call it in ``ready()``."""
    regular.append(Regular(minutes, job))


def is_under_way(some) -> bool:
    """Whether a task of this kind waits to be done, or is being done."""
    from django_tasks_db.models import DBTaskResult  # needs the apps

    ours = DBTaskResult.objects.filter(task_path=some.module_path)
    running = ours.running().filter(started_at__gt=clock.now() - SILENCE)
    return ours.filter(status="READY").exists() or running.exists()
