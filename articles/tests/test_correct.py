from articles.models import Correction, Edition
from articles.tests.factories import a_draft, published
from articles.workflow import CannotCorrect, CannotPublish, NotAllowed, correct, kill, publish, restore
from newsroom.testing import NewsroomTestCase, at, travel


class CorrectTests(NewsroomTestCase):
    def test_adds_a_notice_and_leaves_both_texts_alone(self):
        story = published("Bridge has five piers", by=self.ed)
        story.headline = "Tomorrow’s rewrite"
        story.save()

        with travel(at("10:00")):
            notice = correct(story, by=self.ed, text="It has five piers, not six.")

        live = Edition.objects.live(at("10:00")).get()
        self.assertEqual((live.headline, live.updated_at), ("Bridge has five piers", at("10:00")))
        self.assertEqual((notice.edition, notice.kind), (live, "correction"))
        story.refresh_from_db()
        self.assertEqual(story.headline, "Tomorrow’s rewrite")

    def test_is_seen_from_its_second_as_long_as_the_story_is(self):
        story = published(by=self.ed)
        with travel(at("10:00")):
            correct(story, by=self.ed, text="It has five piers.", kind="apology")
        with travel(at("11:00")):
            kill(story, by=self.ed, note="Court order")

        seen = [Correction.objects.live(at(time)).count() for time in ("09:59:59", "10:00", "11:00")]
        self.assertEqual(seen, [0, 1, 0])

    def test_comes_with_an_update_that_says_so(self):
        story = published(by=self.ed)
        with travel(at("10:00")):
            publish(story, by=self.ed, change="correction", correction="It has five piers.")

        self.assertEqual(Correction.objects.get().published_at, at("10:00"))

    def test_an_update_that_corrects_needs_its_notice(self):
        with self.assertRaisesMessage(CannotPublish, "A correction needs a notice"):
            publish(published(by=self.ed), by=self.ed, change="correction")

    def test_does_not_wait_for_a_set_time(self):
        with self.assertRaisesMessage(CannotPublish, "corrected now, not at a set time"):
            publish(published(by=self.ed), by=self.ed, at=at("18:00"), change="correction", correction="Five piers.")
        self.assertQuerySetEqual(Correction.objects.all(), [])

    def test_refuses_bad_input(self):
        story = published(by=self.ed)
        for words in ({"text": " "}, {"text": "Wrong.", "kind": "joke"}):
            with self.assertRaises(CannotCorrect):
                correct(story, by=self.ed, **words)

    def test_refuses_a_story_that_is_not_public(self):
        with self.assertRaisesMessage(CannotCorrect, "the story is not public"):
            correct(a_draft(), by=self.ed, text="It has five piers.")

    def test_needs_the_right(self):
        with self.assertRaises(NotAllowed):
            correct(published(by=self.ed), by=self.rita, text="It has five piers.")


class RestoreTests(NewsroomTestCase):
    def test_takes_an_earlier_text_to_the_desk_and_publishes_nothing(self):
        story = published("First words", by=self.ed)
        first = story.revisions.get()
        story.headline = "Second words"
        story.save()
        story.bylines.all().delete()

        restore(story, revision=first, by=self.rita)

        story.refresh_from_db()
        self.assertEqual((story.headline, story.bylines.count()), ("First words", 1))
        self.assertEqual(
            [revision.content["headline"] for revision in story.revisions.all()],
            ["First words", "Second words", "First words"],
        )
        self.assertEqual(story.editions.count(), 1)

    def test_needs_the_right(self):
        story = published(by=self.ed)
        with self.assertRaises(NotAllowed):
            restore(story, revision=story.revisions.get(), by=self.rae)
