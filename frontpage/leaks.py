"""What leakcheck plants on fronts: whatever stands there, readers get no word of a story that they may not have.

All of it is written around the verbs, which would refuse most of it: the page alone must hold.
"""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta

from articles.contents import live_sections
from articles.leaks.plant import LIVE, PAST, STATES, Garden, afterwards, state
from articles.leaks.stories import DAY, HOUR, Planted, a_picture
from frontpage.arranging import Scope, usual
from frontpage.arranging.supply import PER_SECTION
from frontpage.content import Content, Place
from frontpage.layouts import freeze, newest_number
from frontpage.models import Alert, Banner, Draft, Front, Layout
from frontpage.showing import content_for
from newsroom import clock
from newsroom.clock import travel


@afterwards
def on_fronts(garden: Garden) -> None:
    """Every story that readers don't have stands first on every front, with words and a picture that it has only there.

    The fronts must look as they did before; those of its own section and topic must not be there at all.
    """
    secret = [planted for planted in garden.secret if planted.article and planted.state in STATES]
    Front.objects.get_or_create(section=None, topic=None)
    laid_out = Front.objects.filter(layouts__in=Layout.objects.live())
    places = [dressed(planted) for planted in secret]
    for front in (laid_out | Front.objects.filter(section=None, topic=None)).distinct():
        lay_out(front, crowded(content_of(front), places))
    for planted, place in zip(secret, places, strict=True):
        content = crowded(promoting(planted), [place])
        for of in ({"section": planted.article.section}, {"topic": planted.article.topics.get()}):
            lay_out(Front.objects.create(**of), content)
        a_banner(planted)


@state("on a front before", PAST)
def before(planted: Planted) -> None:
    """What a front said of a story that readers still have; now it stands on fronts without words of its own."""
    story = planted.article
    fronts = [Front.objects.get_or_create(**of)[0] for of in ({"section": None, "topic": None}, *places_of(story))]
    with travel(clock.now() - 2 * HOUR):
        content = crowded(promoting(planted), [dressed(planted)])
        for front in fronts:
            lay_out(front, content, note=planted.word("note of a layout"))
        a_banner(planted, hours=1)
    with travel(clock.now() - HOUR):
        for front in fronts:
            content = usual_content(front)
            content.blocks[0].slots = [Place(content.take_key(), story=story.pk)]
            lay_out(front, content)


@state("on a front in work", LIVE)
def in_work(planted: Planted) -> None:
    """Words that a story may get on a front: in the draft, in a layout for tomorrow, in one that was called off."""
    front, _ = Front.objects.get_or_create(section=None, topic=None)
    content, now = crowded(promoting(planted), [dressed(planted)]), clock.now()
    Draft.objects.filter(front=front).delete()
    draft = Draft.objects.create(front=front, content=content.as_json(), changed_at=now)
    draft.steps.create(version=1, words=planted.says("change of a draft"), before=content.as_json(), at=now)
    for until in (now + DAY, None):
        lay_out(front, content, now + DAY, until, note=planted.word("note of a layout"))
    told = {"article": planted.article, "drafted_at": now}
    Alert.objects.create(text=planted.says("alert"), **told)
    Alert.objects.create(text=planted.says("dropped alert"), dropped_at=now, **told)


# ---- What fronts are made of ----


def content_of(front: Front) -> Content:
    return content_for(scope_of(front), clock.now()) or usual_content(front)


def usual_content(front: Front) -> Content:
    at, scope = clock.now(), scope_of(front)
    return usual(scope, live_sections(at, with_newest=PER_SECTION), scope.stories(at))


def scope_of(front: Front) -> Scope:
    return Scope(section=front.section, topic=front.topic)


def places_of(story) -> list[dict]:
    return [{"section": story.section}, *({"topic": topic} for topic in story.topics.all())]


def promoting(planted: Planted) -> Content:
    """A lead, the story's section, and a promotion with words and a picture of its own."""
    content = Content()
    content.add("lead")
    content.add("strip", name=planted.word("name of a block"), section=planted.article.section_id)
    picture = a_picture(planted, "picture of a promotion")
    words = {"name": planted.word("name of a promotion"), "text": planted.says("promotion")}
    content.add("promo", **words, link="/latest/", picture=picture.pk, design="picture")
    return content


def crowded(content: Content, places: Iterable[Place]) -> Content:
    """The content with these places in front of all others: by turns as the lead, under it, at the second level."""
    top = next((block for block in content.blocks if block.kind == "top"), None) or content.add("top")
    lead = next(block for block in content.blocks if block.kind == "lead")
    rows = [lead.slots, *(slot.related for slot in lead.slots[:1]), top.slots]
    for number, place in enumerate(places):
        rows[number % len(rows)].insert(0, replace(place, key=content.take_key()))
    return content


def dressed(planted: Planted) -> Place:
    """A slot with words and a picture in the place of its story's."""
    words = {name: planted.says(f"{name} on a front") for name in ("kicker", "headline", "standfirst", "copied")}
    picture = a_picture(planted, "picture on a front")
    planted.own["photo.token"].insert(0, planted.own["photo.token"].pop())  # the first to be asked for
    return Place(0, story=planted.article.pk, picture=picture.pk, **words)


def lay_out(front: Front, content: Content, start=None, until=None, note: str = "") -> None:
    """A layout from ``start`` to ``until``, or to the next that waits; the one before it ends."""
    start = start or clock.now()
    front.layouts.live(start).update(live_until=start)
    after = front.layouts.real().filter(live_from__gt=start).order_by("live_from").first()
    until = until or (after and after.live_from)
    number = newest_number(front) + 1 + front.layouts.count()
    layout = Layout(front=front, number=number, live_from=start, live_until=until, launched_at=clock.now(), note=note)
    freeze(layout, content)


def a_banner(planted: Planted, hours: int = 24) -> Banner:
    now = clock.now()
    words = {"text": planted.says("banner"), "importance": "major"}
    return Banner.objects.create(
        article=planted.article, live_from=now, live_until=now + timedelta(hours=hours), **words
    )
