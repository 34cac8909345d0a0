"""The history of a story: who did what, the way back to an earlier text, and who changed a line."""

from django.urls import reverse

from articles import workflow
from articles.freeze import freeze
from articles.models import Revision
from articles.tests.desk import address, press, told
from articles.tests.factories import a_draft, published, ready_article
from articles.tracing import turns
from newsroom.testing import NewsroomTestCase, at, travel


def ask(client, verb, story, number, **typed):
    return client.post(reverse(f"admin:articles_article_{verb}", args=[story.pk, number]), typed, follow=True)


def take(client, story, number):
    return ask(client, "take", story, number)


def save(story, by, **words):
    for name, value in words.items():
        setattr(story, name, value)
    story.save()
    return workflow.record(story, by=by)


class HistoryTestCase(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.client.force_login(self.ed)

    def history(self, story, **query):
        return self.client.get(address(story, "history"), query)

    def sentences(self, story, **query):
        events = self.history(story, **query).context["events"]
        return {f"{event.who}: {event.words}" for event in events}


class HistoryTests(HistoryTestCase):
    def test_says_who_did_what(self):
        story = published("Bridge reopens", by=self.ed, assignee=self.rita)
        with travel(at("09:00")):
            self.client.force_login(self.rita)
            press(self.client, story, "continue", headline="Bridge is open", body="<p>It is.</p>")
        self.client.force_login(self.ed)
        workflow.withdraw(story, by=self.ed, note="Lawyers")

        self.assertEqual(
            self.sentences(story),
            {
                "Ed Marsh: Began the story.",
                "Ed Marsh: Published edition 1.",
                "Rita Vale: Changed headline, text.",
                "Ed Marsh: Withdrawn from the site. Lawyers",
            },
        )

    def test_folds_the_saves_of_one_person_but_not_those_with_a_name(self):
        story = a_draft()
        for hour, headline in [("09:00", "One"), ("09:10", "Two"), ("09:20", "Three"), ("09:30", "Four")]:
            with travel(at(hour)):
                press(self.client, story, "continue", headline=headline)
        workflow.name_revision(story.revisions.get(number=3), by=self.ed, name="As sent")

        saves = [event for event in self.history(story).context["events"] if event.revision]

        self.assertEqual([len(event.folded) for event in saves], [1, 1, 0])
        self.assertEqual([event.before_all for event in saves], [3, 1, None])

    def test_goes_on_by_time(self):
        story = a_draft()
        for minute in range(70):
            with travel(at(f"{9 + minute // 60:02d}:{minute % 60:02d}")):
                save(story, [self.ed, self.rita][minute % 2], headline=f"Headline {minute}")

        first = self.history(story)
        older = self.history(story, before=first.context["older"].isoformat())

        self.assertEqual((len(first.context["events"]), len(older.context["events"])), (60, 10))
        self.assertIsNone(older.context["older"])

    def test_begins_at_the_top_when_asked_for_no_moment(self):
        story = ready_article()
        workflow.record(story, by=self.ed)
        for before in ("", "soon", "2026-13-45T00:00", "2026-05-14", "0001-01-01T00:00+14:00"):
            self.assertEqual(self.sentences(story, before=before), {"Ed Marsh: Began the story."})

    def test_has_nothing_to_say_of_a_story_that_nobody_saved(self):
        self.assertContains(self.history(a_draft()), "Nothing was done with this story yet.")

    def test_is_for_those_who_may_see_the_story(self):
        story = a_draft(created_by=self.rita)
        for user, status in [(self.rita, 200), (self.ed, 200), (self.pia, 302), (self.rae, 302)]:
            self.client.force_login(user)
            self.assertEqual(self.history(story).status_code, status)
        workflow.submit(story, by=self.rita)
        self.client.force_login(self.pia)
        self.assertEqual(self.history(story).status_code, 200)

    def test_leads_from_each_text_to_what_changed_in_it_and_to_the_text(self):
        story = published("Bridge reopens", by=self.ed)
        save(story, self.rita, headline="Bridge is open")

        answer = self.history(story)

        self.assertContains(answer, f"{address(story, 'compare')}?old=r1&amp;new=r2")
        self.assertContains(answer, f"{address(story, 'compare')}?old=r1&amp;new=desk")
        self.assertContains(answer, f"{story.get_preview_url()}?revision=1")

    def test_is_read_in_the_same_queries_however_long_it_is(self):
        story = a_draft()
        save(story, self.ed, headline="First")
        self.history(story)
        for many in (1, 9):
            for number in range(many):
                save(story, self.ed, headline=f"{many} {number}")
                workflow.set_aside(story, freeze(story).content() | {"headline": "x"}, by=self.rita, note=f"{number}")
            with self.assertNumQueries(11):
                self.history(story, words="First")


class AsideTests(HistoryTestCase):
    """A text that clashed, in the history."""

    def setUp(self):
        super().setUp()
        self.story = published("Bridge reopens", by=self.ed, stage="desk")
        mine = freeze(self.story).content() | {"headline": "Bridge falls down"}
        workflow.set_aside(self.story, mine, by=self.rita, note="Clashed with revision 1")

    def test_is_told_once_with_whose_it_is_and_why(self):
        answer = self.history(self.story)

        words = [event.words for event in answer.context["events"]]
        self.assertIn("A text of Rita Vale was kept aside: it clashed with revision 1.", words)
        self.assertEqual(len(words), 3)
        self.assertContains(answer, f"{address(self.story, 'compare')}?old=r2&amp;new=desk")

    def test_is_no_step_between_two_saves(self):
        save(self.story, self.ed, kicker="Harbour")

        answer = self.history(self.story)

        self.assertIn("Changed kicker.", [event.words for event in answer.context["events"]])
        self.assertContains(answer, "?old=r1&amp;new=r3")

    def test_can_be_taken_to_the_desk(self):
        self.assertContains(self.history(self.story), "/take/2/")
        take(self.client, self.story, 2)

        self.story.refresh_from_db()
        self.assertEqual(self.story.headline, "Bridge falls down")
        self.assertEqual(self.story.editions.get().headline, "Bridge reopens")


class TakeTests(NewsroomTestCase):
    """An earlier text, taken to the desk."""

    def setUp(self):
        super().setUp()
        self.client.force_login(self.rita)
        self.story = published("Bridge reopens", by=self.ed, assignee=self.rita)
        press(self.client, self.story, "continue", headline="Bridge falls down")

    def test_becomes_the_working_copy_and_readers_see_no_change(self):
        answer = take(self.client, self.story, 1)

        self.story.refresh_from_db()
        self.assertEqual(self.story.headline, "Bridge reopens")
        self.assertEqual(self.story.revisions.count(), 3)
        self.assertEqual(self.story.editions.get().headline, "Bridge reopens")
        self.assertRedirects(answer, address(self.story))

    def test_is_offered_for_all_but_what_is_at_the_desk(self):
        answer = self.client.get(address(self.story, "history"))

        self.assertContains(answer, "/take/1/")
        self.assertNotContains(answer, "/take/2/")

    def test_needs_the_right_to_change_the_story_and_the_right_to_take_texts(self):
        type(self.story).objects.update(stage="desk")
        self.client.force_login(self.pia)
        self.assertNotContains(self.client.get(address(self.story, "history")), "/take/1/")
        self.assertEqual(take(self.client, self.story, 1).status_code, 403)

        self.ed.user_permissions.remove(self.ed.user_permissions.get(codename="restore_article"))
        self.client.force_login(self.ed)
        self.assertNotContains(self.client.get(address(self.story, "history")), "/take/1/")
        self.assertIn("You may not", told(take(self.client, self.story, 1))[0])
        self.story.refresh_from_db()
        self.assertEqual(self.story.headline, "Bridge falls down")

    def test_asks_for_a_press_of_the_button(self):
        for verb in ("take", "take_edition", "name"):
            door = reverse(f"admin:articles_article_{verb}", args=[self.story.pk, 1])
            self.assertEqual(self.client.get(door).status_code, 405)

    def test_knows_the_texts_of_this_story_alone(self):
        other = published("Ferry returns", by=self.ed, assignee=self.rita)
        for number in (2, 99):
            self.assertEqual(take(self.client, other, number).status_code, 404)
        self.assertEqual(take(self.client, type(other)(pk=99), 1).status_code, 404)

    def test_is_refused_for_a_killed_story(self):
        workflow.kill(self.story, by=self.ed, note="Lawyers")
        self.client.force_login(self.ed)

        self.assertEqual(take(self.client, self.story, 1).status_code, 403)
        self.story.refresh_from_db()
        self.assertEqual(self.story.headline, "Bridge falls down")


class NameTests(NewsroomTestCase):
    """A revision that gets a name."""

    def setUp(self):
        super().setUp()
        self.client.force_login(self.ed)
        self.story = published("Bridge reopens", by=self.ed, stage="desk")

    def name(self, name, number=1):
        return ask(self.client, "name", self.story, number, name=name)

    def test_is_found_by_it(self):
        answer = self.name("  As sent to   the lawyer ")

        self.assertEqual(told(answer), ["Revision 1 is named “As sent to the lawyer” now."])
        self.assertContains(answer, "“As sent to the lawyer”</span>")
        self.assertIn("Named revision 1", self.story.log.first().words)

    def test_can_be_renamed_and_lose_its_name(self):
        self.name("One")
        self.name("Two")
        self.assertEqual(Revision.objects.get().name, "Two")

        self.assertEqual(told(self.name("")), ["Revision 1 has no name now."])
        self.assertEqual(Revision.objects.get().name, "")

    def test_is_cut_to_what_fits(self):
        self.name("x" * 300)

        self.assertEqual(len(Revision.objects.get().name), 80)

    def test_needs_the_right_to_change_the_story(self):
        self.client.force_login(self.pia)

        self.assertNotContains(self.client.get(address(self.story, "history")), "/name/1/")
        self.assertEqual(self.name("Mine").status_code, 403)
        self.assertEqual(Revision.objects.get().name, "")

    def test_is_of_this_story(self):
        for number in (2, 99):
            self.assertEqual(self.name("One", number).status_code, 404)


class LineTests(NewsroomTestCase):
    """Who changed this line?"""

    def setUp(self):
        super().setUp()
        self.client.force_login(self.ed)
        self.story = a_draft("Night ferry", body="<p>It runs at night.</p>", stage="desk")
        for by, price in [(self.rita, "86 kroner"), (self.ed, "68 kroner"), (self.rita, "86 kroner")]:
            save(self.story, by, body=f"<p>It runs at night.</p><p>A ticket costs <em>{price}</em>, she said.</p>")

    def trace(self, words):
        answer = self.client.get(address(self.story, "history"), {"words": words})
        return answer, [(turn.save.number, turn.came) for turn in answer.context["trace"].turns]

    def test_names_each_save_that_wrote_it_or_took_it_out(self):
        answer, found = self.trace("A ticket costs 86 kroner")

        self.assertEqual(found, [(1, True), (2, False), (3, True)])
        self.assertContains(answer, "<b>Ed Marsh</b> took them out: revision 2")
        self.assertContains(answer, "They stand at the desk now.")

    def test_takes_words_as_they_are_pasted(self):
        for words in ("  costs\n 68 KRONER, she", "night. A ticket costs 68"):
            self.assertEqual(self.trace(words)[1], [(2, True), (3, False)])
        save(self.story, self.ed, standfirst="The mayor’s “own” boat.")
        self.assertEqual(self.trace('mayor\'s "own"')[1], [(4, True)])

    def test_says_so_where_they_never_stood(self):
        answer, found = self.trace("<b>99 kroner</b>")

        self.assertEqual(found, [])
        self.assertContains(answer, "“&lt;b&gt;99 kroner&lt;/b&gt;”")
        self.assertContains(answer, "in none of the 3 texts that were looked at")

    def test_looks_into_texts_that_were_kept_aside(self):
        mine = freeze(self.story).content() | {"headline": "Ferry for 99 kroner"}
        workflow.set_aside(self.story, mine, by=self.rita, note="Clashed with revision 3")

        answer, found = self.trace("99 kroner")

        self.assertEqual(found, [])
        self.assertContains(answer, "They stand in a text of Rita Vale that was kept aside: revision 4")

    def test_is_not_asked_without_words(self):
        self.assertIsNone(self.client.get(address(self.story, "history"), {"words": "  "}).context["trace"])

    def test_knows_no_more_than_it_looked_at(self):
        (found,) = turns("ferry", [(7, {"headline": "Night ferry"}), (8, {"headline": "Night ferry again"})])

        self.assertEqual((found.save, found.came, found.before), (7, True, None))
