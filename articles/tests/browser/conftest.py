"""What every browser test at the desk needs: open story forms keep asking the server while the test goes on."""

from contextlib import contextmanager, nullcontext
from threading import RLock

import pytest
from django.db import connection


@pytest.fixture(autouse=True)
def turn(live_server, browser):
    """The lock that a test takes for transactions of its own while forms are open."""
    with one_at_a_time(live_server.thread.httpd) as turn:
        yield turn
        for page in [page for context in browser.contexts for page in context.pages]:
            page.close()


@contextmanager
def one_at_a_time(server):
    """The threads of a live server share one connection to tables in memory: their transactions must not mix.

    Real tables (PostgreSQL, a file) need none of it. At the end what is being answered ends first, so that the tables
    can be emptied.
    """
    turn = RLock() if connection.vendor == "sqlite" and connection.is_in_memory_db() else nullcontext()
    answer = server.get_app()

    def in_turn(environ, start_response):
        with turn:
            return answer(environ, start_response)

    server.set_app(in_turn)
    yield turn
    with turn:
        server.set_app(answer)
