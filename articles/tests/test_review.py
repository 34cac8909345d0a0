"""What two strangers found when they read the desk for the first time: each of these was possible."""

from accounts.models import Author
from articles.approval import missing
from articles.models import Article, Edition, Revision
from articles.permissions import may
from articles.tests.desk import address, told, typed
from articles.tests.factories import a_photo, a_section, an_author, published, ready_article
from articles.workflow import (
    CannotHandOver,
    CannotPublish,
    NotAllowed,
    correct,
    embargo,
    fix_live,
    hold,
    kill,
    publish,
    raise_legal,
    record,
    reschedule,
    schedule,
    share,
    sign,
    sign_off,
    spike,
    submit,
    take_back,
    withdraw,
)
from articles.workflow.saving import restore, set_aside
from articles.workflow.shared import Refused
from articles.workflow.sharing import text_of
from newsroom.testing import NewsroomTestCase, at, hire, travel


class RightsTests(NewsroomTestCase):
    def test_the_desks_section_gives_no_right_on_what_readers_have_in_another(self):
        politics, sport = a_section("Politics", needs_legal=True), a_section("Sport")
        ann = hire("Ann Pell", "Desk editor", sections=[sport])
        story = ready_article(section=politics)
        publish(story, by=self.ada, override="For the test")
        Article.objects.filter(pk=story.pk).update(section=sport)
        story.refresh_from_db()

        for verb in (lambda: fix_live(story, by=ann, changes={"headline": "X"}), lambda: withdraw(story, by=ann)):
            with self.assertRaises(NotAllowed):
                verb()
        everywhere = hire("Dana Reed", "Desk editor")
        with self.assertRaisesMessage(CannotPublish, "needs a legal sign-off"):
            fix_live(story, by=everywhere, changes={"headline": "X"})

    def test_four_eyes_are_for_fixes_too(self):
        dana = hire("Dana Reed", "Desk editor")
        story = ready_article(section=a_section("Courts", needs_desk=True), created_by=dana)
        publish(story, by=self.ada, override="For the test")

        with self.assertRaises(CannotPublish):
            fix_live(story, by=dana, changes={"headline": "Unread"})

    def test_nobody_makes_an_author_of_themselves(self):
        boss = hire("Bo Ross", "Admin")
        ines = an_author("Ines Calder")
        self.client.force_login(boss)
        page = f"/admin/accounts/author/{ines.pk}/change/"
        self.client.post(page, {"name": "Ines", "slug": ines.slug, "user": boss.pk, "links": "", "bio": ""})

        ines.refresh_from_db()
        self.assertEqual((ines.name, Author.objects.get().user), ("Ines", None))

    def test_another_moment_shows_no_secrets_to_those_without_the_right(self):
        story, front = ready_article("Bridge reopens"), hire("Fay Long", "Front editor")
        embargo(story, by=self.ed, until=at("18:00"))
        schedule(story, by=self.ed, at=at("18:00"))
        for user, shown in ((front, False), (hire("Dana Reed", "Desk editor"), True)):
            self.client.force_login(user)
            page = self.client.get("/as-of/2026-05-14T18:30/town-hall/")
            self.assertEqual("Bridge reopens" in page.content.decode(), shown)

    def test_another_moment_is_for_those_who_may_see_every_section(self):
        self.assertFalse(may(hire("Ann Pell", "Desk editor", sections=[a_section("Sport")]), "travel"))

    def test_nobody_hands_a_story_to_themselves_up_to_ready(self):
        rosa = hire("Rosa Vale", "Reporter")
        story = ready_article(created_by=rosa)
        with self.assertRaisesMessage(CannotHandOver, "somebody else has to read it"):
            submit(story, by=rosa, to=rosa)
        submit(story, by=rosa)
        story.refresh_from_db()
        with self.assertRaises(NotAllowed):
            submit(story, by=rosa)

    def test_a_draft_that_was_spiked_stays_private(self):
        rosa, mod = hire("Rosa Vale", "Reporter"), hire("Mo Derry", "Moderator")
        story = ready_article(created_by=rosa)
        spike(story, by=rosa)
        story.refresh_from_db()
        self.assertFalse(may(mod, "view", story))

    def test_the_log_names_no_source_and_no_words_of_a_secret_story(self):
        boss, story = hire("Bo Ross", "Admin"), ready_article()
        share(story, by=self.ed, reader="SOURCE Joe", expires_at=at("20:00"))
        hold(story, by=self.ed, note="SECRETWHY")
        self.client.force_login(boss)
        for page in ("/admin/articles/logline/", "/admin/articles/logline/export/"):
            answer = self.client.get(page)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            self.assertNotIn("SOURCE", body.decode())
            self.assertNotIn("SECRETWHY", body.decode())
        self.assertEqual(self.client.get("/admin/articles/logline/?why__startswith=SECRET").status_code, 400)


