from articles.models import Correction, Edition
from articles.tests.factories import a_draft, a_photo, a_section, a_topic, published
from articles.workflow import (
    CannotCorrect,
    CannotPublish,
    NotAllowed,
    correct,
    fix_live,
    kill,
    publish,
    restore,
    schedule,
    withdraw,
)
from newsroom.testing import NewsroomTestCase, at, hire, travel


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
            correct(story, by=self.ed, text="It has five piers.", kind="apology", note="Alone tonight.")
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

    def test_stands_where_it_was_put(self):
        story = published(by=self.ed)
        correct(story, by=self.ed, text="It has five piers.", place="below")

        page = self.client.get(story.editions.first().path).content.decode()

        self.assertLess(page.index("on Monday, the council said."), page.index("<p>It has five piers."))
        with self.assertRaises(CannotCorrect):
            correct(story, by=self.ed, text="It has five piers.", place="beside")

    def test_never_tells_who_asked(self):
        story = published(by=self.ed)
        correct(story, by=self.ed, text="It has five piers.", asked_by="Mr Hask", note="By telephone")

        for path in (story.editions.first().path, "/corrections/", "/corrections/feed.json"):
            page = self.client.get(path).content.decode()
            self.assertIn("five piers", page)
            self.assertNotRegex(page, "Hask|telephone")

    def test_refuses_a_story_that_is_not_public(self):
        with self.assertRaisesMessage(CannotCorrect, "the story is not public"):
            correct(a_draft(), by=self.ed, text="It has five piers.")

    def test_needs_the_right(self):
        with self.assertRaises(NotAllowed):
            correct(published(by=self.ed), by=self.rita, text="It has five piers.")


class KindTests(NewsroomTestCase):
    """Pain 46: editors cannot say “this was a slip, leave the date alone” or “this is a real update”."""

    def updated_after(self, kind: str):
        story = published(by=self.ed)
        with travel(at("10:00")):
            correct(story, by=self.ed, text="It has five piers.", kind=kind, note="Alone tonight.")
            return Edition.objects.live().get(article=story).updated_at

    def test_the_time_that_readers_see_moves_with_what_is_substantive(self):
        moved = {kind: self.updated_after(kind) is not None for kind in Correction.Kind.values}

        self.assertEqual(
            moved, {"update": True, "clarification": False, "correction": True, "apology": True, "retraction": True}
        )

    def test_a_slip_put_right_leaves_the_time_of_the_last_update_alone(self):
        story = published(by=self.ed)
        with travel(at("10:00")):
            publish(story, by=self.ed)
        with travel(at("11:00")):
            fix_live(story, by=self.ed, changes={"headline": "Bridge re-opens"})
            self.assertEqual(Edition.objects.live().get().updated_at, at("10:00"))

    def test_a_clarification_leaves_the_time_of_the_last_update_alone(self):
        story = published(by=self.ed)
        with travel(at("10:00")):
            publish(story, by=self.ed)
        with travel(at("11:00")):
            correct(story, by=self.ed, text="The bridge is the old one.", kind="clarification")
            self.assertEqual(Edition.objects.live().get().updated_at, at("10:00"))


