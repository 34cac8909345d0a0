"""The walk: what is planted must not be found behind any door."""

import logging
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field

from django.db import transaction
from django.test.utils import override_settings

from accounts.models import User
from articles.leaks import doors as at
from articles.leaks import matrix
from articles.leaks.doors import Address, Door, Unknown
from articles.leaks.plant import Garden, every_state
from articles.leaks.stories import Planted
from articles.leaks.visitor import Answer, Visitor
from newsroom import clock
from newsroom.clock import travel

STORED = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},  # collected or not
}
FRESH = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "LOCATION": "leakcheck"}}
CONDITIONS = [("HEAD", {}), ("GET", {"HTTP_IF_NONE_MATCH": "*"})]
PERSONAL = ("preview", "preview-photo", "as-of", "review", "review-photo")  # doors that ask who somebody is


class CannotCheck(Exception):
    """It wouldn't be safe here, or tell nothing; the message says why."""


@dataclass
class Result:
    doors: set[str] = field(default_factory=set)
    states: Sequence[str] = ()
    words: int = 0
    answers: Counter = field(default_factory=Counter)  # how many were read, by door
    leaks: list[str] = field(default_factory=list)  # “door address: word of state”


@contextmanager
def without_trace() -> Iterator[None]:
    """Nothing that is written inside remains: rows are rolled back, pictures and pages are kept in memory."""
    with override_settings(STORAGES=STORED, CACHES=FRESH), transaction.atomic():
        logging.disable(logging.WARNING)  # of each refusal: they are what is wanted
        try:
            yield
        finally:
            logging.disable(logging.NOTSET)
            transaction.set_rollback(True)


def check(
    states: Sequence[str] = (),
    only: Iterable[str] = (),
    searched: Collection[str] = (),
    each: int | None = None,
    tick: Callable[[str], None] = lambda state: None,
) -> Result:
    """Plant ``states``, walk the doors (only these states and doors, if any are named) and tell what was found.

    Each word is looked for with the search, or only those of the ``searched`` parts. A door may be asked for many
    addresses of one story (all sizes of all pictures); with ``each``, only for the first so many.
    """
    states = states or every_state()
    with ExitStack() as stack:
        stack.enter_context(without_trace())
        stack.enter_context(travel(clock.now()))  # pages must not differ by the minute in which they are asked
        walk = Walk(Garden(), set(only), searched, each, tick)
        walk.garden.plant_public(states)
        walk.before()
        walk.garden.plant_secrets(states)
        walk.after()
        result = walk.result
        result.states, result.words = states, len(walk.garden.words.known)
        result.leaks = list(dict.fromkeys(result.leaks))
    return result


