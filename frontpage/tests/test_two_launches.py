"""Two people launch one front in the same moment."""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing, contextmanager
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Barrier
from unittest import mock

from django.db import connection
from django.test import TransactionTestCase

from frontpage.models import Draft, Front, Layout
from frontpage.tests.fronts import a_front
from frontpage.workflow import Stale, launch
from newsroom import clock
from newsroom.testing import at, hire, travel


class TwoLaunchesTests(TransactionTestCase):
    def test_launches_for_one_and_tells_the_other(self):
        people = [hire("Cora Lind", "Front editor"), hire("Nils Wren", "Front editor")]
        front = Front.objects.create()
        Draft.objects.create(front=front, content=a_front().as_json(), changed_at=clock.now())
        together = Barrier(2)

        def press(person):
            together.wait(10)
            try:
                return launch(front, by=person, version=1, seen=0)
            except Stale as told:
                return str(told)

        with travel(at("10:41")), tables_for_threads(), ThreadPoolExecutor(2) as pool:
            answers = list(pool.map(partial(closing_after, press), people))
            layouts = pool.submit(closing_after, lambda _: list(Layout.objects.all()), None).result()

        [told] = [answer for answer in answers if isinstance(answer, str)]
        self.assertEqual([answer for answer in answers if answer != told], layouts)
        first = people[answers.index(layouts[0])]
        self.assertEqual(told, f"{first} launched this front at 10:41 BST. Look at it, then launch; the draft is kept.")


@contextmanager
def tables_for_threads():
    """SQLite's tables in memory have no lock that threads could wait for: they get a copy in a file."""
    if connection.vendor != "sqlite":
        yield
        return
    with TemporaryDirectory() as folder:
        file = Path(folder) / "newsroom.sqlite3"
        with closing(sqlite3.connect(file)) as copy:
            connection.ensure_connection()
            connection.connection.backup(copy)
        with mock.patch.dict(connection.settings_dict, NAME=str(file)):
            yield


def closing_after(call, *args):
    try:
        return call(*args)
    finally:
        connection.close()
