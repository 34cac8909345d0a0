import fcntl
import os
import sys
import time
from contextlib import contextmanager

from django.conf import settings
from django.core.management import BaseCommand, CommandError, call_command
from django.db import connection

from newsroom import heartbeat, supervisor

MIGRATION_LOCK = 0x6E657773  # "news": any number, the same in every replica
PARTS = {
    "web": supervisor.GUNICORN,
    "worker": supervisor.WORK,
    "both": [sys.executable, "-m", "newsroom.supervisor"],
}


class Command(BaseCommand):
    help = (
        "Bring the tables up to date, then serve the site with gunicorn (newsroom/server.py holds its settings), "
        "and do the tasks beside it. SERVE=web or SERVE=worker does one of the two."
    )

    def add_arguments(self, parser):
        parser.add_argument("--demo", action="store_true", help="fill an empty newsroom with the demo newspaper")

    def handle(self, *, demo, **options):
        if settings.DEBUG:
            raise CommandError("DEBUG is on: use manage.py runserver, or make dev.")
        part = os.environ.get("SERVE") or "both"
        if part not in PARTS:
            raise CommandError(f"SERVE is web, worker or both, not {part!r}.")
        os.umask(0o027)  # what we write is no other account's to read
        with alone():
            if not (settings.STATIC_ROOT / "staticfiles.json").exists():
                call_command("collectstatic", interactive=False, verbosity=0)
            call_command("migrate", interactive=False, verbosity=max(0, options["verbosity"] - 1))
            if demo:
                call_command("demo", if_empty=True)
        connection.close()
        sys.stdout.flush()
        if part == "both":
            os.environ[heartbeat.BESIDE] = "1"
            heartbeat.beat()  # the worker has two minutes for its first sign of life
        os.execv(sys.executable, PARTS[part])  # noqa: S606 - no shell wanted: it takes our place and our signals


@contextmanager
def alone():
    """One replica at a time."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            # Asked again and again instead of waiting inside: a waiting query would block CREATE INDEX CONCURRENTLY.
            while not ask(cursor, "SELECT pg_try_advisory_lock(%s)"):
                time.sleep(0.5)
            try:
                yield
            finally:
                ask(cursor, "SELECT pg_advisory_unlock(%s)")
    else:
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        with (settings.DATA_DIR / "serve.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def ask(cursor, question: str) -> bool:
    cursor.execute(question, [MIGRATION_LOCK])
    return cursor.fetchone()[0]
