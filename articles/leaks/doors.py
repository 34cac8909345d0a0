"""Every address at which somebody could knock, found in the URL patterns: a new page is walked from its first day.

What a pattern asks for is filled from the planted stories. One that asks for something unknown is reported.
"""

from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from itertools import product
from urllib.parse import urlencode

from django.urls import NoReverseMatch, URLPattern, URLResolver, get_resolver, reverse

from articles.leaks.stories import Planted
from articles.querysets import Mark
from newsroom import clock

DATED = {"section", "year", "month", "day"}  # what begins the address of a story
BELOW_A_STORY = {"story": "", "story-changes": "changes/"}  # what follows it
FORMS = ["rss", "atom", "json"]
OUTSIDE = ["/healthz", "/readyz", "/nothing/here/", "/favicon.ico"]  # answered, but by no pattern
WHERE = "say so in articles/leaks/doors.py."
LISTS = ("latest", "section", "topic", "author", "corrections", "archive-month", "archive-day")


@dataclass(frozen=True)
class Door:
    """A URL pattern: its name, and what its address asks for."""

    name: str
    keys: tuple[str, ...]

    def __str__(self):
        return self.name


@dataclass(frozen=True)
class Address:
    door: str
    path: str


class Unknown(Exception):
    """Nobody has said what a pattern's part can be."""


def doors(*, admin: bool = False) -> list[Door]:
    """All patterns of the paper, or those of the newsroom."""
    found = (Door(name, keys) for name, keys in walked(get_resolver().url_patterns))
    return [door for door in dict.fromkeys(found) if door.name.startswith("admin:") == admin and not is_way_on(door)]


def is_way_on(door: Door) -> bool:
    """The admin's own patterns without a name only lead to one that has."""
    return door.name.startswith("admin:") and not door.name.removeprefix("admin:").isidentifier()


def walked(patterns: Iterable, space: str = "", keys: tuple[str, ...] = ()) -> Iterator[tuple[str, tuple[str, ...]]]:
    for entry in patterns:
        asked = (*keys, *(key for key in entry.pattern.regex.groupindex if key not in keys))
        if isinstance(entry, URLResolver):
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from walked(entry.url_patterns, inner, asked)
        elif isinstance(entry, URLPattern):
            yield f"{space}{entry.name or entry.pattern}", asked


def addresses(door: Door, planted: Planted, *, own: bool) -> list[Address]:
    """What ``door`` is asked for: with ``own``, only addresses that name something of the story's own."""
    if set(door.keys) >= DATED:
        if door.name not in BELOW_A_STORY:
            raise Unknown(f"leakcheck doesn’t know what follows a story’s address in it: {WHERE}")
        return [Address(door.name, path + BELOW_A_STORY[door.name]) for path in planted.paths]
    values = [choices(door, key, planted) for key in door.keys]
    if own and not any(is_own for _, is_own in values):
        return []
    return filled(door, (chosen for chosen, _ in values))


def filled(door: Door, values: Iterable[list[str]]) -> list[Address]:
    paths = []
    for chosen in product(*values):
        try:
            paths.append(reverse(door.name, kwargs=dict(zip(door.keys, chosen, strict=True))))
        except NoReverseMatch:
            continue  # it has no such value here: a picture's size is no section
    return [Address(door.name, path) for path in dict.fromkeys(paths)]


def choices(door: Door, key: str, planted: Planted) -> tuple[list[str], bool]:
    """What ``key`` may be, and whether that names the story."""
    for name in (f"{door.name}.{key}", key):
        if name in planted.own:
            return planted.own[name], name != "photo.name"
    common = everywhere()
    for name in (f"{door.name}.{key}", key):
        if name in common:
            return common[name], False
    raise Unknown(f"leakcheck doesn’t know what “{key}” can be: {WHERE}")


def everywhere() -> dict[str, list[str]]:
    """What stands in addresses and names no story."""
    now, day = clock.now(), timedelta(days=1)
    days = [now - day, now, now + day]
    return {
        "form": FORMS,
        "name": ["320.webp"],
        "year": list(dict.fromkeys(f"{moment:%Y}" for moment in days)),
        "month": list(dict.fromkeys(f"{moment:%m}" for moment in days)),
        "day": list(dict.fromkeys(f"{moment:%d}" for moment in days)),
        "text": ["desk", "revision-1", "edition-1"],
        "moment": [f"{now + day + timedelta(hours=4):%Y-%m-%dT%H:%M}"],
        "as-of.path": ["", "latest/", "feeds/latest.rss"],
        "token": ["made-up-token"],
        "slug": ["made-up"],
        "path": ["made-up"],
        "section": ["made-up"],
    }


def common(door: Door, live: Sequence[Planted], each: int | None = None) -> list[Address]:
    """The addresses that tell nothing by themselves: lists, feeds, and all that belongs to a live story.

    With ``each``, all of the first story and so many of the others.
    """
    found = addresses(door, live[0], own=False)
    found += [address for planted in live[1:] for address in addresses(door, planted, own=False)[:each]]
    if door.name in LISTS:
        found += [Address(door.name, f"{found[0].path}?before={mark}") for mark in marks()]
    if door.name == "search":
        asked = [{"q": live[0].common}, {"q": live[0].common, "order": "new"}, {"q": live[0].common, "section": "x"}]
        found += [Address("search", f"{found[0].path}?{urlencode(words)}") for words in asked]
    return list(dict.fromkeys(found))


def marks() -> list[Mark]:
    """Places in a list from which others could be counted."""
    now, day = clock.now(), timedelta(days=1)
    return [Mark(moment, 2**62) for moment in (now - timedelta(minutes=90), now, now + 2 * day)]


def outside() -> list[Address]:
    return [Address("outside the patterns", path) for path in OUTSIDE]


def searches(planted: Planted, parts: Collection[str] = ()) -> list[Address]:
    """The search, asked for each word that is planted, or those of some parts."""
    known = planted.words.known.items()
    words = [word for word, (part, state) in known if state == planted.state and (not parts or part in parts)]
    return [Address("search", f"{reverse('search')}?{urlencode({'q': word})}") for word in words]


def switches(path: str) -> list[str]:
    """What somebody might add to a story's address."""
    return [f"{path}?{switch}" for switch in ("preview=1", "draft=1", "edition=1")]


# ---- The newsroom's doors ----

DESK = {
    "app_label": ["articles"],
    "url": ["articles/"],
    "name": ["original", "card-320.avif"],
    "uidb64": ["MQ"],
    "token": ["made-up"],
}


def desk_addresses(door: Door, planted: Planted) -> list[Address]:
    """A door of the newsroom, asked about the story: whatever number it wants is the story's."""
    pk = str(planted.article.pk)
    return filled(door, (DESK.get(key, [pk]) for key in door.keys))
