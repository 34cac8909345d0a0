from articles.models import Address, Edition
from articles.tests.factories import a_photo, published, ready_article
from articles.workflow import (
    CannotPublish,
    CannotWithdraw,
    NotAllowed,
    publish,
    reschedule,
    schedule,
    unschedule,
    withdraw,
)
from newsroom.testing import NewsroomTestCase, at, travel


def live_at(*times: str) -> list[str | None]:
    return [Edition.objects.live(at(time)).values_list("headline", flat=True).first() for time in times]


class ScheduleTests(NewsroomTestCase):
    def test_holds_a_story_until_its_hour(self):
        story = ready_article(headline="Bridge reopens")

        schedule(story, by=self.ed, at=at("18:00"))

        with travel(at("17:59:59")):
            self.assertQuerySetEqual(Edition.objects.live(), [])
        with travel(at("18:00")):
            self.assertEqual(Edition.objects.live().get().headline, "Bridge reopens")

    def test_freezes_the_text(self):
        story = ready_article(headline="Bridge reopens")
        schedule(story, by=self.ed, at=at("18:00"))

        story.headline = "Bridge stays shut"
        story.save()

        self.assertEqual(live_at("18:00"), ["Bridge reopens"])

    def test_is_dated_by_the_hour_it_runs(self):
        edition = schedule(ready_article("Night tide"), by=self.ed, at=at("2026-05-15 06:00"))

        self.assertEqual(edition.first_published_at, at("2026-05-15 06:00"))
        self.assertEqual(edition.path, "/town-hall/2026/05/15/night-tide/")

    def test_refuses_a_time_that_is_past(self):
        with self.assertRaisesMessage(CannotPublish, "Thu 14 May, 07:59 BST is in the past."):
            schedule(ready_article(), by=self.ed, at=at("07:59"))

    def test_refuses_the_minute_in_which_the_story_is_to_end(self):
        story = published(by=self.ed)
        withdraw(story, by=self.ed, at=at("18:00"))
        with self.assertRaisesMessage(CannotPublish, "set to end at Thu 14 May, 18:00 BST"):
            schedule(story, by=self.ed, at=at("18:00"))

    def test_needs_the_right(self):
        with self.assertRaises(NotAllowed):
            schedule(ready_article(), by=self.rita, at=at("18:00"))

    def test_publishing_earlier_redates_what_is_still_to_come(self):
        story = ready_article("Night tide")
        schedule(story, by=self.ed, at=at("2026-05-15 06:00"))

        with travel(at("22:00")):
            publish(story, by=self.ed)

        later = Edition.objects.live(at("2026-05-15 06:00")).get()
        self.assertEqual((later.first_published_at, later.updated_at), (at("22:00"), at("2026-05-15 06:00")))
        self.assertEqual(later.path, "/town-hall/2026/05/14/night-tide/")
        self.assertEqual(later.change, "update")
        self.assertEqual(Address.objects.get().path, later.path)


class RescheduleTests(NewsroomTestCase):
    def test_moves_the_frozen_text(self):
        story = ready_article("Bridge reopens")
        edition = schedule(story, by=self.ed, at=at("18:00"))
        story.headline = "Changed at the desk"
        story.save()

        reschedule(edition, by=self.ed, at=at("20:00"))

        self.assertEqual(live_at("18:00", "19:59", "20:00"), [None, None, "Bridge reopens"])

    def test_does_not_ask_the_working_copy(self):
        story = ready_article("Bridge reopens")
        edition = schedule(story, by=self.ed, at=at("18:00"))
        story.headline = ""
        story.save()

        reschedule(edition, by=self.ed, at=at("20:00"))

        self.assertEqual(live_at("20:00"), ["Bridge reopens"])

    def test_freezes_the_words_of_the_picture_too(self):
        edition = schedule(ready_article(picture=a_photo()), by=self.ed, at=at("18:00"))
        edition.picture.alt = "Something else."
        edition.picture.save()

        moved = reschedule(edition, by=self.ed, at=at("20:00"))

        self.assertEqual(moved.picture_alt, "A bridge.")

    def test_moves_a_set_end_and_keeps_what_comes_after(self):
        story = published("Bridge reopens", by=self.ed)
        withdraw(story, by=self.ed, at=at("18:00"))
        schedule(story, by=self.ed, at=at("22:00"))

        reschedule(story.editions.get(number=1), by=self.ed, at=at("19:00"))

        self.assertEqual(live_at("18:59", "19:00", "22:00"), ["Bridge reopens", None, "Bridge reopens"])
        with self.assertRaisesMessage(CannotWithdraw, "another text is set for Thu 14 May, 22:00 BST"):
            reschedule(story.editions.get(number=1), by=self.ed, at=at("22:30"))

    def test_refuses_what_readers_have_already(self):
        story = published(by=self.ed)
        with self.assertRaisesMessage(CannotPublish, "readers have it already"):
            reschedule(story.editions.get(), by=self.ed, at=at("20:00"))


class UnscheduleTests(NewsroomTestCase):
    def test_the_live_text_goes_on(self):
        story = published("Bridge reopens", by=self.ed)
        story.headline = "Bridge shuts"
        story.save()
        edition = schedule(story, by=self.ed, at=at("18:00"))

        unschedule(edition, by=self.ed)

        self.assertEqual(live_at("08:00", "18:00", "23:00"), ["Bridge reopens"] * 3)

    def test_a_story_that_was_never_public_leaves_no_address(self):
        edition = schedule(ready_article(), by=self.ed, at=at("18:00"))

        unschedule(edition, by=self.ed)

        self.assertQuerySetEqual(Address.objects.all(), [])
        self.assertEqual(live_at("18:00"), [None])

    def test_takes_out_the_end_that_was_set(self):
        story = published("Bridge reopens", by=self.ed)
        withdraw(story, by=self.ed, at=at("18:00"))

        unschedule(story.editions.get(), by=self.ed)

        self.assertEqual(live_at("17:59", "18:00"), ["Bridge reopens"] * 2)
