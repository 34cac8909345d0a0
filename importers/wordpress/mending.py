"""Small repairs to exports that are almost XML.

WordPress reads such files with regular expressions; we correct the few usual faults (stray control characters, bare
ampersands, nested CDATA, a blank first line, undeclared prefixes) and hand the result to the same strict parser.
A document type is never touched, so that hostile files are refused as before.
"""

import codecs
import re
from collections.abc import Iterator
from html import escape, unescape
from typing import BinaryIO

CHUNK = 64 * 1024
PREFIXES = {
    "excerpt": "http://wordpress.org/export/1.2/excerpt/",
    "content": "http://purl.org/rss/1.0/modules/content/",
    "wfw": "http://wellformedweb.org/CommentAPI/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "wp": "http://wordpress.org/export/1.2/",
    "atom": "http://www.w3.org/2005/Atom",
    "media": "http://search.yahoo.com/mrss/",
    "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
}

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
DECLARATION = re.compile(rb"""<\?xml[^>]*?encoding=["']([\w.-]+)["']""")
OPENING = "<![CDATA["
CLOSING = re.compile(r"\]\]>(?=\s*(?:</|<!\[CDATA\[|<!--))")
OPEN_END = re.compile(r"\](?:\](?:>\s*(?:<[^<>]{0,8})?)?)?\Z")
LOOSE_END = re.compile(r"[<&][^<>&;\s]{0,40}\Z")
ENTITY = re.compile(r"&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[0-9a-fA-F]{1,6});)([a-zA-Z]\w{0,30};)?")
BARE_LESS = re.compile(r"<(?![A-Za-z/!?_])")
RSS = re.compile(r"<rss\b[^>]*")


class Mended:
    """A file-like object that gives the mended text of another as UTF-8."""

    def __init__(self, file: BinaryIO):
        self._pieces = _mend(_text(file))
        self._ready = b""

    def read(self, size: int) -> bytes:
        while len(self._ready) < size and (piece := next(self._pieces, None)) is not None:
            self._ready += piece.encode("utf-8", "replace")
        given, self._ready = self._ready[:size], self._ready[size:]
        return given


def _text(file: BinaryIO) -> Iterator[str]:
    """Decode by the file's own declaration, which is then dropped: what leaves here is UTF-8."""
    start = file.read(CHUNK)
    declared = DECLARATION.search(start)
    try:
        decoder = codecs.getincrementaldecoder(declared[1].decode() if declared else "utf-8")("replace")
    except LookupError:
        decoder = codecs.getincrementaldecoder("utf-8")("replace")
    head = decoder.decode(start).lstrip("\ufeff \t\r\n")
    head = re.sub(r"^<\?xml.*?\?>", "", head, flags=re.DOTALL)
    yield CONTROL.sub("", RSS.sub(_declare, head, count=1))
    while chunk := file.read(CHUNK):
        yield CONTROL.sub("", decoder.decode(chunk))


def _declare(rss: re.Match[str]) -> str:
    missing = {prefix: uri for prefix, uri in PREFIXES.items() if f"xmlns:{prefix}=" not in rss[0]}
    return rss[0].rstrip("/") + "".join(f' xmlns:{prefix}="{uri}"' for prefix, uri in missing.items())


def _mend(chunks: Iterator[str]) -> Iterator[str]:
    """Mend markup outside CDATA and turn CDATA into escaped text; a section ends where an element ends."""
    waiting, inside = "", False
    for chunk in chunks:
        waiting += chunk
        while True:
            end = CLOSING.search(waiting) if inside else None
            start = -1 if inside else waiting.find(OPENING)
            if end:
                yield escape(waiting[: end.start()], quote=False)
                waiting, inside = waiting[end.end() :], False
            elif start >= 0:
                yield _markup(waiting[:start])
                waiting, inside = waiting[start + len(OPENING) :], True
            else:
                break
        unsure = (OPEN_END if inside else LOOSE_END).search(waiting)
        settled = unsure.start() if unsure else len(waiting)
        yield escape(waiting[:settled], quote=False) if inside else _markup(waiting[:settled])
        waiting = waiting[settled:]
    yield escape(waiting, quote=False) if inside else _markup(waiting)


def _markup(text: str) -> str:
    return BARE_LESS.sub("&lt;", ENTITY.sub(_entity, text)).replace("]]>", "]]&gt;")


def _entity(match: re.Match[str]) -> str:
    """A named HTML entity becomes its character; any other ampersand stands for itself."""
    character = unescape(match[0])
    return character if character != match[0] and "&" not in character else "&amp;" + (match[1] or "")
