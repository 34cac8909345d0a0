from django.core import mail

from accounts.models import Author
from articles.approval import approvals, lacking, missing
from articles.models import Article, Byline, Notice
from articles.tests.factories import a_draft, a_photo, a_section, a_topic, published, ready_article
from articles.workflow import (
    CannotHandOver,
    CannotPublish,
    NotAllowed,
    assign,
    hold,
    lower_legal,
    publish,
    raise_legal,
    remark,
    resolve,
    revive,
    schedule,
    send_back,
    sign_off,
    spike,
    submit,
    take_back,
)
from newsroom.testing import NewsroomTestCase, at, hire
from photos.models import Photo


class DeskTestCase(NewsroomTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.rosa = hire("Rosa Vale", "Reporter")
        cls.dana = hire("Dana Reed", "Desk editor")
        cls.cora = hire("Cora Lind", "Copy editor")
        cls.lee = hire("Lee Okoro", "Legal reader")
        cls.dot = hire("Dot Vane", "Duty editor")

    def draft(self, **facts):
        return a_draft(**{"section": a_section(), "created_by": self.rosa} | facts)


class HandOverTests(DeskTestCase):
    def test_goes_from_the_writer_over_desk_and_copy_to_ready(self):
        story = self.draft()
        for by, stage in ((self.rosa, "desk"), (self.dana, "copy"), (self.cora, "ready")):
            submit(story, by=by)
            story.refresh_from_db()
            self.assertEqual(story.stage, stage)
        with self.assertRaisesMessage(CannotHandOver, "It is ready"):
            submit(story, by=self.dana)

    def test_the_person_who_gets_it_is_told_here_and_by_mail(self):
        story = self.draft()
        with self.captureOnCommitCallbacks(execute=True):
            submit(story, by=self.rosa, to=self.dana)

        self.assertEqual(Notice.objects.get().words, "Rosa Vale handed it on to you")
        self.assertEqual(Notice.objects.get().user, self.dana)
        self.assertEqual(
            (mail.outbox[0].to, mail.outbox[0].subject), (["dana@packet.example"], "A story waits for you")
        )
        self.assertIn("Bridge reopens", mail.outbox[0].body)

    def test_who_wants_no_mail_gets_none(self):
        self.dana.wants_mail = False
        self.dana.save()
        with self.captureOnCommitCallbacks(execute=True):
            submit(self.draft(), by=self.rosa, to=self.dana)

        self.assertEqual((Notice.objects.count(), mail.outbox), (1, []))

    def test_mail_about_a_held_story_holds_none_of_its_words(self):
        story = self.draft(stage="desk")
        with self.captureOnCommitCallbacks(execute=True):
            hold(story, by=self.dana, note="A lawyer called about the mayor")
            story.refresh_from_db()
            assign(story, by=self.dana, to=self.cora)

        told = "".join(message.subject + message.body for message in mail.outbox)
        self.assertEqual(len(mail.outbox), 2)
        for words in ("Bridge", "mayor", "Trams"):
            self.assertNotIn(words, told)

    def test_nobody_is_told_of_a_story_that_they_may_not_see(self):
        story = self.draft(stage="desk", held_at=at("07:00"))
        assign(story, by=self.dana, to=None)
        remark(story, by=self.dana, text="Look at this", to=hire("Mod Erator", "Moderator"))

        self.assertEqual(Notice.objects.count(), 0)

    def test_is_sent_back_with_a_reason_to_whoever_began_it(self):
        story = self.draft(stage="desk")
        with self.assertRaisesMessage(CannotHandOver, "say why"):
            send_back(story, by=self.dana, reason=" ")
        send_back(story, by=self.dana, reason="Who says so?")

        story.refresh_from_db()
        self.assertEqual((story.stage, story.assignee), ("draft", self.rosa))
        self.assertEqual(story.remarks.get().text, "Who says so?")

    def test_an_idea_is_taken_on_by_the_desk(self):
        idea = self.draft(stage="idea")
        with self.assertRaises(NotAllowed):
            submit(idea, by=self.rosa)
        submit(idea, by=self.dana, to=self.rosa)
        idea.refresh_from_db()
        self.assertEqual((idea.stage, idea.assignee), ("draft", self.rosa))

    def test_is_given_to_somebody_with_the_time_it_is_due(self):
        story = self.draft(stage="copy")
        assign(story, by=self.dana, to=self.cora, due_at=at("12:00"))
        story.refresh_from_db()
        self.assertEqual((story.assignee, story.due_at), (self.cora, at("12:00")))
        assign(story, by=self.cora, to=self.cora)
        with self.assertRaises(NotAllowed):
            assign(story, by=self.rosa, to=self.rosa)

    def test_spiked_and_revived(self):
        story = self.draft(stage="desk")
        spike(story, by=self.dana, note="Overtaken")
        with self.assertRaisesMessage(CannotPublish, "spiked"):
            publish(story, by=self.dana)
        revive(story, by=self.dana)
        story.refresh_from_db()
        self.assertEqual(story.stage, "draft")

    def test_what_readers_have_is_not_spiked(self):
        story = published(by=self.ed)
        with self.assertRaisesMessage(CannotHandOver, "Withdraw it"):
            spike(story, by=self.dana)

    def test_hands_change_no_number(self):
        """RIVALS 2.4, pain 32: saving an unchanged draft resets approvals; here nothing but words has a number."""
        story = self.draft()
        submit(story, by=self.rosa)
        story.refresh_from_db()
        self.assertEqual(story.version, 0)

    def test_each_act_is_in_the_log_with_its_reason(self):
        story = self.draft(stage="desk")
        send_back(story, by=self.dana, reason="Who says so?")
        line = story.log.get()
        self.assertEqual((line.name, line.verb, line.why), ("Dana Reed", "send_back", "Who says so?"))


class SignOffTests(DeskTestCase):
    def story(self, **facts):
        section = a_section("Courts", needs_desk=True, needs_copy=True)
        return ready_article(**{"section": section, "created_by": self.rosa, "stage": "copy"} | facts)

    def states(self, story):
        story = Article.objects.get(pk=story.pk)
        return {a.kind.value: a.state for a in approvals(story) if a.needed}

    def test_publishing_without_them_is_refused_with_who_can_solve_it(self):
        story = self.story()
        with self.assertRaisesMessage(CannotPublish, "The copy sign-off is missing. Cora Lind, "):
            publish(story, by=self.dana)
        with self.assertRaisesMessage(CannotPublish, "The desk sign-off is missing."):
            schedule(story, by=self.dana, at=at("18:00"))

    def test_with_them_it_runs(self):
        story = self.story()
        sign_off(story, by=self.dana, kind="desk")
        sign_off(story, by=self.cora, kind="copy")
        self.assertEqual(publish(story, by=self.dana).number, 1)

    def test_a_change_of_words_voids_them_and_a_change_of_topic_does_not(self):
        story = self.story(picture=a_photo())
        sign_off(story, by=self.dana, kind="desk")
        story.topics.add(a_topic())
        Article.objects.filter(pk=story.pk).update(slug="another", kicker="Courts", search_title="For search")
        self.assertEqual(self.states(story)["desk"], "valid")
        described = f'<figure data-photo="{story.picture_id}" data-alt="X"></figure>'
        for change in (
            {"headline": "X"},
            {"standfirst": "X"},
            {"body": "<p>X</p>"},
            {"body": story.body + described},
            {"picture_caption": "X"},
            {"picture_alt": "X"},
        ):
            with self.subTest(change):
                before = {name: getattr(story, name) for name in change}
                Article.objects.filter(pk=story.pk).update(**change)
                self.assertEqual(self.states(story)["desk"], "fallen")
                Article.objects.filter(pk=story.pk).update(**before)
        self.assertEqual(self.states(story)["desk"], "valid")

    def test_pain_32_what_was_approved_is_what_runs(self):
        """A schedule freezes the text: whatever is written at the desk afterwards, the approved words go out."""
        story = self.story()
        sign_off(story, by=self.dana, kind="desk")
        sign_off(story, by=self.cora, kind="copy")
        edition = schedule(story, by=self.dana, at=at("18:00"))
        Article.objects.filter(pk=story.pk).update(headline="Not approved")
        edition.refresh_from_db()

        self.assertEqual(edition.headline, "Bridge reopens")
        with self.assertRaisesMessage(CannotPublish, "fell when the text was changed"):
            publish(story, by=self.dana)

    def test_an_embed_of_spaces_is_no_change(self):
        story = self.story()
        sign_off(story, by=self.dana, kind="desk")
        Article.objects.filter(pk=story.pk).update(body=story.body + "\n")
        self.assertEqual(self.states(story)["desk"], "valid")

    def test_duty_goes_without_them_with_a_reason_loudly(self):
        story = self.story()
        with self.assertRaises(NotAllowed):
            publish(story, by=self.dana, override="It is night")
        publish(story, by=self.dot, override="It is night")

        line = story.log.get(verb="override")
        self.assertEqual((line.why, line.name), ("It is night", "Dot Vane"))
        self.assertIn("The copy sign-off is missing.", line.words)
        told = set(
            Notice.objects.filter(words="Dot Vane let it run without a sign-off").values_list("user__name", flat=True)
        )
        self.assertLessEqual({"Cora Lind", "Dana Reed"}, told)

    def test_four_eyes(self):
        story = self.story(created_by=self.dana)
        with self.assertRaisesMessage(CannotHandOver, "your own text"):
            sign_off(story, by=self.dana, kind="desk")
        signed = self.story(created_by=self.rosa)
        Byline.objects.create(
            article=signed, author=Author.objects.create(name="Cora", slug="cora", user=self.cora), position=2
        )
        with self.assertRaisesMessage(CannotHandOver, "your own text"):
            sign_off(signed, by=self.cora, kind="copy")

    def test_is_for_the_text_that_was_read(self):
        story = self.story()
        publish(self.story(), by=self.dot, override="x")
        sign_off(story, by=self.dana, kind="desk")
        story.refresh_from_db()
        read = story.version
        Article.objects.filter(pk=story.pk).update(headline="Changed meanwhile")
        with self.assertRaisesMessage(CannotHandOver, "Read what is new"):
            sign_off(story, by=self.cora, kind="copy", version=read)

    def test_can_be_taken_back(self):
        story = self.story()
        take_back(sign_off(story, by=self.dana, kind="desk"), by=self.dana)
        self.assertEqual(self.states(story)["desk"], "missing")

    def test_each_kind_is_for_those_who_give_it(self):
        story = self.story()
        for kind in ("desk", "legal", "picture"):
            with self.assertRaises(NotAllowed):
                sign_off(story, by=self.cora, kind=kind)

    def test_pictures_are_signed_off_only_where_there_are_any(self):
        section = a_section("Weather", needs_picture=True)
        self.assertEqual(missing(ready_article(section=section)), [])
        self.assertEqual(len(missing(ready_article(section=section, picture=a_photo()))), 1)

    def test_they_fall_when_the_library_changes_a_word_that_would_be_printed(self):
        photo = a_photo(caption="At dawn.")
        own = f'<p>So.</p><figure data-photo="{photo.pk}"><figcaption>Ours.</figcaption></figure>'
        for body, state in ((own, "valid"), (own.replace("Ours.", ""), "fallen")):
            story = self.story(body=body)
            sign_off(story, by=self.dana, kind="desk")
            sign_off(story, by=self.cora, kind="copy")
            edition = schedule(story, by=self.dana, at=at("18:00"))
            Photo.objects.filter(pk=photo.pk).update(caption=f"{state} at dusk.")
            self.assertEqual(self.states(story)["desk"], state)
            self.assertEqual(lacking(story, edition), [])  # what waits was frozen with what was approved

    def test_a_section_inside_another_needs_what_that_needs(self):
        inside = a_section("Appeals", parent=a_section("Courts", needs_copy=True))
        self.assertEqual(len(missing(ready_article(section=inside))), 1)


class LegalTests(DeskTestCase):
    def test_anybody_raises_it_and_only_law_lowers_it(self):
        story = ready_article(section=a_section(), created_by=self.rosa)
        raise_legal(story, by=self.rosa, note="He may sue")
        with self.assertRaisesMessage(CannotPublish, "legal sign-off is missing. Ed Marsh or Lee Okoro can sign"):
            publish(story, by=self.dana)
        with self.assertRaises(NotAllowed):
            lower_legal(story, by=self.dana, note="It is fine")
        lower_legal(story, by=self.lee, note="It is fine")
        publish(story, by=self.dana)

    def test_never_an_edit_after_clearing_without_the_clearing_falling(self):
        story = ready_article(section=a_section(), created_by=self.rosa, needs_legal=True)
        sign_off(story, by=self.lee, kind="legal")
        Article.objects.filter(pk=story.pk).update(body="<p>He stole it.</p>")
        with self.assertRaisesMessage(CannotPublish, "The legal sign-off of Lee Okoro fell"):
            publish(story, by=self.dana)


class RemarkTests(DeskTestCase):
    def test_is_told_to_whom_it_is_for_and_closed_by_them(self):
        story = self.draft(stage="copy")
        said_it = remark(story, by=self.cora, text="Two spellings. Which?", to=self.rosa)
        self.assertEqual(Notice.objects.get().user, self.rosa)
        resolve(said_it, by=self.rosa)
        said_it.refresh_from_db()
        self.assertEqual((said_it.resolved_by, said_it.is_open), (self.rosa, False))

    def test_what_must_be_settled_stops_the_story_until_it_is(self):
        story = ready_article(section=a_section(), stage="copy")
        said_it = remark(story, by=self.cora, text="Is the figure right?", to=self.dana, must_fix=True)
        with self.assertRaisesMessage(CannotPublish, "A comment by Cora Lind must be settled first"):
            publish(story, by=self.dana)
        resolve(said_it, by=self.dana)
        publish(story, by=self.dana)

    def test_is_not_closed_by_anybody_else(self):
        said_it = remark(self.draft(stage="copy"), by=self.cora, text="Which?", to=self.rosa)
        with self.assertRaises(NotAllowed):
            resolve(said_it, by=self.lee)
