"""XMP: the newest and fullest form, as XML in several spellings."""

from defusedxml import ElementTree
from django.conf import settings
from PIL import Image

LONGEST = 1 << 20  # bytes
RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
PREFIXES = {
    "http://purl.org/dc/elements/1.1/": "dc",
    "http://ns.adobe.com/photoshop/1.0/": "photoshop",
    "http://iptc.org/std/Iptc4xmpCore/1.0/xmlns/": "core",
    "http://iptc.org/std/Iptc4xmpExt/2008-02-29/": "ext",
    "http://ns.adobe.com/xap/1.0/rights/": "rights",
    "http://ns.adobe.com/xap/1.0/": "xmp",
    "http://ns.useplus.org/ldf/xmp/1.0/": "plus",
    "http://creativecommons.org/ns#": "cc",
    "http://ns.adobe.com/exif/1.0/": "exif",
}
# Our name: where it may stand, the better place first. "a/b" is part b of the struct a.
PLACES = {
    "headline": ["photoshop:Headline"],
    "title": ["dc:title"],
    "caption": ["dc:description"],
    "alt": ["core:AltTextAccessibility"],
    "extended_description": ["core:ExtDescrAccessibility"],
    "credit": ["photoshop:Credit"],
    "creator": ["dc:creator", "plus:ImageCreator/plus:ImageCreatorName"],
    "copyright": ["dc:rights"],
    "keywords": ["dc:subject"],
    "people": ["ext:PersonInImage", "ext:PersonInImageWDetails/ext:PersonName"],
    "location": ["core:Location"],
    "city": ["photoshop:City"],
    "state": ["photoshop:State"],
    "country": ["photoshop:Country"],
    "country_code": ["core:CountryCode"],
    "location_shown": ["ext:LocationShown"],
    "location_created": ["ext:LocationCreated"],
    "taken_at": ["photoshop:DateCreated", "exif:DateTimeOriginal"],
    "usage_terms": ["rights:UsageTerms"],
    "web_statement": ["rights:WebStatement", "cc:license"],
    "source": ["photoshop:Source"],
    "instructions": ["photoshop:Instructions"],
    "event": ["ext:Event"],
    "digital_source_type": ["ext:DigitalSourceType"],
    "job": ["photoshop:TransmissionReference"],
    "job_title": ["photoshop:AuthorsPosition"],
    "caption_writer": ["photoshop:CaptionWriter"],
    "categories": ["photoshop:SupplementalCategories"],
    "genre": ["core:IntellectualGenre"],
    "organisations": ["ext:OrganisationInImageName"],
    "artworks": ["ext:ArtworkOrObject/ext:AOTitle"],
    "products": ["ext:ProductInImage/ext:ProductName"],
    "contact": ["core:CreatorContactInfo/core:CiEmailWork"],
    "telephone": ["core:CreatorContactInfo/core:CiTelWork"],
    "website": ["core:CreatorContactInfo/core:CiUrlWork"],
    "copyright_owner": ["plus:CopyrightOwner/plus:CopyrightOwnerName"],
    "supplier": ["plus:ImageSupplier/plus:ImageSupplierName"],
    "supplier_id": ["plus:ImageSupplierImageID"],
    "licensor": ["plus:Licensor/plus:LicensorName"],
    "licensor_url": ["plus:Licensor/plus:LicensorURL"],
    "other_constraints": ["plus:OtherConstraints"],
    "data_mining": ["plus:DataMining"],
    "model_release": ["plus:ModelReleaseStatus"],
    "model_age": ["ext:ModelAge"],
    "minor_age": ["plus:MinorModelAgeDisclosure"],
    "property_release": ["plus:PropertyReleaseStatus"],
}
LOCATION = ("ext:Sublocation", "ext:City", "ext:ProvinceState", "ext:CountryName")


def told(image: Image.Image) -> dict:
    packet = image.info.get("xmp") or b""
    packet = packet.encode() if isinstance(packet, str) else packet
    if not packet or len(packet) > LONGEST:
        return {}
    properties = properties_of(ElementTree.fromstring(packet.rstrip(b"\0 ")))
    found = {name: first(properties, places) for name, places in PLACES.items()}
    for name in ("location_shown", "location_created"):
        found[name] = [", ".join(text for part in LOCATION for text in place.get(part, [])) for place in found[name]]
    return found


def first(properties: dict[str, list], places: list[str]) -> list:
    """What stands in the best of ``places``; people stand in two lists that are one."""
    rows = [[*values(properties, place)] for place in places]
    return sum(rows, []) if "ext:PersonInImage" in places else next(filter(None, rows), [])


def values(properties: dict[str, list], place: str):
    name, _, part = place.partition("/")
    for value in properties.get(name, []):
        if part:
            yield from value.get(part, []) if isinstance(value, dict) else []
        elif isinstance(value, dict) == (name in STRUCTS):
            yield value


STRUCTS = ("ext:LocationShown", "ext:LocationCreated")


# ---- The spellings of RDF ----


def properties_of(root) -> dict[str, list]:
    """Each property's values: texts, or structs as dictionaries of the same kind."""
    found = {}
    for description in root.iter(f"{RDF}RDF"):
        for node in description.findall(f"{RDF}Description"):
            for name, value in parts_of(node).items():
                found.setdefault(name, value)
    return found


def parts_of(node) -> dict[str, list]:
    """A struct's parts, be they attributes or elements."""
    found = {short(name): [text] for name, text in node.attrib.items() if not name.startswith((RDF, LANGUAGE))}
    for child in node:
        found.setdefault(short(child.tag), values_of(child))
    return found


def values_of(node) -> list:
    for kind in ("Bag", "Seq"):
        if (row := node.find(f"{RDF}{kind}")) is not None:
            return [value for item in row for value in values_of(item)]
    if (row := node.find(f"{RDF}Alt")) is not None:
        return [text for item in sorted(row, key=foreign)[:1] for text in values_of(item)]
    if resource := node.get(f"{RDF}resource"):
        return [resource]
    if (struct := node.find(f"{RDF}Description")) is not None:
        return [parts_of(struct)]
    if len(node) or any(not name.startswith((RDF, LANGUAGE)) for name in node.attrib):
        return [parts_of(node)]
    return [node.text] if node.text and node.text.strip() else []


def foreign(item) -> int:
    """The newsroom's own language first, then the file's default one."""
    language = item.get(LANGUAGE, "").lower()
    own = settings.LANGUAGE_CODE.lower().split("-")[0]
    return 0 if language.split("-")[0] == own else 1 if language == "x-default" else 2


def short(name: str) -> str:
    space, _, local = name.rpartition("}")
    return f"{PREFIXES.get(space[1:], space[1:])}:{local}"
