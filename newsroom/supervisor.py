"""Keeps gunicorn and the worker beside each other in one container: ``serve`` becomes it, without Django: it is small.

Ends when gunicorn ends, with its code; starts the worker again when that ends. What it is told (TERM, INT, HUP ...)
it tells gunicorn.
"""

import ctypes
import os
import signal
import sys
import time
from contextlib import contextmanager

GUNICORN = [sys.executable, "-m", "gunicorn", "--config", "python:newsroom.server"]
WORK = [sys.executable, "manage.py", "work"]
FORWARDED = [
    signal.SIGTERM,
    signal.SIGINT,
    signal.SIGQUIT,
    signal.SIGHUP,
    signal.SIGUSR1,
    signal.SIGTTIN,
    signal.SIGTTOU,
]
ENDS = (signal.SIGTERM, signal.SIGINT, signal.SIGQUIT)
GRACE = 4  # seconds that the worker has for finishing what it is at
PAUSES = (1, 60)  # seconds before it is started again: more and more, if it dies young


class Supervisor:
    def __init__(self, gunicorn: list[str] = GUNICORN, work: list[str] = WORK):
        self.work = work
        self.ending_since = None
        self.worker, self.worker_began, self.worker_due, self.pause = None, 0.0, 0.0, PAUSES[0]
        with undisturbed():
            for number in FORWARDED:
                signal.signal(number, self.forward)
            self.gunicorn = start(gunicorn)

    def run(self) -> int:
        """Gunicorn's exit code, once it has ended."""
        while True:
            while ended := reap():
                pid, code = ended
                if pid == self.gunicorn:
                    self.end_worker()
                    return code
                if pid == self.worker:
                    self.lost_worker()
            self.look_after_worker()
            time.sleep(0.2)

    def forward(self, number, _frame) -> None:
        if number in ENDS and self.ending_since is None:
            self.ending_since = time.monotonic()
            send(self.worker, signal.SIGTERM)
        send(self.gunicorn, number)

    def look_after_worker(self) -> None:
        now = time.monotonic()
        if self.ending_since is not None:
            if now - self.ending_since > GRACE:
                send(self.worker, signal.SIGKILL)
        elif self.worker is None and now >= self.worker_due:
            with undisturbed():
                self.worker, self.worker_began = start(self.work, niceness=10), now

    def lost_worker(self) -> None:
        lived = time.monotonic() - self.worker_began
        self.pause = PAUSES[0] if lived > PAUSES[1] else self.pause
        self.worker, self.worker_due = None, time.monotonic() + self.pause
        self.pause = min(self.pause * 2, PAUSES[1])

    def end_worker(self) -> None:
        send(self.worker, signal.SIGTERM)
        begun = self.ending_since or time.monotonic()
        while self.worker:
            if time.monotonic() - begun > GRACE:
                send(self.worker, signal.SIGKILL)
            if (ended := reap()) and ended[0] == self.worker:
                self.worker = None
            time.sleep(0.05)


@contextmanager
def undisturbed():
    """What we are told meanwhile, we hear a moment later: when we know whom to tell."""
    signal.pthread_sigmask(signal.SIG_BLOCK, FORWARDED)
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, FORWARDED)


def start(command: list[str], niceness: int = 0) -> int:
    if pid := os.fork():
        return pid
    for number in FORWARDED:
        signal.signal(number, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, FORWARDED)
    if sys.platform == "linux":  # should we be killed, the child is told to end; it must not hold the port
        ctypes.CDLL(None).prctl(1, signal.SIGTERM)
    os.nice(niceness)
    os.execv(command[0], command)  # noqa: S606 - no shell wanted


def reap() -> tuple[int, int] | None:
    """One child that has ended, and its code; as process 1 of a container we also inherit others' children."""
    try:
        pid, status = os.waitpid(-1, os.WNOHANG)
    except ChildProcessError:
        return None
    return (pid, os.waitstatus_to_exitcode(status)) if pid else None


def send(pid: int | None, number: int) -> None:
    try:
        if pid:
            os.kill(pid, number)
    except ProcessLookupError:
        pass


def main() -> int:
    code = Supervisor().run()
    return code if code >= 0 else 128 - code


if __name__ == "__main__":
    sys.exit(main())
