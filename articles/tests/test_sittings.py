"""Who has a story open, and what they typed there. The numbers are those of the pains in RIVALS 2.1."""

from articles import sittings
from articles.freeze import freeze
from articles.models import LogLine, Sitting
from articles.tests.factories import a_draft, a_section, a_topic, an_author
from articles.typed import content_of_post
from articles.workflow import NotAllowed, kill, record, save
from articles.workflow.saving import too_long
from newsroom.testing import NewsroomTestCase, at, hire, travel


class SittingTestCase(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.cora = hire("Cora Lind", "Copy editor")
        self.story = a_draft("Bridge reopens", body="<p>One.</p><p>Two.</p><p>Three.</p>", created_by=self.rita)
        record(self.story, by=self.rita)

    def typed(self, **changes):
        """The form of the story as a browser keeps it."""
        return {"headline": self.story.headline, "body": self.story.body} | changes

    def sit(self, user, window="window-1", field="", **changes):
        typed = self.typed(**changes)
        return sittings.keep(user, window, self.story, self.story.version, typed, field)


class KeepTests(SittingTestCase):
    def test_10_keeps_a_story_that_has_no_row_and_no_headline(self):
        sittings.keep(self.rita, "window-1", None, 0, {"body": "<p>T"})

        self.assertEqual([kept.typed for kept in sittings.unsaved_of(self.rita, None)], [])  # she is still there
        with travel(at("08:02")):
            self.assertEqual([kept.typed for kept in sittings.unsaved_of(self.rita, None)], [{"body": "<p>T"}])

    def test_touches_neither_the_story_nor_its_history(self):
        self.sit(self.rita, headline="Bridge opens")

        self.story.refresh_from_db()
        self.assertEqual((self.story.headline, self.story.revisions.count()), ("Bridge reopens", 1))

    def test_a_window_belongs_to_one_person_for_good(self):
        self.sit(self.rita)

        with self.assertRaises(sittings.NotYours):
            self.sit(self.ed, headline="Mine")
        self.assertEqual(Sitting.objects.get().typed, self.typed())

    def test_a_window_belongs_to_one_story(self):
        self.sit(self.rita)

        with self.assertRaises(sittings.NotYours):
            sittings.keep(self.rita, "window-1", a_draft(created_by=self.rita), 0, {})

    def test_is_for_those_who_may_change_the_story(self):
        for story in (self.story, None):
            with self.assertRaises(NotAllowed):
                sittings.keep(self.pia, "window-1", story, 0, {})
        kill(self.story, by=self.ed, note="Lawyers")
        self.story.refresh_from_db()
        with self.assertRaises(NotAllowed):
            self.sit(self.rita)

    def test_what_was_sent_first_and_comes_late_replaces_nothing(self):
        self.sit(self.rita, headline="Bridge opens", turn=2)

        with self.assertRaises(sittings.Over):
            self.sit(self.rita, headline="Bridge", turn=1)
        self.assertEqual(Sitting.objects.get().typed["headline"], "Bridge opens")

    def test_a_save_ends_the_window(self):
        self.sit(self.rita, headline="Bridge opens")

        sittings.forget("window-1", self.rita)

        with self.assertRaises(sittings.Over):
            self.sit(self.rita, headline="Bridge opens")
        self.assertEqual(sittings.unsaved_of(self.rita, self.story), [])

    def test_nobody_else_can_end_it(self):
        self.sit(self.rita)

        sittings.forget("window-1", self.ed)
        sittings.leave(self.ed, "window-1")

        self.assertEqual(Sitting.objects.get().typed, self.typed())
        self.assertIsNone(Sitting.objects.get().left_at)


class UnsavedTests(SittingTestCase):
    def test_9_offers_what_was_typed_before_a_crash(self):
        self.sit(self.rita, headline="Bridge opens")

        with travel(at("08:02")):
            [kept] = sittings.unsaved_of(self.rita, self.story)
        self.assertEqual(kept.typed["headline"], "Bridge opens")

    def test_never_offers_somebody_elses(self):
        self.sit(self.rita, headline="Bridge opens")

        with travel(at("08:02")):
            self.assertEqual(sittings.unsaved_of(self.ed, self.story), [])

    def test_offers_at_once_what_a_closed_window_held(self):
        self.sit(self.rita)
        self.assertEqual(sittings.unsaved_of(self.rita, self.story), [])

        sittings.leave(self.rita, "window-1")
        self.assertEqual(len(sittings.unsaved_of(self.rita, self.story)), 1)

    def test_offers_nothing_for_longer_than_thirty_days(self):
        self.sit(self.rita)

        with travel(at("2026-06-13 07:59")):
            self.assertEqual(len(sittings.unsaved_of(self.rita, self.story)), 1)
        with travel(at("2026-06-13 08:00")):
            self.assertEqual(sittings.unsaved_of(self.rita, self.story), [])

    def test_what_is_older_goes_when_its_writer_comes_again(self):
        self.sit(self.rita)

        with travel(at("2026-06-13 08:01")):
            self.sit(self.rita, "window-2")
        self.assertEqual(Sitting.objects.get().window, "window-2")


class PresenceTests(SittingTestCase):
    def others(self, user=None, window=""):
        found = sittings.others_at(self.story, user or self.ed, window)
        return [(one.user, one.since, one.field) for one in found]

    def test_3_a_colleague_is_here_while_their_window_says_so_and_a_minute_longer(self):
        sittings.look_in(self.cora, "window-1", self.story, 1, "standfirst")

        with travel(at("08:00:59")):
            self.assertEqual(self.others(), [(self.cora, at("08:00"), "standfirst")])
        with travel(at("08:01")):
            self.assertEqual(self.others(), [])

    def test_leaves_with_the_window(self):
        sittings.look_in(self.cora, "window-1", self.story, 1)

        sittings.leave(self.cora, "window-1")

        self.assertEqual(self.others(), [])

    def test_is_here_since_they_came_though_each_save_opens_the_form_anew(self):
        sittings.look_in(self.cora, "window-1", self.story, 1)
        with travel(at("08:00:30")):
            sittings.forget("window-1", self.cora)
            sittings.look_in(self.cora, "window-2", self.story, 2)

            self.assertEqual(self.others(), [(self.cora, at("08:00"), "")])

    def test_names_each_person_once_and_me_where_i_have_another_window(self):
        for user, window in [(self.cora, "window-1"), (self.cora, "window-2"), (self.ed, "window-3")]:
            sittings.look_in(user, window, self.story, 1)

        self.assertEqual([user for user, *_ in self.others(self.ed, "window-3")], [self.cora])
        self.assertEqual([user for user, *_ in self.others(self.ed, "window-4")], [self.cora, self.ed])


class TakeOverTests(SittingTestCase):
    def take_over(self, time="10:42"):
        with travel(at(time)):
            Sitting.objects.update(seen_at=at(time))
            taken = sittings.take_over(self.story, self.ed)
        self.story.refresh_from_db()
        return taken

    def test_6_saves_the_others_text_first(self):
        self.sit(self.rita, headline="Bridge opens")

        [sitting] = self.take_over()

        self.assertEqual((self.story.headline, self.story.saved_by), ("Bridge opens", self.rita))
        self.assertEqual(
            (self.story.version, self.story.revisions.first().note), (2, "Taken over by Ed Marsh at 10:42")
        )
        words = "Ed Marsh took over at 10:42. Your text was saved in the story first, as revision 2."
        self.assertEqual(sittings.told(sitting), words)

    def test_6_merges_it_with_what_was_saved_since(self):
        self.sit(self.rita, body="<p>One, she wrote.</p><p>Two.</p><p>Three.</p>")
        theirs = freeze(self.story).content() | {"body": "<p>One.</p><p>Two.</p><p>Three, he wrote.</p>"}
        save(self.story, theirs, base=1, by=self.ed)

        self.take_over()

        self.assertEqual(self.story.body, "<p>One, she wrote.</p><p>Two.</p><p>Three, he wrote.</p>")

    def test_6_keeps_aside_what_clashes(self):
        self.sit(self.rita, headline="Bridge opens on Monday")
        save(self.story, freeze(self.story).content() | {"headline": "Bridge opens on Tuesday"}, base=1, by=self.ed)

        [sitting] = self.take_over()

        aside = self.story.revisions.get(aside=True)
        self.assertEqual(self.story.headline, "Bridge opens on Tuesday")
        self.assertEqual((aside.name, aside.saved_by), ("Text of Rita Vale, taken over at 10:42", self.rita))
        self.assertEqual(aside.content["headline"], "Bridge opens on Monday")
        where = "Your text is kept in the history as “Text of Rita Vale, taken over at 10:42”."
        self.assertEqual(sittings.told(sitting), f"Ed Marsh took over at 10:42. {where}")

    def test_6_keeps_aside_what_the_desk_could_not_hold(self):
        self.sit(self.rita, headline="Bridge " * 40)

        self.take_over()

        self.assertEqual(self.story.headline, "Bridge reopens")
        self.assertEqual(self.story.revisions.get(aside=True).content["headline"], ("Bridge " * 40).strip())

    def test_6_keeps_aside_the_text_of_somebody_who_may_not_write_in_it_any_more(self):
        self.sit(self.rita, headline="Bridge opens")
        self.story.stage = "copy"
        self.story.save(update_fields=["stage"])
        self.rita.user_permissions.clear()

        self.take_over()

        self.assertEqual(self.story.headline, "Bridge reopens")
        self.assertEqual(self.story.revisions.get(aside=True).content["headline"], "Bridge opens")

    def test_7_the_first_window_is_told_and_its_last_words_are_kept_for_its_writer_alone(self):
        self.sit(self.rita, headline="Bridge opens")
        self.take_over()

        with travel(at("10:42:05")):
            self.sit(self.rita, headline="Bridge opens today")
            [kept] = sittings.unsaved_of(self.rita, self.story)

        self.story.refresh_from_db()
        self.assertEqual((self.story.headline, kept.typed["headline"]), ("Bridge opens", "Bridge opens today"))
        self.assertEqual((kept.taken_by, kept.taken_at), (self.ed, at("10:42")))

    def test_takes_nothing_from_who_has_gone_or_from_oneself(self):
        self.sit(self.rita, headline="Bridge opens")
        sittings.leave(self.rita, "window-1")
        self.sit(self.ed, "window-2")

        self.assertEqual(self.take_over(), [])
        self.assertEqual(self.story.headline, "Bridge reopens")

    def test_says_so_when_there_was_nothing_to_save(self):
        sittings.look_in(self.rita, "window-1", self.story, 1)

        [sitting] = self.take_over()

        words = "Ed Marsh took over at 10:42. What you had typed until then was in the story already."
        self.assertEqual((sittings.told(sitting), self.story.version), (words, 1))

    def test_needs_the_right_to_change_the_story(self):
        with self.assertRaises(NotAllowed):
            sittings.take_over(self.story, self.pia)

    def test_stands_in_the_log(self):
        self.sit(self.rita)
        self.take_over()

        line = LogLine.objects.get(verb="take_over")
        self.assertEqual((line.article, line.done_by, line.words), (self.story, self.ed, "Took over from Rita Vale."))


class TypedTests(NewsroomTestCase):
    def test_makes_the_content_of_a_story(self):
        section, topic, ines, jonah = a_section(), a_topic(), an_author("Ines Calder"), an_author("Jonah Pell")
        typed = {"headline": "  Bridge\r\nopens ", "standfirst": "One.\r\nTwo.", "body": "<p onclick=x()>Hello</p>"}
        typed |= {"section": str(section.pk), "series": "", "series_part": "3", "topics": [str(topic.pk)]}
        typed |= {"bylines-TOTAL_FORMS": "2", "bylines-0-author": str(ines.pk), "bylines-0-position": "1"}
        typed |= {"bylines-1-author": str(jonah.pk), "bylines-1-role": "in Harrowmere", "bylines-1-position": "0"}

        content = content_of_post(typed)

        self.assertEqual((content["headline"], content["standfirst"]), ("Bridge opens", "One.\nTwo."))
        self.assertEqual((content["body"], content["kicker"]), ("<p>Hello</p>", ""))
        self.assertEqual((content["section_id"], content["series_id"], content["series_part"]), (section.pk, None, 3))
        self.assertEqual(content["topics"], [topic.pk])
        credits = [[jonah.pk, "Jonah Pell", "in Harrowmere"], [ines.pk, "Ines Calder", ""]]
        self.assertEqual(content["bylines"], credits)

    def test_has_every_key_of_a_revision(self):
        story = a_draft()

        self.assertEqual(set(content_of_post({}, story)), set(freeze(story).content()))
        self.assertEqual(content_of_post({}, story), freeze(story).content())
        self.assertEqual(set(content_of_post({})), set(freeze(story).content()))

    def test_leaves_out_nonsense_and_what_is_gone(self):
        typed = {"headline": None, "section": "9999", "series": "²", "picture": "abc", "series_part": "-1"}
        typed |= {"topics": ["x", "77", None], "body": 5, "slug": "Not a slug!"}
        typed |= {"bylines-TOTAL_FORMS": "9" * 30, "bylines-0-author": "4"}

        content = content_of_post(typed)

        self.assertEqual([content[f"{name}_id"] for name in ("section", "series", "picture")], [None] * 3)
        self.assertEqual((content["series_part"], content["topics"], content["bylines"]), (None, [], []))
        self.assertEqual((content["slug"], content["headline"]), ("not-a-slug", ""))

    def test_takes_each_author_once_and_none_who_was_removed(self):
        ines, jonah = an_author("Ines Calder"), an_author("Jonah Pell")
        typed = {"bylines-TOTAL_FORMS": "3", "bylines-1-DELETE": "on"}
        typed |= {f"bylines-{row}-author": str(author.pk) for row, author in enumerate([ines, jonah, ines])}

        self.assertEqual(content_of_post(typed)["bylines"], [[ines.pk, "Ines Calder", ""]])

    def test_names_what_is_too_long(self):
        self.assertEqual(too_long(content_of_post({"headline": "x" * 201, "kicker": "x" * 60})), ["headline"])
