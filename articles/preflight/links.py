"""Checks of the links: where they lead, and whether their words say so."""

import posixpath
from collections.abc import Iterator
from urllib.parse import unquote, urljoin, urlsplit

from django.conf import settings
from django.http.request import validate_host

from articles.preflight.finding import Finding
from articles.preflight.reading import Copy, Link, beginning

# Beginnings of addresses that are for the newsroom and those whom it asks. Readers get “not found” there, or worse.
FOR_US = {
    "/admin/": "the newsroom",
    "/preview/link/": "a reviewer’s link",
    "/preview/": "a preview",
    "/as-of/": "the site at another time",
}
AT_HOME = ("localhost", "127.0.0.1", "[::1]")
SAYS_NOTHING = frozenset("click|click here|here|link|more|read more|see here|this|this link|this page".split("|"))
SOMEWHERE = "/section/2026/01/31/story/"


def links(copy: Copy) -> Iterator[Finding]:
    for link in copy.links:
        yield from check_link(link)


def check_link(link: Link) -> Iterator[Finding]:
    called = f"The link “{beginning(link.words)}”"
    if place := place_of_ours(link.address):
        yield Finding(
            f"{called} leads to {place}, not to the paper.", "body", stops=True, todo="Put in the public address."
        )
    elif link.address.startswith("#"):
        yield Finding(f"{called} leads nowhere.", "body", todo="Give it an address, or take it off.")
    elif link.address.startswith("http:"):
        yield Finding(
            f"{called} leads to an http: address, of which browsers warn.", "body", todo="Try it with https:."
        )
    if not any(map(str.isalnum, link.words)):
        yield Finding(f"A link to {beginning(link.address, 60)} has no words.", "body", todo="Take it out.")
    elif link.words.strip(" .…:>»→").lower() in SAYS_NOTHING:
        yield Finding(f"{called} doesn’t say where it leads.", "body", todo="Link the words that name it.")


def place_of_ours(address: str) -> str:
    """What behind the paper ``address`` leads to; nothing where it leads to the paper, or to somebody else."""
    parts = urlsplit(urljoin(settings.SITE_URL + SOMEWHERE, address))
    hosts = [urlsplit(settings.SITE_URL).hostname, *settings.ALLOWED_HOSTS, *AT_HOME]
    if parts.scheme not in ("http", "https") or not validate_host(parts.hostname or "", hosts):
        return ""
    path = posixpath.normpath("/" + unquote(parts.path).lstrip("/")).lower() + "/"
    return next((place for begins, place in FOR_US.items() if path.startswith(begins)), "")
