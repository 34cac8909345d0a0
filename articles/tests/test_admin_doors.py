"""The doors of a story: whose they are, and what those may do who may not write in it."""

from django.urls import reverse

from articles import workflow
from articles.models import Article
from articles.tests.desk import address, told
from articles.tests.factories import a_draft, a_section, ready_article
from newsroom.testing import NewsroomTestCase, hire


def door(article, name="verb"):
    return reverse(f"admin:articles_article_{name}", args=[article.pk])


class VerbDoorTests(NewsroomTestCase):
    """POST …/verb/: a verb of somebody who may read the story and no more."""

    def setUp(self):
        super().setUp()
        self.lee = hire("Lee Okoro", "Legal reader")
        self.story = ready_article("Bridge reopens", stage="desk")
        self.client.force_login(self.lee)

    def ask(self, verb, **typed):
        typed = {name.replace("__", "-"): value for name, value in typed.items()}
        return self.client.post(door(self.story), {"_verb": verb, "headline": "Mine now", **typed}, follow=True)

    def test_does_the_verb_and_saves_no_text(self):
        answer = self.ask("sign_off:legal", **{"sign_off-legal-version": 0})

        self.assertRedirects(answer, address(self.story))
        self.assertEqual(told(answer), ["Signed off (legal). A change to the text takes it back."])
        self.story.refresh_from_db()
        self.assertEqual((self.story.headline, self.story.sign_offs.count()), ("Bridge reopens", 1))

    def test_is_where_the_page_of_a_reader_sends_its_buttons(self):
        answer = self.client.get(address(self.story))

        self.assertContains(answer, f'action="{door(self.story)}"')
        self.assertNotContains(answer, 'name="_continue"')
        self.assertEqual(set(answer.context["verbs"]), {"hold", "embargo", "kill", "raise_legal", "remark"})
        for button in ("sign_off:legal", "hold", "kill", "remark"):
            self.assertContains(answer, f'value="{button}"')
        for button in ("publish", "submit", "sign_off:copy", "take"):
            self.assertNotContains(answer, f'value="{button}"')

    def test_holds_and_releases(self):
        self.ask("hold", hold__note="Court order")
        self.assertTrue(Article.objects.get().is_held)
        self.ask("release", release__note="Lifted")
        self.assertFalse(Article.objects.get().is_held)

    def test_keeps_what_was_typed_when_it_is_refused(self):
        answer = self.ask("remark", remark__quote="on Monday")

        self.assertEqual(told(answer), ["Not said: the comment is empty."])
        self.assertContains(answer, 'value="on Monday"')

    def test_refuses_those_without_the_right_and_says_who_can(self):
        for verb in ("publish", "submit", "take", "sign_off:copy", "assign", "spike"):
            self.assertIn("You may not", told(self.ask(verb))[0])
        self.story.refresh_from_db()
        self.assertEqual((self.story.stage, self.story.editions.count(), self.story.log.count()), ("desk", 0, 0))

    def test_takes_no_nonsense(self):
        for verb in ("", "tea", "hold:1", "sign_off:", "resolve:²", "take_back:99"):
            self.assertEqual(told(self.ask(verb)), ["Nothing was done: that button is no longer there."])

    def test_is_posted_to_and_not_fetched(self):
        self.assertEqual(self.client.get(door(self.story)).status_code, 405)

    def test_is_closed_to_those_who_may_not_see_the_story(self):
        workflow.hold(self.story, by=self.ed, note="Law")
        nils = hire("Nils Berg", "Reporter")
        for user, status in [(nils, 404), (self.rae, 302)]:
            self.client.force_login(user)
            answer = self.client.post(door(self.story), {"_verb": "remark", "remark-text": "Hello"})
            self.assertEqual(answer.status_code, status)
        self.assertEqual(self.story.remarks.count(), 0)

    def test_kills_and_the_story_leaves_the_sight_of_those_without_the_right(self):
        stan = hire("Stan Dahl", "Reporter")
        Article.objects.update(created_by=stan)

        self.ask("kill", kill__reason="Lawyers")

        self.assertTrue(Article.objects.get().is_killed)
        self.assertEqual(self.client.get(address(self.story)).status_code, 200)
        self.client.force_login(stan)
        self.assertRedirects(self.client.get(address(self.story)), "/admin/")


class UnseenTests(NewsroomTestCase):
    """A story that one may not see answers at every door as one that is not there."""

    def setUp(self):
        super().setUp()
        self.nils = hire("Nils Berg", "Reporter", sections=[a_section("Sport")])
        self.client.force_login(self.nils)
        self.draft = a_draft("Raid at dawn", slugline="raid", created_by=self.ed, section=a_section("Sport"))
        self.held = a_draft("Raid at noon", slugline="raid", stage="desk", section=a_section("Sport"))
        workflow.hold(self.held, by=self.ed, note="Police")
        self.killed = a_draft("Raid at dusk", slugline="raid", stage="desk", section=a_section("Sport"))
        workflow.kill(self.killed, by=self.ed, note="Police")
        self.elsewhere = a_draft("Raid at night", slugline="raid", stage="desk", section=a_section("Courts"))
        self.unseen = [self.draft, self.held, self.killed, self.elsewhere]

    def test_at_its_own_pages(self):
        nothing = Article(pk=9999)
        for page in ("change", "history"):
            expected = self.client.get(address(nothing, page))
            for story in self.unseen:
                answer = self.client.get(address(story, page))
                self.assertEqual((answer.status_code, answer.url), (expected.status_code, expected.url))
                words = [str(message) for message in self.client.get("/admin/").context["messages"]]
                self.assertIn(f"story with ID “{story.pk}” doesn’t exist. Perhaps it was deleted?", words)

    def test_at_the_doors_of_its_verbs(self):
        for story in (*self.unseen, Article(pk=9999)):
            self.assertEqual(self.client.post(door(story), {"_verb": "remark"}).status_code, 404)
            self.assertEqual(self.client.get(door(story, "fix")).status_code, 404)

    def test_in_the_list_its_search_and_its_actions(self):
        mine = a_draft("Raid on the larder", stage="desk", section=a_section("Sport"))
        for query in ({}, {"q": "raid"}, {"stage": "draft"}, {"state": "killed"}, {"section": a_section("Courts").pk}):
            rows = self.client.get(address(page="changelist"), query).context["cl"].result_list
            self.assertLessEqual({row.pk for row in rows}, {mine.pk})
        action = {"action": "hand_on", "_asked": "1", "_selected_action": [story.pk for story in self.unseen]}
        self.client.post(address(page="changelist"), action)
        self.held.refresh_from_db()
        self.assertEqual((self.held.stage, self.held.log.filter(verb="submit").count()), ("desk", 0))

    def test_a_posting_opens_the_stories_of_its_section(self):
        a_draft("Rowers win", stage="desk", section=a_section("Rowing", parent=a_section("Sport")))

        rows = self.client.get(address(page="changelist")).context["cl"].result_list

        self.assertEqual([row.headline for row in rows], ["Rowers win"])
        self.assertContains(self.client.get("/admin/"), ">Stories</a>")
        self.assertContains(self.client.get("/admin/"), ">New story</a>")
