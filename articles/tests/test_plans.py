from articles import workflow
from articles.models import Article
from articles.plans import conflicts, troubles
from articles.tests.factories import a_draft, a_section, published, ready_article
from articles.workflow import said
from newsroom.testing import NewsroomTestCase, at, hire, travel


def told(found) -> list[str]:
    return [finding.text for finding in found]


def stop(found) -> list[str]:
    return [finding.text for finding in found if finding.stops]


class MomentTests(NewsroomTestCase):
    """What is said of a moment that somebody wants."""

    def test_nothing_against_a_good_one(self):
        self.assertEqual(conflicts(ready_article(), at("18:00"), at("2026-05-15 06:00")), [])

    def test_a_time_that_is_past(self):
        self.assertEqual(stop(conflicts(ready_article(), at("07:59"))), [f"{said(at('07:59'))} is in the past."])

    def test_an_embargo_that_ends_later_names_both_times(self):
        story = ready_article()
        workflow.embargo(story, by=self.ed, until=at("18:00"))
        story.refresh_from_db()

        [finding] = conflicts(story, at("17:59"))

        self.assertEqual(finding.text, "The embargo ends Thu 14 May, 18:00 BST, later than Thu 14 May, 17:59 BST.")
        self.assertEqual((finding.stops, "Ed Marsh can." in finding.todo), (True, True))
        self.assertEqual(conflicts(story, at("18:00")), [])

    def test_a_hold_names_who_can_lift_it(self):
        story = ready_article()
        workflow.hold(story, by=self.ed, note="Lawyers")
        story.refresh_from_db()

        [finding] = conflicts(story, at("18:00"))

        self.assertEqual((finding.stops, finding.todo), (True, "Ed Marsh can."))

    def test_what_is_killed_or_spiked_never_runs(self):
        killed, spiked = ready_article(killed_at=at("07:00")), ready_article(stage=Article.Stage.SPIKED)

        self.assertEqual([len(stop(conflicts(story, at("18:00")))) for story in (killed, spiked)], [1, 1])

    def test_an_end_before_the_start_and_one_that_is_past(self):
        story = ready_article()

        self.assertEqual(
            stop(conflicts(story, at("18:00"), at("18:00"))),
            ["The end, Thu 14 May, 18:00 BST, comes before the start, Thu 14 May, 18:00 BST."],
        )
        self.assertEqual(stop(conflicts(story, None, at("07:00"))), ["The end, Thu 14 May, 07:00 BST, is in the past."])

    def test_another_change_in_the_same_minute(self):
        story = ready_article()
        workflow.schedule(story, by=self.ed, at=at("18:00"))
        workflow.withdraw(story, by=self.ed, at=at("20:00"))

        self.assertEqual(told(conflicts(story, at("18:00"))), ["Another text is set for that minute."])
        self.assertEqual(stop(conflicts(story, at("20:00"))), ["The story is set to end in that minute."])
        self.assertIn("from then until this, readers have nothing of it.", told(conflicts(story, at("21:00")))[0])

    def test_what_comes_after_it(self):
        story = ready_article()
        workflow.schedule(story, by=self.ed, at=at("18:00"))

        [stays] = told(conflicts(story, at("12:00")))
        [stays_too, goes] = told(conflicts(story, at("12:00"), at("13:00")))

        self.assertEqual(stays, "The text set for Thu 14 May, 18:00 BST stays, and replaces this one then.")
        self.assertEqual(goes, "The text set for Thu 14 May, 18:00 BST comes after that end: it is taken out.")
        self.assertEqual(stays_too, stays)

    def test_a_night_on_which_the_clocks_change(self):
        [spring] = told(conflicts(ready_article(), at("2027-03-28 06:00")))
        [autumn] = told(conflicts(ready_article(), at("2026-10-25 00:30")))

        self.assertEqual(
            spring,
            "The clocks go forward: 01:00 GMT becomes 02:00 BST. Sun 28 Mar, 06:00 BST is after that.",
        )
        self.assertEqual(
            autumn, "The clocks go back: 02:00 BST becomes 01:00 GMT. Sun 25 Oct, 00:30 BST is before that."
        )

    def test_a_sign_off_that_fell_is_told_of_where_a_text_waits(self):
        story = ready_article(section=a_section("Court", needs_copy=True))
        workflow.sign_off(story, by=self.ed, kind="copy")
        workflow.schedule(story, by=self.ed, at=at("18:00"))
        self.assertEqual(conflicts(story), [])

        story.headline = "Bridge falls"
        [finding] = conflicts(story)

        self.assertIn("The copy sign-off fell for the desk’s text.", finding.text)
        self.assertEqual((finding.stops, finding.todo), (False, "Ed Marsh can."))

    def test_a_new_story_has_no_row(self):
        self.assertEqual(conflicts(Article(), at("18:00")), [])


