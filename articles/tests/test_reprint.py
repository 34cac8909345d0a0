"""A caption, credit or description that the library put right reaches the stories with the old words (pain 37)."""

from django.urls import reverse

from articles.models import Article, Edition
from articles.tests.factories import a_photo, a_section, published, ready_article
from articles.workflow import CannotPublish, NotAllowed, hold, publish, reprint, schedule
from newsroom.testing import NewsroomTestCase, at, hire, travel
from photos import rights, uses


class ReprintTestCase(NewsroomTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.vera = hire("Vera Holt", "Photo editor")

    def setUp(self):
        super().setUp()
        self.photo = a_photo(caption="The bridge at dawn.", credit="Pia Brandt", alt="A bridge.")

    def put_right(self, **words):
        self.photo = rights.describe(self.photo, by=self.vera, **words)

    def printed(self, time="08:00"):
        live = Edition.objects.live(at(time)).latest("live_from")
        return live.picture_caption, live.picture_credit, live.picture_alt


class ReprintTests(ReprintTestCase):
    def test_prints_the_present_words_past_the_draft(self):
        story = published(picture=self.photo, by=self.ed, moment=at("06:00"))
        Article.objects.filter(pk=story.pk).update(headline="Tomorrow’s headline")
        self.put_right(caption="The bridge at dusk.", credit="Joss Reed")

        edition = reprint(story, by=self.ed, photo=self.photo)

        self.assertEqual(self.printed(), ("The bridge at dusk.", "Joss Reed", "A bridge."))
        self.assertEqual((edition.headline, edition.change, edition.updated_at), ("Bridge reopens", "silent", None))
        self.assertEqual(self.printed("07:59"), ("The bridge at dawn.", "Pia Brandt", "A bridge."))
        story.refresh_from_db()
        self.assertEqual((story.headline, story.picture_caption), ("Tomorrow’s headline", ""))

    def test_knows_all_words_that_the_library_ever_had(self):
        story = published(picture=self.photo, by=self.ed)
        self.put_right(caption="The bridge at noon.")
        self.put_right(caption="The bridge at dusk.")

        reprint(story, by=self.ed, photo=self.photo)

        self.assertEqual(self.printed()[0], "The bridge at dusk.")

    def test_leaves_what_was_written_for_this_story(self):
        own = {"picture_caption": "Ours, for once.", "picture_alt": "Our bridge."}
        story = published(picture=self.photo, by=self.ed, **own)
        self.put_right(caption="The bridge at dusk.", alt="A long bridge.")

        with self.assertRaisesMessage(CannotPublish, "words of its own"):
            reprint(story, by=self.ed, photo=self.photo)
        self.put_right(credit="Joss Reed")
        reprint(story, by=self.ed, photo=self.photo)

        self.assertEqual(self.printed(), ("Ours, for once.", "Joss Reed", "Our bridge."))

    def test_reaches_what_waits(self):
        story = published(picture=self.photo, by=self.ed)
        schedule(story, by=self.ed, at=at("18:00"))
        alone = ready_article("Ferry", picture=self.photo)
        schedule(alone, by=self.ed, at=at("19:00"))
        self.put_right(alt="A long bridge.")

        reprint(story, by=self.ed, photo=self.photo)
        self.assertIsNone(reprint(alone, by=self.ed, photo=self.photo))

        self.assertEqual([self.printed(time)[2] for time in ("18:00", "19:00")], ["A long bridge."] * 2)

    def test_refuses_where_nothing_differs_or_another_picture_leads(self):
        story = published(picture=a_photo(), by=self.ed)
        self.put_right(caption="The bridge at dusk.")

        for photo in (self.photo, story.picture):
            with self.assertRaisesMessage(CannotPublish, "present words already"):
                reprint(story, by=self.ed, photo=photo)

    def test_is_for_those_who_may_fix_what_is_live(self):
        story = published(picture=self.photo, by=self.ed)
        self.put_right(caption="The bridge at dusk.")

        with self.assertRaises(NotAllowed):
            reprint(story, by=self.rita, photo=self.photo)
        hold(story, by=self.ed, note="Doubts")
        with self.assertRaisesMessage(CannotPublish, "on hold"):
            reprint(story, by=self.ed, photo=self.photo)

    def test_needs_the_sign_offs_that_a_fix_needs(self):
        desk, duty = hire("Dana Reed", "Desk editor"), hire("Dot Vane", "Duty editor")
        story = ready_article("Theft", section=a_section("Courts", needs_legal=True), picture=self.photo)
        publish(story, by=duty, override="Night")
        self.put_right(caption="The court at dusk.")

        with self.assertRaisesMessage(CannotPublish, "needs a legal sign-off"):
            reprint(story, by=desk, photo=self.photo)
        reprint(story, by=duty, photo=self.photo, override="A name was wrong")

        self.assertEqual(self.printed()[0], "The court at dusk.")

    def test_the_chain_of_hashes_holds(self):
        story = published(picture=self.photo, by=self.ed)
        self.put_right(credit="Joss Reed")
        reprint(story, by=self.ed, photo=self.photo)

        first, second = story.editions.order_by("number")
        self.assertEqual((second.previous_hash, second.hash), (first.hash, second.fingerprint()))


class InTheTextTests(ReprintTestCase):
    def setUp(self):
        super().setUp()
        self.body = f'<p>So.</p><figure data-photo="{self.photo.pk}"><figcaption></figcaption></figure>'

    def words(self, story, time="08:00"):
        return Edition.objects.live(at(time)).get(article=story).picture_words.get(str(self.photo.pk))

    def test_what_was_approved_runs_until_somebody_reprints_it(self):
        story = published(body=self.body, by=self.ed, moment=at("06:00"))
        self.put_right(caption="The bridge at dusk.", credit="Joss Reed", alt="A long bridge.")
        path = story.editions.get().path

        self.assertContains(self.client.get(path), "The bridge at dawn. <cite>Pia Brandt</cite>")
        reprint(story, by=self.ed, photo=self.photo)

        page = self.client.get(path)
        self.assertContains(page, "The bridge at dusk. <cite>Joss Reed</cite>")
        self.assertContains(page, 'alt="A long bridge."')
        self.assertEqual(self.words(story, "07:59"), ["The bridge at dawn.", "Pia Brandt", "A bridge."])

    def test_reaches_what_waits(self):
        story = published(body=self.body, by=self.ed)
        schedule(story, by=self.ed, at=at("18:00"))
        self.put_right(credit="Joss Reed")

        reprint(story, by=self.ed, photo=self.photo)

        self.assertEqual([self.words(story, time)[1] for time in ("08:00", "18:00")], ["Joss Reed"] * 2)

    def test_words_of_its_own_differ_from_nothing(self):
        told = f'<figure data-photo="{self.photo.pk}" data-alt="Ours."><figcaption>Ours.</figcaption></figure>'
        story = published(body=f"<p>So.</p>{told}", by=self.ed)
        self.put_right(caption="The bridge at dusk.", alt="A long bridge.")

        self.assertEqual([use.differs for use in uses.uses_of(self.photo, self.ed)], [""])
        with self.assertRaisesMessage(CannotPublish, "words of its own"):
            reprint(story, by=self.ed, photo=self.photo)

    def test_the_page_lists_and_mends_it(self):
        story = published(body=self.body, by=self.ed)
        self.put_right(caption="The bridge at dusk.")
        page = reverse("admin:articles_article_reprint", args=[self.photo.pk])
        self.client.force_login(self.ed)

        self.assertEqual([use.differs for use in uses.uses_of(self.photo, self.ed)], ["caption"])
        self.assertContains(self.client.get(page), "caption in the text")
        self.client.post(page)

        self.assertEqual(self.words(story)[0], "The bridge at dusk.")
        self.assertEqual([use.differs for use in uses.uses_of(self.photo, self.ed)], [""])

    def test_editions_from_before_go_on_with_the_librarys_words(self):
        story = published(body=self.body, by=self.ed)
        Edition.objects.update(picture_words={})
        self.put_right(caption="The bridge at dusk.")

        self.assertContains(self.client.get(story.editions.get().path), "The bridge at dusk.")
        self.assertEqual([use.differs for use in uses.uses_of(self.photo, self.ed)], [""])


class PageTests(ReprintTestCase):
    def setUp(self):
        super().setUp()
        self.page = reverse("admin:articles_article_reprint", args=[self.photo.pk])
        self.client.force_login(self.ed)

    def test_puts_it_right_in_all(self):
        stories = [published(f"Story {number}", picture=self.photo, by=self.ed) for number in range(2)]
        published("Own words", picture=self.photo, picture_caption="Ours.", by=self.ed)
        self.put_right(caption="The bridge at dusk.")

        self.assertContains(self.client.get(self.page), "<del>The bridge at dawn.</del>", count=2)
        answer = self.client.post(self.page, {"note": "Wrong hour"}, follow=True)

        self.assertContains(answer, "Put right in 2 stories: readers have it now.")
        self.assertContains(answer, "All stories print the library’s words, or words of their own.")
        self.assertEqual({story.editions.latest().picture_caption for story in stories}, {"The bridge at dusk."})
        self.assertEqual(stories[0].log.get(verb="reprint").why, "Wrong hour")

    def test_says_who_refused_and_why(self):
        story = published(picture=self.photo, by=self.ed)
        self.put_right(caption="The bridge at dusk.")
        self.client.force_login(self.vera)

        self.assertNotContains(self.client.get(self.page), "Put it right in all")
        self.assertContains(self.client.post(self.page, follow=True), "You may not publish this story.")
        self.assertEqual(story.editions.count(), 1)

    def test_is_for_those_who_may_read_stories(self):
        for user, status in ((self.rae, 302), (self.vera, 200)):
            self.client.force_login(user)
            self.assertEqual(self.client.get(self.page).status_code, status)
        self.assertEqual(self.client.get(reverse("admin:articles_article_reprint", args=[999])).status_code, 404)

    def test_is_where_the_pictures_uses_lead(self):
        published(picture=self.photo, by=self.ed)
        self.assertEqual([use.differs for use in uses.uses_of(self.photo, self.ed)], [""])
        self.put_right(caption="The bridge at dusk.", credit="Joss Reed")

        with travel(at("09:00")):
            [use] = uses.uses_of(self.photo, self.ed)

        self.assertEqual((use.differs, use.mend), ("caption and credit", self.page))
