from django.urls import reverse

from newsroom.testing import NewsroomTestCase, at, travel
from photos.tests.test_admin import a_photo, page


class WordsTests(NewsroomTestCase):
    """What a story's form asks about a picture."""

    def setUp(self):
        super().setUp()
        self.client.force_login(self.pia)

    def ask(self, **facts):
        return self.client.get(page("words", a_photo(**facts).pk)).json()

    def test_are_the_librarys_words_and_the_crops(self):
        told = self.ask(headline="Bridge", status="cleared", crops={"square": [0.1, 0.1, 0.5, 0.9]})

        words = {name: told[name] for name in ("title", "caption", "alt", "credit", "kind", "width", "height")}
        self.assertEqual(
            words,
            {
                "title": "Bridge",
                "caption": "The bridge at dawn.",
                "alt": "A bridge.",
                "credit": "Pia Brandt",
                "kind": "photograph",
                "width": 700,
                "height": 500,
            },
        )
        self.assertEqual(told["crops"]["square"], [0.1, 0.22, 0.5, 0.78])
        self.assertEqual(told["change"], page("change", told["pk"]))

    def test_say_what_its_rights_are(self):
        limited = {"restrictions": "Not for sport.", "territory": "UK only", "usable_until": at("2026-06-01 00:00")}
        told_of = {
            "Not cleared yet": ({}, False, ""),
            "Cleared": ({"status": "cleared"}, True, ""),
            "Cleared with limits": (
                {"status": "limited", **limited},
                True,
                "Not for sport; UK only; until Mon 1 Jun 2026, 00:00.",
            ),
            "Its rights have ended": (
                {"status": "cleared", "usable_until": at("07:00")},
                False,
                "Until Thu 14 May 2026, 07:00.",
            ),
            "Taken down": ({"status": "cleared", "taken_down_at": at("07:00")}, False, ""),
            "May run until Fri 15 May 2026, 07:00": (
                {"overridden_from": at("07:00"), "overridden_until": at("2026-05-15 07:00")},
                True,
                "",
            ),
        }
        with travel(at("08:00")):
            for words, (facts, may_run, limits) in told_of.items():
                told = self.ask(**facts)
                self.assertEqual((told["status_words"], told["may_run"], told["limits"]), (words, may_run, limits))

    def test_are_for_those_who_may_see_pictures(self):
        photo = a_photo()
        for user, status in [(self.pia, 200), (self.rita, 403), (self.rae, 302)]:
            self.client.force_login(user)
            self.assertEqual(self.client.get(page("words", photo.pk)).status_code, status)

    def test_are_missing_for_a_picture_that_is_not_there_and_never_posted(self):
        address = reverse("admin:photos_photo_words", args=[99])

        self.assertEqual((self.client.get(address).status_code, self.client.post(address).status_code), (404, 405))
