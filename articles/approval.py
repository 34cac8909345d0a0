"""Sign-offs: which a story needs, and which hold for the text that stands at the desk now."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from articles.freeze import library_words
from articles.models import Article, Edition, SignOff
from articles.permissions import either, who_may
from articles.preflight import Finding
from newsroom import html
from photos.models import Photo

SIGNED = ("headline", "standfirst", "body", "picture_id")


@dataclass(frozen=True)
class Approval:
    """What is known of one kind of sign-off: ``state`` is valid, fallen (the text was changed since) or missing."""

    kind: SignOff.Kind
    state: str
    needed: bool
    sign_off: SignOff | None = None

    @property
    def is_valid(self) -> bool:
        return self.state == "valid"

    @property
    def lacks(self) -> bool:
        return self.needed and not self.is_valid


def hash_of(content: dict, printed: tuple | None = None, under: Mapping | None = None) -> str:
    """SHA-256 over what an approval is about: headline, standfirst, text with its captions, the lead picture.

    ``printed`` are caption, credit and description as they would be printed; those of the picture, if not told.
    ``under`` are those of the pictures in the text by their numbers; the library's, if not told.
    """
    words = {name: content.get(name) or "" for name in SIGNED}
    words["printed"] = printed or printed_of(content)
    if borrowed := borrowed_words(words["body"], under):
        words["in_text"] = borrowed
    return hashlib.sha256(json.dumps(words, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def printed_of(content: dict) -> tuple[str, str, str]:
    picture = Photo.objects.filter(pk=content.get("picture_id")).first() if content.get("picture_id") else None
    caption, alt = (content.get(name) or "" for name in ("picture_caption", "picture_alt"))
    return (caption or picture.caption, picture.credit, alt or picture.alt) if picture else (caption, "", "")


def borrowed_words(body: str, under: Mapping | None) -> list[list[str]]:
    """Of the pictures in the text what their uses take from the library, as they have no words of their own."""
    figures = html.figures(body)
    words = library_words(figure.photo for figure in figures) if under is None else under
    borrowed = []
    for figure in figures:
        caption, credit, alt = words.get(str(figure.photo), ("", "", ""))
        borrowed.append(["" if figure.caption else caption, credit, alt if figure.alt is None else ""])
    return borrowed if any(map(any, borrowed)) else []


def text_hash(article: Article) -> str:
    content = {name: getattr(article, name) for name in (*SIGNED, "picture_caption", "picture_alt")}
    return hash_of(content | {"body": html.clean(article.body)})


def hash_of_edition(edition: Edition) -> str:
    """The same for a frozen text, with the words that were frozen with its pictures."""
    content = {name: getattr(edition, name) for name in SIGNED}
    printed = (edition.picture_caption, edition.picture_credit, edition.picture_alt)
    return hash_of(content, printed, edition.picture_words)


def lacking(article: Article, edition: Edition) -> list[str]:
    """The sign-offs that a text which waits lacks, in words with who can solve it."""
    given = article.sign_offs.filter(taken_back_at=None, hash=hash_of_edition(edition)).values_list("kind", flat=True)
    lacks = [kind for kind in SignOff.Kind if kind.value in needed(article, edition) - set(given)]
    return [words_for(Approval(kind, "missing", True), article) for kind in lacks]


def needed(article: Article, live: Edition | None = None) -> set[str]:
    """The kinds that the story's section, the one around it, or somebody who flagged it ask for.

    With ``live``, also those that the section asks for in which readers have it.
    """
    sections = [article.section, article.section and article.section.parent]
    sections += [live.section, live.section.parent] if live else []
    kinds = {kind.value for kind in SignOff.Kind for section in sections if section and section.needs(kind)}
    if article.needs_legal:
        kinds.add(SignOff.Kind.LEGAL.value)
    texts = [article, live] if live else [article]
    if not any(text.picture_id or html.photo_ids(text.body) for text in texts):
        kinds.discard(SignOff.Kind.PICTURE.value)
    return kinds


def approvals(article: Article) -> list[Approval]:
    """All four kinds, each with its last sign-off."""
    wanted, text = needed(article), text_hash(article)
    signed = article.sign_offs.filter(taken_back_at=None).select_related("signed_by", "link") if article.pk else []
    last = {}
    for sign_off in sorted(reversed(signed), key=lambda sign_off: sign_off.hash == text):
        last[sign_off.kind] = sign_off  # the newest, but one for this very text before a newer one for another
    found = []
    for kind in SignOff.Kind:
        sign_off = last.get(kind)
        state = "missing" if sign_off is None else "valid" if sign_off.hash == text else "fallen"
        found.append(Approval(kind, state, kind.value in wanted, sign_off))
    return found


def missing(article: Article) -> list[Finding]:
    """What still stops the text: sign-offs, and comments that must be settled; each with who can solve it."""
    found = [
        Finding(words_for(approval, article), "sign_offs", stops=True)
        for approval in approvals(article)
        if approval.lacks
    ]
    for remark in article.remarks.filter(must_fix=True, resolved_at=None).select_related("said_by", "link", "to"):
        whom = f" {remark.to} can settle it." if remark.to else ""
        words = f"A comment by {remark.who} must be settled first: “{remark.text[:160]}”.{whom}"
        found.append(Finding(words, "remarks", stops=True))
    return found


def words_for(approval: Approval, article: Article) -> str:
    kind = approval.kind.label.lower()
    names = [str(user) for user in who_may(f"sign_{approval.kind.value}", article)[:3]]
    who = f" {either(names)} can sign off." if names else " Nobody here can sign off: ask whoever gives out roles."
    if approval.state == "fallen":
        return f"The {kind} sign-off of {approval.sign_off.who} fell when the text was changed.{who}"
    return f"The {kind} sign-off is missing.{who}"