class Walk:
    """Asks at the doors, signed out and as whoever has no business there, and notes what should not be."""

    def __init__(self, garden: Garden, only: set[str], searched: Collection[str], each: int | None, tick: Callable):
        self.garden, self.only, self.searched, self.each, self.tick = garden, only, searched, each, tick
        self.words, self.result = garden.words, Result()
        self.nobody = Visitor()
        self.seen: dict[Address, Answer] = {}
        self.made_up: dict[tuple, Answer] = {}

    # ---- Before anything is planted, and after ----

    def before(self) -> None:
        self.reader = Visitor(User.objects.create_user(f"{self.words.never()}@leakcheck.invalid"))
        self.public = self.doors()
        if (front := self.nobody.ask("/")).status != 200:
            raise CannotCheck(f"Not checked: the front page answers {front.status}. Is SITE_URL’s host allowed?")
        for address in self.common():
            answer = self.seen[address] = self.ask(self.nobody, address)
            if answer.status >= 500:
                self.note(address, f"answers {answer.status}")

    def after(self) -> None:
        for address, earlier in self.seen.items():
            answer = self.ask(self.nobody, address)
            if not self.reads(address, answer) and (differing := differences(earlier, answer)):
                self.note(address, f"not the answer of before planting: {differing}")
        for planted in self.garden.secret:
            self.tick(planted.state)
            self.knock(planted)
        self.knock_at_the_desk()

    def doors(self) -> list[Door]:
        return [door for door in at.doors() if self.wanted(door.name)]

    def wanted(self, name: str) -> bool:
        self.result.doors |= set() if self.only and name not in self.only else {name}
        return not self.only or name in self.only

    def common(self) -> list[Address]:
        found = []
        for door in self.public:
            try:
                found += at.common(door, self.garden.live, self.each)
            except Unknown as why:
                self.result.leaks.append(f"{door}: not walked. {why}")
        return found + (at.outside() if not self.only else [])

    # ---- The doors of one story ----

    def knock(self, planted: Planted) -> None:
        for door in self.public:
            own = self.own(door, planted)
            for address in own:
                self.compare(self.nobody, address, planted)
                if door.name in PERSONAL:
                    self.compare(self.reader, address, planted)
            if own and door.name in ("story", "photo"):
                self.knock_oddly(own[0], planted)
            if door.name == "search":
                for address in at.searches(planted, self.searched):
                    self.compare(self.nobody, address, planted, status=200)

    def own(self, door: Door, planted: Planted) -> list[Address]:
        try:
            return at.addresses(door, planted, own=True)[: self.each]
        except Unknown:
            return []  # told once, by ``common``

    def knock_oddly(self, address: Address, planted: Planted) -> None:
        for method, headers in CONDITIONS:
            self.compare(self.nobody, address, planted, method, headers)
        if address.door == "story":
            for path in at.switches(address.path):
                self.compare(self.nobody, Address(address.door, path), planted)

    def compare(self, visitor, address, planted, method="GET", headers=None, status=None) -> None:
        """The answer is what the matrix says; one that tells of nothing tells no more than at a made-up address."""
        wanted = status or matrix.expected(address.door, planted.state, address.path.partition("?")[0])
        answer = self.ask(visitor, address, method, **(headers or {}))
        if self.reads(address, answer):
            return
        if answer.status != wanted:
            self.note(address, f"answers {answer.status} and not {wanted}, {planted.state}")
        elif wanted in (200, matrix.MISSING):
            other = self.at_a_made_up(visitor, address, method, headers or {})
            if differing := differences(other, answer, self.words.without):
                self.note(address, f"not like a made-up address: {differing}, {planted.state}")

    def at_a_made_up(self, visitor, address: Address, method: str, headers: dict) -> Answer:
        key = (visitor, self.words.without(address.path), method, *headers)
        if key not in self.made_up:
            path = self.words.any.sub(lambda word: self.words.never(), address.path)
            self.made_up[key] = self.ask(visitor, Address(address.door, path), method, **headers)
        return self.made_up[key]

    # ---- The newsroom's doors, for those who do not work there ----

    def knock_at_the_desk(self) -> None:
        secret = [planted for planted in self.garden.secret if planted.article][: self.each or 3]
        for door in at.doors(admin=True) if secret else ():
            if self.wanted(door.name):
                for planted in secret:
                    for address in at.desk_addresses(door, planted)[: self.each]:
                        self.turned_away(address)

    def turned_away(self, address: Address) -> None:
        for visitor in (self.nobody, self.reader):
            answer = self.ask(visitor, address)
            if not self.reads(address, answer) and answer.status not in matrix.CLOSED | self.sign_in(address):
                self.note(address, f"answers {answer.status} to somebody who doesn’t work here")

    def sign_in(self, address: Address) -> set[int]:
        return {200} if address.door in matrix.SIGN_IN else set()

    # ---- What is asked and noted ----

    def ask(self, visitor: Visitor, address: Address, method: str = "GET", **headers: str) -> Answer:
        self.result.answers[address.door] += 1
        return visitor.ask(address.path, method, **headers)

    def reads(self, address: Address, answer: Answer) -> bool:
        """Note the words that stand in an answer, but for those that were asked with."""
        found = self.words.found_in(answer.text) - self.words.found_in(address.path)
        for word in sorted(found):
            self.note(address, self.words.told(word))
        return bool(found)

    def note(self, address: Address, what: str) -> None:
        self.result.leaks.append(f"{address.door} {self.words.without(address.path)}: {what}")


def differences(one: Answer, other: Answer, read: Callable[[str], str] = str) -> str:
    """Names of what differs: the status, headers, the page."""
    found = ["status"] if one.status != other.status else []
    names = sorted(one.headers.keys() | other.headers.keys())
    if one.body != other.body:
        names.remove("ETag") if "ETag" in names else None  # of the page, which is compared itself
    found += [name for name in names if read(one.headers.get(name, "")) != read(other.headers.get(name, ""))]
    if read(one.body.decode(errors="replace")) != read(other.body.decode(errors="replace")):
        found.append("page")
    return ", ".join(found)
