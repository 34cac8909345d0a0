"""Whatever happens at the desk: a front shows only what is live, nothing twice, and a lead while there is anything."""

from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from articles.models import Article, Edition
from articles.tests.factories import TEXT, a_section, a_topic, an_author
from articles.workflow import Refused, embargo, kill, publish, schedule, withdraw
from frontpage.arranging import Scope, arrange
from frontpage.content import KINDS, Content, Place
from frontpage.models import Draft, Front
from frontpage.showing import content_for
from frontpage.workflow import launch, launch_back
from newsroom import clock
from newsroom.testing import Cast, at, travel

pytestmark = pytest.mark.any_database("arranging and launching are tried on PostgreSQL by tests of their own")

STORIES = 7
story, minutes = st.integers(0, STORIES - 1), st.integers(1, 40)
acts = st.one_of(
    st.tuples(st.sampled_from(["publish", "withdraw", "kill", "embargo"]), story),
    st.tuples(st.just("schedule"), story, minutes),
    st.tuples(st.just("launch"), st.integers(0, 10**6), st.one_of(st.none(), minutes)),
    st.tuples(st.just("roll back"), st.integers(0, 9)),
    st.tuples(st.just("wait"), minutes),
)


def laid_out(seed: int, stories: list[Article], now) -> Content:
    """Some front or other, made from the digits of ``seed``."""
    digits = [(seed // 7**place) % 7 for place in range(8)]
    content = Content()
    content.add("lead", places=1)
    for digit in digits[:3]:
        kind = [kind for kind in KINDS if kind not in ("lead", "promo")][digit]
        content.add(kind, section=a_section().pk if digit % 2 else None)
    for number, digit in enumerate(digits):
        block = content.blocks[number % len(content.blocks)]
        end = now + timedelta(minutes=10 * digit)
        times = [{}, {"run_until": end}, {"pinned_until": end}, {"run_from": end}][(digit + number) % 4]
        chosen = stories[digit % (3 + number % 3)].pk if digit + number < 12 else None
        block.slots.append(Place(content.take_key(), story=chosen, headline="Elsewhere" * (digit % 2), **times))
    lead = content.blocks[0].slots
    if lead:
        lead[0].related = [Place(content.take_key(), story=stories[(seed + 3) % STORIES].pk)]
    return content


class FrontTests(TestCase):
    @classmethod
    def setUpTestData(cls):
        cls.ada, cls.front = Cast().ada, Front.objects.create()
        Draft.objects.create(front=cls.front, content=Content().as_json(), changed_at=at("08:00"))
        cls.stories = []
        for number in range(STORIES):
            section = a_section("Opinion", tone="opinion") if number == 3 else a_section()
            article = Article.objects.create(headline=f"Story {number}", standfirst="So.", body=TEXT, section=section)
            article.bylines.create(author=an_author(), position=0)
            article.topics.set([a_topic()] if number % 2 else [])
            cls.stories.append(article)
        with travel(at("07:00")):
            for article in cls.stories[:5]:
                publish(article, by=cls.ada)

    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(acts, min_size=4, max_size=14))
    def test_is_right_at_every_moment(self, doings):
        now = at("08:00")
        for doing in doings:
            with travel(now):
                self.do(*doing)
                self.look(now)
            now += timedelta(minutes=doing[1] if doing[0] == "wait" else 1)
        for moment in self.moments():
            with travel(max(moment, now)):
                self.look(max(moment, now))

    def do(self, act, *facts):
        try:
            getattr(self, act.replace(" ", "_"))(*facts)
        except Refused:
            pass

    def publish(self, number):
        publish(self.fresh(number), by=self.ada)

    def withdraw(self, number):
        withdraw(self.fresh(number), by=self.ada, note="Wrong.")

    def kill(self, number):
        kill(self.fresh(number), by=self.ada, note="Court.", notice="")

    def embargo(self, number):
        embargo(self.fresh(number), by=self.ada, until=clock.now() + timedelta(minutes=25), note="Agreed.")

    def schedule(self, number, minutes):
        schedule(self.fresh(number), by=self.ada, at=clock.now() + timedelta(minutes=minutes))

    def launch(self, seed, minutes):
        content = laid_out(seed, self.stories, clock.now())
        Draft.objects.update(content=content.as_json())
        at = minutes and clock.now() + timedelta(minutes=minutes)
        launch(self.front, by=self.ada, version=1, seen=10**6, at=at)

    def roll_back(self, number):
        if layout := self.front.layouts.filter(number=number).first():
            launch_back(layout, by=self.ada, seen=10**6)

    def wait(self, minutes):
        pass

    def fresh(self, number):
        return Article.objects.get(pk=self.stories[number].pk)

    def moments(self):
        editions = Edition.objects.values_list("live_from", "live_until")
        layouts = self.front.layouts.values_list("live_from", "live_until")
        known = {moment for pair in (*editions, *layouts) for moment in pair if moment}
        return sorted(known | {moment - timedelta(microseconds=1) for moment in known})

    def look(self, moment):
        live = {edition.pk: edition.article_id for edition in Edition.objects.live(moment)}
        page = arrange(Scope(), content_for(Scope(), moment), moment)
        shown = [card.pk for card in page.cards]
        self.assertEqual(set(shown) - live.keys(), set(), "not live")
        self.assertEqual(len(shown), len(set(shown)), "twice")
        self.assertEqual(bool(page.lead), bool(live), "lead")
        self.assertLessEqual(self.front.layouts.live(moment).count(), 1)
