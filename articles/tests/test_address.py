from articles.models import Address
from articles.tests.factories import a_section, published, ready_article
from articles.workflow import kill, publish, schedule, withdraw
from newsroom.testing import NewsroomTestCase, at, travel


class AddressTests(NewsroomTestCase):
    def test_leads_from_where_a_story_was_to_where_it_is(self):
        story = published("Bridge", by=self.ed, moment=at("07:00"), slug="bridge")
        story.slug, story.section = "trams", a_section("Sport")
        story.save()
        publish(story, by=self.ed)

        for path in ("/town-hall/2026/05/14/bridge/", "/town-hall/2026/05/14/bridge/?utm_source=letter"):
            self.assertRedirects(self.client.get(path), "/sport/2026/05/14/trams/", status_code=301)

    def test_leads_from_addresses_of_other_systems(self):
        story = published("Bridge", by=self.ed)
        for path in ("/2019/old-story/", "/story.php?id=7", "/2019/café.html"):
            Address.objects.create(path=path, article=story)

        for path in ("/2019/old-story/", "/2019/old-story", "/story.php?id=7", "/2019/caf%C3%A9.html"):
            response = self.client.get(path)
            self.assertEqual((response.status_code, response.get("Location")), (301, story.editions.get().path), path)
        self.assertEqual(self.client.get("/story.php?id=8").status_code, 404)

    def test_says_why_a_killed_story_is_gone(self):
        story = published("Bridge", by=self.ed, moment=at("07:00"))
        kill(story, by=self.ed, note="Libel.", notice="A court <asked> us to.")

        response = self.client.get(story.editions.get().path)

        self.assertContains(response, "A court &lt;asked&gt; us to.", status_code=410)
        self.assertNotContains(response, "Libel", status_code=410)

    def test_of_a_withdrawn_story_is_nothing_until_it_returns(self):
        story = published("Bridge", by=self.ed, moment=at("07:00"))
        withdraw(story, by=self.ed)
        self.assertEqual(self.client.get(story.editions.get().path).status_code, 404)

        publish(story, by=self.ed)

        self.assertEqual(self.client.get(story.editions.first().path).status_code, 200)

    def test_of_a_scheduled_story_is_nothing_before_its_hour(self):
        edition = schedule(ready_article("Bridge"), by=self.ed, at=at("18:00"))
        Address.objects.create(path="/old/", article=edition.article)

        self.assertEqual([self.client.get(path).status_code for path in (edition.path, "/old/")], [404, 404])

    def test_that_a_live_story_is_to_have_is_nothing_before_its_hour(self):
        story = published("Bridge reopens", by=self.ed)
        story.slug = "mayor-charged"
        story.save()
        edition = schedule(story, by=self.ed, at=at("18:00"))

        self.assertEqual(self.client.get(edition.path).status_code, 404)
        with travel(at("18:00")):
            self.assertEqual(self.client.get(edition.path).status_code, 200)
            old = story.editions.get(number=1).path
            self.assertRedirects(self.client.get(old), edition.path, status_code=301)

    def test_is_looked_for_with_get_and_head_alone(self):
        Address.objects.create(path="/old.html", article=published("Bridge", by=self.ed))

        answers = [getattr(self.client, method)("/old.html").status_code for method in ("get", "head", "post", "put")]
        self.assertEqual(answers, [301, 301, 404, 404])

    def test_may_be_anything_at_all(self):
        for path in (
            "/%00",
            "/a%00b/?c=%00",
            "/" + "x" * 3000,
            "/%ff%fe/",
            "//evil.example/",
            "/?p=%00",
            "/.../",
            "/é/ü/?q=’",
        ):
            self.assertIn(self.client.get(path).status_code, (200, 301, 404), path)
