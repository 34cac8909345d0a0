"""The secret key of a site that was given a file for it instead of a value."""

import fcntl
import os
import secrets
from pathlib import Path


def read_or_make(file: Path) -> str:
    """The key kept in ``file``; made on first use, readable by its owner alone."""
    if file.exists() and (key := file.read_text().strip()):
        return key
    file.parent.mkdir(parents=True, exist_ok=True)
    handle = os.open(file, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(handle, "r+") as out:
        fcntl.flock(out, fcntl.LOCK_EX)  # several processes may start at once: the first writes, the others read
        if key := out.read().strip():
            return key
        key = secrets.token_urlsafe(64)
        out.write(key)
        out.flush()
        os.fsync(out.fileno())
    return key
