"""Somebody who asks for pages, in this process: through all middleware, without network."""

from dataclasses import dataclass
from io import BytesIO
from urllib.parse import unquote_to_bytes, urlsplit

from django.conf import settings
from django.contrib.auth import login
from django.contrib.sessions.backends.db import SessionStore
from django.core.handlers.base import BaseHandler
from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest


@dataclass(frozen=True)
class Answer:
    """What came back. ``text`` is headers and body, as anybody can read them."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return "\n".join(self.headers.values()) + self.body.decode(errors="replace")


class Visitor(BaseHandler):
    """A browser without memory; signed in if it is somebody's."""

    def __init__(self, user=None):
        super().__init__()
        self.load_middleware()
        self.cookie = session_of(user) if user else ""

    def ask(self, address: str, method: str = "GET", **headers: str) -> Answer:
        """The answer at ``address``, a path with its query. ``headers`` as WSGI calls them: ``HTTP_IF_NONE_MATCH``."""
        response = self._middleware_chain(WSGIRequest(self.environ(address, method) | headers))
        body = b"".join(response.streaming_content) if response.streaming else response.content
        for close in response._resource_closers:  # response.close() would tell Django to close the connection, too
            close()
        kept = {name: value for name, value in response.items()}
        return Answer(response.status_code, kept, body)

    def environ(self, address: str, method: str) -> dict:
        path, _, query = address.partition("?")
        site = urlsplit(settings.SITE_URL)
        return {
            "REQUEST_METHOD": method,
            "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
            "QUERY_STRING": query,
            "SERVER_NAME": site.hostname,
            "SERVER_PORT": str(site.port or (443 if site.scheme == "https" else 80)),
            "SERVER_PROTOCOL": "HTTP/1.1",
            "HTTP_HOST": site.netloc,
            "HTTP_COOKIE": self.cookie,
            "REMOTE_ADDR": "127.0.0.1",
            "wsgi.url_scheme": site.scheme,
            "wsgi.input": BytesIO(),
            "wsgi.errors": BytesIO(),
        }


def session_of(user) -> str:
    """The cookie of somebody who has just signed in."""
    request = HttpRequest()
    request.session = SessionStore()
    login(request, user)
    request.session.save()
    return f"{settings.SESSION_COOKIE_NAME}={request.session.session_key}"
