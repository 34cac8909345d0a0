from django.contrib.auth.models import Permission

from articles import workflow
from articles.models import Article, Edition, Revision
from articles.tests.desk import address, press, told, typed
from articles.tests.factories import a_draft, a_photo, a_section, a_topic, an_author, published, ready_article
from articles.workflow import publish
from newsroom.testing import NewsroomTestCase, at, travel


class WritingTests(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.client.force_login(self.rita)

    def test_begins_a_story(self):
        answer = self.client.post(address(page="add"), typed(headline="Bridge reopens", _continue="1"), follow=True)

        story = Article.objects.get()
        self.assertRedirects(answer, address(story))
        self.assertEqual((story.created_by, story.saved_by, story.saved_at), (self.rita, self.rita, at("08:00")))
        self.assertEqual(told(answer), ["Saved. Readers see no change."])

    def test_each_save_that_changes_something_is_one_revision(self):
        story = a_draft("Bridge reopens", created_by=self.rita)
        workflow.record(story, by=self.rita)
        with travel(at("09:00")):
            press(self.client, story, "continue", headline="Bridge opens")
            story.refresh_from_db()
            press(self.client, story, "continue")

        self.assertEqual([r.content["headline"] for r in story.revisions.all()], ["Bridge opens", "Bridge reopens"])
        self.assertEqual((story.saved_by, story.saved_at), (self.rita, at("09:00")))

    def test_shows_readers_nothing(self):
        story = published("Bridge reopens", by=self.ed, assignee=self.rita)

        press(self.client, story, "continue", headline="Bridge falls down")

        self.assertEqual(Edition.objects.live().get().headline, "Bridge reopens")

    def test_cleans_the_text(self):
        story = a_draft(created_by=self.rita)

        press(self.client, story, "continue", body="<p onclick=x()>Hello</p><script>alert(1)</script>")

        story.refresh_from_db()
        self.assertEqual(story.body, "<p>Hello</p>")

    def test_keeps_topics_section_and_picture(self):
        story, picture = a_draft(created_by=self.rita), a_photo()
        press(self.client, story, "continue", topics=[a_topic().pk], section=a_section().pk, picture=picture.pk)

        story.refresh_from_db()
        self.assertEqual((story.section, story.picture, story.topics.get()), (a_section(), picture, a_topic()))

    def test_refuses_what_is_no_picture_number(self):
        answer = press(self.client, a_draft(created_by=self.rita), "continue", picture="abc")

        self.assertContains(answer, "Select a valid choice", status_code=200)

    def test_has_no_way_to_delete(self):
        story = a_draft(created_by=self.rita)
        self.client.force_login(self.ada)

        self.assertEqual(self.client.post(address(story, "delete"), {"post": "yes"}).status_code, 403)
        self.assertNotContains(self.client.get(address(story)), "Delete")
        self.assertNotContains(self.client.get(address(page="changelist")), "delete_selected")

    def test_is_for_those_who_may_change_stories(self):
        story = a_draft(assignee=self.rita, stage="desk")
        for user, reading, writing in [(self.rita, 200, 302), (self.pia, 200, 403), (self.rae, 302, 302)]:
            self.client.force_login(user)
            self.assertEqual(self.client.get(address(story)).status_code, reading)
            answer = self.client.post(address(story), typed(story, headline=f"By {user.name}"))
            self.assertEqual(answer.status_code, writing)

        self.assertEqual(Article.objects.get().headline, "By Rita Vale")

    def test_shows_those_who_may_only_read_the_text_without_its_markup(self):
        story = a_draft(body="<p>Trams <strong>run</strong>.</p>", stage="desk")
        self.client.force_login(self.pia)

        answer = self.client.get(address(story))

        self.assertContains(answer, "<p>Trams <strong>run</strong>.</p>", html=True)
        self.assertNotContains(answer, 'name="_continue"')
        self.assertNotContains(answer, 'value="publish"')

    def test_answers_a_story_that_is_not_there_with_a_way_back(self):
        answer = self.client.get(address(Article(pk=99)), follow=True)

        self.assertEqual(told(answer), ["story with ID “99” doesn’t exist. Perhaps it was deleted?"])


class BylineTests(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.client.force_login(self.rita)
        self.ines, self.jonah = an_author("Ines Calder"), an_author("Jonah Pell")

    def test_stands_in_the_order_of_its_numbers_and_what_has_none_comes_last(self):
        story = a_draft(authors=[self.ines], created_by=self.rita)
        dev = an_author("Dev Harrow")
        more = {"bylines-TOTAL_FORMS": 3, "bylines-0-position": 5}
        more |= {"bylines-1-author": dev.pk, "bylines-1-position": ""}
        more |= {"bylines-2-author": self.jonah.pk, "bylines-2-position": 1}

        press(self.client, story, "continue", **more)

        self.assertEqual([byline.author for byline in story.bylines.all()], [self.jonah, self.ines, dev])
        self.assertEqual([byline.position for byline in story.bylines.all()], [0, 1, 2])

    def test_a_row_that_nobody_filled_in_is_no_credit(self):
        story = a_draft(created_by=self.rita)
        empty = {"bylines-TOTAL_FORMS": 1, "bylines-0-author": "", "bylines-0-role": "", "bylines-0-position": ""}

        answer = press(self.client, story, "continue", **empty)

        self.assertEqual((told(answer), story.bylines.count()), (["Saved. Readers see no change."], 0))

    def test_names_nobody_twice(self):
        story = a_draft(authors=[self.ines], created_by=self.rita)
        more = {"bylines-TOTAL_FORMS": 2, "bylines-1-author": self.ines.pk, "bylines-1-position": 1}

        answer = press(self.client, story, "continue", **more)

        self.assertContains(answer, "This author is already in the byline.")
        self.assertEqual(story.bylines.count(), 1)

    def test_lets_go_of_an_author(self):
        story = a_draft(authors=[self.ines, self.jonah], created_by=self.rita)

        press(self.client, story, "continue", **{"bylines-0-DELETE": "on"})

        self.assertEqual([byline.author for byline in story.bylines.all()], [self.jonah])

    def test_takes_no_row_of_another_story(self):
        mine = a_draft("Mine", authors=[self.ines], created_by=self.rita)
        theirs = a_draft("Theirs", authors=[self.jonah], created_by=self.rita)

        press(self.client, mine, "continue", **{"bylines-0-id": theirs.bylines.get().pk, "bylines-0-DELETE": "on"})

        self.assertEqual(theirs.bylines.get().author, self.jonah)


class SlugTests(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.client.force_login(self.ed)

    def test_follows_the_headline_until_readers_have_it(self):
        story = ready_article("Bridge reopens")
        press(self.client, story, "verb=publish", headline="Bridge is open")
        story.refresh_from_db()
        press(self.client, story, "verb=publish", headline="Bridge has opened", slug="")

        self.assertEqual({edition.slug for edition in story.editions.all()}, {"bridge-is-open"})

    def test_is_what_somebody_wrote(self):
        story = ready_article("Bridge reopens")

        press(self.client, story, "verb=publish", slug="the-bridge")

        self.assertEqual(story.editions.get().path, "/town-hall/2026/05/14/the-bridge/")

    def test_says_that_a_change_leads_on_once_it_is_public(self):
        story = ready_article("Bridge reopens")
        self.assertNotContains(self.client.get(address(story)), "the old one leads there")
        press(self.client, story, "verb=publish")

        answer = self.client.get(address(story))

        self.assertContains(answer, "the old one leads there")
        self.assertContains(answer, 'value="bridge-reopens"')


class FactsTests(NewsroomTestCase):
    """The bar says first what readers have."""

    def setUp(self):
        super().setUp()
        self.client.force_login(self.ed)

    def facts(self, story):
        standing = self.client.get(address(story)).context["standing"]
        return [words for _, words in standing.marks]

    def test_of_a_draft(self):
        self.assertEqual(self.facts(a_draft()), ["Not public"])

    def test_of_a_public_story(self):
        self.assertEqual(self.facts(published(by=self.ed)), ["Public"])

    def test_of_changes_that_are_not_public(self):
        story = published("Bridge reopens", by=self.ed, topics=[a_topic()], picture=a_photo())
        press(self.client, story, "continue", headline="Bridge falls down", topics=[], picture_caption="The bridge.")

        answer = self.client.get(address(story))

        self.assertEqual(answer.context["standing"].changes, ["headline", "topics", "picture"])
        self.assertContains(answer, "not public: headline, topics, picture")

    def test_of_what_is_scheduled_and_differs_from_the_desk(self):
        story = ready_article("Bridge reopens")
        with travel(at("07:00")):
            press(self.client, story, "verb=schedule", schedule__day="2026-05-14", schedule__time="18:00")
        press(self.client, story, "continue", headline="Bridge falls down")

        answer = self.client.get(address(story))

        self.assertEqual(self.facts(story), ["Scheduled"])
        self.assertEqual(answer.context["standing"].changes_to_scheduled, ["headline"])

    def test_of_an_end_that_is_set(self):
        story = published(by=self.ed)
        later = {"withdraw__when": "later", "withdraw__day": "2026-05-15", "withdraw__time": "06:00"}
        press(self.client, story, "verb=withdraw", **later)

        self.assertEqual(self.facts(story), ["Public", "Ends"])
        with travel(at("2026-05-15 06:00")):
            self.assertEqual(self.facts(story), ["Withdrawn"])

    def test_of_a_killed_story_that_nobody_can_change(self):
        story = published(by=self.ed)
        press(self.client, story, "verb=kill", kill__reason="Lawyers")

        answer = self.client.get(address(story))

        self.assertContains(answer, "readers get “removed”")
        self.assertNotContains(answer, 'name="_continue"')
        self.client.post(address(story), typed(story, headline="Too late"))
        self.assertEqual(story.revisions.get(aside=True).content["headline"], "Too late")
        story.refresh_from_db()
        self.assertEqual(story.headline, "Bridge reopens")


class QueriesTests(NewsroomTestCase):
    def test_of_the_form_do_not_grow_with_editions_and_topics(self):
        self.client.force_login(self.ed)
        small = published("Bridge reopens", by=self.ed, topics=[a_topic("Trams")])
        large = published("Ferry returns", by=self.ed, topics=[a_topic(n) for n in ("A", "B", "C")])
        for hour in ("09:00", "10:00", "11:00"):
            with travel(at(hour)):
                publish(large, by=self.ed)

        with travel(at("12:00")):
            self.client.get(address(small))  # content types
            for story in (small, large):
                with self.assertNumQueries(33):
                    self.client.get(address(story))


class RightsTests(NewsroomTestCase):
    def test_of_a_verb_hide_its_button_and_refuse_it(self):
        story = ready_article(created_by=self.rita)
        self.client.force_login(self.rita)

        self.assertNotContains(self.client.get(address(story)), 'value="publish"')
        for verb in ("publish", "schedule", "correct", "withdraw", "kill"):
            more = {"schedule__day": "2026-05-15", "schedule__time": "06:00", "kill__reason": "x"}
            more |= {"correct__kind": "apology", "correct__text": "x", "headline": f"Saved before {verb}"}
            answer = press(self.client, story, f"verb={verb}", **more)
            self.assertIn("You may not", told(answer)[0])
            story.refresh_from_db()
            self.assertEqual(story.headline, f"Saved before {verb}")
        self.assertQuerySetEqual(Edition.objects.all(), [])

    def test_come_and_go_with_the_next_page(self):
        story = ready_article(created_by=self.rita)
        self.client.force_login(self.rita)
        self.rita.user_permissions.add(Permission.objects.get(codename="publish_article"))
        self.assertContains(self.client.get(address(story)), 'value="publish"')
        self.rita.user_permissions.clear()

        self.assertNotContains(self.client.get(address(story)), 'name="_continue"')
        self.assertEqual(Revision.objects.count(), 0)
