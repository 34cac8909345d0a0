"""What goes with every size that readers get: who made it and whose it is.

Nothing else of the original's metadata, and no title, caption or description: the title is not printed, and a story
may use other words on purpose.
"""

from xml.sax.saxutils import escape

from PIL import ExifTags, Image

from photos.metadata.words import cut, plain
from photos.models import Photo

LONGEST = 300  # of the usage terms, in characters: they would weigh more than the smallest picture
TRAINED = "trainedAlgorithmicMedia"
TYPES = "http://cv.iptc.org/newscodes/digitalsourcetype/"
PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" \
xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" xmlns:xmpRights="http://ns.adobe.com/xap/1.0/rights/" \
xmlns:ext="http://iptc.org/std/Iptc4xmpExt/2008-02-29/">\
{}</rdf:Description></rdf:RDF></x:xmpmeta><?xpacket end="r"?>"""
LISTED = "<{0}><rdf:Seq><rdf:li>{1}</rdf:li></rdf:Seq></{0}>"
SPOKEN = '<{0}><rdf:Alt><rdf:li xml:lang="x-default">{1}</rdf:li></rdf:Alt></{0}>'
PLAIN = "<{0}>{1}</{0}>"


def options(photo: Photo, form: str) -> dict:
    """What ``Image.save`` takes to write the marks into a picture of ``form``: JPEG, WEBP or AVIF."""
    marks = {"exif": exif(photo), "xmp": xmp(photo)}
    return {name: content for name, content in marks.items() if content}


def xmp(photo: Photo) -> bytes:
    marks = "".join(shape.format(name, escape(text)) for name, shape, text in properties(photo) if text)
    return PACKET.format(marks).encode() if marks else b""


def properties(photo: Photo) -> list[tuple[str, str, str]]:
    return [
        ("dc:creator", LISTED, plain(photo.creator)),
        ("dc:rights", SPOKEN, plain(photo.copyright)),
        ("photoshop:Credit", PLAIN, plain(photo.credit)),
        ("xmpRights:Marked", PLAIN, "True" if photo.copyright else ""),
        ("xmpRights:UsageTerms", SPOKEN, cut(plain(photo.usage_terms), LONGEST)),
        ("xmpRights:WebStatement", PLAIN, plain(photo.licence_url)),
        ("ext:DigitalSourceType", PLAIN, source_type(photo)),
    ]


def source_type(photo: Photo) -> str:
    """Readers’ programs are told what a program made."""
    if photo.kind != Photo.Kind.GENERATED:
        return ""
    told = photo.found.get("digital_source_type", "")
    return told if told.startswith(TYPES) and TRAINED.lower() in told.lower() else TYPES + TRAINED


def exif(photo: Photo) -> bytes:
    tags = {
        ExifTags.Base.Artist: plain(photo.creator),
        ExifTags.Base.Copyright: plain(photo.copyright),
    }
    marks = Image.Exif()
    marks.update({tag: text.encode() for tag, text in tags.items() if text})
    return marks.tobytes() if len(marks) else b""
