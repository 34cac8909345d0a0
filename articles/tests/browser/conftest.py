"""What every browser test at the desk needs: open story forms keep asking the server while the test goes on."""

from contextlib import contextmanager
from time import monotonic, sleep

import pytest


@pytest.fixture(autouse=True)
def answers_end_with_the_test(live_server, browser):
    with answering(live_server.thread.httpd):
        yield
        for page in [page for context in browser.contexts for page in context.pages]:
            page.close()


@contextmanager
def answering(server):
    """At the end what is being answered ends first, and what a closing page still asks is turned away.

    So the tables can be emptied.
    """
    answer = server.answer = getattr(server, "answer", None) or server.get_app()
    being_answered = []

    def counted(environ, start_response):
        being_answered.append(environ)
        try:
            return answer(environ, start_response)
        finally:
            being_answered.pop()

    server.set_app(counted)
    try:
        yield
    finally:
        server.set_app(closed)
        end = monotonic() + 10
        while being_answered and monotonic() < end:
            sleep(0.02)


def closed(environ, start_response):
    start_response("503 Service Unavailable", [("Content-Type", "text/plain"), ("Content-Length", "0")])
    return [b""]
