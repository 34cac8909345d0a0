from django.template import Context, Template
from django.test import SimpleTestCase, override_settings

from newsroom.templatetags.desk import day, day_part, when
from newsroom.testing import at, travel


class WordsTests(SimpleTestCase):
    def setUp(self):
        self.enterContext(travel(at("09:30")))

    def test_say_the_time_as_short_as_it_can_be_understood(self):
        self.assertEqual(when(at("09:12")), "09:12")
        self.assertEqual(when(at("2026-05-13 23:59")), "Wed 13 May, 23:59")
        self.assertEqual(when(at("2024-11-23 06:00")), "23 Nov 2024, 06:00")

    def test_say_the_day(self):
        self.assertEqual(day(at("00:00")), "Today")
        self.assertEqual(day(at("2026-05-13 23:59").date()), "Wednesday 13 May")
        self.assertEqual(day(at("2024-11-23 06:00")), "Saturday 23 November 2024")

    def test_greet_by_the_newsrooms_clock(self):
        greetings = [day_part(at(time)) for time in ("03:59", "04:00", "11:59", "12:00", "17:59", "18:00")]
        self.assertEqual(
            greetings,
            ["Good evening", "Good morning", "Good morning", "Good afternoon", "Good afternoon", "Good evening"],
        )

    @override_settings(TIME_ZONE="Europe/Oslo")
    def test_name_the_zone(self):
        said = Template("{% load desk %}{% newsroom_zone %}").render(Context())
        self.assertEqual(said, "Europe/Oslo, now CEST")
