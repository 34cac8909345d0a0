"""What every browser test at the desk needs: open story forms keep asking the server while the test goes on."""

from contextlib import contextmanager, nullcontext
from threading import RLock
from time import monotonic, sleep

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

    Real tables (PostgreSQL, a file) need none of it. At the end what is being answered ends first, and what a closing
    page still asks is turned away, so that the tables can be emptied.
    """
    turn = RLock() if connection.vendor == "sqlite" and connection.is_in_memory_db() else nullcontext()
    answer = server.answer = getattr(server, "answer", None) or server.get_app()
    being_answered = []

    def in_turn(environ, start_response):
        being_answered.append(environ)
        try:
            with turn:
                return answer(environ, start_response)
        finally:
            being_answered.pop()

    server.set_app(in_turn)
    try:
        yield turn
    finally:
        server.set_app(closed)
        end = monotonic() + 10
        while being_answered and monotonic() < end:
            sleep(0.02)


def closed(environ, start_response):
    start_response("503 Service Unavailable", [("Content-Type", "text/plain"), ("Content-Length", "0")])
    return [b""]
