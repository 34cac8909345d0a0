"""Reads: who is counted, how that comes into the table, and what is asked of it."""

import threading
from datetime import timedelta

from django.db import OperationalError, connection, transaction
from django.test import Client, override_settings
from django.test.utils import CaptureQueriesContext

from articles.signals import story_read
from articles.tests.factories import published
from frontpage import reading
from frontpage.models import Reading
from frontpage.reading import Reads, most_read, reads_of
from frontpage.tests.reads import opened
from newsroom.tasks import regular
from newsroom.testing import NewsroomTestCase, at, travel

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
CUBOT = "Mozilla/5.0 (Linux; Android 13; CUBOT P80) AppleWebKit/537.36 Chrome/142.0.0.0 Mobile Safari/537.36"
ROBOT = "Mozilla/5.0 (compatible; Examplebot/2.1; +https://robot.example/)"


class CountingTests(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        reading.forget()
        self.addCleanup(reading.forget)
        self.story = published(by=self.ed)
        self.path = self.story.editions.get().path

    def open(self, path: str = "", browser: str = FIREFOX, client=None, **headers):
        return (client or self.client).get(path or self.path, headers={"user-agent": browser} | headers)

    def counted(self) -> int:
        reading.write()
        return sum(Reading.objects.values_list("times", flat=True))

    def test_counts_a_reader(self):
        self.assertEqual(self.open().status_code, 200)
        reading.write()
        row = Reading.objects.get()
        self.assertEqual((row.article, row.hour, row.times), (self.story, at("08:00"), 1))

    def test_adds_to_what_was_written_before(self):
        self.open(), self.open()
        reading.write()
        self.open()
        self.assertEqual(self.counted(), 3)
        self.assertEqual(Reading.objects.count(), 1)

    def test_keeps_hours_apart(self):
        for time in ("08:59", "09:00", "09:30"):
            with travel(at(time)):
                self.open()
        reading.write()
        rows = Reading.objects.order_by("hour").values_list("hour", "times")
        self.assertEqual(list(rows), [(at("08:00"), 1), (at("09:00"), 2)])

    def test_knows_a_telephone_from_a_program(self):
        for browser in (CUBOT, ROBOT, "curl/8.1", ""):
            self.open(browser=browser)
        self.assertEqual(self.counted(), 1)

    def test_counts_nobody_for_whom_the_browser_looks_ahead(self):
        self.open(**{"sec-purpose": "prefetch;prerender"})
        self.open(purpose="prefetch")
        self.assertEqual(self.counted(), 0)

    def test_counts_no_head_no_other_page_and_no_missing_story(self):
        self.client.head(self.path, headers={"user-agent": FIREFOX})
        self.open("/latest/"), self.open(self.path.replace("bridge", "fridge"))
        self.assertEqual(self.counted(), 0)

    def test_counts_nobody_at_another_moment_or_in_a_preview(self):
        desk = Client()
        desk.force_login(self.ada)
        there = self.open(f"/as-of/2026-05-15T06:00{self.path}", client=desk)
        preview = self.open(self.story.get_preview_url(), client=desk)
        self.assertEqual((there.status_code, preview.status_code, self.counted()), (200, 200, 0))

    def test_costs_the_reader_no_query(self):
        with CaptureQueriesContext(connection) as without:
            self.open(browser=ROBOT)
        with self.assertNumQueries(len(without)):
            self.open()

    def test_starts_no_thread_in_tests(self):
        self.open()
        self.assertNotIn("reads", [thread.name for thread in threading.enumerate()])

    def test_loses_nothing_when_several_count_at_once(self):
        one = {(at("08:00"), self.story.pk): 1}
        threads = [threading.Thread(target=lambda: [reading.count(one) for _ in range(500)]) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        self.assertEqual(self.counted(), 2000)

    def test_keeps_what_could_not_be_written(self):
        self.open()
        with self.assertLogs("frontpage.reading", "WARNING"), transaction.atomic():
            with connection.execute_wrapper(away):
                self.assertEqual(reading.write(), 0)
        self.open()
        self.assertEqual(self.counted(), 2)

    def test_keeps_only_so_much(self):
        reading.count({(at("08:00"), number): 1 for number in range(reading.MOST + 10)})
        reading.count({(at("08:00"), 0): 1})
        self.assertEqual((len(reading.waiting), reading.waiting[at("08:00"), 0]), (reading.MOST, 2))

    def test_hears_so_many_of_a_story_and_no_more_until_they_are_written(self):
        for _ in range(reading.CEILING + 5):
            reading.hear(self.story.pk)
        self.assertEqual(self.counted(), reading.CEILING)
        reading.hear(self.story.pk)
        self.assertEqual(self.counted(), reading.CEILING + 1)

    def test_drops_only_what_the_table_will_never_take(self):
        others = [published(f"Ferry {n}", by=self.ed).pk for n in range(3)]
        reading.count({(at("08:00"), story): 1 for story in others} | {(at("08:00"), self.story.pk): 10**30})
        with self.assertLogs("frontpage.reading", "WARNING"):
            self.assertEqual(reading.write(), 3)
        self.assertEqual((Reading.objects.count(), len(reading.waiting)), (3, 0))

    def test_leaves_out_a_story_that_is_gone(self):
        reading.hear(self.story.pk), reading.hear(10**9)
        self.assertEqual(self.counted(), 1)

    def test_gives_the_page_also_where_counting_fails(self):
        def fails(**_):
            raise OSError("no room")

        story_read.connect(fails)
        self.addCleanup(story_read.disconnect, fails)
        with self.assertLogs("django.dispatch", "ERROR"):
            self.assertEqual(self.open().status_code, 200)


def away(execute, sql, params, many, context):
    raise OperationalError("the database is away")


class MostReadTests(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.bridge, self.ferry, self.mayor = (
            published(headline, by=self.ed, moment=at(time))
            for headline, time in (("Bridge", "05:00"), ("Ferry", "06:00"), ("Mayor", "07:00"))
        )

    def test_puts_what_was_opened_most_first(self):
        opened(self.bridge, 3, at("07:00")), opened(self.bridge, 3, at("08:00"))
        opened(self.mayor, 4), opened(self.ferry, 5)
        self.assertEqual(self.found(), [self.bridge.pk, self.ferry.pk, self.mayor.pk])

    def test_asks_the_last_day_alone(self):
        opened(self.bridge, 9, at("2026-05-13 08:59"))
        opened(self.ferry, 1, at("2026-05-13 09:00"))
        opened(self.mayor, 9, at("09:00"))
        self.assertEqual(self.found(), [self.ferry.pk])

    def test_puts_the_newer_of_two_first(self):
        for story in (self.ferry, self.mayor, self.bridge):
            opened(story, 2)
        self.assertEqual(self.found(2), [self.mayor.pk, self.ferry.pk])

    @override_settings(TESTING=False)
    def test_is_asked_once_in_twenty_seconds_and_of_other_moments_each_time(self):
        self.addCleanup(reading.forget)
        reading.forget()
        opened(self.bridge, 3)
        with self.assertNumQueries(2):
            for time in ("08:00:01", "08:00:19", "08:00:20"):
                with travel(at(time)):
                    self.assertEqual(most_read(at(time)), [self.bridge.pk])
        with self.assertNumQueries(2):
            self.assertEqual([most_read(at("07:59")), most_read(at("07:59"))], [[], []])

    def test_answers_nothing_where_nobody_reads(self):
        self.assertEqual(self.found(), [])

    def test_tells_the_desk_of_the_hour_and_the_day(self):
        opened(self.bridge, 3, at("07:59")), opened(self.bridge, 2)
        with self.assertNumQueries(1):
            reads = reads_of([self.bridge.pk, self.ferry.pk], at("08:10"))
        self.assertEqual(reads, {self.bridge.pk: Reads(2, 5), self.ferry.pk: Reads(0, 0)})

    def found(self, number: int = 30) -> list[int]:
        with self.assertNumQueries(1):
            return most_read(at("08:59"), number)


class SweepTests(NewsroomTestCase):
    def test_drops_what_is_older_than_ninety_days(self):
        story = published(by=self.ed)
        opened(story, 1, at("08:00") - timedelta(days=90))
        opened(story, 2, at("07:00") - timedelta(days=90))
        self.assertEqual(reading.sweep(), 1)
        self.assertEqual(Reading.objects.get().times, 1)

    def test_is_done_by_the_worker_every_day(self):
        self.assertEqual([one.minutes for one in regular if one.job is reading.sweep], [24 * 60])
