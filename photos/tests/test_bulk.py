"""Words and rights for many pictures at once."""

from django.contrib.messages import get_messages

from newsroom.testing import at, hire
from photos.models import Photo, Source
from photos.tests.test_library import LIST, LibraryTestCase, a_row


class TogetherTests(LibraryTestCase):
    def setUp(self):
        super().setUp()
        self.paul = hire("Paul Ash", "Photo editor")
        self.client.force_login(self.paul)

    def choose(self, *photos, **given):
        chosen = {"action": "describe_together", "_selected_action": [photo.pk for photo in photos]}
        return self.client.post(LIST, chosen | given)

    def set(self, *photos, **given) -> list[str]:
        """What is told after pressing the last button."""
        answer = self.choose(*photos, _asked="1", **given)
        return [str(message) for message in get_messages(answer.wsgi_request)]

    def test_asks_before_anything_is_done(self):
        page = self.choose(a_row(), a_row("Harbour", status="new"))

        self.assertContains(page, "Words and rights of 2 pictures")
        self.assertContains(page, "Set for 2")
        self.assertEqual(Photo.objects.filter(changes__isnull=False).count(), 0)

    def test_sets_words_and_rights_of_all(self):
        photos, source = [a_row(status="new"), a_row("Harbour", status="new")], Source.objects.create(name="Nordlys")
        a_row("Not chosen", status="new")

        told = self.set(
            *photos, credit="Nordlys", keywords="ferry", source=source.pk, status="limited", usable_until="2026-06-09"
        )

        self.assertEqual(told, ["2 pictures changed."])
        same = {"credit": "Nordlys", "keywords": "ferry", "source": source, "status": "limited"}
        chosen = Photo.objects.filter(**same, usable_until=at("2026-06-10 00:00"))
        self.assertCountEqual(chosen, photos)
        self.assertEqual([photo.changes.count() for photo in photos], [2, 2])

    def test_what_stays_empty_is_left_as_it_is(self):
        photo = a_row("Ferry", keywords="sea", licence="CC BY 4.0", usable_until=at("2026-06-10 00:00"))

        self.set(photo, credit="Nordlys")

        photo.refresh_from_db()
        kept = (photo.caption, photo.keywords, photo.licence, photo.status, photo.usable_until)
        self.assertEqual(kept, ("Ferry", "sea", "CC BY 4.0", "cleared", at("2026-06-10 00:00")))

    def test_lists_those_that_refuse_and_does_the_others(self):
        fine, child = a_row(status="new"), a_row("A child", status="new", shows_minors=True)

        told = self.set(fine, child, status="cleared", caption="The fair")

        self.assertEqual(
            told,
            [
                "1 of 2 pictures changed; the others refused:",
                "A child: It shows children: note who agreed, before it is cleared.",
            ],
        )
        child.refresh_from_db(), fine.refresh_from_db()
        self.assertEqual((fine.status, fine.caption), ("cleared", "The fair"))
        self.assertEqual((child.status, child.caption), ("new", "A child"))  # all of it or nothing

    def test_reporters_describe_their_own_and_clear_nothing(self):
        nia = hire("Nia Holt", "Reporter")
        self.client.force_login(nia)
        own, other = a_row("Own", status="new", added_by=nia), a_row("Other", status="new")

        self.assertNotContains(self.choose(own), "usable_until")
        told = self.set(own, other, credit="Nia Holt", status="cleared")

        self.assertEqual(told[0], "1 of 2 pictures changed; the others refused:")
        self.assertRegex(told[1], "^Other: You may describe only the pictures that you added")
        self.assertEqual(
            set(Photo.objects.values_list("credit", "status")), {("Nia Holt", "new"), ("Pia Brandt", "new")}
        )

    def test_says_what_is_wrong_and_keeps_what_was_typed(self):
        photo = a_row()
        cases = [
            ({}, "Fill in at least one of them"),
            ({"credit": "x" * 201, "caption": "The fair"}, "at most 200 characters"),
            ({"usable_until": "9999-12-31", "caption": "The fair"}, "There is no such day."),
            ({"status": "free", "caption": "The fair"}, "Select a valid choice."),
        ]
        for given, sentence in cases:
            page = self.choose(photo, _asked="1", **given)
            self.assertContains(page, sentence)
            self.assertContains(page, given.get("caption", ""))
        self.assertEqual(photo.changes.count(), 0)

    def test_is_not_for_those_who_only_look(self):
        photo = a_row()
        self.client.force_login(hire("Lee Okoro", "Legal reader"))

        self.set(photo, credit="Lee")

        photo.refresh_from_db()
        self.assertEqual(photo.credit, "Pia Brandt")
