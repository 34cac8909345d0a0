from django.core.files.storage import default_storage

from newsroom.testing import NewsroomTestCase, at, hire, travel
from photos import rights, shelf, signals
from photos.models import Photo
from photos.rights import NotAllowed, Refused, clear, describe, override, put_back, take_down
from photos.tests.test_admin import a_photo


class VerbTestCase(NewsroomTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.phil, cls.dora, cls.lee = (
            hire("Phil Osei", "Photo editor"),
            hire("Dora Quist", "Duty editor"),
            hire("Lee Okoro", "Legal reader"),
        )
        cls.rob = hire("Rob Lund", "Reporter")

    def setUp(self):
        super().setUp()
        self.heard = []
        signals.changed.connect(self.hear)
        self.addCleanup(signals.changed.disconnect, self.hear)
        self.photo = a_photo()

    def hear(self, sender, *, photo, verb, by, **rest):
        self.heard.append((photo.pk, verb, by))

    def now(self, name):
        return Photo.objects.values_list(name, flat=True).get(pk=self.photo.pk)

    def line(self):
        """Who, which verb, the words and the note of its newest line."""
        change = self.photo.changes.first()
        return change.by, change.verb, change.words, change.note

    def assert_refused(self, words, verb, **asked):
        before = Photo.objects.filter(pk=self.photo.pk).values().get()
        with self.captureOnCommitCallbacks(execute=True), self.assertRaisesMessage(Refused, words):
            verb(self.photo, **asked)
        self.assertEqual(Photo.objects.filter(pk=self.photo.pk).values().get(), before)
        self.assertEqual((list(self.photo.changes.all()), self.heard), ([], []))


class ClearTests(VerbTestCase):
    def test_sets_what_the_paper_may_do(self):
        clear(self.photo, by=self.phil, status="limited", usable_until=at("18:00"), cost="€45", note="By mail")

        self.assertEqual(
            (self.now("status"), self.now("usable_until"), self.now("cost")), ("limited", at("18:00"), "€45")
        )
        words = "Rights: cleared with limits, until Thu 14 May 2026, 18:00."
        self.assertEqual(self.line(), (self.phil, "clear", words, "By mail"))

    def test_notes_what_stood_there_before(self):
        clear(self.photo, by=self.phil, status="cleared", cost="")

        self.assertEqual(self.photo.changes.get().fields, {"status": ["new", "cleared"]})

    def test_says_nothing_where_nothing_changes(self):
        clear(self.photo, by=self.phil, status="new")

        self.assertEqual(list(self.photo.changes.all()), [])

    def test_is_for_photo_editors(self):
        for user in (self.rob, self.dora, self.lee, self.rae):
            self.assert_refused("Only a photo editor can set the rights", clear, by=user, status="cleared")

    def test_refuses_what_contradicts_itself(self):
        refused = {
            "must be later than “from”": {"usable_from": at("12:00"), "usable_until": at("12:00")},
            "note who agreed": {"status": "cleared", "shows_minors": True, "consent": " "},
            "Say what the limits are": {"status": "limited"},
        }
        for words, terms in refused.items():
            self.assert_refused(words, clear, by=self.phil, **terms)

    def test_takes_children_with_consent_and_uncleared_ones_without(self):
        clear(self.photo, by=self.phil, shows_minors=True)
        clear(self.photo, by=self.phil, status="cleared", consent="Both mothers, 12 May")

        self.assertEqual(self.now("status"), "cleared")

    def test_ends_an_override_unless_it_clears_it(self):
        for terms, until in (
            ({"status": "restricted"}, at("10:00")),
            ({"status": "forbidden"}, at("10:00")),
            ({"usable_until": at("09:00")}, at("10:00")),
            ({"cost": "€45"}, at("2026-05-15 08:00")),
            ({"status": "cleared"}, at("2026-05-15 08:00")),
        ):
            with self.subTest(terms):
                self.photo = override(a_photo(), by=self.dora, why="Flood")
                with travel(at("10:00")):
                    clear(self.photo, by=self.phil, **terms)
                self.assertEqual(self.now("overridden_until"), until)

    def test_calls_off_an_override_that_waits(self):
        override(self.photo, by=self.dora, why="Flood", start=at("18:00"))
        clear(self.photo, by=self.phil, status="forbidden")
        clear(self.photo, by=self.phil, status="new")

        self.assertEqual((self.now("overridden_from"), self.now("overridden_until")), (None, None))
        words = [change.words for change in self.photo.changes.filter(verb="clear").order_by("pk")]
        self.assertEqual(words[0], "Rights: do not use. Nobody’s override lets it run any more.")
        self.assertEqual(words[1], "Rights: not cleared yet.")

    def test_changes_no_words(self):
        with self.assertRaises(TypeError):
            clear(self.photo, by=self.phil, caption="Dusk")


class DescribeTests(VerbTestCase):
    def test_changes_words_and_crops(self):
        describe(self.photo, by=self.phil, caption="Dusk", crops={"square": [0, 0, 0.5, 0.7]})

        self.assertEqual((self.now("caption"), self.now("crops")), ("Dusk", {"square": [0, 0, 0.5, 0.7]}))
        self.assertEqual(self.line(), (self.phil, "describe", "Changed: caption, crops.", ""))
        self.assertEqual(self.photo.changes.get().fields["caption"], ["The bridge at dawn.", "Dusk"])

    def test_writes_only_what_it_is_told(self):
        stale = Photo.objects.get(pk=self.photo.pk)
        describe(self.photo, by=self.phil, credit="Reuters")
        describe(stale, by=self.dora, caption="Dusk")

        self.assertEqual((self.now("credit"), self.now("caption")), ("Reuters", "Dusk"))

    def test_is_for_whoever_brought_it_until_it_is_cleared(self):
        self.photo = a_photo(by=self.rob)
        describe(self.photo, by=self.rob, caption="Dusk")
        clear(self.photo, by=self.phil, status="cleared")

        with self.assertRaises(NotAllowed):
            describe(Photo.objects.get(pk=self.photo.pk), by=self.rob, caption="Dawn")
        self.assertEqual(self.now("caption"), "Dusk")

    def test_is_not_for_its_reporter_while_somebody_answers_for_it(self):
        self.photo = a_photo(by=self.rob)
        override(self.photo, by=self.dora, why="Flood", start=at("18:00"))
        for time, may in (("08:00", False), ("20:00", False), ("2026-05-15 18:00", True)):
            with travel(at(time)):
                self.assertIs(rights.may_describe(self.rob, Photo.objects.get(pk=self.photo.pk)), may)

    def test_asks_the_picture_as_it_is_now(self):
        stale = self.photo = a_photo(by=self.rob)
        clear(self.photo, by=self.phil, status="cleared")

        with self.assertRaises(NotAllowed):
            describe(stale, by=self.rob, caption="Dusk")

    def test_is_not_for_others(self):
        for user in (self.rob, self.lee, self.rae):
            self.assert_refused("only the pictures that you added", describe, by=user, caption="Dusk")

    def test_changes_no_rights(self):
        with self.assertRaises(TypeError):
            describe(self.photo, by=self.phil, status="cleared")


class OverrideTests(VerbTestCase):
    def test_lets_it_run_for_a_day_to_the_second(self):
        override(self.photo, by=self.dora, why="Flood")

        photo = Photo.objects.get(pk=self.photo.pk)
        shown = [photo.is_shown(at(time)) for time in ("07:59:59", "08:00", "2026-05-15 07:59:59", "2026-05-15 08:00")]
        self.assertEqual(shown, [False, True, True, False])
        words = "May run without cleared rights until Fri 15 May 2026, 08:00."
        self.assertEqual(self.line(), (self.dora, "override", words, "Flood"))

    def test_can_begin_later(self):
        override(self.photo, by=self.dora, why="Flood", start=at("18:00"))

        self.assertEqual(
            (self.now("overridden_from"), self.now("overridden_until")), (at("18:00"), at("2026-05-15 18:00"))
        )

    def test_is_given_once(self):
        override(self.photo, by=self.dora, why="Flood", start=at("18:00"))

        for time, words in (
            ("08:00", "It is let run until Fri 15 May 2026, 18:00 already"),
            ("20:00", "It is let run until Fri 15 May 2026, 18:00 already"),
            ("2026-05-15 18:00", "It was let run until Fri 15 May 2026, 18:00 already"),
            ("2026-05-17 17:59", "It was let run until Fri 15 May 2026, 18:00 already"),
        ):
            with self.subTest(time), travel(at(time)), self.assertRaisesMessage(Refused, words):
                override(self.photo, by=self.ada, why="Flood")
        with travel(at("2026-05-17 18:00")):
            override(self.photo, by=self.dora, why="Flood again")
        self.assertEqual(self.now("overridden_until"), at("2026-05-18 18:00"))

    def test_stays_as_it_is_for_another_story_of_that_day(self):
        override(self.photo, by=self.dora, why="Flood")
        override(self.photo, by=self.dora, why="Flood", start=at("18:00"))

        self.assertEqual((self.now("overridden_until"), self.photo.changes.count()), (at("2026-05-15 08:00"), 1))
        with self.assertRaisesMessage(Refused, "not for another day"):
            override(self.photo, by=self.dora, why="Flood", start=at("2026-05-15 08:00"))

    def test_is_not_given_again_by_way_of_a_takedown(self):
        override(self.photo, by=self.dora, why="Flood")
        with travel(at("10:00")):
            take_down(self.photo, by=self.dora, why="Court")
            put_back(self.photo, by=self.dora, why="A mistake")
            with self.assertRaisesMessage(Refused, "It was let run until Thu 14 May 2026, 10:00 already"):
                override(self.photo, by=self.dora, why="Flood")

    def test_is_for_the_duty_editor(self):
        for user in (self.phil, self.rob, self.lee, self.rae):
            self.assert_refused("Only the duty editor", override, by=user, why="Flood")

    def test_asks_why(self):
        self.assert_refused("Say why", override, by=self.dora, why=" ")

    def test_helps_nobody_where_it_must_not_be_used(self):
        for facts in ({"status": "forbidden"}, {"taken_down_at": at("07:00")}):
            self.photo = a_photo(**facts)
            self.assert_refused("must not be used", override, by=self.dora, why="Flood")


class TakeDownTests(VerbTestCase):
    def test_ends_it_at_once(self):
        self.photo = a_photo(status="cleared")
        take_down(self.photo, by=self.lee, why="Court")

        photo = Photo.objects.get(pk=self.photo.pk)
        self.assertEqual((photo.is_shown(at("08:00")), photo.taken_down_at), (False, at("08:00")))
        self.assertEqual(self.line(), (self.lee, "take_down", "Taken down.", "Court"))

    def test_is_for_those_with_the_right(self):
        for user in (self.rob, self.rae):
            self.assert_refused("Only photo, duty, legal and standards editors", take_down, by=user, why="Court")

    def test_asks_why_and_happens_once(self):
        self.assert_refused("Say why", take_down, by=self.lee, why="")
        self.photo = a_photo(taken_down_at=at("07:00"))
        self.assert_refused(
            "It was taken down already, on Thu 14 May 2026, 07:00.", take_down, by=self.lee, why="Court"
        )


class PutBackTests(VerbTestCase):
    def test_gives_new_addresses_and_asks_for_rights_anew(self):
        self.photo = a_photo(
            status="cleared", taken_down_at=at("07:00"), overridden_from=at("06:00"), overridden_until=at("23:00")
        )
        put_back(self.photo, by=self.phil, why="A mistake")

        photo = Photo.objects.get(pk=self.photo.pk)
        self.assertEqual((photo.taken_down_at, photo.status, photo.is_shown(at("08:00"))), (None, "new", False))
        self.assertNotEqual(photo.token, self.photo.token)
        self.assertEqual(self.line()[1:], ("put_back", "Put back; its rights must be cleared again.", "A mistake"))

    def test_is_for_those_with_the_right_and_where_it_was_taken_down(self):
        self.assert_refused("Only photo, duty, legal", put_back, by=self.rob, why="")
        self.assert_refused("Say why", put_back, by=self.lee, why=" ")
        self.assert_refused("It is not taken down.", put_back, by=self.lee, why="A mistake")

    def test_sweeps_out_what_lay_under_the_old_address(self):
        self.photo = a_photo(taken_down_at=at("07:00"))
        self.assertTrue(shelf.names(self.photo))

        with self.captureOnCommitCallbacks(execute=True):
            put_back(self.photo, by=self.lee, why="A mistake")

        self.assertFalse(default_storage.exists(shelf.path_of(self.photo).rstrip("/")))
        photo = Photo.objects.get(pk=self.photo.pk)
        self.assertTrue(default_storage.exists(photo.original.name))


class SignalTests(VerbTestCase):
    def test_each_verb_is_heard_after_the_commit(self):
        acts = [
            (describe, self.phil, {"caption": "Dusk"}),
            (clear, self.phil, {"status": "restricted"}),
            (override, self.dora, {"why": "Flood"}),
            (take_down, self.lee, {"why": "Court"}),
            (put_back, self.lee, {"why": "A mistake"}),
        ]
        for verb, user, asked in acts:
            with self.captureOnCommitCallbacks(execute=True):
                verb(self.photo, by=user, **asked)
                self.assertEqual(self.heard, [])
            self.assertEqual(self.heard, [(self.photo.pk, verb.__name__, user)])
            self.heard.clear()


class MayTests(VerbTestCase):
    def test_says_who_may_what(self):
        verbs = "add change clear take_down override".split()
        may = {
            user.name: [verb for verb in verbs if rights.may(user, verb)] for user in (self.phil, self.dora, self.lee)
        }

        self.assertEqual(may["Phil Osei"], ["add", "change", "clear", "take_down"])
        self.assertEqual(may["Dora Quist"], ["add", "change", "take_down", "override"])
        self.assertEqual(may["Lee Okoro"], ["take_down"])

    def test_nobody_may_who_has_left(self):
        self.phil.is_active = False

        self.assertFalse(rights.may(self.phil, "clear"))

    def test_time_travellers_write_history_at_their_own_time(self):
        with travel(at("21:00")):
            take_down(self.photo, by=self.phil, why="Court")
        self.assertEqual(self.photo.changes.get().at, at("21:00"))
