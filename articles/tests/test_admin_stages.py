"""Handing on and back, giving, sign-offs and comments, from the story form."""

from articles.models import Article, SignOff
from articles.tests.desk import address, press, told
from articles.tests.factories import a_draft, a_section, an_author, published, ready_article
from articles.workflow import hold, remark, sign_off
from newsroom.testing import NewsroomTestCase, at, hire

LOST = "Nothing was done: that button is no longer there."


class StagesTestCase(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.client.force_login(self.ed)

    def verbs(self, story, user=None):
        if user:
            self.client.force_login(user)
        return set(self.client.get(address(story)).context["verbs"])

    def stands(self, story):
        story.refresh_from_db()
        return story.stage, story.assignee


class HandOverTests(StagesTestCase):
    def test_saves_what_was_typed_and_hands_it_on(self):
        cora = hire("Cora Lind", "Copy editor")
        story = a_draft("Bridge reopens", stage="desk")

        answer = press(self.client, story, "verb=submit", headline="Bridge is open", submit__to=cora.pk)

        self.assertEqual(self.stands(story), ("copy", cora))
        self.assertEqual((story.headline, told(answer)), ("Bridge is open", ["Handed on to Copy: Cora Lind is told."]))

    def test_leaves_its_writer_the_story_to_read(self):
        story = a_draft("Bridge reopens", created_by=self.rita)
        self.client.force_login(self.rita)

        answer = press(self.client, story, "verb=submit")

        self.assertRedirects(answer, address(story))
        self.assertEqual(self.stands(story), ("desk", None))
        self.assertNotContains(answer, 'name="_continue"')
        self.assertContains(answer, 'value="remark"')

    def test_goes_to_the_list_when_the_story_is_no_longer_to_be_seen(self):
        nils = hire("Nils Berg", "Reporter")
        story = a_draft("Bridge reopens", stage="desk", assignee=nils)
        self.client.force_login(nils)

        answer = press(self.client, story, "verb=submit")
        self.assertRedirects(answer, address(story))  # copy is read by everybody
        Article.objects.filter(pk=story.pk).update(stage="idea", assignee=nils)
        self.client.force_login(self.ed)
        press(self.client, story, "verb=assign", assign__to=self.rita.pk)
        self.client.force_login(nils)

        self.assertRedirects(self.client.get(address(story)), "/admin/")

    def test_goes_back_with_its_reason_and_not_without(self):
        story = a_draft("Bridge reopens", stage="desk", created_by=self.rita)

        refused = press(self.client, story, "verb=send_back")
        self.assertIn("say why", told(refused)[0])
        self.assertContains(refused, '<dialog id="send_back" aria-labelledby="send_back-heading" open>')
        press(self.client, story, "verb=send_back", send_back__reason="Who says so?")

        self.assertEqual(self.stands(story), ("draft", self.rita))
        self.assertEqual(story.remarks.get().text, "Who says so?")

    def test_gives_it_to_somebody_with_the_time_it_is_due(self):
        story = a_draft("Bridge reopens", stage="desk")
        when = {"assign__day": "2026-05-14", "assign__time": "17:00"}

        answer = press(self.client, story, "verb=assign", assign__to=self.rita.pk, **when)

        self.assertEqual(told(answer), ["Given to Rita Vale, due Thu 14 May, 17:00 BST."])
        self.assertEqual((self.stands(story), story.due_at), (("desk", self.rita), at("17:00")))
        self.assertContains(answer, "Due 17:00")

    def test_gives_it_to_nobody_who_is_not_in_the_newsroom(self):
        story = a_draft("Bridge reopens", stage="desk")
        for whom in (self.rae.pk, "x", "9" * 30):
            answer = press(self.client, story, "verb=assign", assign__to=whom)
            self.assertIn("Select a valid choice", told(answer)[0])
        self.assertEqual(self.stands(story), ("desk", None))

    def test_is_taken_spiked_and_revived(self):
        story = a_draft("Bridge reopens", stage="desk", created_by=self.rita)
        press(self.client, story, "verb=take")
        self.assertEqual(self.stands(story), ("desk", self.ed))
        press(self.client, story, "verb=spike", spike__note="Overtaken")
        self.assertEqual(self.stands(story), ("spiked", None))
        press(self.client, story, "verb=revive")
        self.assertEqual(self.stands(story), ("draft", self.rita))
        press(self.client, story, "verb=pitch")
        self.assertEqual(self.stands(story), ("idea", None))

    def test_offers_what_the_stage_and_the_right_allow(self):
        own = a_draft("Bridge reopens", created_by=self.rita)
        self.assertEqual(self.verbs(own, self.rita), {"submit", "pitch", "spike", "raise_legal", "remark"})
        press(self.client, own, "verb=submit")
        self.assertEqual(self.verbs(own, self.rita), {"raise_legal", "remark"})
        offered = {"publish", "schedule", "correct", "withdraw", "kill", "submit", "send_back", "assign", "take"}
        offered |= {"spike", "raise_legal", "remark", "hold", "embargo"}
        self.assertEqual(self.verbs(own, self.ed), offered)
        Article.objects.update(stage="spiked")
        self.assertEqual(
            self.verbs(own) & {"publish", "schedule", "submit", "spike", "take", "assign", "revive"}, {"revive"}
        )


class SignOffTests(StagesTestCase):
    def setUp(self):
        super().setUp()
        self.cora = hire("Cora Lind", "Copy editor")
        self.story = ready_article("Bridge reopens", stage="copy", section=a_section(needs_copy=True))
        self.client.force_login(self.cora)

    def sign(self, kind="copy", version=0, **changes):
        changes |= {f"sign_off-{kind}-version": version}
        return press(self.client, self.story, f"verb=sign_off:{kind}", **changes)

    def lines(self):
        lines = self.client.get(address(self.story)).context["sign_offs"]
        return {line.approval.kind.value: line for line in lines}

    def test_shows_what_is_missing_what_holds_and_what_fell(self):
        self.assertEqual((self.lines()["copy"].look, self.lines()["copy"].approval.needed), ("stop", True))
        self.sign()
        self.assertEqual(self.lines()["copy"].look, "ok")
        answer = press(self.client, self.story, "continue", headline="Bridge falls down")
        self.assertContains(answer, "fell when the text was changed: Cora Lind signed revision 1")

    def test_holds_for_what_the_signer_typed_into_the_same_form(self):
        self.story.refresh_from_db()

        answer = self.sign(headline="Bridge is open", version=0)

        self.story.refresh_from_db()
        self.assertEqual(SignOff.objects.get().version, self.story.version)
        self.assertEqual(told(answer), ["Signed off (copy). A change to the text takes it back."])

    def test_is_refused_for_a_text_that_somebody_changed_meanwhile(self):
        version = self.client.get(address(self.story)).context["sign_offs"][0].form["version"].value()
        self.client.force_login(self.ed)
        press(self.client, self.story, "continue", headline="Bridge falls down")
        self.client.force_login(self.cora)

        self.story.refresh_from_db()
        answer = self.sign(version=version)

        self.assertIn("the text was changed", told(answer)[0])
        self.assertEqual(SignOff.objects.count(), 0)

    def test_is_not_for_ones_own_text(self):
        self.story.bylines.create(author=an_author("Cora Lind", user=self.cora))

        self.assertIsNone(self.lines()["copy"].form)
        self.assertContains(self.client.get(address(self.story)), "a second person has to read it")
        self.assertIn("it is your own text", told(self.sign())[0])

    def test_is_taken_back(self):
        signed = sign_off(self.story, by=self.cora, kind="copy")

        press(self.client, self.story, f"verb=take_back:{signed.pk}")

        self.assertEqual(self.lines()["copy"].approval.state, "missing")
        self.assertEqual(told(press(self.client, self.story, f"verb=take_back:{signed.pk}")), [LOST])

    def test_knows_no_other_kind_and_no_sign_off_of_another_story(self):
        other = sign_off(ready_article("Ferry"), by=self.cora, kind="copy")
        for button in ("sign_off:tea", "sign_off:", "take_back:²", f"take_back:{other.pk}"):
            self.assertEqual(told(press(self.client, self.story, f"verb={button}")), [LOST])
        self.assertIn("You may not sign off for law", told(self.sign("legal"))[0])

    def test_says_before_publishing_what_is_missing_and_who_can_solve_it(self):
        self.client.force_login(self.ed)
        self.assertContains(self.client.get(address(self.story)), "The copy sign-off is missing. Cora Lind or Ed Marsh")

        refused = press(self.client, self.story, "verb=publish")
        self.assertIn("The copy sign-off is missing.", told(refused)[0])
        press(self.client, self.story, "verb=publish", publish__override="Cora is on a train")

        self.assertEqual(self.story.log.get(verb="override").why, "Cora is on a train")
        self.assertEqual(self.story.editions.count(), 1)

    def test_offers_to_go_without_it_to_those_with_the_right_alone(self):
        for role, offered in [("Desk editor", False), ("Duty editor", True)]:
            self.client.force_login(hire(f"{role.split()[0]} Person", role))
            page = self.client.get(address(self.story)).content.decode()
            self.assertEqual('name="publish-override"' in page, offered)


class CommentsTests(StagesTestCase):
    def test_are_said_to_somebody_and_settled(self):
        story = a_draft("Bridge reopens", created_by=self.rita)
        words = {"remark__text": "Which Monday?", "remark__quote": "on Monday", "remark__must_fix": "on"}
        press(self.client, story, "verb=remark", remark__to=self.rita.pk, **words)

        said = story.remarks.get()
        self.assertEqual((said.to, said.quote, said.must_fix), (self.rita, "on Monday", True))
        self.client.force_login(self.rita)
        self.assertContains(self.client.get(address(story)), f'value="resolve:{said.pk}"')
        press(self.client, story, f"verb=resolve:{said.pk}")
        self.assertFalse(story.remarks.get().is_open)

    def test_stop_the_story_while_they_must_be_settled(self):
        story = ready_article("Bridge reopens")
        remark(story, by=self.ed, text="Not true!", must_fix=True)

        answer = press(self.client, story, "verb=publish")

        self.assertIn("A comment by Ed Marsh must be settled first: “Not true!”.", told(answer)[0])

    def test_are_escaped(self):
        story = a_draft()
        press(self.client, story, "verb=remark", remark__text="<script>alert(1)</script>\nTwo")

        self.assertContains(self.client.get(address(story)), "&lt;script&gt;alert(1)&lt;/script&gt;<br>Two")


class BlocksTests(StagesTestCase):
    def test_say_what_they_take_off_the_site_before_they_do(self):
        story = published("Bridge reopens", by=self.ed)
        press(self.client, story, "verb=schedule", schedule__day="2026-05-15", schedule__time="06:00")

        shown = self.client.get(address(story)).context["verbs"]["hold"].says
        self.assertIn("It leaves the site at once", shown)
        self.assertIn("One scheduled text will be taken out.", shown)
        answer = press(self.client, story, "verb=hold", hold__note="Court order")

        self.assertContains(answer, "On hold")
        self.assertEqual(story.editions.live().count(), 0)
        self.assertIn("Not released", told(press(self.client, story, "verb=release"))[0])
        press(self.client, story, "verb=release", release__note="Lifted by the court")
        self.assertFalse(Article.objects.get().is_held)

    def test_an_embargo_takes_a_moment_and_is_lifted_with_a_reason(self):
        story = ready_article("Bridge reopens")
        self.assertIn("Choose a day", told(press(self.client, story, "verb=embargo"))[0])
        answer = press(self.client, story, "verb=embargo", embargo__day="2026-05-15", embargo__time="06:00")

        self.assertEqual(told(answer), ["Embargo until Fri 15 May, 06:00 BST."])
        self.assertContains(answer, "Embargo")
        self.assertIn("Not lifted", told(press(self.client, story, "verb=lift"))[0])
        press(self.client, story, "verb=lift", lift__note="The ministry published it")
        self.assertIsNone(Article.objects.get().embargoed_until)

    def test_are_lifted_by_those_with_the_right_alone(self):
        story = ready_article("Bridge reopens", stage="desk")
        hold(story, by=self.ed, note="Law")
        self.client.force_login(hire("Dora Lund", "Desk editor"))

        answer = press(self.client, story, "verb=release", release__note="I say so")

        self.assertIn("You may not lift the hold on this story.", told(answer)[0])
        self.assertNotIn("release", answer.context["verbs"])
        self.assertTrue(Article.objects.get().is_held)
