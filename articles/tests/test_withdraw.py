from articles.models import Address, Edition
from articles.tests.factories import a_draft, published, ready_article
from articles.workflow import CannotKill, CannotPublish, CannotWithdraw, NotAllowed, kill, publish, schedule, withdraw
from newsroom.testing import NewsroomTestCase, at, travel


class WithdrawTests(NewsroomTestCase):
    def test_takes_the_story_off_from_that_second(self):
        story = published(by=self.ed)

        with travel(at("10:00")):
            withdraw(story, by=self.ed)

        self.assertEqual(Edition.objects.live(at("09:59:59")).count(), 1)
        self.assertEqual(Edition.objects.live(at("10:00")).count(), 0)

    def test_takes_out_what_was_scheduled(self):
        story = published(by=self.ed)
        schedule(story, by=self.ed, at=at("18:00"))

        with travel(at("10:00")):
            withdraw(story, by=self.ed)

        self.assertQuerySetEqual(Edition.objects.live(at("18:00")), [])

    def test_can_be_set_for_later(self):
        story = published(by=self.ed)

        withdraw(story, by=self.ed, at=at("18:00"))

        self.assertEqual([Edition.objects.live(at(time)).count() for time in ("17:59:59", "18:00")], [1, 0])

    def test_an_update_keeps_the_end_that_was_set(self):
        story = published(by=self.ed)
        withdraw(story, by=self.ed, at=at("18:00"))

        with travel(at("10:00")):
            publish(story, by=self.ed)

        self.assertEqual([Edition.objects.live(at(time)).count() for time in ("17:59:59", "18:00")], [1, 0])

    def test_may_return_at_the_same_address_with_its_first_date(self):
        story = published(by=self.ed)
        with travel(at("10:00")):
            withdraw(story, by=self.ed)
        with travel(at("2026-05-16 10:00")):
            edition = publish(story, by=self.ed)

        self.assertEqual(edition.path, "/town-hall/2026/05/14/bridge-reopens/")
        self.assertEqual(edition.first_published_at, at("08:00"))

    def test_refuses_a_story_that_readers_do_not_have(self):
        with self.assertRaises(CannotWithdraw):
            withdraw(ready_article(), by=self.ed)

    def test_needs_the_right(self):
        story = published(by=self.ed)
        with self.assertRaises(NotAllowed):
            withdraw(story, by=self.rita)
        self.assertEqual(Edition.objects.live().count(), 1)


class KillTests(NewsroomTestCase):
    def test_closes_every_address_for_good(self):
        story = published(by=self.ed)

        with travel(at("10:00")):
            kill(story, by=self.ed, note="Court order", notice="Removed for legal reasons.")

        address = Address.objects.get()
        self.assertEqual((address.gone_from, address.notice), (at("10:00"), "Removed for legal reasons."))
        self.assertEqual([address.is_gone(at(time)) for time in ("09:59:59", "10:00")], [False, True])
        self.assertQuerySetEqual(Edition.objects.live(at("10:00")), [])

    def test_works_from_any_state_and_tells_nobody_of_what_was_never_public(self):
        for story in (a_draft(), ready_article("Scheduled")):
            if story.section:
                schedule(story, by=self.ed, at=at("18:00"))
            kill(story, by=self.ed, note="Source at risk")

        self.assertQuerySetEqual(Address.objects.all(), [])
        self.assertQuerySetEqual(Edition.objects.live(at("18:00")), [])

    def test_nothing_publishes_it_again(self):
        story = published(by=self.ed)
        kill(story, by=self.ed, note="Court order")

        for moment in (None, at("18:00")):
            with self.assertRaisesMessage(CannotPublish, "killed on Thu 14 May, 08:00 BST"):
                publish(story, by=self.ed, at=moment)

    def test_is_done_once(self):
        story = published(by=self.ed)
        kill(story, by=self.ed, note="Court order")
        with self.assertRaises(CannotKill):
            kill(story, by=self.ed, note="Again")

    def test_needs_the_right(self):
        with self.assertRaises(NotAllowed):
            kill(published(by=self.ed), by=self.rita, note="No")
