"""IPTC-IIM: the agencies' oldest form. Its texts are cut short, and in whatever letters the writer's machine had."""

import hashlib

from PIL import Image, IptcImagePlugin

NAMES = {
    5: "title",
    20: "categories",
    25: "keywords",
    40: "instructions",
    80: "creator",
    85: "job_title",
    90: "city",
    92: "location",
    95: "state",
    100: "country_code",
    101: "country",
    103: "job",
    105: "headline",
    110: "credit",
    115: "source",
    116: "copyright",
    118: "contact",
    120: "caption",
    122: "caption_writer",
}
DATE, TIME = (2, 55), (2, 60)
UTF_8 = b"\x1b%G"
TEXT, DIGEST = 0x0404, 0x0425  # resources of Photoshop
LETTERS = frozenset("àáâãäåæçèéêëìíîïñòóôõöøùúûüýÿßœšž")
SIGNS = frozenset("ÀÁÂÄÅÆÇÈÉÊËÍÎÏÑÓÔÖØÙÚÛÜŠŽ’‘“”„–—…€£©®™°§·«»¡¿")


def told(image: Image.Image) -> dict:
    records = IptcImagePlugin.getiptcinfo(image) or {}
    values = {key: value if isinstance(value, list) else [value] for key, value in records.items()}
    values = {key: [text for text in row if text] for key, row in values.items()}
    letters = letters_of(values)
    found = {
        name: [text.decode(letters, "replace") for text in values.get((2, number), [])]
        for number, name in NAMES.items()
    }
    found["taken_at"] = b"".join(values.get(DATE, [])[:1] + values.get(TIME, [])[:1]).decode("ascii", "replace")
    return found


def is_newer(image: Image.Image) -> bool:
    """Whether a program that knows no XMP changed it: whoever writes both also keeps a hash of this, for that."""
    resources = image.info.get("photoshop") or {}
    kept = resources.get(DIGEST)
    return bool(kept) and kept != hashlib.md5(resources.get(TEXT, b""), usedforsecurity=False).digest()


def letters_of(values: dict) -> str:
    """As it says, or UTF-8 where that fits, or Windows’ or the old Macintosh’s, whichever reads better."""
    if values.get((1, 90)) == [UTF_8]:
        return "utf-8"
    raw = b"\n".join(
        text for (record, number), row in values.items() if record == 2 and number in NAMES for text in row
    )
    try:
        raw.decode()
    except UnicodeDecodeError:
        return max("cp1252", "mac_roman", key=lambda letters: likelihood(raw, letters))
    return "utf-8"


def likelihood(raw: bytes, letters: str) -> int:
    """How much like a language ``raw`` reads in an encoding."""
    text = raw.decode(letters, "replace")
    strange = [(before, sign) for before, sign in zip(" " + text, text, strict=False) if ord(sign) > 127]
    return sum(2 if sign in LETTERS else 1 if fits(before, sign) else -2 for before, sign in strange)


def fits(before: str, sign: str) -> bool:
    """A capital letter doesn't follow a small one."""
    return sign in SIGNS and not (sign.isupper() and before.islower())
