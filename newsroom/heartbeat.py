"""How other processes know that the worker lives: the age of a file in DATA_DIR."""

import logging
import os
from pathlib import Path
from time import time

from django.conf import settings

log = logging.getLogger(__name__)
EVERY = 10  # seconds
LOST_AFTER = 120
BESIDE = "NEWSROOM_WORKER_BESIDE"  # set by serve, for gunicorn: a worker of the same container is to live, too


def file() -> Path:
    return settings.DATA_DIR / "worker.alive"


def beat() -> None:
    try:
        file().parent.mkdir(parents=True, exist_ok=True)
        file().touch()
    except OSError:  # a full disk must not be the worker's end
        log.exception("The worker can't show that it lives")


def is_missed() -> bool:
    """Whether there should be a worker beside this process, and has not been for a while."""
    if BESIDE not in os.environ:
        return False
    try:
        return time() - file().stat().st_mtime > LOST_AFTER
    except FileNotFoundError:
        return True
