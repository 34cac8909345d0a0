"""A socket whose whole conversation ends at one moment, however slowly the other side drips."""

import io
from socket import socket
from time import monotonic


class TooSlow(Exception):
    pass


class _Reading(io.RawIOBase):
    def __init__(self, line: socket, deadline: float):
        self._line, self._deadline = line, deadline

    def readable(self) -> bool:
        return True

    def readinto(self, buffer) -> int:
        self._line.settimeout(left(self._deadline))
        return self._line.recv_into(buffer)


class Timed:
    """As much of a socket as ``http.client`` uses; a socket's own time limit begins again with each piece."""

    def __init__(self, line: socket, deadline: float):
        self._line, self._deadline = line, deadline

    def makefile(self, _mode: str) -> io.BufferedReader:
        return io.BufferedReader(_Reading(self._line, self._deadline))

    def sendall(self, data: bytes) -> None:
        self._line.settimeout(left(self._deadline))
        self._line.sendall(data)

    def close(self) -> None:
        """Left to who opened it: the answer is still read after the connection is done."""


def left(deadline: float) -> float:
    """Seconds until ``deadline``; raises TooSlow after it."""
    if (seconds := deadline - monotonic()) <= 0:
        raise TooSlow
    return seconds
