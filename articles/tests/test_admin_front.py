from django.contrib.auth.models import Permission
from django.urls import reverse

from articles.models import Section, Topic
from articles.tests.desk import address
from articles.tests.factories import a_draft, a_section, a_topic, published, ready_article
from articles.workflow import schedule, withdraw
from newsroom.testing import NewsroomTestCase, at, travel

INDEX = "/admin/"


class FirstScreenTests(NewsroomTestCase):
    def test_shows_my_stories_and_what_colleagues_saved(self):
        a_draft("Mine", created_by=self.rita, saved_by=self.ed)
        a_draft("Mended by me", created_by=self.ed, saved_by=self.rita)
        a_draft("Ed’s", created_by=self.ed, saved_by=self.ed)
        self.client.force_login(self.rita)

        shown = self.client.get(INDEX).context

        self.assertCountEqual([story.headline for story in shown["mine"]], ["Mine", "Mended by me"])
        self.assertCountEqual([story.headline for story in shown["saved_last"]], ["Mine", "Ed’s"])

    def test_shows_what_readers_get_today(self):
        published("Yesterday", by=self.ed, moment=at("2026-05-13 18:00"))
        published("This morning", by=self.ed)
        withdraw(published("Withdrawn", by=self.ed), by=self.ed)
        schedule(ready_article("Tonight"), by=self.ed, at=at("18:00"))
        self.client.force_login(self.rita)

        with travel(at("12:00")):
            shown = self.client.get(INDEX).context

        self.assertEqual([edition.headline for edition in shown["today"]], ["This morning"])
        self.assertEqual([edition.headline for edition in shown["coming"]], ["Tonight"])

    def test_needs_the_same_number_of_queries_for_one_story_and_for_three(self):
        self.client.force_login(self.ed)
        published("One", by=self.ed, saved_by=self.ed, topics=[a_topic()])
        self.client.get(INDEX)
        for _ in range(2):
            with self.assertNumQueries(16):
                self.client.get(INDEX)
            published("Two", by=self.ed, saved_by=self.ed, topics=[a_topic()])
            published("Three", by=self.ed, saved_by=self.ed, topics=[a_topic()])

    def test_shows_no_story_to_those_who_may_not_see_any(self):
        published("Bridge reopens", by=self.ed)
        self.client.force_login(self.pia)
        self.pia.user_permissions.set(Permission.objects.filter(codename="view_photo"))

        answer = self.client.get(INDEX)

        self.assertNotContains(answer, "Bridge reopens")
        self.assertNotContains(answer, reverse("admin:articles_article_changelist"))

    def test_is_for_staff(self):
        self.client.force_login(self.rae)
        self.assertEqual(self.client.get(INDEX).status_code, 302)


class PlacesTests(NewsroomTestCase):
    """Sections, topics and series."""

    def test_a_section_cannot_take_an_address_that_means_something_else(self):
        self.client.force_login(self.ada)

        form = {"name": "Search", "slug": "search", "tone": "news"}
        answer = self.client.post(reverse("admin:articles_section_add"), form)

        self.assertContains(answer, "“search” is part of other addresses of the site.")

    def test_are_looked_up_by_all_and_changed_by_those_with_the_right(self):
        section, topic = a_section(), a_topic()
        self.client.force_login(self.rita)
        for place in (section, topic):
            name = place._meta.model_name
            self.assertEqual(self.client.get(reverse(f"admin:articles_{name}_changelist")).status_code, 200)
            form = {"name": "Renamed", "slug": "renamed", "tone": "news", "position": 0}
            answer = self.client.post(reverse(f"admin:articles_{name}_change", args=[place.pk]), form)
            self.assertEqual(answer.status_code, 403)

        self.assertEqual((Section.objects.get().name, Topic.objects.get().name), ("Town Hall", "Old Bridge"))

    def test_nobody_deletes_one(self):
        self.client.force_login(self.ada)
        for place in (a_section(), a_topic()):
            name = place._meta.model_name
            answer = self.client.post(reverse(f"admin:articles_{name}_delete", args=[place.pk]), {"post": "yes"})
            self.assertEqual(answer.status_code, 403)


class FrameTests(NewsroomTestCase):
    def test_keeps_the_policy_and_tells_nobody(self):
        self.client.force_login(self.ed)
        for page in (INDEX, address(page="changelist"), address(a_draft()), address(page="add"), "/admin/login/"):
            answer = self.client.get(page)
            policy = answer["Content-Security-Policy"]
            self.assertNotIn("unsafe-eval", policy)
            self.assertNotIn("unsafe-inline", policy.split("script-src")[1].split(";")[0])
            self.assertEqual(answer["Cache-Control"], "private, no-store")
