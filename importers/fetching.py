"""Fetches a picture from a host that the operator named, and from no other: an export is written by strangers.

The name is resolved once, every address it has must be on the public internet, and the connection goes to one of
those addresses, so that the name can't mean another machine a moment later. The same holds after each redirect.
"""

import ssl
from collections import Counter
from concurrent.futures import Future
from http.client import HTTPConnection, HTTPException, HTTPResponse
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from socket import SOCK_STREAM, create_connection, getaddrinfo, socket
from threading import Thread
from time import monotonic
from urllib.parse import SplitResult, quote, urljoin, urlsplit

from importers.timed import Timed, TooSlow, left

SECONDS = 10
LARGEST = 20 * 1024 * 1024
REDIRECTS = 3
SILENCES = 5  # in a row, before a host is asked no more
PORTS = {"http": 80, "https": 443}
TYPES = ("image/", "application/octet-stream", "binary/octet-stream")
METADATA = {ip_address("168.63.129.16")}  # a cloud's own service behind a public address
NAT64 = ip_network("64:ff9b::/96")


class NotFetched(Exception):
    """The picture could not be had; the message says why, for the person who imports."""


class Silent(NotFetched):
    """The host itself is the trouble."""


def resolve(host: str, port: int) -> list[str]:
    """Every address of ``host``, as text."""
    return list(dict.fromkeys(found[4][0] for found in getaddrinfo(host, port, type=SOCK_STREAM)))


def is_forbidden(address: str) -> bool:
    """Whether it is anything but a machine on the public internet: our own network, this machine, a cloud's insides."""
    ip = ip_address(address)
    if isinstance(ip, IPv6Address):
        if inner := _inside(ip):
            return is_forbidden(str(inner))
        if ip.is_site_local:
            return True
    return not ip.is_global or ip.is_multicast or ip.is_reserved or ip in METADATA


def _inside(ip: IPv6Address) -> IPv4Address | None:
    """The older address that a newer one stands for."""
    if ip in NAT64:
        return IPv4Address(int(ip) & 0xFFFFFFFF)
    return ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)


class Fetcher:
    """Fetches from ``hosts`` (``name``, or ``name:port`` where the port is no usual one)."""

    def __init__(self, hosts, *, resolve=resolve, is_forbidden=is_forbidden, seconds=SECONDS, largest=LARGEST):
        self.hosts = {host.strip().lower().rpartition("://")[2].rstrip("/.") for host in hosts}
        self._resolve, self._is_forbidden = resolve, is_forbidden
        self._seconds, self._largest = seconds, largest
        self._silences: Counter[str] = Counter()

    def check(self, address: str) -> bytes:
        """Nothing, where ``fetch`` would ask; raises NotFetched where it would not. No network is touched."""
        self._checked(address)
        return b""

    def fetch(self, address: str) -> bytes:
        """The bytes behind ``address``; raises NotFetched."""
        host = self._checked(address).hostname
        if self._silences[host] >= SILENCES:
            raise Silent(f"{host} failed {SILENCES} times in a row and was asked no more")
        try:
            found = self._follow(address, monotonic() + self._seconds)
            self._silences[host] = 0
            return found
        except Silent:
            self._silences[host] += 1
            raise
        except NotFetched:
            self._silences[host] = 0
            raise

    def _follow(self, address: str, deadline: float) -> bytes:
        try:
            for _ in range(REDIRECTS + 1):
                found = self._ask(self._checked(address), deadline)
                if isinstance(found, bytes):
                    return found
                address = urljoin(address, found)
        except (TooSlow, TimeoutError):
            raise Silent(f"it took longer than {self._seconds} seconds") from None
        except (OSError, HTTPException, UnicodeError, ValueError) as error:
            raise Silent(f"it could not be fetched ({type(error).__name__})") from None
        raise NotFetched(f"it redirects more than {REDIRECTS} times")

    def _checked(self, address: str) -> SplitResult:
        try:
            parts = urlsplit(address)
            host, port = (parts.hostname or "").rstrip("."), parts.port
        except ValueError:
            raise NotFetched("its address is none") from None
        if parts.scheme not in PORTS or not host:
            raise NotFetched("its address is not http or https")
        if "@" in parts.netloc:
            raise NotFetched("its address holds a name or a password")
        name = host if port in (None, PORTS[parts.scheme]) else f"{host}:{port}"
        if name not in self.hosts:
            raise NotFetched(f"{name} was not named by --fetch")
        return parts

    def _ask(self, parts: SplitResult, deadline: float) -> bytes | str:
        """The bytes, or the address that it leads on to."""
        host, port = parts.hostname.rstrip("."), parts.port or PORTS[parts.scheme]
        connection = HTTPConnection(host, port)  # for TLS too: the line below is encrypted already
        connection.default_port = PORTS[parts.scheme]  # or else it would stand in the Host header
        with self._line(host, port, parts.scheme, deadline) as line:
            connection.sock = Timed(line, deadline)
            path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~")
            query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~?')}" if parts.query else ""
            connection.request("GET", path + query, headers={"User-Agent": "Newsroom-Import", "Accept": "image/*"})
            with connection.getresponse() as response:
                return self._taken(response)

    def _line(self, host: str, port: int, scheme: str, deadline: float) -> socket:
        ips = _in_time(deadline, self._resolve, host, port)
        if not ips or any(self._is_forbidden(ip.partition("%")[0]) for ip in ips):
            raise NotFetched(f"{host} is not on the public internet")
        line = _connected(ips, port, deadline)
        if scheme == "http":
            return line
        try:
            line.settimeout(left(deadline))
            return ssl.create_default_context().wrap_socket(line, server_hostname=host)
        except BaseException:
            line.close()
            raise

    def _taken(self, response: HTTPResponse) -> bytes | str:
        if response.status in (301, 302, 303, 307, 308) and (address := response.getheader("Location")):
            return address
        if response.status != 200:
            raise NotFetched(f"the old site answers {response.status}")
        kind = response.getheader("Content-Type", TYPES[-1]).partition(";")[0].strip().lower()
        if not kind.startswith(TYPES) or response.getheader("Content-Encoding", "identity") != "identity":
            raise NotFetched("the old site answers with something that is no picture")
        too_large = NotFetched(f"it is larger than {self._largest // 1024**2} MB")
        if response.length is not None and response.length > self._largest:
            raise too_large
        found = response.read(self._largest + 1)
        if len(found) > self._largest:
            raise too_large
        if response.length:  # read() with a limit does not mind an early end
            raise Silent("the old site broke off")
        return found


def _in_time(deadline: float, ask, *question):
    """What ``ask`` answers: resolvers know no deadline, so one that is silent is left behind."""
    answer = Future()

    def wait():
        try:
            answer.set_result(ask(*question))
        except BaseException as error:
            answer.set_exception(error)

    Thread(target=wait, daemon=True).start()
    return answer.result(left(deadline))


def _connected(ips: list[str], port: int, deadline: float) -> socket:
    for rest in range(len(ips), 1, -1):
        try:
            return create_connection((ips[-rest], port), timeout=left(deadline) / rest)
        except OSError:
            continue
    return create_connection((ips[-1], port), timeout=left(deadline))
