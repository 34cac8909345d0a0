"""Does the tasks, one at a time, and what rooms asked to be done at intervals. ``manage.py work`` runs it."""

import fcntl
import logging
import os
import signal
import socket
from datetime import timedelta
from itertools import count
from threading import Event, Thread
from time import monotonic
from typing import TextIO

from django.conf import settings
from django.db import close_old_connections
from django_tasks_db.management.commands import db_worker
from django_tasks_db.models import DBTaskResult

from newsroom import clock, heartbeat
from newsroom.tasks import Regular, every, regular

log = logging.getLogger(__name__)
PAUSE = 1  # second between two looks at an empty list
LONGEST = 30 * 60  # seconds that one piece of work may take, before it is thought to hang
ATTEMPTS = 3  # at a task that the worker dies of
KEPT = timedelta(days=3)  # how long the table remembers what was done


class Worker:
    def __init__(self, name: str = ""):
        self.lock, self.name = (None, name) if name else instance()  # held as long as this process lives
        self.stopping = Event()
        self.begun = monotonic()  # what it is at
        self.due = [[0.0, one] for one in regular]

    def run(self) -> None:
        give_back(self.name)
        for file in settings.DATA_DIR.glob("worker-*.lock"):
            give_back_of_dead(int(file.stem.rpartition("-")[2]))
        Thread(target=self.keep_beating, daemon=True).start()
        while not self.stopping.is_set():
            self.begun = monotonic()
            close_old_connections()
            if not self.one_round():
                self.stopping.wait(PAUSE)

    def one_round(self) -> bool:
        """What is due, and one task; whether there was one. A fault of the database is a reason to try again."""
        try:
            for entry in self.due:
                if entry[0] <= monotonic() and not self.stopping.is_set():
                    do(entry[1])
                    entry[0] = monotonic() + entry[1].minutes * 60
            return do_one(self.name)
        except Exception:
            log.exception("The worker could not look for work")
            return False

    def stop(self, *_) -> None:
        """Finish what is under way and begin nothing; whoever has no time for that kills us, and nothing is lost."""
        self.stopping.set()

    def keep_beating(self) -> None:
        """Show that we live; but a worker that always dies young shows nothing.

        Work that hangs takes the worker down: the next one goes on with the rest.
        """
        while not self.stopping.wait(heartbeat.EVERY):
            if monotonic() - self.begun > LONGEST:
                log.error("The worker has been at one task for %s minutes and starts anew", LONGEST // 60)
                os._exit(1)
            heartbeat.beat()


def run() -> None:
    logging.getLogger("django_tasks_db").setLevel(logging.WARNING)  # it would tell of each round
    worker = Worker()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, worker.stop)
    worker.run()


# ---- More than one worker on a machine ----


def instance() -> tuple[TextIO, str]:
    """The first number that no living worker has, as its lock and the name that tasks know it by."""
    for number in count(1):
        if lock := locked(number):
            return lock, name_of(number)


def name_of(number: int) -> str:
    return f"{socket.gethostname()}-worker-{number}"[-64:]


def locked(number: int) -> TextIO | None:
    """The lock of this number, until it is closed or its process dies; None: a worker lives that holds it."""
    settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
    file = (settings.DATA_DIR / f"worker-{number}.lock").open("a")
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        file.close()
        return None
    return file


def give_back_of_dead(number: int) -> None:
    if lock := locked(number):
        with lock:
            give_back(name_of(number))


# ---- Tasks ----


def do_one(name: str) -> bool:
    """The most urgent task, by the library's own worker; whether there was one."""
    if not DBTaskResult.objects.ready().exists():  # without a lock, since this is asked every second
        return False
    one = db_worker.Worker(
        queue_names=["*"], excluded_queue_names=[], backend_name="default", worker_id=name,
        interval=0, startup_delay=False, batch=True, max_tasks=1,
    )  # fmt: skip
    one.run()
    return True


def do(one: Regular) -> None:
    """A job that fails is tried again when it is due again."""
    try:
        one.job()
    except Exception:
        log.exception("%s failed", one.job.__qualname__)


def give_back(name: str) -> None:
    """What was under way when this worker died is to be done again; unless the worker keeps dying of it."""
    for row in DBTaskResult.objects.running():
        if row.worker_ids[-1:] != [name]:
            continue
        if len(row.worker_ids) < ATTEMPTS:
            DBTaskResult.objects.filter(pk=row.pk).update(status="READY")
        else:
            log.error("Given up on task %s %s: the worker died of it %s times", row.task_path, row.pk, ATTEMPTS)
            row.set_failed(RuntimeError("The worker died of it."))


def tidy() -> None:
    """Forget what was done, and what died with a worker that never came back."""
    DBTaskResult.objects.exclude(status="READY").filter(started_at__lt=clock.now() - KEPT).delete()


every(24 * 60, tidy)
