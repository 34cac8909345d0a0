from unittest import mock

from newsroom.testing import at
from photos import uses
from photos.models import Photo
from photos.tests.test_admin import page
from photos.tests.test_form import PageTestCase
from photos.uses import Use


class VerbTests(PageTestCase):
    """The verbs on a picture's page."""

    def press(self, verb, **typed):
        return self.client.post(page("verb", self.photo.pk), {"_verb": verb, **typed}, follow=True)

    def offered(self, user):
        self.client.force_login(user)
        return list(self.client.get(page("change", self.photo.pk)).context["verbs"])

    def test_are_offered_to_those_who_may_where_they_fit(self):
        offered = {user.name: self.offered(user) for user in (self.phil, self.dora, self.lee, self.rob)}
        self.assertEqual(
            offered,
            {
                "Phil Osei": ["take_down"],
                "Dora Quist": ["override", "take_down"],
                "Lee Okoro": ["take_down"],
                "Rob Lund": [],
            },
        )
        Photo.objects.filter(pk=self.photo.pk).update(status="cleared")
        self.assertEqual(self.offered(self.dora), ["take_down"])
        Photo.objects.filter(pk=self.photo.pk).update(taken_down_at=at("07:00"))
        self.assertEqual(self.offered(self.dora), ["put_back"])

    def test_take_it_down_put_it_back_and_let_it_run(self):
        self.client.force_login(self.dora)

        self.assertContains(self.press("take_down", **{"take_down-why": "Court"}), "readers get it nowhere any more")
        self.assertEqual(self.now("taken_down_at"), at("08:00"))
        self.assertContains(self.press("put_back"), "Say why it may come back.")
        self.assertContains(self.press("put_back", **{"put_back-why": "A mistake"}), "must be cleared again")
        self.assertContains(
            self.press("override", **{"override-why": "Flood"}), "It may run until Fri 15 May 2026, 08:00"
        )
        self.assertEqual(self.now("taken_down_at", "overridden_until"), (None, at("2026-05-15 08:00")))
        self.assertEqual(self.offered(self.dora), ["take_down"])
        self.assertContains(self.press("override", **{"override-why": "Flood"}), "not for another day", count=1)

    def test_that_are_refused_say_why_once_and_keep_what_was_typed(self):
        self.client.force_login(self.dora)
        Photo.objects.filter(pk=self.photo.pk).update(status="forbidden")
        answer = self.press("override", **{"override-why": "Flood"})
        self.assertContains(answer, "This picture must not be used: nobody can let it run.", count=1)

        answer = self.press("take_down", **{"take_down-why": ""})
        self.assertContains(answer, '<dialog id="take_down" aria-labelledby="take_down-heading" open>')
        self.assertNotContains(self.client.get(page("change", self.photo.pk)), 'heading" open>')

    def test_are_refused_to_those_who_may_not(self):
        for user, verb, words in [
            (self.rob, "take_down", "Only photo, duty, legal and standards editors"),
            (self.phil, "override", "Only the duty editor"),
            (self.phil, "burn", "that button is no longer there"),
        ]:
            self.client.force_login(user)
            self.assertContains(self.press(verb, **{f"{verb}-why": "Court"}), words)
        self.assertEqual(list(self.photo.changes.all()), [])

    def test_are_closed_to_those_who_may_not_even_look_and_never_fetched(self):
        self.assertEqual(self.client.get(page("verb", self.photo.pk)).status_code, 405)
        self.assertEqual(self.client.post(page("verb", 99)).status_code, 404)
        for user, status in [(self.rita, 403), (self.rae, 302)]:
            self.client.force_login(user)
            self.assertEqual(self.client.post(page("verb", self.photo.pk)).status_code, status)

    def test_hold_whatever_becomes_of_the_words_beside_them(self):
        sent = self.open() | {"_verb": "take_down", "take_down-why": "Court"}

        answer = self.client.post(page("verb", self.photo.pk), sent | {"caption": "x" * 3000, "credit": "AP"})

        self.assertEqual(self.now("taken_down_at", "credit"), (at("08:00"), "Pia Brandt"))
        self.assertContains(answer, "x" * 3000)
        self.client.post(page("verb", self.photo.pk), sent | {"caption": "Dusk"})
        self.assertEqual(self.now("caption"), "Dusk")


class Stories:
    """A room upstairs that uses every picture everywhere."""

    def uses_of(self, photo, user):
        yield Use("Bridge reopens", "lead picture", "/b/", at("06:00"))
        yield Use("Tide", "in the text", "/t/", at("06:00"), at("18:00"))
        yield Use("Harbour", "lead picture", "/h/", at("18:00"), is_waiting=True)
        yield Use("Old story", "in the text", "/o/", at("05:00"), at("06:30"))
        yield Use("A draft", "in the text", "/d/")
        yield Use("Ines Calder", "portrait", "/i/")


class UsageTests(PageTestCase):
    def setUp(self):
        super().setUp()
        Photo.objects.filter(pk=self.photo.pk).update(status="cleared")
        self.enterContext(mock.patch.object(uses, "_rooms", [Stories()]))

    def test_says_who_sees_it_and_when(self):
        usage = self.client.get(page("change", self.photo.pk)).context["usage"]

        told = {name: [(place.use.title, place.times) for place in places] for name, places in usage.groups}
        self.assertEqual(
            told,
            {
                "Readers see it now": [("Bridge reopens", "since 06:00"), ("Tide", "since 06:00, until 18:00")],
                "Readers will see it": [("Harbour", "from 18:00")],
                "Readers had it": [("Old story", "05:00 to 06:30")],
                "At the desk, not public": [("A draft", "")],
                "Portraits": [("Ines Calder", "")],
            },
        )

    def test_says_nobody_sees_what_may_not_run(self):
        Photo.objects.filter(pk=self.photo.pk).update(usable_until=at("07:00"))

        answer = self.client.get(page("change", self.photo.pk))

        self.assertContains(answer, "<h3>Live stories that show it no more</h3>")
        self.assertContains(answer, "No live story shows it.")
        self.assertNotContains(answer, "Readers see it now")

    def test_lists_what_a_takedown_costs(self):
        answer = self.client.get(page("change", self.photo.pk))

        self.assertContains(answer, "2 live stories lose it now:")
        self.assertContains(answer, "What you typed on this page is saved, too.")
        self.assertContains(answer, "1 scheduled story runs without it.")
