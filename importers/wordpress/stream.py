"""The export as a stream of XML elements; everything that is no sound export is refused here."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO
from xml.etree.ElementTree import Element

from defusedxml import DefusedXmlException, DTDForbidden
from defusedxml.ElementTree import ParseError, iterparse

from importers.wordpress.export import Refused
from importers.wordpress.mending import Mended

DEEPEST = 50
LARGEST_ITEM = 64 * 1024 * 1024


class Malformed(Refused):
    """Not well-formed XML."""


def elements(path: Path, mended: bool) -> Iterator[Element]:
    """Yield each complete child of the channel and forget it afterwards."""
    with _refusals(), path.open("rb") as file:
        if not file.peek(1):
            raise Refused("The file is empty.")
        source = _Measured(Mended(file) if mended else file)
        depth, channel = 0, None
        for event, element in iterparse(source, events=("start", "end"), forbid_dtd=True):
            if event == "start":
                depth += 1
                if depth == 1 and element.tag != "rss":
                    raise Refused(f"This is not a WordPress export: it begins with <{element.tag[:40]}>, not <rss>.")
                if depth == 2:
                    channel = element
                if depth > DEEPEST:
                    raise Refused(f"The file nests elements more than {DEEPEST} deep, which no WordPress export does.")
                continue
            depth -= 1
            if depth == 2:
                yield element
                channel.clear()
                source.since_item = 0


class _Measured:
    """A file that stops giving when one item grows beyond any sensible size."""

    def __init__(self, file: BinaryIO | Mended):
        self._file = file
        self.since_item = 0

    def read(self, size: int) -> bytes:
        data = self._file.read(size)
        self.since_item += len(data)
        if self.since_item > LARGEST_ITEM:
            raise Refused(f"One item of the file is larger than {LARGEST_ITEM // 1024**2} MB.")
        return data


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except DTDForbidden as error:
        if error.name.lower() == "html":
            raise Refused("This is a web page, not a WordPress export.") from None
        raise Refused("The file declares a document type, which no WordPress export does and we never read.") from None
    except (DefusedXmlException, RecursionError):
        raise Refused("The file uses XML entities or nesting that no WordPress export has.") from None
    except ParseError as error:
        if any(fault in str(error) for fault in ("no element found", "unclosed token", "unclosed CDATA")):
            raise Malformed(f"The file breaks off at line {error.position[0]}: it is not complete.") from None
        raise Malformed(f"The file is not well-formed XML: {error}.") from None
    except (UnicodeError, LookupError, ValueError) as error:
        raise Refused(f"The text encoding of the file cannot be read: {error}.") from None
    except OSError as error:
        raise Refused(f"The file cannot be opened: {error.strerror}.") from None


@lru_cache(maxsize=1024)
def name_of(tag: str) -> str:
    """The usual prefixed name of a tag, whichever version of the namespace the file declares."""
    uri, _, local = tag.rpartition("}")
    if "wordpress.org/export" in uri:
        return f"excerpt:{local}" if "excerpt" in uri else f"wp:{local}"
    if "/modules/content" in uri:
        return f"content:{local}"
    if "/dc/elements" in uri:
        return f"dc:{local}"
    return tag
