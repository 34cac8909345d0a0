"""Links for readers outside, at the desk: who makes and revokes them, and what stands on their page."""

from datetime import timedelta

from django.core import mail
from django.urls import reverse

from articles.approval import text_hash
from articles.models import LogLine, Notice, ReviewLink
from articles.tests.desk import address, told
from articles.tests.factories import ready_article
from articles.workflow import (
    CannotShare,
    NotAllowed,
    comment,
    embargo,
    hold,
    kill,
    opened,
    record,
    revoke,
    share,
    sign,
)
from newsroom.testing import NewsroomTestCase, at, hire, travel

TOMORROW = at("2026-05-15 18:00")


class LinkTestCase(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.legal = hire("Lee Okoro", "Legal reader")
        self.story = ready_article(created_by=self.rita, stage="desk")
        record(self.story, by=self.rita)

    def share(self, **facts):
        return share(self.story, **{"by": self.legal, "reader": "Ann Bell", "expires_at": TOMORROW, **facts})


class ShareTests(LinkTestCase):
    def test_makes_a_link_that_nobody_guesses_and_logs_it(self):
        link = self.share(reader="  Ann   Bell ")

        self.assertEqual((link.reader, link.made_by, link.expires_at), ("Ann Bell", self.legal, TOMORROW))
        self.assertGreaterEqual(len(link.token), 24)
        self.assertEqual(
            LogLine.objects.get(verb="share").words, "Made a link for Ann Bell, until Fri 15 May, 18:00 BST."
        )

    def test_needs_the_right_on_the_story(self):
        for user in (self.rita, self.pia, self.rae, hire("Cora Lind", "Copy editor")):
            with self.assertRaises(NotAllowed, msg=user):
                self.share(by=user)

    def test_of_a_secret_story_needs_the_right_to_see_it(self):
        front = hire("Fay Orr", "Front editor")
        front.user_permissions.set(self.ed.user_permissions.filter(codename="share_article"))
        self.share(by=front)
        front = type(front).objects.get(pk=front.pk)
        hold(self.story, by=self.ed, note="Wait")

        with self.assertRaises(NotAllowed):
            self.share(by=front)
        self.share(by=self.legal)

    def test_of_a_killed_story_is_refused_to_everybody(self):
        kill(self.story, by=self.ed, note="Libel")

        with self.assertRaises(NotAllowed):
            self.share(by=self.ed)

    def test_ends_within_thirty_days(self):
        self.share(expires_at=at("08:00") + timedelta(days=30))
        for end, words in [
            (at("08:00"), "Thu 14 May, 08:00 BST is in the past."),
            (at("08:00") + timedelta(days=30, seconds=1), "30 days at most, so until Sat 13 Jun, 08:00 BST."),
        ]:
            with self.assertRaisesMessage(CannotShare, words):
                self.share(expires_at=end)

    def test_names_its_reader(self):
        with self.assertRaisesMessage(CannotShare, "say who will read it"):
            self.share(reader="  ")

    def test_is_to_a_revision_of_this_story(self):
        other = ready_article()
        record(other, by=self.ed)

        self.assertEqual(self.share(revision=self.story.revisions.get()).revision.number, 1)
        with self.assertRaisesMessage(CannotShare, "another story"):
            self.share(revision=other.revisions.get())

    def test_hands_on_no_sign_off_that_one_may_not_give(self):
        desk = hire("Dee Hall", "Desk editor")

        self.assertEqual(self.share(may_sign="legal").may_sign, "legal")
        with self.assertRaises(NotAllowed):
            self.share(by=desk, may_sign="legal")
        with self.assertRaisesMessage(CannotShare, "choose what"):
            self.share(may_sign="divine")

    def test_is_no_way_to_sign_off_ones_own_text(self):
        self.story.created_by = self.legal
        self.story.save()

        with self.assertRaisesMessage(CannotShare, "a colleague has to ask"):
            self.share(may_sign="legal")


class RevokeTests(LinkTestCase):
    def test_ends_a_link_once(self):
        link = self.share()

        for _ in range(2):
            revoke(link, by=self.ed)

        link.refresh_from_db()
        self.assertEqual((link.revoked_at, link.revoked_by, link.is_open(at("08:00"))), (at("08:00"), self.ed, False))
        self.assertEqual(LogLine.objects.filter(verb="revoke").count(), 1)

    def test_is_for_its_maker_and_those_who_make_links(self):
        for user in (self.rita, hire("Cora Lind", "Copy editor")):
            with self.assertRaises(NotAllowed):
                revoke(self.share(), by=user)
        maker = self.legal
        maker.groups.clear()
        link = ReviewLink.objects.create(article=self.story, reader="Ann", made_by=maker, expires_at=TOMORROW)
        revoke(link, by=type(maker).objects.get(pk=maker.pk))


class AnswerTests(LinkTestCase):
    def test_is_kept_with_the_name_and_told_to_whoever_asked(self):
        self.legal.wants_mail = True
        self.legal.save()
        with self.captureOnCommitCallbacks(execute=True):
            said = comment(self.share(), " Paragraph 2 is libellous. ")

        self.assertEqual((said.text, said.who, said.said_by), ("Paragraph 2 is libellous.", "Ann Bell", None))
        self.assertEqual(Notice.objects.get().words, "Ann Bell commented on it through a link")
        self.assertNotIn("libellous", mail.outbox[0].body + mail.outbox[0].subject)
        line = LogLine.objects.get(verb="comment")
        self.assertEqual((line.name, line.done_by, line.words), ("Ann Bell", None, "Commented through the link."))

    def test_that_says_nothing_or_too_much_is_refused(self):
        for text, words in [(" \n", "empty"), ("x" * 5001, "at most 5,000 letters")]:
            with self.assertRaisesMessage(CannotShare, words):
                comment(self.share(), text)

    def test_signs_the_text_that_was_shown_and_no_other(self):
        link, shown = self.share(may_sign="legal"), text_hash(self.story)
        signed = sign(link, "Fine.", shown=shown)
        self.story.body = "<p>Worse.</p>"
        self.story.save()

        self.assertEqual((signed.kind, signed.hash, signed.version, signed.who), ("legal", shown, 1, "Ann Bell"))
        with self.assertRaisesMessage(CannotShare, "the text was changed while you read it"):
            sign(link, shown=shown)

    def test_signs_its_revision_though_the_desk_wrote_on(self):
        link, shown = self.share(may_sign="legal", revision=self.story.revisions.get()), text_hash(self.story)
        self.story.body = "<p>Worse.</p>"
        self.story.save()

        self.assertEqual((sign(link, shown=shown).hash, link.article.sign_offs.get().version), (shown, 1))

    def test_signs_nothing_without_leave(self):
        with self.assertRaisesMessage(CannotShare, "for reading and comments"):
            sign(self.share(), shown=text_hash(self.story))

    def test_opening_is_kept_with_address_and_the_first_is_logged(self):
        link = self.share()
        for place in ("198.51.100.7", "2001:db8::7"):
            opened(link, place)

        self.assertCountEqual(
            link.openings.values_list("address", "version"), [("198.51.100.7", 1), ("2001:db8::7", 1)]
        )
        self.assertEqual(LogLine.objects.get(verb="opened").name, "Ann Bell")


class ScreenTests(LinkTestCase):
    """The page of a story's links."""

    def setUp(self):
        super().setUp()
        self.page = address(self.story, "links")
        self.client.force_login(self.legal)

    def ask(self, **facts):
        asked = {"reader": "Ann Bell", "revision": "", "may_sign": "", "day": "2026-05-15", "time": "18:00", **facts}
        return self.client.post(self.page, asked, follow=True)

    def revoke(self, link):
        return self.client.post(reverse("admin:articles_article_revoke", args=[self.story.pk, link.pk]), follow=True)

    def test_makes_a_link_and_shows_its_address(self):
        answer = self.ask(revision="1", may_sign="legal")

        link = ReviewLink.objects.get()
        self.assertEqual((link.revision.number, link.may_sign, link.expires_at), (1, "legal", TOMORROW))
        self.assertRedirects(answer, f"{self.page}#link-{link.pk}")
        self.assertEqual(told(answer), ["The link for Ann Bell works until Fri 15 May, 18:00 BST."])
        self.assertContains(answer, f'value="http://127.0.0.1:8000/preview/link/{link.token}/" readonly')

    def test_says_what_is_wrong_and_keeps_what_was_typed(self):
        for facts, words in [
            ({"reader": ""}, "Say who will read it"),
            ({"day": "2026-05-13"}, "Wed 13 May, 18:00 BST is in the past."),
            ({"day": "2026-08-15"}, "30 days at most"),
            ({"day": "soon"}, "This is not a day"),
            ({"time": ""}, "Choose a day and a time."),
            ({"day": "2026-10-25", "time": "01:30"}, "comes twice, in BST and again in GMT"),
            ({"revision": "77"}, "77 is not one of the available choices"),
            ({"may_sign": "copy"}, "copy is not one of the available choices"),
        ]:
            answer = self.ask(**{"reader": "Ann Bell", **facts})
            self.assertContains(answer, words)
            self.assertContains(answer, facts.get("day", "2026-05-15"))
        self.assertFalse(ReviewLink.objects.exists())

    def test_shows_every_opening(self):
        link = self.share()
        for _ in range(6):
            opened(link, "198.51.100.7")

        answer = self.client.get(self.page)

        self.assertContains(answer, "Opened 6 times, last 08:00")
        self.assertContains(answer, "08:00 from 198.51.100.7, revision 1", count=5)

    def test_asks_the_same_questions_however_many_links_there_are(self):
        self.share()
        opened(ReviewLink.objects.get(), None)
        with self.assertNumQueries(10):
            self.client.get(self.page)
        for number in range(4):
            opened(self.share(reader=f"Reader {number}", revision=self.story.revisions.get()), None)
        with self.assertNumQueries(10):
            self.client.get(self.page)

    def test_revokes(self):
        link = self.share()

        answer = self.revoke(link)

        self.assertEqual(told(answer), ["Revoked: Ann Bell gets “not found” from now on."])
        self.assertContains(answer, "Revoked 08:00 by Lee Okoro")
        self.assertNotContains(answer, link.token)
        self.assertEqual(
            self.client.get(reverse("admin:articles_article_revoke", args=[self.story.pk, link.pk])).status_code, 405
        )

    def test_shows_no_address_of_a_link_that_ended(self):
        link = self.share()
        with travel(TOMORROW):
            self.client.force_login(self.legal)
            answer = self.client.get(self.page)

        self.assertContains(answer, "Ended ")
        self.assertNotContains(answer, link.token)

    def test_shows_who_may_only_view_the_list_without_the_keys(self):
        link = self.share()
        self.client.force_login(hire("Cora Lind", "Copy editor"))

        answer = self.client.get(self.page)

        self.assertContains(answer, "Ann Bell")
        for hidden in (link.token, "Make the link", "Revoke</button>"):
            self.assertNotContains(answer, hidden)
        self.assertEqual(self.ask().status_code, 404)
        self.revoke(link)
        self.assertTrue(ReviewLink.objects.get().is_open(at("08:00")))

    def test_shows_a_key_that_signs_to_its_maker_alone(self):
        link = self.share(may_sign="legal")
        self.client.force_login(hire("Dee Hall", "Desk editor"))

        self.assertNotContains(self.client.get(self.page), link.token)

    def test_is_none_for_those_who_may_not_see_the_story(self):
        link = self.share()
        embargo(self.story, by=self.ed, until=at("18:00"))
        for user in (hire("Mo Dale", "Moderator"), self.pia):
            self.client.force_login(user)
            self.assertEqual(self.client.get(self.page).status_code, 404)
            self.assertEqual(self.revoke(link).status_code, 404)
        self.client.logout()
        self.assertRedirects(self.client.get(self.page), f"/admin/login/?next={self.page}")

    def test_of_a_killed_story_says_that_nothing_works(self):
        link = self.share()
        kill(self.story, by=self.ed, note="Libel")

        answer = self.client.get(self.page)

        self.assertContains(answer, "no link to it works")
        for hidden in (link.token, "Make the link"):
            self.assertNotContains(answer, hidden)
