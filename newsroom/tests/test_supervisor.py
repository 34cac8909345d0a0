"""The real supervisor, with small programs in place of gunicorn and the worker."""

import os
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings

SUPERVISE = """
import sys
from newsroom import supervisor
supervisor.PAUSES, supervisor.GRACE = (0.1, 60), 0.5
gunicorn, work = ([sys.executable, "-c", code] for code in sys.argv[1:])
supervisor.Supervisor.__init__.__defaults__ = (gunicorn, work)
sys.exit(supervisor.main())
"""
SERVES = """
import signal, sys, time
signal.signal(signal.SIGTERM, lambda *_: sys.exit(7))
signal.signal(signal.SIGHUP, lambda *_: print("reloads", flush=True))
print("serves", flush=True)
time.sleep(60)
"""
WORKS = "import os, time; print('works', os.getpid(), os.nice(0), flush=True); time.sleep(60)"


@pytest.fixture
def supervise():
    begun = []

    def supervised(gunicorn=SERVES, work=WORKS):
        begun.append(
            subprocess.Popen(  # noqa: S603
                [sys.executable, "-c", SUPERVISE, gunicorn, work],
                cwd=settings.BASE_DIR, stdout=subprocess.PIPE, text=True, start_new_session=True,
            )
        )  # fmt: skip
        return begun[-1]

    yield supervised
    for process in begun:
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        process.wait()
        process.stdout.close()


def lines(process, number):
    return sorted(process.stdout.readline().split() for _ in range(number))


def leaves_nobody_behind(process):
    """All that it started held its output open."""
    begun = time.monotonic()
    process.stdout.read()
    return time.monotonic() - begun < 10


def test_starts_a_dead_worker_again_with_low_priority(supervise):
    process = supervise()
    _, (_, first, nice) = lines(process, 2)

    os.kill(int(first), signal.SIGKILL)

    ((word, second, _),) = lines(process, 1)
    assert (word, nice) == ("works", str(os.nice(0) + 10))
    assert second != first


def test_hands_on_what_it_is_told_and_ends_with_gunicorns_code(supervise):
    process = supervise()
    lines(process, 2)

    process.send_signal(signal.SIGHUP)
    assert lines(process, 1) == [["reloads"]]
    process.terminate()

    assert process.wait(5) == 7
    assert leaves_nobody_behind(process)


def test_waits_longer_each_time_for_a_worker_that_dies_at_once(supervise):
    process = supervise(work="print('works', flush=True)")
    begun = time.monotonic()

    assert lines(process, 5).count(["works"]) == 4
    assert time.monotonic() - begun > 0.1 + 0.2 + 0.4


def test_takes_a_worker_down_that_does_not_want_to_end(supervise):
    stubborn = "import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN);" + WORKS
    process = supervise(work=stubborn)
    lines(process, 2)

    process.terminate()

    assert process.wait(5) == 7
    assert leaves_nobody_behind(process)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells children of their parent's death")
def test_leaves_nobody_behind_when_it_is_killed(supervise):
    process = supervise()
    lines(process, 2)

    process.kill()

    process.wait()
    assert leaves_nobody_behind(process)
