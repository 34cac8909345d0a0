from unittest.mock import patch

import pytest

from articles.leaks.check import check
from articles.leaks.plant import every_state
from articles.querysets import EditionQuerySet
from frontpage.layouts import content_of
from frontpage.models import Banner, Layout
from frontpage.querysets import SlotQuerySet
from newsroom.testing import NewsroomTestCase

pytestmark = pytest.mark.any_database("the whole walk of leakcheck is tried on PostgreSQL, too")

SHORT = ["headline"]  # the words that are looked for with the search


def everything(self, at=None):
    return self.filter()


class LeakTests(NewsroomTestCase):
    """Nothing that stands on a front tells of a story that readers may not have. All states: test_leakcheck."""

    def test_no_words_and_pictures_of_fronts_of_other_times_or_of_secret_stories(self):
        states = ["scheduled", "on a front before", "on a front in work"]

        result = check(states, only=["front", "section", "topic", "photo"], searched=SHORT, each=1)

        self.assertEqual(result.leaks, [])
        self.assertEqual((Layout.objects.count(), Banner.objects.count()), (0, 0))

    def test_are_among_what_leakcheck_plants(self):
        self.assertTrue({"on a front before", "on a front in work"} <= set(every_state()))


class BrokenTests(NewsroomTestCase):
    """The walk finds what it looks for."""

    def leaks(self, broken, state, door) -> str:
        with broken:
            return "\n".join(check([state], only=[door], searched=SHORT, each=1).leaks)

    def test_a_front_that_shows_what_is_not_live(self):
        found = self.leaks(patch.object(EditionQuerySet, "live", everything), "scheduled", "front")

        for part in ("headline on a front", "kicker on a front", "banner"):
            self.assertIn(f"front /: {part} of scheduled", found)

    def test_a_front_that_shows_another_layout(self):
        def latest(of, at):
            layouts = Layout.objects.of(section=of.section, topic=of.topic).order_by("-live_from", "-number")
            return content_of(layouts[0]) if layouts else None

        found = self.leaks(patch("frontpage.views.fronts.content_for", latest), "on a front in work", "front")

        for part in ("headline on a front", "promotion", "address of the picture on a front"):
            self.assertIn(f"front /: {part} of on a front in work", found)

    def test_a_picture_that_is_public_before_its_layout(self):
        found = self.leaks(patch.object(SlotQuerySet, "held", everything), "on a front in work", "photo")

        self.assertIn("photo /photos/*/320.webp: credit of the picture on a front of on a front in work", found)