class UndoneTests(NewsroomTestCase):
    """Pain 17: a change prepared on Monday wipes out Tuesday's correction when it runs on Wednesday."""

    def setUp(self):
        super().setUp()
        self.story = published("Bridge reopens", by=self.ed, body="<p>It cost £3m.</p><p>Trams run.</p>")
        with travel(at("09:00")):
            self.rewrite(body="<p>It cost £3m.</p><p>Trams run again.</p>")
            self.late = workflow.schedule(self.story, by=self.ed, at=at("18:00"))

    def rewrite(self, **words):
        for name, text in words.items():
            setattr(self.story, name, text)
        self.story.save()

    def correct(self, body="<p>It cost £4m.</p><p>Trams run again.</p>"):
        with travel(at("10:00")):
            self.rewrite(body=body)
            workflow.publish(self.story, by=self.ed, change="correction", correction="It was £4m.")

    WORDS = (
        "The text scheduled for Thu 14 May, 18:00 BST is older than the correction of Thu 14 May, 10:00 BST: "
        "it would undo it."
    )

    def test_is_said(self):
        self.assertEqual(conflicts(self.story), [])
        self.correct()
        self.assertEqual(told(conflicts(self.story)), [self.WORDS])

    def test_is_said_though_the_old_text_was_moved_since(self):
        self.correct()
        with travel(at("11:00")):
            workflow.reschedule(self.late, by=self.ed, at=at("19:00"))

        self.assertEqual(told(conflicts(self.story)), [self.WORDS.replace("18:00", "19:00")])

    def test_is_over_once_the_desks_text_takes_its_place(self):
        self.correct()
        with travel(at("11:00")):
            workflow.schedule(self.story, by=self.ed, at=at("18:00"))

        self.assertEqual(conflicts(self.story), [])

    def test_is_not_said_where_the_late_text_has_the_fix(self):
        with travel(at("10:00")):
            workflow.fix_live(self.story, by=self.ed, changes={"body": "<p>It cost £4m.</p><p>Trams run.</p>"})

        self.assertEqual(conflicts(self.story), [])

    def test_is_said_of_a_new_story_that_was_published_early_with_another_text(self):
        story = ready_article("Ferry returns")
        workflow.schedule(story, by=self.ed, at=at("18:00"))
        with travel(at("10:00")):
            story.headline = "Ferry stays away"
            story.save()
            workflow.publish(story, by=self.ed)

        self.assertIn("is older than the first text of Thu 14 May, 10:00 BST", told(conflicts(story))[0])

    def test_is_a_trouble(self):
        self.correct()

        [trouble] = troubles(at("11:00"))

        self.assertEqual(trouble, (self.story, self.WORDS, "Ed Marsh"))


class TroubleTests(NewsroomTestCase):
    def words(self, moment="08:00", **limits):
        return [trouble.words for trouble in troubles(at(moment), **limits)]

    def test_a_quiet_newsroom_has_none(self):
        published(by=self.ed)
        workflow.schedule(ready_article("Ferry"), by=self.ed, at=at("18:00"))
        a_draft(due_at=at("18:00"))

        self.assertEqual(troubles(at("08:00")), [])

    def test_an_end_before_an_update(self):
        story = published(by=self.ed)
        workflow.withdraw(story, by=self.ed, at=at("12:00"))
        workflow.schedule(story, by=self.ed, at=at("18:00"))

        self.assertEqual(
            self.words(),
            ["It leaves the site on Thu 14 May, 12:00 BST, before the text of Thu 14 May, 18:00 BST."],
        )

    def test_an_embargo_that_ended_with_nothing_to_follow(self):
        story = ready_article(embargoed_until=at("07:00"))
        out = ready_article("Out", embargoed_until=at("07:00"))
        workflow.publish(out, by=self.ed)

        [trouble] = troubles(at("08:00"))

        self.assertEqual((trouble.article, trouble.who), (story, "Ed Marsh"))

    def test_a_due_time_that_passed_names_who_has_it(self):
        a_draft("Late", due_at=at("07:00"), assignee=self.rita)
        a_draft("Ready", due_at=at("07:00"), stage=Article.Stage.READY)

        [trouble] = troubles(at("08:00"))

        self.assertEqual(trouble[1:], ("It was due on Thu 14 May, 07:00 BST and stands at Draft.", "Rita Vale"))

    def test_a_comment_that_must_be_settled_on_a_scheduled_story(self):
        story = ready_article()
        workflow.schedule(story, by=self.ed, at=at("18:00"))
        story.remarks.create(text="Who says so?", must_fix=True, said_by=self.ed, to=self.rita)

        [trouble] = troubles(at("08:00"))

        self.assertEqual(
            trouble[1:],
            ("It is scheduled, and a comment by Ed Marsh must be settled: “Who says so?”.", "Rita Vale"),
        )

    def test_names_who_has_the_right_in_that_section_and_may_see_it(self):
        town, sport = a_section("Town Hall"), a_section("Sport")
        hire("Dora Bell", "Desk editor", sections=[town])
        hire("Stan Cole", "Desk editor", sections=[sport])
        a_draft("Late", due_at=at("07:00"), section=town)

        [trouble] = troubles(at("08:00"))

        self.assertEqual(trouble.who, "Dora Bell or Ed Marsh")

    def test_somebody_is_told_of_the_stories_that_they_may_see(self):
        a_draft("Secret plan", due_at=at("07:00"))

        self.assertEqual(len(self.words(stories=Article.objects.visible_to(self.ed))), 1)
        self.assertEqual(self.words(stories=Article.objects.visible_to(self.rita)), [])

    def test_asks_the_same_few_questions_however_many_there_are(self):
        for count in (1, 3):
            for _ in range(count):
                story = published(by=self.ed)
                with travel(at("08:10")):
                    workflow.schedule(story, by=self.ed, at=at("18:00"))
                with travel(at("08:20")):
                    Article.objects.filter(pk=story.pk).update(headline="Fixed")
                    workflow.publish(Article.objects.get(pk=story.pk), by=self.ed)
                    story.remarks.create(text="Hm", must_fix=True, said_by=self.ed)
                a_draft(due_at=at("07:00"), section=a_section())
                ready_article(embargoed_until=at("07:00"))
            with self.assertNumQueries(12):
                troubles(at("08:30"))
