"""What a story has only in its place on a front: words, picture, size and times."""

from datetime import UTC, datetime

from articles.typed import STRANGE
from frontpage.content import SIZES, Content, Place
from frontpage.moves.finding import Refused, spot_of

LONGEST = {"kicker": 60, "headline": 200, "standfirst": 500}
TIMES = {"pinned_until": "pin", "run_from": "start", "run_until": "end"}


def dress(content: Content, slot_key: int, **changes) -> str:
    """Give a slot its own ``kicker``, ``headline``, ``standfirst``, ``picture``, ``size`` (empty or None: the story's).

    ``copied`` is the story's headline when it got another one here. What is not named stays as it is.
    """
    slot = with_story(content, slot_key)
    for name, value in changes.items():
        setattr(slot, name, one_line(name, value) if name in LONGEST else ORDERS[name](value))
    if not slot.headline:
        slot.copied = ""
    return changed(slot, [name for name in changes if name != "copied"] or ["words"])


def time(
    content: Content,
    slot_key: int,
    *,
    pinned_until: datetime | None = None,
    run_from: datetime | None = None,
    run_until: datetime | None = None,
) -> str:
    """Set all three times of a slot; None is no limit."""
    slot = with_story(content, slot_key)
    if run_from and run_until and run_until <= run_from:
        raise Refused("It would leave the front before it comes: choose a later end.")
    if run_from and pinned_until and pinned_until <= run_from:
        raise Refused("Its place would fill itself before it comes: choose a later end for the pin.")
    times = {"pinned_until": utc(pinned_until), "run_from": utc(run_from), "run_until": utc(run_until)}
    others = [name for name, moment in times.items() if moment != getattr(slot, name)]
    for name, moment in times.items():
        setattr(slot, name, moment)
    return changed(slot, others or ["times"])


def changed(slot: Place, names: list[str]) -> str:
    """“Changed headline, kicker and end of #12 here.”"""
    called = [TIMES.get(name, name) for name in names or ["nothing"]]
    return f"Changed {' and '.join(filter(None, (', '.join(called[:-1]), called[-1])))} of #{slot.story} here."


def with_story(content: Content, slot_key: int) -> Place:
    slot = spot_of(content, slot_key).slot
    if slot.story is None:
        raise Refused("That place fills itself. Put a story there first.")
    return slot


def utc(moment: datetime | None) -> datetime | None:
    return moment and moment.astimezone(UTC)


def one_line(name: str, text: str, longest: int = 0) -> str:
    text = " ".join(STRANGE.sub("", text or "").split())
    if len(text) > (longest := longest or LONGEST[name]):
        raise Refused(f"The {name} is too long: {longest} characters at most, these are {len(text)}.")
    return text


def one_key(value: int | None) -> int | None:
    if value is not None and type(value) is not int:
        raise Refused("Choose one from the list.")
    return value


def one_size(size: str) -> str:
    if size not in SIZES:
        raise Refused("There is no such size.")
    return size


def as_it_is(headline: str) -> str:
    """It is compared with the story's, letter by letter."""
    if len(headline) > 200:
        raise Refused("No story has so long a headline.")
    return headline


ORDERS = {"picture": one_key, "size": one_size, "copied": as_it_is}