class ApproverTests(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.story = published(by=self.ed)
        self.dora = hire("Dora Hale", "Desk editor")
        self.stan = hire("Stan Ward", "Standards editor")

    def test_of_a_small_notice_may_be_its_writer(self):
        notice = correct(self.story, by=self.dora, text="Five piers.", asked_by="A reader by e-mail")

        self.assertEqual((notice.approved_by, notice.asked_by), (self.dora, "A reader by e-mail"))

    def test_of_an_apology_is_a_second_person(self):
        for alone in (None, self.dora):
            with self.assertRaisesMessage(
                CannotCorrect, "needs a second person who approves it: Ed Marsh or Stan Ward."
            ):
                correct(self.story, by=self.dora, text="Sorry.", kind="apology", approved_by=alone, note="Urgent.")

        notice = correct(self.story, by=self.dora, text="Sorry.", kind="apology", approved_by=self.stan)

        self.assertEqual((notice.published_by, notice.approved_by), (self.dora, self.stan))
        self.assertIn("approved by Stan Ward", self.story.log.first().words)

    def test_may_be_passed_over_with_the_right_and_a_reason(self):
        dave = hire("Dave Duty", "Duty editor")
        with self.assertRaisesMessage(CannotCorrect, "needs a second person"):
            correct(self.story, by=dave, text="Taken back.", kind="retraction")

        correct(self.story, by=dave, text="Taken back.", kind="retraction", note="Night desk of one.")

        self.assertEqual(self.story.log.first().why, "Night desk of one.")

    def test_needs_the_right_on_the_story(self):
        sport = hire("Spike Ott", "Desk editor", sections=[a_section("Sport")])
        for nobody in (self.rita, sport):
            with self.assertRaisesMessage(CannotCorrect, f"{nobody} may not approve notices on this story. "):
                correct(self.story, by=self.dora, text="Five piers.", approved_by=nobody)
        self.assertQuerySetEqual(Correction.objects.all(), [])


class RetractTests(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.photo = a_photo()
        topics = [a_topic("Trams")]
        self.other = published("Ferry returns", by=self.ed, topics=topics)
        with travel(at("07:00")):
            self.story = published("Bridge falls", by=self.ed, topics=topics, picture=self.photo)
        with travel(at("09:00")):
            self.retract()
        self.enterContext(travel(at("10:00")))
        self.path = self.story.editions.first().path

    def retract(self):
        return correct(
            self.story, by=self.ed, text="It did not fall.", kind="retraction", place="below", note="Night desk."
        )

    def read(self, path: str) -> str:
        return self.client.get(path).content.decode()

    def test_keeps_address_and_text_under_the_notice(self):
        page = self.client.get(self.path)

        self.assertContains(page, "Retracted: Bridge falls</h1>")
        self.assertContains(page, "The bridge will open again on Monday")
        text = page.content.decode()
        self.assertLess(text.index("<p>It did not fall."), text.index('class="story-body"'))
        self.assertEqual(Edition.objects.live().get(article=self.story).headline, "Bridge falls")

    def test_says_so_wherever_the_story_is_named(self):
        for path in ("/latest/", "/archive/2026/05/14/", "/corrections/", "/authors/ines-calder/", "/topics/trams/"):
            self.assertIn("Retracted: Bridge falls", self.read(path), path)
        for form in ("rss", "atom", "json"):
            self.assertIn("Retracted: Bridge falls", self.read(f"/feeds/latest.{form}"))
        self.assertIn('og:title" content="Retracted: Bridge falls"', self.read(self.path))
        self.assertIn('"headline": "Retracted: Bridge falls"', self.read(self.path))

    def test_is_recommended_nowhere(self):
        for path in ("/", self.other.editions.get().path, "/search/?q=bridge", "/sitemaps/news.xml"):
            self.assertNotIn("Bridge falls", self.read(path), path)
            self.assertNotIn(f"{self.path}<", self.read(path), path)

    def test_never_leads_its_section(self):
        page = self.client.get("/town-hall/")

        self.assertEqual(page.context["lead"].headline, "Ferry returns")
        self.assertEqual([edition.headline for edition in page.context["stories"]], ["Bridge falls"])

    def test_of_a_sections_only_story_leaves_its_page_there(self):
        withdraw(self.other, by=self.ed)

        self.assertContains(self.client.get("/town-hall/"), "Retracted: Bridge falls")
        self.assertEqual(self.client.get("/").status_code, 200)

    def test_outlives_a_slip_put_right_and_another_notice(self):
        fix_live(self.story, by=self.ed, changes={"standfirst": "Trams don’t run."})
        self.assertTrue(Edition.objects.live().get(article=self.story).is_retracted)
        with travel(at("11:00")):
            correct(self.story, by=self.ed, text="We are sorry.", kind="apology", note="Night desk.")
            self.assertTrue(Edition.objects.live().get(article=self.story).is_retracted)

    def test_ends_with_an_update(self):
        publish(self.story, by=self.ed)

        self.assertContains(self.client.get(self.path), ">Bridge falls</h1>")


class OtherDoorTests(NewsroomTestCase):
    def test_nothing_else_retracts(self):
        story = published(by=self.ed)
        for verb in (
            lambda: publish(story, by=self.ed, change="retraction"),
            lambda: schedule(story, by=self.ed, at=at("18:00"), change="retraction"),
            lambda: fix_live(story, by=self.ed, changes={"headline": "X"}, change="retraction"),
        ):
            with self.assertRaisesMessage(CannotPublish, "A retraction is a notice to readers"):
                verb()


class RetractScheduledTests(NewsroomTestCase):
    def test_takes_out_what_would_bring_the_story_back(self):
        story = published("Bridge falls", by=self.ed)
        schedule(story, by=self.ed, at=at("18:00"))
        schedule(story, by=self.ed, at=at("20:00"))
        with travel(at("09:00")):
            correct(story, by=self.ed, text="It did not.", kind="retraction", note="Night desk.")

        live = Edition.objects.live(at("21:00")).get()
        self.assertEqual((live.is_retracted, live.live_until), (True, None))
        self.assertEqual(story.log.first().words, "Retraction published. What was scheduled was taken out.")


class RestoreTests(NewsroomTestCase):
    def test_takes_an_earlier_text_to_the_desk_and_publishes_nothing(self):
        story = published("First words", by=self.ed)
        first = story.revisions.get()
        story.headline = "Second words"
        story.save()
        story.bylines.all().delete()

        restore(story, revision=first, by=self.ed)

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
