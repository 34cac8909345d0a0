from unittest import mock

from django.urls import reverse

from newsroom.testing import NewsroomTestCase, at, hire
from photos import uses
from photos.models import Source
from photos.quota import month_of, this_month
from photos.tests.test_admin import a_photo, page


class Room:
    """A room upstairs that used so many pictures of any source."""

    def __init__(self, count):
        self.count = count

    def uses_of(self, photo, user):
        return []

    def first_used_in(self, source, start, end):
        self.asked = start, end
        return self.count

    def first_uses(self, sources, start, end):
        return {source.pk: self.first_used_in(source, start, end) for source in sources}


def used(count):
    return mock.patch.object(uses, "_rooms", [Room(count)])


class MonthTests(NewsroomTestCase):
    def test_is_the_calendar_month_on_the_newsrooms_clocks(self):
        self.assertEqual(month_of(at("12:00")), (at("2026-05-01 00:00"), at("2026-06-01 00:00")))
        self.assertEqual(month_of(at("2026-04-30 23:59")), (at("2026-04-01 00:00"), at("2026-05-01 00:00")))
        self.assertEqual(month_of(at("2026-12-31 23:59")), (at("2026-12-01 00:00"), at("2027-01-01 00:00")))

    def test_warns_near_the_end_and_beyond(self):
        reuters = Source.objects.create(name="Reuters", quota=50)
        told = {}
        for count in (39, 40, 50, 51):
            with used(count):
                told[count] = this_month(reuters).warning
        self.assertEqual(
            told,
            {
                39: "",
                40: "Most of what the contract covers is used.",
                50: "The contract covers no more this month.",
                51: "More than the contract covers: each further picture is paid for apart.",
            },
        )

    def test_warns_of_nothing_where_no_number_was_agreed(self):
        with used(900):
            month = this_month(Source.objects.create(name="Handouts"))
        self.assertEqual((month.words, month.warning), ("Handouts: 900 this month", ""))


class ShownTests(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.client.force_login(hire("Phil Osei", "Photo editor"))
        self.reuters = Source.objects.create(name="Reuters", quota=50)

    def test_stands_on_the_pictures_page(self):
        photo = a_photo(source=self.reuters)
        with used(41):
            self.assertContains(self.client.get(page("change", photo.pk)), "<b>Reuters: 41 of 50 this month</b>")

    def test_stands_in_the_list_of_sources_and_on_each(self):
        for name, args in [("changelist", []), ("change", [self.reuters.pk])]:
            with used(51):
                answer = self.client.get(reverse(f"admin:photos_source_{name}", args=args))
            self.assertContains(answer, '51 of 50 <span class="mark mark--stop">over</span>')
            self.assertContains(answer, f"{page('changelist')}?source={self.reuters.pk}")

    def test_is_asked_once_for_all_of_the_list(self):
        Source.objects.create(name="AP", quota=50)
        with used(3), mock.patch.object(uses, "first_used_in") as asked:
            self.assertContains(self.client.get(reverse("admin:photos_source_changelist")), "3 of 50", count=2)
        asked.assert_not_called()

    def test_of_a_new_source_is_not_asked(self):
        self.assertNotContains(self.client.get(reverse("admin:photos_source_add")), "This month")
        self.client.post(reverse("admin:photos_source_add"), {"name": "AP", "kind": "agency", "quota": "9"})
        self.assertEqual(Source.objects.get(name="AP").quota, 9)
