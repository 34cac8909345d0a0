"""Where leakcheck plants its stories on a newspaper that is in use."""

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import connection

from articles.leaks.check import CannotCheck

PREFIX = "leakcheck-"


@contextmanager
def beside_the_newsroom() -> Iterator[None]:
    """On SQLite: work on a copy of the file, since a transaction would keep the newsroom from saving for its length.

    On PostgreSQL the transaction that ``check`` rolls back hinders nobody.
    """
    file = Path(str(connection.settings_dict["NAME"]))
    if connection.vendor != "sqlite" or not file.is_file():
        yield
        return
    need = file.stat().st_size * 1.2 + 50_000_000
    if shutil.disk_usage(file.parent).free < need:
        raise CannotCheck(f"Not checked: a copy of the tables needs {need / 1e6:,.0f} MB free in {file.parent}.")
    with tempfile.TemporaryDirectory(prefix=PREFIX, dir=file.parent) as folder:
        copy = Path(folder) / file.name
        with (
            closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as source,
            closing(sqlite3.connect(copy)) as to,
        ):
            source.backup(to)
        with instead(str(copy)):
            yield


@contextmanager
def instead(name: str) -> Iterator[None]:
    """Use another file as the database of this process."""
    connection.close()
    before, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], name
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = before
