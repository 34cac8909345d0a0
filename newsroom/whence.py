"""Where a request came from, for the log. Outside a request there is nowhere."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from ipaddress import IPv6Address, ip_address, ip_network

from django.conf import settings

_address: ContextVar[str | None] = ContextVar("address", default=None)


def address() -> str | None:
    """The client's address, as far as trusted proxies tell it."""
    return _address.get()


@contextmanager
def asked_from(address: str | None) -> Iterator[None]:
    """Everything inside was asked from ``address``."""
    token = _address.set(address)
    try:
        yield
    finally:
        _address.reset(token)


class WhenceMiddleware:
    """Lets whatever a request does know where it came from. TRUSTED_PROXIES is what gunicorn reads too."""

    def __init__(self, get_response):
        self.get_response = get_response
        self.is_trusted = trust(settings.TRUSTED_PROXIES)

    def __call__(self, request):
        peer, told = request.META.get("REMOTE_ADDR", ""), request.META.get("HTTP_X_FORWARDED_FOR", "")
        with asked_from(client_of(peer, told, self.is_trusted)):
            return self.get_response(request)


def trust(proxies: Sequence[str]) -> Callable[[str], bool]:
    """Whether a hop is one of ours. With ``*``, only the nearest is: what it was told could be anybody's invention."""
    named = [proxy.strip() for proxy in proxies if proxy.strip()]
    networks = [ip_network(proxy, strict=False) for proxy in named if proxy != "*"]

    def is_trusted(hop: str, nearest: bool = False) -> bool:
        if nearest and named and ("*" in named or not hop):  # no address: the proxy of a Unix socket
            return True
        found = plain(hop)
        return found is not None and any(ip_address(found) in network for network in networks)

    return is_trusted


def client_of(peer: str, told: str, is_trusted: Callable[..., bool]) -> str | None:
    """The nearest address that is not a trusted proxy's; ``told`` is X-Forwarded-For, read from its end."""
    nearest = plain(peer)
    if not is_trusted(peer, nearest=True):
        return nearest
    for hop in reversed(told.split(",")):
        if plain(hop) is None:
            break
        nearest = plain(hop)
        if not is_trusted(nearest):
            break
    return nearest


def plain(text: str) -> str | None:
    """An address in its one spelling; None for what is none."""
    try:
        found = ip_address(text.strip().partition("%")[0])
    except ValueError:
        return None
    return str((isinstance(found, IPv6Address) and found.ipv4_mapped) or found)
