"""Two people approve in the same moment, each with a connection of their own."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from django.test import TransactionTestCase

from articles.tests.factories import published
from frontpage.breaking import Refused, approve, draft
from frontpage.models import Banner
from newsroom.testing import Cast, at, person, travel


@pytest.mark.postgres
class AtOnceTests(TransactionTestCase):
    def setUp(self):
        self.enterContext(travel(at("08:00")))
        self.fay = person("Fay Quill", "add_alert")
        self.two = [person(name, "approve_alert") for name in ("Dora Finch", "Noor Amin")]
        ed = Cast().ed
        self.stories = [published(headline, by=ed) for headline in ("Fire at the mill", "Ferry returns")]

    def test_one_of_two_alerts_is_up(self):
        alerts = [draft(self.fay, str(story), story) for story in self.stories]

        self.at_once(alerts)

        self.assertEqual((Banner.objects.count(), Banner.objects.live().count()), (2, 1))

    def test_one_alert_makes_one_banner(self):
        alert = draft(self.fay, "Fire at the mill", self.stories[0])

        told = self.at_once([alert, alert])

        self.assertEqual((Banner.objects.count(), len([one for one in told if "approved it" in one])), (1, 1))

    def at_once(self, alerts) -> list[str]:
        together = Barrier(2)

        def act(alert, by):
            connection.ensure_connection()
            together.wait()
            try:
                return str(approve(alert, by=by, version=1))
            except Refused as why:
                return str(why)
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as pool:
            return list(pool.map(act, alerts, self.two))