class ApprovalTests(NewsroomTestCase):
    def test_the_printed_caption_is_approved_too(self):
        photo = a_photo(caption="The mayor at the bridge.")
        story = ready_article(section=a_section("Courts", needs_desk=True), picture=photo)
        sign_off(story, by=self.ed, kind="desk")
        self.assertEqual(missing(story), [])
        photo.caption = "The thief at the bridge."
        photo.save()
        self.assertEqual(len(missing(Article.objects.get(pk=story.pk))), 1)

    def test_what_waits_is_taken_out_when_it_has_to_be_read_for_law(self):
        story = ready_article()
        edition = schedule(story, by=self.ed, at=at("10:00"))
        raise_legal(story, by=self.ed, note="He may sue")

        self.assertFalse(Edition.objects.live(at("10:00")).exists())
        with self.assertRaises(CannotPublish):
            reschedule(edition, by=self.ed, at=at("09:00"))

    def test_what_waits_is_taken_out_when_its_sign_off_is_taken_back(self):
        story = ready_article(section=a_section("Courts", needs_desk=True))
        signed = sign_off(story, by=self.ed, kind="desk")
        edition = schedule(story, by=self.ed, at=at("10:00"))
        reschedule(edition, by=self.ed, at=at("11:00"))
        take_back(signed, by=self.ed)
        self.assertFalse(Edition.objects.live(at("11:00")).exists())

    def test_a_link_ends_with_its_makers_rights_and_signs_once(self):
        lee = hire("Lee Okoro", "Legal reader")
        story = ready_article(stage="copy")
        record(story, by=self.ed)
        link = share(story, by=lee, reader="Lawyer", expires_at=at("20:00"), may_sign="legal")
        shown = text_of(link)[1]
        sign(link, shown=shown), sign(link, shown=shown)
        self.assertEqual(story.sign_offs.count(), 1)
        lee.is_active = False
        lee.save()
        with self.assertRaises(Refused):
            sign(link, shown=shown)

    def test_an_older_text_signed_later_takes_back_no_newer_one(self):
        story = ready_article(section=a_section("Courts", needs_legal=True))
        first = sign_off(story, by=self.ed, kind="legal")
        story.sign_offs.create(kind="legal", hash="0" * 64, version=1, signed_by=self.ed, signed_at=at("09:00"))
        self.assertEqual((missing(story), first.kind), ([], "legal"))


class TimeTests(NewsroomTestCase):
    def test_a_moved_text_keeps_the_end_that_was_set_for_it(self):
        story = ready_article()
        edition = schedule(story, by=self.ed, at=at("18:00"))
        withdraw(story, by=self.ed, at=at("20:00"))
        edition.refresh_from_db()
        moved = reschedule(edition, by=self.ed, at=at("19:00"))

        self.assertEqual(moved.live_until, at("20:00"))
        with self.assertRaisesMessage(CannotPublish, "set to end at"):
            reschedule(moved, by=self.ed, at=at("21:00"))

    def test_the_time_of_the_update_never_goes_back(self):
        story = published(by=self.ed)
        schedule(story, by=self.ed, at=at("18:00"), change="silent")
        with travel(at("12:00")):
            correct(story, by=self.ed, text="It is Tuesday.")
        self.assertEqual(Edition.objects.live(at("18:00")).get().updated_at, at("12:00"))

    def test_a_text_in_place_of_another_has_nothing_of_its_time(self):
        story = published(by=self.ed)
        schedule(story, by=self.ed, at=at("18:00"), change="update")
        schedule(story, by=self.ed, at=at("18:00"), change="silent")
        self.assertIsNone(Edition.objects.live(at("18:00")).get().updated_at)

    def test_a_retraction_that_an_update_cleared_does_not_come_back(self):
        story = published(by=self.ed)
        with travel(at("09:00")):
            correct(story, by=self.ed, text="Wrong.", kind="retraction", approved_by=self.ada)
            schedule(story, by=self.ed, at=at("18:00"), change="silent")
        with travel(at("10:00")):
            publish(story, by=self.ed)
        self.assertFalse(Edition.objects.live(at("18:00")).get().is_retracted)


class TextTests(NewsroomTestCase):
    def post(self, user, story, **changes):
        self.client.force_login(user)
        return self.client.post(address(story), typed(story, **changes), follow=True)

    def test_letters_that_join_others_are_letters(self):
        story = ready_article()
        words = "\u0645\u06cc\u200c\u0631\u0648\u0645 \U0001f469\u200d\U0001f680"
        self.post(self.ed, story, headline=words)
        story.refresh_from_db()
        self.assertEqual(story.headline, words)

    def test_the_same_page_twice_does_its_verb_once(self):
        story = ready_article(created_by=self.ed)
        record(story, by=self.ed)
        self.ed.sittings.create(window="window-one", article=story)
        form = typed(story, _verb="submit", window="window-one")
        self.client.force_login(self.ed)
        self.client.post(address(story), form)
        answer = self.client.post(address(story), form, follow=True)

        story.refresh_from_db()
        self.assertEqual(story.stage, "desk")
        self.assertIn("That was done already: the same page came twice.", told(answer))

    def test_a_text_that_comes_after_the_story_was_hidden_is_kept(self):
        cora = hire("Cora Lind", "Copy editor")
        story = ready_article(stage="copy")
        cora.sittings.create(window="window-two", article=story)
        form = typed(story, headline="Cora’s last words", window="window-two")
        kill(story, by=self.ed, note="Court")
        self.client.force_login(cora)
        self.client.post(address(story), form)
        self.assertEqual(Revision.objects.get(aside=True).content["headline"], "Cora’s last words")

    def test_a_kept_text_that_is_too_long_is_refused_in_words(self):
        story = ready_article()
        content = record(story, by=self.ed).content | {"headline": "x" * 230}
        aside = set_aside(story, content, by=self.ed, note="Too long")
        with self.assertRaisesMessage(Refused, "longer than it can be: headline"):
            restore(story, revision=aside, by=self.ed)
