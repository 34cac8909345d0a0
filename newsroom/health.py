"""Is the site alive, and is it ready? Answered for any Host, before anything else can refuse or redirect."""

import logging
import secrets
import tempfile
from pathlib import Path

from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpResponseNotAllowed, JsonResponse

from newsroom import heartbeat

log = logging.getLogger(__name__)


class HealthMiddleware:
    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.path_info not in ("/healthz", "/readyz"):
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        faults = check_all() if request.path_info == "/readyz" else {}
        answer = {"status": "faulty", "faults": faults} if faults else {"status": "ok"}
        return JsonResponse(answer, status=503 if faults else 200, headers={"Cache-Control": "no-store"})


def check_all() -> dict[str, str]:
    """What is wrong, by part: the kind of error only, since its words may hold addresses and passwords."""
    faults = {}
    for part, check in CHECKS.items():
        try:
            check()
        except Exception as error:
            log.warning("%s is not in order", part, exc_info=True)
            faults[part] = str(error) if isinstance(error, NotInOrder) else type(error).__name__
    return faults


class NotInOrder(Exception):
    """A fault that we can put in our own words."""


def check_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")


def check_migrations() -> None:
    executor = MigrationExecutor(connection)
    if plan := executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise NotInOrder(f"{len(plan)} to apply: run manage.py migrate")


def check_media() -> None:
    if not settings.STORAGES["default"]["BACKEND"].endswith("FileSystemStorage"):
        return
    folder = Path(settings.MEDIA_ROOT)
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryFile(dir=folder) as file:
        file.write(b"ready")


def check_cache() -> None:
    word = secrets.token_hex(8)
    cache.set(f"readyz:{word}", word, timeout=5)
    if cache.get(f"readyz:{word}") != word:
        raise NotInOrder("does not keep what it is given")


def check_worker() -> None:
    if heartbeat.is_missed():
        raise NotInOrder("has shown no sign of life for two minutes")


CHECKS = {
    "database": check_database,
    "migrations": check_migrations,
    "media": check_media,
    "cache": check_cache,
    "worker": check_worker,
}
