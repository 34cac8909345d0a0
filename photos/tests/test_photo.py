from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from newsroom.testing import NewsroomTestCase, at
from photos.models import Photo
from photos.tests.test_admin import a_photo

NOON = at("12:00")
moments = st.none() | st.integers(-3, 3).map(lambda hours: NOON + timedelta(hours=hours))
facts = st.fixed_dictionaries(
    {
        "status": st.sampled_from(Photo.Status.values),
        "usable_from": moments,
        "usable_until": moments,
        "overridden": moments,
        "taken_down_at": st.none() | st.none() | st.just(NOON),
    }
)


def a_row(overridden, **told) -> Photo:
    start = {"overridden_from": overridden, "overridden_until": overridden + timedelta(hours=2)} if overridden else {}
    return Photo(width=700, height=500, original="x", **told, **start)


class ShownTests(TestCase):
    """One row and the set of all answer alike, whatever the facts are."""

    @given(st.lists(facts, min_size=1, max_size=12))
    @settings(max_examples=40, deadline=None, database=None)
    def test_the_row_and_the_set_agree(self, told):
        Photo.objects.all().delete()
        photos = Photo.objects.bulk_create(a_row(**row) for row in told)

        shown, cleared = set(Photo.objects.shown(NOON)), set(Photo.objects.cleared(NOON))

        self.assertEqual(shown, {photo for photo in photos if photo.is_shown(NOON)})
        self.assertEqual(cleared, {photo for photo in photos if photo.is_cleared(NOON) and not photo.taken_down_at})

    @given(facts)
    @settings(max_examples=60, deadline=None, database=None)
    def test_it_is_shown_to_the_second_that_it_ends(self, told):
        photo = a_row(**told)
        if not photo.is_shown(NOON):
            self.assertIsNone(photo.shown_until(NOON))
            return
        end = photo.shown_until(NOON)

        later = [NOON + timedelta(minutes=30 * step) for step in range(1, 12)]
        self.assertTrue(all(photo.is_shown(moment) for moment in later if end is None or moment < end))
        self.assertFalse(end and photo.is_shown(end))


class EndingTests(NewsroomTestCase):
    def test_finds_those_whose_rights_end_soonest_first(self):
        late = a_photo(status="cleared", usable_until=at("15:00"))
        soon = a_photo(status="limited", usable_until=at("14:00"))
        a_photo(status="new", usable_until=at("14:00"))
        a_photo(status="cleared", usable_until=at("16:00"))
        a_photo(status="cleared", usable_until=at("14:00"), taken_down_at=at("07:00"))

        self.assertEqual(list(Photo.objects.ending(at("14:00"), at("16:00"))), [soon, late])


class WidthTests(NewsroomTestCase):
    def test_is_never_more_than_the_original_has(self):
        small = Photo(width=100, height=80)

        self.assertEqual((small.widths(), small.widths("square"), small.social_width), ([100], [80], 100))

    def test_climbs_the_ladder(self):
        photo = Photo(width=6000, height=4000)

        self.assertEqual(photo.widths("hero"), [320, 640, 960, 1440, 2048])
        self.assertEqual((photo.height_at(640), photo.height_at(640, "hero"), photo.social_width), (427, 360, 1200))
