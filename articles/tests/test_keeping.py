"""The doors that the story form's script knocks at. The numbers are those of the pains in RIVALS 2.1."""

import json

from django.test import Client
from django.urls import reverse

from articles import sittings
from articles.models import Sitting
from articles.tests.desk import address, typed
from articles.tests.factories import a_draft
from articles.workflow import hold, kill, record
from newsroom.testing import NewsroomTestCase, at, hire, travel

WINDOW = "window-1"


class DoorTestCase(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.cora = hire("Cora Lind", "Copy editor")
        self.story = a_draft("Bridge reopens", created_by=self.rita)
        record(self.story, by=self.rita)
        self.client.force_login(self.rita)

    def knock(self, page, story=None, **facts):
        """POST as the script does; ``story`` None is the form of a new one."""
        return self.client.post(address(story, page), json.dumps(facts), content_type="application/json")

    def keep(self, story=None, window=WINDOW, base=1, **facts):
        return self.knock("keep", story, window=window, base=base, **facts)

    def look(self, story=None, **query):
        return self.client.get(address(story, "who"), query)

    def text(self, window=WINDOW, then=""):
        return reverse(f"admin:articles_article_{then or 'unsaved'}", args=[window])

    def assertRefused(self, answer, status, words):  # noqa: N802 - as unittest's own
        self.assertEqual((answer.status_code, answer.headers["Content-Type"]), (status, "application/json"))
        self.assertIn(words, answer.json()["error"])


class KeepTests(DoorTestCase):
    def test_10_stores_a_new_story_before_it_has_a_headline(self):
        answer = self.keep(typed={"body": "<p>T</p>", "headline": ""}, base=0)

        self.assertEqual(answer.json(), {"at": "08:00", "version": 0, "taken": ""})
        kept = Sitting.objects.get()
        self.assertEqual((kept.user, kept.article, kept.typed["body"]), (self.rita, None, "<p>T</p>"))

    def test_stores_a_text_as_it_came(self):
        self.keep(self.story, typed={"body": "<p onclick=x()>T", "topics": ["1", "2"], "turn": 5}, field="body")

        kept = Sitting.objects.get()
        self.assertEqual(kept.typed, {"body": "<p onclick=x()>T", "topics": ["1", "2"], "turn": 5})
        self.assertEqual((kept.article, kept.base, kept.field), (self.story, 1, "body"))

    def test_asks_little(self):
        self.keep(self.story, typed={"body": "<p>T</p>"})

        with self.assertNumQueries(8):
            self.keep(self.story, typed={"body": "<p>Tr</p>"})

    def test_keeps_what_a_database_can_not(self):
        self.keep(self.story, typed={"headline": "Bridge\x00 \ud83d opens"})

        self.assertEqual(Sitting.objects.get().typed["headline"], "Bridge ? opens")

    def test_12a_a_window_that_closes_brings_its_last_words(self):
        self.keep(self.story, typed={"headline": "Bridge opens"}, leaving=True)

        self.assertEqual(Sitting.objects.get().left_at, at("08:00"))
        self.assertEqual([kept["window"] for kept in self.look(self.story).json()["unsaved"]], [WINDOW])

    def test_tells_a_window_that_has_ended_to_begin_another(self):
        self.keep(self.story, typed={"headline": "Bridge opens"})
        sittings.forget(WINDOW, self.rita)

        answer = self.keep(self.story, typed={"headline": "Bridge opens today"})

        self.assertRefused(answer, 409, "was saved")
        self.assertTrue(answer.json()["over"])

    def test_signed_out_is_told_so_and_sent_nowhere(self):
        self.client.logout()

        for answer in (self.keep(self.story, typed={}), self.look(self.story), self.client.get(self.text())):
            self.assertRefused(answer, 401, "You are signed out.")

    def test_somebody_who_signed_in_in_this_browser_gets_nothing_of_the_first(self):
        answer = self.client.post(
            address(self.story, "keep"),
            json.dumps({"window": WINDOW, "typed": {"headline": "Mine"}}),
            content_type="application/json",
            headers={"X-Writer": str(self.ed.pk)},
        )

        self.assertRefused(answer, 409, "Rita Vale is signed in in this browser now.")
        self.assertFalse(Sitting.objects.exists())

    def test_wrong_person(self):
        self.keep(self.story, typed={"headline": "Bridge opens"})
        for user, status in [(self.rae, 403), (self.pia, 404), (self.ed, 404)]:
            self.client.force_login(user)
            self.assertEqual(self.keep(self.story, typed={"headline": "Mine"}).status_code, status)

        self.assertEqual(Sitting.objects.get().typed, {"headline": "Bridge opens"})

    def test_who_may_read_and_not_write_hears_who_can(self):
        self.story.stage = "copy"
        self.story.save(update_fields=["stage"])
        self.client.force_login(self.pia)

        self.assertRefused(self.keep(self.story, typed={}), 403, "You may not edit this story now. Cora Lind or")

    def test_a_story_that_is_held_is_not_there_for_others(self):
        hold(self.story, by=self.ed, note="Lawyers")
        self.client.force_login(hire("Nora Finch", "Reporter"))

        self.assertEqual(self.keep(self.story, typed={}).status_code, 404)

    def test_a_killed_story_takes_nothing_more(self):
        kill(self.story, by=self.ed, note="Lawyers")

        words = "The story was killed on Thu 14 May, 08:00 BST: nothing more can be saved in it."
        self.assertRefused(self.keep(self.story, typed={}), 403, words)

    def test_bad_input(self):
        for facts in [
            {"window": ""},
            {"window": "../../etc"},
            {"window": 5},
            {"base": -1},
            {"base": "1"},
            {"typed": []},
            {"typed": {"body": 5}},
            {"typed": {"body": [5]}},
            {"typed": {"turn": "9"}},
        ]:
            with self.subTest(facts):
                self.assertEqual(self.keep(self.story, **facts).status_code, 400)
        answer = self.client.post(address(self.story, "keep"), "{", content_type="application/json")
        self.assertRefused(answer, 400, "JSON")
        self.assertFalse(Sitting.objects.exists())

    def test_too_long(self):
        answer = self.keep(self.story, typed={"body": "x" * 2_000_000})

        self.assertRefused(answer, 413, "longer than the desk can keep")

    def test_wrong_method(self):
        for page, method in [("keep", "get"), ("take_over", "get"), ("who", "post")]:
            self.assertEqual(getattr(self.client, method)(address(self.story, page)).status_code, 405)

    def test_a_forged_request_is_refused(self):
        client = Client(enforce_csrf_checks=True)
        client.force_login(self.rita)
        body = json.dumps({"window": WINDOW, "typed": {}})

        answer = client.post(address(self.story, "keep"), body, content_type="application/json")
        self.assertEqual(answer.status_code, 403)
        token = client.get(address(self.story, "who")).json()["token"]
        answer = client.post(
            address(self.story, "keep"), body, content_type="application/json", headers={"X-CSRFToken": token}
        )
        self.assertEqual(answer.status_code, 200)


class PresenceTests(DoorTestCase):
    def test_3_says_who_is_here_since_when_and_where(self):
        sittings.look_in(self.cora, "window-2", self.story, 1, "standfirst")

        with travel(at("08:00:40")):
            [here] = self.keep(self.story).json()["here"]

        words = {"words": "has had this open since 08:00", "where": "is in the standfirst", "own": False}
        self.assertEqual(here, {"name": "Cora Lind"} | words)

    def test_a_sign_of_life_leaves_the_text_alone(self):
        self.keep(self.story, typed={"headline": "Bridge opens"})
        self.keep(self.story, field="body")

        kept = Sitting.objects.get()
        self.assertEqual((kept.typed, kept.field), ({"headline": "Bridge opens"}, "body"))

    def test_asks_as_little_whoever_is_here(self):
        self.keep(self.story)
        for guests in (1, 3):
            for number in range(guests):
                sittings.look_in(self.cora, f"other-{number}-window", self.story, 1)
            with self.assertNumQueries(10):
                self.keep(self.story)

    def test_1_says_who_saved_meanwhile(self):
        self.client.force_login(self.ed)
        self.client.post(address(self.story), typed(self.story, headline="Bridge opens", version="1"))
        self.client.force_login(self.rita)

        state = self.look(self.story).json()

        self.assertEqual((state["version"], state["saved"]), (2, {"by": "Ed", "at": "08:00", "own": False}))

    def test_tells_a_page_which_of_its_windows_ended(self):
        self.keep(self.story, typed={"headline": "Bridge opens"})
        sittings.forget(WINDOW, self.rita)
        self.keep(self.story, "window-2", typed={"headline": "Bridge opens"})

        over = self.look(self.story, ask=[WINDOW, "window-2", "window-3"]).json()["over"]
        self.assertEqual(over, [WINDOW])

    def test_is_for_those_who_may_write(self):
        self.client.force_login(self.pia)

        self.assertEqual(self.look(self.story).status_code, 404)
        self.assertEqual(self.look().status_code, 403)


class TakeOverTests(DoorTestCase):
    def test_6_saves_the_others_text_and_tells_their_window(self):
        self.keep(self.story, typed={"headline": "Bridge opens"})
        self.client.force_login(self.ed)

        self.assertEqual(self.knock("take_over", self.story).json(), {"taken": ["Rita Vale"], "version": 2})

        self.client.force_login(self.rita)
        words = "Ed Marsh took over at 08:00. Your text was saved in the story first, as revision 2."
        self.assertEqual(self.keep(self.story).json()["taken"], words)
        self.assertEqual(self.keep(self.story, typed={"headline": "Bridge"}).json()["taken"], words)
        self.assertEqual(self.look(self.story, window=WINDOW).json()["taken"], words)

    def test_wrong_person(self):
        self.keep(self.story, typed={"headline": "Bridge opens"})
        self.client.force_login(self.pia)

        self.assertEqual(self.knock("take_over", self.story).status_code, 404)
        self.assertIsNone(Sitting.objects.get().taken_at)


class UnsavedTests(DoorTestCase):
    def setUp(self):
        super().setUp()
        self.keep(self.story, typed={"headline": "Bridge opens"}, leaving=True)

    def test_9_gives_the_text_back(self):
        answer = self.client.get(self.text()).json()

        self.assertEqual(answer, {"base": 1, "at": "08:00", "typed": {"headline": "Bridge opens"}})

    def test_nobody_else_gets_it(self):
        for user in (self.ed, self.ada):
            self.client.force_login(user)
            self.assertRefused(self.client.get(self.text()), 404, "no such text")
            self.assertRefused(self.client.post(self.text(then="discard")), 404, "no such text")
            self.assertEqual(self.look(self.story).json()["unsaved"], [])
        self.assertIsNotNone(Sitting.objects.get().typed)

    def test_throws_it_away(self):
        self.assertEqual(self.client.post(self.text(then="discard")).json(), {})

        self.assertEqual(self.client.get(self.text()).status_code, 404)
        self.assertEqual(self.look(self.story).json()["unsaved"], [])

    def test_a_window_that_never_was(self):
        self.assertEqual(self.client.get(self.text("window-9")).status_code, 404)

    def test_a_text_of_a_story_that_its_writer_may_not_see_any_more_stays_closed(self):
        kill(self.story, by=self.ed, note="Lawyers")

        self.assertEqual(self.client.get(self.text()).status_code, 404)
