"""Whatever the verbs do in whatever order, a story's editions make one sound line in time."""

from datetime import timedelta
from itertools import pairwise
from random import Random

from articles import timeline
from articles.models import Address, Edition
from articles.tests.factories import ready_article
from articles.workflow import Refused, correct, kill, publish, reschedule, schedule, unschedule, withdraw
from newsroom.testing import NewsroomTestCase, at, travel


class TimelineTests(NewsroomTestCase):
    def act(self, story, chance: Random, now) -> None:
        later = now + timedelta(minutes=chance.randrange(1, 300))
        planned = [edition for edition in timeline.editions(story.pk) if (edition.live_until or later) > now]
        verbs = [
            lambda: publish(story, by=self.ed, change=chance.choice(["silent", "update"])),
            lambda: schedule(story, by=self.ed, at=later),
            lambda: schedule(story, by=self.ed, at=later),
            lambda: withdraw(story, by=self.ed, at=chance.choice([None, later])),
            lambda: correct(story, by=self.ed, text="Five."),
            lambda: planned and unschedule(chance.choice(planned), by=self.ed),
            lambda: planned and reschedule(chance.choice(planned), by=self.ed, at=later),
        ]
        if chance.random() < 0.2:
            story.slug = f"name-{chance.randrange(3)}"
            story.save()
        try:
            chance.choice(verbs)()
        except Refused:
            pass

    def check(self, story, now, history: dict) -> None:
        row = list(timeline.editions(story.pk))
        for before, after in pairwise(row):
            self.assertLessEqual(before.live_until, after.live_from)
        for edition in row:
            self.assertEqual(edition.first_published_at, row[0].live_from)
            self.assertEqual(edition.change == "first", edition == row[0])
            self.assertEqual(edition.hash, edition.fingerprint())
            self.assertEqual(Address.objects.get(path=edition.path).article_id, story.pk)
        public = {edition.path for edition in row}
        self.assertEqual(set(story.addresses.values_list("path", flat=True)), public)
        for moment, number in history.items():  # what readers saw is never written anew
            seen = Edition.objects.live(moment).filter(article=story).values_list("number", flat=True)
            self.assertEqual(list(seen), [number] if number else [])

    def test_stays_sound_whatever_is_done(self):
        for seed in range(12):
            chance, story, now, history = Random(seed), ready_article(f"Story {seed}"), at("08:00"), {}
            for _ in range(14):
                now += timedelta(minutes=chance.randrange(1, 90))
                with travel(now), self.subTest(seed=seed, now=now):
                    self.act(story, chance, now)
                    self.check(story, now, history)
                    live = Edition.objects.live(now).filter(article=story).first()
                    history[now] = live.number if live else None
            with travel(now + timedelta(minutes=1)):
                kill(story, by=self.ed, note="The end")
                self.assertFalse(Edition.objects.live(now + timedelta(days=9)).filter(article=story).exists())
