"""The urgent lane: a fix goes out at once, whatever else is in work, and is lost from nothing."""

from articles.models import Article, Edition
from articles.tests.factories import a_photo, a_section, published, ready_article
from articles.workflow import CannotPublish, NotAllowed, fix_live, hold, publish, schedule
from newsroom.testing import NewsroomTestCase, at, hire, travel
from photos import rights

BODY = "<p>The bridge opens on Monday.</p><p>It cost four million.</p><p>Trams run again.</p>"
FIXED = BODY.replace("four million", "five million")


class FixTests(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.story = published("Bridge reopens", body=BODY, by=self.ed)

    def live(self, time="08:00"):
        return Edition.objects.live(at(time)).get(article=self.story)

    def desk(self):
        return Article.objects.get(pk=self.story.pk)

    def test_pain_18_a_fix_goes_out_while_a_draft_is_in_work_and_is_added_to_it(self):
        Article.objects.filter(pk=self.story.pk).update(headline="Tomorrow’s headline", body=BODY + "<p>More.</p>")
        with travel(at("09:00")):
            fixed = fix_live(self.story, by=self.ed, changes={"body": FIXED})

        live = self.live("09:00")
        self.assertEqual((live.headline, live.body, live.change), ("Bridge reopens", FIXED, "silent"))
        self.assertIsNone(live.updated_at)
        self.assertEqual((self.desk().headline, self.desk().body), ("Tomorrow’s headline", FIXED + "<p>More.</p>"))
        self.assertEqual(fixed.clashes, [])
        self.assertEqual(self.live("08:59").body, BODY)

    def test_pain_17_a_scheduled_change_does_not_wipe_out_the_fix(self):
        Article.objects.filter(pk=self.story.pk).update(body=BODY + "<p>More.</p>")
        schedule(self.story, by=self.ed, at=at("18:00"))
        fix_live(self.story, by=self.ed, changes={"body": FIXED})

        self.assertEqual(self.live("18:00").body, FIXED + "<p>More.</p>")

    def test_never_goes_missing_unseen_where_the_same_words_were_changed(self):
        Article.objects.filter(pk=self.story.pk).update(body=BODY.replace("four million", "a fortune"))
        schedule(self.story, by=self.ed, at=at("18:00"))
        fixed = fix_live(self.story, by=self.ed, changes={"body": FIXED})

        self.assertIn("a fortune", self.desk().body)
        self.assertIn("a fortune", self.live("18:00").body)
        self.assertEqual((len(fixed.clashes), len(fixed.waiting)), (1, 1))
        self.assertEqual(self.story.remarks.filter(must_fix=True).count(), 2)
        with self.assertRaisesMessage(CannotPublish, "is not in the desk’s text"):
            publish(self.story, by=self.ed)

    def test_leaves_a_caption_that_is_the_pictures_own(self):
        fix_live(self.story, by=self.ed, changes={"headline": "Bridge opens again"})
        self.assertEqual((self.desk().headline, self.desk().picture_caption), ("Bridge opens again", ""))

    def test_mends_a_description_and_leaves_the_pictures_own(self):
        story = published(by=self.ed, picture=a_photo())
        fix_live(story, by=self.ed, changes={"picture_alt": "The bridge, shut."})
        live = Edition.objects.live(at("08:00")).get(article=story)
        story.refresh_from_db()

        self.assertEqual((live.picture_alt, live.picture_caption), ("The bridge, shut.", "The bridge at dawn."))
        self.assertEqual(
            (story.picture_alt, story.picture_caption, story.picture.alt), (live.picture_alt, "", "A bridge.")
        )

    def test_with_a_notice_where_we_were_wrong(self):
        with self.assertRaisesMessage(CannotPublish, "needs a notice"):
            fix_live(self.story, by=self.ed, changes={"body": FIXED}, change="correction")
        fix_live(self.story, by=self.ed, changes={"body": FIXED}, change="correction", notice="It cost five million.")
        self.assertEqual(self.story.corrections.get().text, "It cost five million.")
        self.assertEqual(self.live().updated_at, at("08:00"))

    def test_refuses_what_is_no_fix(self):
        for changes, why in (
            ({}, "Nothing is different"),
            ({"headline": "Bridge reopens"}, "Nothing is different"),
            ({"headline": " "}, "leaves no headline"),
            ({"body": "<p></p>"}, "no text"),
            ({"section_id": 3}, "can’t change the section_id"),
        ):
            with self.subTest(changes), self.assertRaisesMessage(CannotPublish, why):
                fix_live(self.story, by=self.ed, changes=changes)

    def test_needs_the_right_and_a_public_story(self):
        with self.assertRaises(NotAllowed):
            fix_live(self.story, by=self.rita, changes={"headline": "X"})
        hold(self.story, by=self.ed, note="Doubts")
        with self.assertRaisesMessage(CannotPublish, "on hold"):
            fix_live(self.story, by=self.ed, changes={"headline": "X"})

    def test_where_sign_offs_are_needed_it_is_for_those_who_give_them_or_override(self):
        desk, duty = hire("Dana Reed", "Desk editor"), hire("Dot Vane", "Duty editor")
        courts = a_section("Courts", needs_desk=True, needs_legal=True)
        story = ready_article("Theft", section=courts)
        publish(story, by=duty, override="Night")
        with self.assertRaisesMessage(CannotPublish, "This section needs a legal sign-off."):
            fix_live(story, by=desk, changes={"headline": "X"})
        fix_live(story, by=duty, changes={"headline": "X"}, override="A name was wrong")
        self.assertEqual(story.log.get(verb="override", why="A name was wrong").name, "Dot Vane")

    def test_the_chain_of_hashes_holds(self):
        fix_live(self.story, by=self.ed, changes={"headline": "X"})
        first, second = self.story.editions.order_by("number")
        self.assertEqual((second.previous_hash, second.hash), (first.hash, second.fingerprint()))

    def test_pictures_in_the_text_keep_their_words_and_new_ones_get_the_librarys(self):
        old, new = a_photo(caption="Old."), a_photo(caption="New.")
        figure = '<figure data-photo="{}"><figcaption></figcaption></figure>'
        body = BODY + figure.format(old.pk)
        story = published("Ferry", body=body, by=self.ed)
        rights.describe(old, by=hire("Vera Holt", "Photo editor"), caption="Another.")

        edition = fix_live(story, by=self.ed, changes={"body": body + figure.format(new.pk)}).edition

        words = {photo: told[0] for photo, told in edition.picture_words.items()}
        self.assertEqual(words, {str(old.pk): "Old.", str(new.pk): "New."})
