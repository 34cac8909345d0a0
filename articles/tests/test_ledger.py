from articles.models import Correction, Edition, Redaction
from articles.tests.desk import address, told
from articles.tests.factories import a_section, published
from articles.workflow import CannotCorrect, NotAllowed, amend, correct, publish, redact, unredact
from newsroom.testing import NewsroomTestCase, at, hire, travel


class AmendTests(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.story = published("Bridge reopens", by=self.ed)
        with travel(at("09:00")):
            self.first = correct(self.story, by=self.ed, text="It has six piers.", asked_by="Mr Hask", place="below")
        self.enterContext(travel(at("10:00")))

    def live_at(self, moment: str) -> list[str]:
        return [notice.text for notice in Correction.objects.live(at(moment))]

    def test_gives_readers_another_wording_at_the_first_place(self):
        new = amend(self.first, by=self.ed, text="It has five piers.")

        self.assertEqual((new.published_at, new.given_at, new.amends), (at("09:00"), at("10:00"), self.first))
        self.assertEqual((new.kind, new.place, new.asked_by), ("correction", "below", "Mr Hask"))
        self.assertEqual(self.live_at("10:00"), ["It has five piers."])
        self.assertEqual(self.live_at("09:59:59"), ["It has six piers."])

    def test_makes_no_edition(self):
        amend(self.first, by=self.ed, text="It has five piers.")

        self.assertEqual(self.story.editions.count(), 2)

    def test_says_so_beside_the_notice(self):
        amend(self.first, by=self.ed, text="It has five piers.")

        for path in (self.story.editions.first().path, "/corrections/"):
            page = self.client.get(path)
            self.assertContains(page, 'amended <time datetime="2026-05-14T10:00+01:00">10:00</time>')
            self.assertContains(page, "It has five piers.")
            self.assertNotContains(page, "six piers")

    def test_keeps_the_old_wording_for_the_desk(self):
        amend(self.first, by=self.ed, text="It has five piers.", note="Counted again.")

        self.assertEqual(
            self.story.log.first().words,
            "Amended the correction of Thu 14 May, 09:00 BST. It said: “It has six piers.”",
        )
        self.client.force_login(self.ed)
        self.assertContains(self.client.get(address(self.story, "history")), "It has six piers.")

    def test_refuses_a_wording_that_was_amended(self):
        amend(self.first, by=self.ed, text="It has five piers.")

        with self.assertRaisesMessage(CannotCorrect, "Amend the present wording"):
            amend(self.first, by=self.ed, text="It has four piers.")

    def test_refuses_nothing_and_the_same(self):
        for text, why in (
            (" ", "It can be amended, not removed"),
            (" It has six piers. ", "it says just that already"),
        ):
            with self.assertRaisesMessage(CannotCorrect, why):
                amend(self.first, by=self.ed, text=text)
        self.assertEqual(Correction.objects.count(), 1)

    def test_of_an_apology_needs_a_second_person_again(self):
        sorry = correct(self.story, by=self.ed, text="Sorry.", kind="apology", note="Alone tonight.")
        dora = hire("Dora Hale", "Desk editor")

        with self.assertRaisesMessage(CannotCorrect, "needs a second person who approves it: Ed Marsh."):
            amend(sorry, by=dora, text="Very sorry.")

        self.assertEqual(amend(sorry, by=dora, text="Very sorry.", approved_by=self.ed).approved_by, self.ed)

    def test_needs_the_right(self):
        for user in (self.rita, hire("Sam Ott", "Desk editor", sections=[a_section("Sport")])):
            with self.assertRaises(NotAllowed):
                amend(self.first, by=user, text="It has five piers.")


class RedactTests(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.story = published("Hask guilty", by=self.ed)
        self.story.headline = "Skipper guilty"
        self.story.save()
        with travel(at("09:00")):
            publish(self.story, by=self.ed)
        self.enterContext(travel(at("10:00")))
        self.first, self.live = self.story.editions.order_by("number")

    def test_is_logged_with_who_and_why(self):
        redaction = redact(self.first, by=self.ed, why="Wrong man named")

        self.assertEqual((redaction.redacted_by, redaction.redacted_at), (self.ed, at("10:00")))
        line = self.story.log.first()
        self.assertEqual((line.verb, line.why), ("redact", "Wrong man named"))

    def test_refuses_what_readers_have_now(self):
        with self.assertRaisesMessage(CannotCorrect, "Publish one without those words first."):
            redact(self.live, by=self.ed, why="Wrong man named")

    def test_refuses_what_readers_never_had(self):
        with travel(at("09:30")):
            waiting = publish(self.story, by=self.ed, at=at("18:00"))
        with self.assertRaisesMessage(CannotCorrect, "readers never had this text"):
            redact(waiting, by=self.ed, why="Wrong man named")

    def test_needs_a_reason_and_is_done_once(self):
        for why in (" ", "Wrong man", "Wrong man"):
            try:
                redact(self.first, by=self.ed, why=why)
            except CannotCorrect:
                continue
        self.assertEqual(Redaction.objects.get().why, "Wrong man")

    def test_can_be_taken_back_with_a_reason(self):
        redact(self.first, by=self.ed, why="Wrong man named")
        with self.assertRaises(CannotCorrect):
            unredact(self.first, by=self.ed, why="")

        unredact(self.first, by=self.ed, why="It was he")

        self.assertEqual((Redaction.objects.count(), self.story.log.first().verb), (0, "unredact"))
        with self.assertRaisesMessage(CannotCorrect, "It is not redacted."):
            unredact(self.first, by=self.ed, why="Again")

    def test_needs_the_right(self):
        with self.assertRaises(NotAllowed):
            redact(self.first, by=self.rita, why="x")
        with self.assertRaises(NotAllowed):
            unredact(self.first, by=self.rita, why="x")


class DeskTests(NewsroomTestCase):
    """The pages of notices and of versions."""

    def setUp(self):
        super().setUp()
        self.story = published("Hask guilty", by=self.ed)
        with travel(at("09:00")):
            self.notice = correct(self.story, by=self.ed, text="It was his cousin.", asked_by="Mr Hask")
        self.enterContext(travel(at("10:00")))
        self.client.force_login(self.ed)

    def amend(self, **typed):
        typed = {f"{self.notice.pk}-{name}": value for name, value in typed.items()}
        return self.client.post(address(self.story, "notices"), {"_amend": self.notice.pk} | typed, follow=True)

    def test_amends_a_notice_and_shows_all_wordings(self):
        answer = self.amend(text="It was his nephew.", reason="He rang")

        self.assertEqual(told(answer), ["Amended: readers see the new wording at its first place."])
        for words in ("It was his nephew.", "It was his cousin.", "Asked for by Mr Hask", "10:00"):
            self.assertContains(answer, words)

    def test_keeps_what_was_typed_where_it_is_refused(self):
        answer = self.amend(text="It was his cousin.", reason="He rang")

        self.assertContains(answer, "Not amended: it says just that already.")
        self.assertContains(answer, 'value="He rang"')

    def test_amends_no_old_wording(self):
        self.amend(text="It was his nephew.")

        answer = self.amend(text="It was his uncle.")

        self.assertEqual(told(answer), ["Not amended: somebody has just amended it. This is its present wording."])

    def test_stands_in_the_rail(self):
        page = self.client.get(address(self.story))

        self.assertContains(page, "Notices to readers")
        self.assertContains(page, "It was his cousin.")

    def test_redacts_a_version_and_takes_it_back(self):
        page = address(self.story, "versions")

        answer = self.client.post(page, {"_redact": "1", "why": "Wrong man"}, follow=True)
        self.assertContains(answer, "Redacted 10:00 by Ed Marsh: Wrong man")
        self.client.post(page, {"_unredact": "1", "why": "It was he"})

        self.assertQuerySetEqual(Redaction.objects.all(), [])

    def test_says_what_can_not_be_redacted(self):
        answer = self.client.post(address(self.story, "versions"), {"_redact": "2", "why": "Wrong man"}, follow=True)

        self.assertEqual(told(answer)[0][:50], "Not redacted: readers have this text now. Publish ")

    def test_answers_only_those_who_may(self):
        lee = hire("Lee Okoro", "Moderator")
        self.client.force_login(lee)
        for page in ("notices", "versions"):
            self.assertNotContains(self.client.get(address(self.story, page)), "verb--public verb--takes")
        self.assertEqual(self.amend(text="It was nobody.").status_code, 403)
        self.client.post(address(self.story, "versions"), {"_redact": "1", "why": "x"})
        self.client.force_login(self.rae)
        self.assertEqual(self.client.get(address(self.story, "notices")).status_code, 302)
        self.assertEqual((Correction.objects.count(), Redaction.objects.count()), (1, 0))

    def test_knows_what_no_number_means(self):
        for number in ("", "x", "99", "²"):
            self.assertEqual(
                self.client.post(address(self.story, "versions"), {"_redact": number, "why": "x"}).status_code, 404
            )
        self.assertEqual(Edition.objects.count(), 2)
