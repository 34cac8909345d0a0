"""Who asks for a page, as far as its request tells: a reader, or a program that reads it for another end."""

import re

from django.http import HttpRequest

from newsroom import clock

# What search engines, link previews, monitors and scripts call themselves. Cubot makes telephones.
PROGRAM = re.compile(r"(?<!cu)bot|crawl|spider|slurp|preview|externalhit|headless|monitor|http|curl|wget|python", re.I)
AHEAD = ("Sec-Purpose", "Purpose", "X-Moz")  # how a browser says that nobody has asked yet


def is_read(request: HttpRequest) -> bool:
    """Whether somebody opens the page now. Every browser says what it is; as of another moment nobody reads."""
    browser = request.headers.get("User-Agent", "")
    ahead = any("prefetch" in request.headers.get(name, "").lower() for name in AHEAD)
    asked = request.method == "GET" and not ahead and not clock.is_elsewhere()
    return asked and bool(browser) and not PROGRAM.search(browser)
