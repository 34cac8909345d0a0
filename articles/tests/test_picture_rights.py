"""No verb puts a picture before readers when its rights don't allow it; the duty editor may, for a day."""

from articles.models import Edition, LogLine, Notice
from articles.preflight import check, stops
from articles.tests.desk import address, press
from articles.tests.factories import a_photo, published, ready_article
from articles.workflow import CannotPublish, NotAllowed, fix_live, publish, reschedule, schedule
from newsroom.testing import NewsroomTestCase, at, hire, travel
from photos import rights

FIGURE = '<figure data-photo="{}"{}><figcaption>At dawn.</figcaption></figure>'


class RightsTestCase(NewsroomTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.duty, cls.vera = hire("Dot Vane", "Duty editor"), hire("Vera Holt", "Photo editor")

    def words(self, *, moment=None, **facts) -> list[str]:
        return [finding.text for finding in check(ready_article(**facts), at=moment)]


class RefusalTests(RightsTestCase):
    REFUSED = (
        ({"status": "new"}, "The picture is not cleared yet. Vera Holt can clear it."),
        ({"status": "restricted"}, "The picture is restricted."),
        ({"status": "forbidden"}, "The picture must not be used."),
        ({"usable_from": at("08:01")}, "The picture may not be used before 08:01."),
        ({"usable_until": at("08:00")}, "The picture may not be used any more from 08:00 on."),
        ({"taken_down_at": at("07:00")}, "The picture was taken down (07:00). Dot Vane or Vera Holt can put it back."),
    )

    def test_names_the_reason_and_who_can_solve_it(self):
        for facts, why in self.REFUSED:
            with self.subTest(facts), self.assertRaisesMessage(CannotPublish, why):
                publish(ready_article(picture=a_photo(**facts)), by=self.ed)

        self.assertEqual(Edition.objects.count(), 0)

    def test_looks_at_every_picture_of_the_text(self):
        good, new = a_photo(), a_photo(status="new")
        body = "<p>So.</p>" + FIGURE.format(good.pk, "") + FIGURE.format(new.pk, "")

        with self.assertRaisesMessage(CannotPublish, "Picture 2 in the text is not cleared yet."):
            publish(ready_article(body=body, picture=good), by=self.ed)

    def test_counts_the_moment_when_the_story_runs(self):
        evening = a_photo(usable_from=at("18:00"), usable_until=at("20:00"))

        for time in ("17:59:59", "20:00"):
            with self.subTest(time), self.assertRaises(CannotPublish):
                schedule(ready_article(picture=evening), by=self.ed, at=at(time))
        edition = schedule(ready_article(picture=evening), by=self.ed, at=at("18:00"))

        self.assertEqual(edition.live_from, at("18:00"))

    def test_counts_the_new_time_of_what_is_moved(self):
        edition = schedule(ready_article(picture=a_photo(usable_until=at("20:00"))), by=self.ed, at=at("18:00"))

        with self.assertRaisesMessage(CannotPublish, "The picture may not be used any more from 20:00 on."):
            reschedule(edition, by=self.ed, at=at("20:00"))
        moved = reschedule(edition, by=self.ed, at=at("19:59:59"))

        self.assertEqual(moved.live_from, at("19:59:59"))

    def test_asks_the_frozen_text_when_it_is_moved_and_not_the_desks(self):
        story = ready_article(picture=a_photo())
        edition = schedule(story, by=self.ed, at=at("18:00"))
        story.picture = a_photo(status="new")
        story.save()

        self.assertEqual(reschedule(edition, by=self.ed, at=at("19:00")).picture, edition.picture)

    def test_a_restriction_after_scheduling_stops_the_picture_and_not_the_story(self):
        photo = a_photo()
        schedule(ready_article(picture=photo), by=self.ed, at=at("18:00"))
        rights.clear(photo, by=self.vera, status="restricted")

        with travel(at("18:00")):
            edition = Edition.objects.live().get()
        photo.refresh_from_db()
        self.assertEqual((edition.picture, photo.is_shown(at("18:00"))), (photo, False))


class FixTests(RightsTestCase):
    def setUp(self):
        super().setUp()
        self.story = published(by=self.ed, body="<p>So.</p>" + FIGURE.format(a_photo().pk, ""))
        self.body = self.story.body

    def test_is_not_kept_waiting_by_what_the_story_has_already(self):
        rights.clear(self.story.editions.get().photos.get(), by=self.vera, status="restricted")

        fix_live(self.story, by=self.ed, changes={"headline": "Bridge opens"})

        self.assertEqual(Edition.objects.live().get().headline, "Bridge opens")

    def test_brings_in_no_picture_that_is_not_cleared(self):
        for facts, why in RefusalTests.REFUSED[:3]:
            body = FIGURE.format(a_photo(**facts).pk, "") + self.body
            with self.subTest(facts), self.assertRaisesMessage(CannotPublish, why.split(" ", 2)[2]):
                fix_live(self.story, by=self.ed, changes={"body": body})

    def test_may_bring_one_in_with_an_override(self):
        photo = a_photo(status="new")

        fix_live(self.story, by=self.duty, changes={"body": self.body + FIGURE.format(photo.pk, "")}, override="Fire")

        photo.refresh_from_db()
        self.assertEqual((photo.overridden_from, photo.overridden_until), (at("08:00"), at("2026-05-15 08:00")))


class OverrideTests(RightsTestCase):
    def test_lets_it_run_for_a_day_to_the_second(self):
        photo = a_photo(status="new")

        publish(ready_article(picture=photo), by=self.duty, override="The mayor resigned")

        photo.refresh_from_db()
        moments = ("07:59:59", "08:00", "2026-05-15 07:59:59", "2026-05-15 08:00")
        self.assertEqual([photo.is_shown(at(moment)) for moment in moments], [False, True, True, False])

    def test_begins_when_the_story_does(self):
        photo = a_photo(status="restricted")

        edition = schedule(ready_article(picture=photo), by=self.duty, at=at("18:00"), override="Agreed by phone")
        moved = reschedule(edition, by=self.duty, at=at("20:00"), override="Agreed by phone")
        with self.assertRaisesMessage(CannotPublish, "It is let run until Fri 15 May 2026, 18:00 already"):
            reschedule(moved, by=self.duty, at=at("2026-05-16 06:00"), override="Agreed by phone")

        photo.refresh_from_db()
        self.assertEqual((photo.overridden_from, photo.overridden_until), (at("18:00"), at("2026-05-15 18:00")))

    def test_takes_both_rights_and_a_reason(self):
        story = ready_article(picture=a_photo(status="new"))

        with self.assertRaisesMessage(NotAllowed, "Dot Vane can."):
            publish(story, by=self.ed, override="Mine")  # may go without a sign-off, not without rights
        with self.assertRaisesMessage(NotAllowed, "You may not publish this story"):
            publish(story, by=self.vera, override="Mine")
        with self.assertRaisesMessage(CannotPublish, "is not cleared yet"):
            publish(story, by=self.duty, override=" ")

    def test_passes_nothing_that_is_barred(self):
        for facts in ({"status": "forbidden"}, {"taken_down_at": at("07:00")}):
            with self.subTest(facts), self.assertRaises(CannotPublish):
                publish(ready_article(picture=a_photo(**facts)), by=self.duty, override="Please")

    def test_is_logged_with_its_reason_and_told_to_those_who_clear_pictures(self):
        story = ready_article(picture=a_photo(status="new"))

        publish(story, by=self.duty, override="The mayor resigned")

        line = LogLine.objects.get(verb="override")
        self.assertEqual((line.article, line.why), (story, "The mayor resigned"))
        self.assertIn("until Fri 15 May, 08:00 BST: The picture is not cleared yet.", line.words)
        self.assertEqual(Notice.objects.get(user=self.vera).by, self.duty)
        self.assertEqual(story.picture.changes.get(verb="override").note, "The mayor resigned")

    def test_of_a_sign_off_alone_lets_no_picture_run(self):
        photo = a_photo()
        publish(ready_article(picture=photo), by=self.duty, override="Quick")

        photo.refresh_from_db()
        self.assertIsNone(photo.overridden_until)

    def test_holds_for_all_stories_of_that_day(self):
        photo = a_photo(status="new")
        publish(ready_article("Bridge falls", picture=photo), by=self.duty, override="Fire")

        schedule(ready_article("Ferry", picture=photo), by=self.duty, at=at("18:00"), override="So")

        photo.refresh_from_db()
        self.assertEqual(photo.overridden_until, at("2026-05-15 08:00"))

    def test_is_not_taken_from_stories_that_live_by_it(self):
        photo = a_photo(status="new")
        publish(ready_article("Bridge falls", picture=photo), by=self.duty, override="Fire")

        with self.assertRaisesMessage(CannotPublish, "It is let run until Fri 15 May 2026, 08:00 already"):
            schedule(ready_article("Ferry", picture=photo), by=self.duty, at=at("2026-05-16 06:00"), override="So")


class FindingTests(RightsTestCase):
    def test_say_until_when_it_may_be_used(self):
        photo = a_photo(usable_until=at("2026-11-25 18:00"))

        self.assertEqual(
            self.words(picture=photo),
            ["The picture may be used until Wed 25 Nov, 18:00. From then on readers see the story without it."],
        )
        self.assertEqual(stops(ready_article(picture=photo)), [])

    def test_can_be_overridden_but_for_what_is_barred(self):
        found = [
            stops(ready_article(picture=a_photo(status=status)))[0] for status in ("new", "restricted", "forbidden")
        ]

        self.assertEqual([finding.may_override for finding in found], [True, True, False])

    def test_remind_of_limits_and_of_what_a_program_made(self):
        photo = a_photo(status="limited", restrictions="Not for sport", kind="generated")

        self.assertEqual(
            self.words(picture=photo),
            ["The picture is cleared with limits: “Not for sport”.", "The picture was made by a program."],
        )

    def test_take_words_for_this_use_and_leave_alone_what_is_decorative(self):
        bare = a_photo(alt="")
        told = {alt: self.words(body="<p>So.</p>" + FIGURE.format(bare.pk, alt)) for alt in ("", ' data-alt=""')}

        self.assertEqual([len(words) for words in told.values()], [1, 0])
        self.assertEqual(self.words(body="<p>So.</p>" + FIGURE.format(bare.pk, ' data-alt="A ferry."')), [])
        self.assertEqual(self.words(picture=bare, picture_alt="A ferry."), [])

    def test_name_each_picture_once_and_ask_once_who_can_help(self):
        photos = [a_photo(status="new") for _ in range(3)]
        body = "<p>So.</p>" + "".join(FIGURE.format(photo.pk, "") for photo in photos)
        story = ready_article(body=body, picture=photos[0])
        story.refresh_from_db()

        with self.assertNumQueries(4):
            found = stops(story)

        self.assertEqual([finding.text.split(" is ")[0] for finding in found],
                         ["The picture", "Picture 2 in the text", "Picture 3 in the text"])  # fmt: skip


class DialogTests(RightsTestCase):
    def setUp(self):
        super().setUp()
        self.photo = a_photo(status="new")
        self.story = ready_article(picture=self.photo, stage="desk")

    def test_ask_those_for_a_reason_who_may_let_it_run(self):
        for user, offered in ((self.duty, True), (self.ed, False)):
            self.client.force_login(user)
            page = self.client.get(address(self.story))
            self.assertContains(page, "The picture is not cleared yet. Vera Holt can clear it.")
            for verb in ("publish", "schedule"):
                self.assertContains(page, f'name="{verb}-override"', count=int(offered))

    def test_offer_no_reason_where_none_helps(self):
        self.photo.status = "forbidden"
        self.photo.save()
        self.client.force_login(self.duty)

        self.assertNotContains(self.client.get(address(self.story)), 'name="publish-override"')

    def test_publish_with_the_reason(self):
        self.client.force_login(self.duty)

        refused = press(self.client, self.story, "verb=publish")
        press(self.client, self.story, "verb=publish", publish__override="The mayor resigned")

        self.assertContains(refused, "Not published: The picture is not cleared yet.")
        self.assertEqual(Edition.objects.live().get().picture, self.photo)

    def test_fix_with_the_reason(self):
        story = published("Ferry", by=self.ed)
        body = story.body + FIGURE.format(self.photo.pk, "")
        form = {"headline": "Ferry", "standfirst": story.standfirst, "body": body, "change": "silent", "edition": 1}
        self.client.force_login(self.duty)

        refused = self.client.post(address(story, "fix"), form)
        self.client.post(address(story, "fix"), form | {"override": "Agreed by phone"})

        self.assertContains(refused, "The picture in the text is not cleared yet. Vera Holt can clear it.")
        self.assertEqual([*Edition.objects.live().get(article=story).photos.all()], [self.photo])
