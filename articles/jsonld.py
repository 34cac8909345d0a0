"""What the paper tells search programs about a story, in schema.org's words."""

import json
from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from articles.models.correction import Correction
from articles.models.edition import Edition, EditionByline
from articles.models.section import Section
from articles.models.topic import Topic

SCHEMA = "https://schema.org"
# So that no headline can end the script element, or begin another.
ESCAPES = {ord(character): f"\\u{ord(character):04x}" for character in "<>&\u2028\u2029"}


def news_article(
    edition: Edition,
    *,
    at: datetime,
    credits: Iterable[EditionByline] = (),
    topics: Iterable[Topic] = (),
    corrections: Iterable[Correction] = (),
) -> dict:
    """A NewsArticle as it stands at ``at``; ``dateModified`` only where readers got something new."""
    address = edition.get_web_url()
    authors = [{"@type": "Person", "name": credit.name, "url": web(credit.get_absolute_url())} for credit in credits]
    return told(
        {
            "@context": SCHEMA,
            "@type": "NewsArticle",
            "mainEntityOfPage": address,
            "url": address,
            "headline": edition.title,
            "description": edition.description,
            "dateline": edition.dateline,
            "datePublished": edition.first_published_at.isoformat(),
            "dateModified": edition.updated_at and edition.updated_at.isoformat(),
            "author": authors or [publisher()],
            "publisher": publisher(),
            "image": images(edition, at),
            "articleSection": edition.section.name,
            "keywords": [topic.name for topic in topics],
            "inLanguage": settings.LANGUAGE_CODE,
            "wordCount": edition.words,
            "isAccessibleForFree": True,
            "correction": [notice(correction) for correction in corrections],
        }
    )


def notice(correction: Correction) -> dict:
    """All kinds are CorrectionComments to schema.org, which has no other: ``name`` says which kind it is."""
    return told(
        {
            "@type": "CorrectionComment",
            "name": correction.get_kind_display(),
            "text": correction.text,
            "datePublished": correction.published_at.isoformat(),
            "dateModified": correction.given_at.isoformat() if correction.is_amended else None,
        }
    )


def publisher() -> dict:
    return {"@type": "NewsMediaOrganization", "name": settings.SITE_NAME, "url": web("/")}


def images(edition: Edition, at: datetime) -> list[dict]:
    if not (photo := edition.picture_at(at)):
        return []
    width = photo.social_width
    image = {
        "@type": "ImageObject",
        "url": web(photo.social),
        "width": width,
        "height": photo.height_at(width, "social"),
        "caption": edition.picture_caption,
        "creditText": photo.credited(edition.picture_credit),
        "creator": photo.creator and {"@type": "Person", "name": photo.creator},
        "copyrightNotice": photo.copyright,
        "license": photo.licence_url,
    }
    return [told(image)]


def breadcrumbs(section: Section) -> dict:
    """The way from the front page to a section."""
    way = [section.parent, section] if section.parent_id else [section]
    items = [
        {"@type": "ListItem", "position": position, "name": step.name, "item": web(step.get_absolute_url())}
        for position, step in enumerate(way, 1)
    ]
    return {"@context": SCHEMA, "@type": "BreadcrumbList", "itemListElement": items}


def script(facts: dict) -> SafeString:
    """``facts`` for the head of a page."""
    text = json.dumps(facts, ensure_ascii=False).translate(ESCAPES)
    return format_html('<script type="application/ld+json">{}</script>', mark_safe(text))  # noqa: S308 escaped above


def web(path: str) -> str:
    return settings.SITE_URL + path


def told(facts: dict) -> dict:
    """``facts`` without those that nobody knows."""
    return {name: fact for name, fact in facts.items() if fact not in (None, "", [])}
