"""The draft of a front, which everybody who arranges it shares: changed move by move, each of which can be taken back.

Nobody's move is lost: each is made on the draft as it stands in that moment, with the front's row locked. To take one
back is a step, too, which keeps what the move made; that can be put back until somebody makes another move.
"""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from django.db import transaction

from accounts.models import User
from articles.contents import find_section, live_sections
from articles.models import Article
from frontpage.arranging import Scope, usual
from frontpage.candidates import UNSEEN
from frontpage.content import Content
from frontpage.layouts import content_of, newest_number
from frontpage.models import Draft, Front, Step
from frontpage.moves.finding import JOINER, no_story
from frontpage.naming import name_blocks
from frontpage.workflow import Refused, Stale, allow, locked, name
from newsroom import clock

KEPT = 200  # steps of a draft
STORY = re.compile(r"#(\d{1,18})\b")
TOOK, PUT = "Took back", "Put back"  # how steps begin that no move made


def draft_of(front: Front) -> Draft:
    """The draft; if there is none yet, one is begun from what readers have."""
    draft = Draft.objects.select_related("changed_by").filter(front=front).first()
    if draft:
        return draft
    with transaction.atomic():
        return begun(locked(front))


def change(front: Front, move: Callable[[Content], str], *, by: User, words: str = "") -> Draft:
    """Make a move of ``frontpage.moves`` on the draft: ``change(front, partial(remove, slot_key=7), by=ann)``.

    The log gets ``words``, or what the move says. A move that changes nothing leaves no step.
    """
    allow(by, "arrange", front)
    with transaction.atomic():
        draft = begun(locked(front))
        content = Content.read(draft.content)
        name_blocks(content.blocks)  # for the log
        said = move(content)
        check_new_stories(draft, content, by)
        return keep(draft, content, words or said, by)


def start_over(front: Front, *, by: User) -> Draft:
    """Make the draft what readers have."""
    allow(by, "arrange", front)
    with transaction.atomic():
        front = locked(front)
        draft = begun(front)
        draft.seen_number = newest_number(front)
        draft.save(update_fields=["seen_number"])
        return keep(draft, content_now(front), "Started again from what readers have.", by)


def undo(front: Front, *, by: User, version: int | None = None) -> Step:
    """Take back the newest move that still stands, whoever made it, and answer its step.

    ``version`` is the draft's that the person saw: if somebody made another step since, nothing is taken back.
    """
    allow(by, "arrange", front)
    with transaction.atomic():
        draft = seen(front, version, by)
        step = standing(draft.steps.select_related("by").defer("before"))
        if step is None:
            raise Refused("There is nothing to take back.")
        whose = "" if step.by == by else f" what {no_story(str(step.by or 'somebody'))} did"
        keep(draft, Content.read(step.before), f"{TOOK}{whose}: {step.words}", by)
        return step


def put_back(front: Front, *, by: User, version: int | None = None) -> Step:
    """Put back what was taken back last, whoever did, unless a move was made since; answers the undo's step."""
    allow(by, "arrange", front)
    with transaction.atomic():
        draft = seen(front, version, by)
        step = undone(draft.steps.defer("before"))
        if step is None:
            raise Refused("There is nothing to put back.")
        keep(draft, Content.read(step.before), f"{PUT}: {move_in(step)}", by)
        return step


# ---- What was done ----


def standing(steps: Iterable[Step]) -> Step | None:
    """The newest move that was not taken back; of steps with the newest first."""
    taken = 0
    for step in steps:
        if way := way_of(step):
            taken += way
        elif not taken:
            return step
        else:
            taken -= 1
    return None


def undone(steps: Iterable[Step]) -> Step | None:
    """The newest undo that was not put back, if no move was made since."""
    taken = 0
    for step in steps:
        taken += (way := way_of(step))
        if not way or taken > 0:
            return step if way else None
    return None


def way_of(step: Step) -> int:
    """1 for an undo, -1 for one that was put back, 0 for a move."""
    return step.words.startswith(TOOK) - step.words.startswith(PUT)


def move_in(step: Step) -> str:
    """What the move said that an undo took back."""
    return step.words.partition(": ")[2]


class Words(NamedTuple):
    """Of the newest step, of the move that ``undo`` takes back, of what ``put_back`` brings; nothing for none."""

    last: str
    to_undo: str
    to_put_back: str


def words_of(draft: Draft, to: User) -> Words:
    """With the headlines that ``to`` may see. Two queries."""
    steps = list(draft.steps.defer("before"))
    last, move, undo = next(iter(steps), None), standing(steps), undone(steps)
    return Words(*told([last.words if last else "", move.words if move else "", move_in(undo) if undo else ""], to))


def told(sentences: Iterable[str], to: User) -> list[str]:
    """Words of moves with headlines for “#12”, as far as ``to`` may see the stories. One query."""
    sentences = list(sentences)
    keys = {int(key) for words in sentences for key in STORY.findall(words)}
    stories = Article.objects.visible_to(to).defer("body").in_bulk(keys) if keys else {}

    def title(found: re.Match) -> str:
        story = stories.get(int(found[1]))
        return f"“{story}”" if story else UNSEEN[0].lower() + UNSEEN[1:]

    return [STORY.sub(title, words).replace(f"#{JOINER}", "#") for words in sentences]


# ---- With the front's row locked ----


def seen(front: Front, version: int | None, by: User) -> Draft:
    draft = begun(locked(front))
    if version not in (None, draft.version):
        raise Stale(f"{name(draft.changed_by, by)} changed the draft meanwhile. Look at it, then go back.")
    return draft


def begun(front: Front) -> Draft:
    draft = Draft.objects.select_related("changed_by").filter(front=front).first()
    return draft or Draft.objects.create(
        front=front,
        content=content_now(front).as_json(),
        seen_number=newest_number(front),
        changed_at=clock.now(),
    )


def check_new_stories(draft: Draft, content: Content, by: User) -> None:
    new = set(content.stories) - set(Content.read(draft.content).stories)
    if new and Article.objects.visible_to(by).filter(pk__in=new, killed_at=None).count() < len(new):
        raise Refused("This story is not there any more, or you may not see it.")


def keep(draft: Draft, content: Content, words: str, by: User) -> Draft:
    """Store a changed content, with the step that leads back."""
    before = draft.content
    if content.as_json()["blocks"] == before["blocks"]:
        return draft
    store(draft, content, by)
    made = {"words": words[:300], "before": before, "by": by, "at": draft.changed_at}
    Step.objects.create(draft=draft, version=draft.version, **made)
    draft.steps.filter(version__in=draft.steps.values("version")[KEPT:]).delete()
    return draft


def store(draft: Draft, content: Content, by: User) -> Draft:
    content.next = max(content.next, draft.content["next"])  # a key never comes to mean something else
    draft.content, draft.version = content.as_json(), draft.version + 1
    draft.changed_by, draft.changed_at = by, clock.now()
    draft.save()
    return draft


def content_now(front: Front) -> Content:
    """What readers have, or what they would have if the front filled itself."""
    at = clock.now()
    layout = front.layouts.live(at).first()
    if layout:
        return content_of(layout)
    sections = live_sections(at)
    section = front.section and (find_section(sections, front.section.path) or front.section)
    of = Scope(section, front.topic)
    return usual(of, sections, of.stories(at))
