"""The Wennock Packet's front page, laid out by hand as on the day on which the bridge closed; and news that waits."""

from datetime import timedelta

from articles.models import Article, Section, Series
from frontpage import breaking, drafts, workflow
from frontpage.content import Content, Place
from frontpage.layouts import newest_number
from frontpage.models import Front, Reading
from frontpage.models.banner import Importance
from newsroom import clock

LEAD = "old bridge nineteen months"
RELATED = ["under pier three", "every bus tram and footpath", "voices from ferry street"]
TOP = [
    "night clinic keeps its doctors",
    "judge orders harbour firm",
    "rovers go up with a goal nobody saw coming",
    "at the playhouse a flood told by those who swam",
]
PICTURE = "the constance floats after four winters"
OPINION = [
    "a bridge is a promise keep it",
    "my street learned to queue and then to talk",
    "stop calling the salt marsh empty",
]
READ = {  # how often each was opened in the last hours
    "eleven things to do this weekend": 812,
    "quay lane fire verdict": 655,
    "bells of st brides": 540,
    "dentist two hundred places": 498,
    "skipper banned": 371,
    "the apple that nobody can name": 266,
}
SPORT = ["rowing clubs oldest eight wins again", "girls league doubles in a single season", "fixtures and results"]
STRIPS = {  # what stands on top of each column; the rest fills itself
    "town": "two primaries one head",
    "town-hall": "library sundays",
    "harbour": "last boatyard",
    "farming": "the sea wall changes shepherds",
    "arts": "the painter who kept every tide table",
}


def fill(staff, **_) -> None:
    editor, duty = staff["front@wennock.example"], staff["editor@wennock.example"]
    front = Front.objects.create(stale_after=12)
    Reading.objects.bulk_create(
        Reading(article=story(name), hour=an_hour_ago(), times=times) for name, times in READ.items()
    )
    draft = drafts.change(front, lay_out, by=editor, words="Laid out the front for the evening.")
    workflow.launch(
        front, by=editor, version=draft.version, seen=newest_number(front), note="The bridge, and the evening’s rest."
    )
    breaking.draft(duty, "Old Bridge shuts to traffic at midnight on Sunday", story(LEAD), Importance.MAJOR, 180)


def lay_out(content: Content) -> str:
    content.blocks = []
    lead = content.add("lead")
    content.add("latest", is_beside=True)
    for block, names in (
        (content.add("top"), TOP),
        (content.add("picture", name="The picture", design="beside"), [PICTURE]),
        (content.add("opinion", section=section("opinion")), OPINION),
        (content.add("strip", section=section("sport"), design="row", places=3), SPORT),
    ):
        block.slots = [slot(content, name) for name in names]
    lead.slots = [slot(content, LEAD)]
    lead.slots[0].related = [slot(content, name) for name in RELATED]
    content.add("read", is_beside=True)
    for path, first in STRIPS.items():
        content.add("strip", section=section(path)).slots = [slot(content, first)]
    content.add("series", series=Series.objects.get(slug="the-long-tide").pk)
    content.add(
        "promo", text="We get things wrong. When we do, we say so, here and under the story.", link="/corrections/"
    )
    return "Laid out the front."


def slot(content: Content, name: str, **words) -> Place:
    return Place(content.take_key(), story=story(name).pk, **words)


def story(name: str) -> Article:
    return Article.objects.get(slugline=name)


def section(path: str) -> int:
    return Section.objects.get_by_path(path).pk


def an_hour_ago():
    return clock.now().replace(minute=0, second=0, microsecond=0) - timedelta(hours=1)
