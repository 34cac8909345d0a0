import json

from defusedxml.ElementTree import fromstring
from django.conf import settings

from articles.models import Article
from articles.tests.factories import a_draft, a_photo, a_section, a_series, a_topic, an_author, published, ready_article
from articles.workflow import amend, correct, kill, publish, schedule, withdraw
from newsroom.testing import NewsroomTestCase, at, travel
from photos.models import Photo

SITE = settings.SITE_URL
ATOM = "{http://www.w3.org/2005/Atom}"
DC, CONTENT = "{http://purl.org/dc/elements/1.1/}", "{http://purl.org/rss/1.0/modules/content/}"
FORMS = ("rss", "atom", "json")


class FeedTestCase(NewsroomTestCase):
    def read(self, path: str):
        response = self.client.get(path)
        self.assertEqual(response.status_code, 200, path)
        text = response.content.decode()
        return json.loads(text) if path.endswith("json") else fromstring(text)

    def story(self, **facts):
        facts = {"authors": [an_author("Ines Calder"), an_author("Tom Reyes")], "topics": [a_topic("Trams")]} | facts
        return published("Fish & chips <now>", by=self.ed, **facts)


class RssTests(FeedTestCase):
    def test_tells_the_whole_story(self):
        self.story(standfirst="Salt & vinegar.")

        item = self.read("/feeds/latest.rss").find("channel/item")

        self.assertEqual(item.findtext("title"), "Fish & chips <now>")
        self.assertEqual(item.findtext("link"), f"{SITE}/town-hall/2026/05/14/fish-chips-now/")
        self.assertEqual(item.findtext("description"), "Salt &amp; vinegar.")
        self.assertEqual(item.findtext("pubDate"), "Thu, 14 May 2026 07:00:00 +0000")
        self.assertEqual([e.text for e in item.findall(f"{DC}creator")], ["Ines Calder", "Tom Reyes"])
        self.assertEqual([e.text for e in item.findall("category")], ["Town Hall", "Trams"])
        self.assertIn("<p>The bridge will open", item.findtext(f"{CONTENT}encoded"))

    def test_names_itself(self):
        self.story()

        channel = self.read("/town-hall/feed.rss").find("channel")

        self.assertEqual(channel.findtext("title"), f"{settings.SITE_NAME}: Town Hall")
        self.assertEqual(channel.findtext("link"), f"{SITE}/town-hall/")
        self.assertEqual(channel.findtext("language"), "en-gb")
        self.assertEqual(channel.find(f"{ATOM}link").attrib, {"rel": "self", "href": f"{SITE}/town-hall/feed.rss"})


class AtomTests(FeedTestCase):
    def test_tells_the_whole_story(self):
        self.story(standfirst="Salt & vinegar.")

        feed = self.read("/feeds/latest.atom")
        entry = feed.find(f"{ATOM}entry")

        self.assertEqual(feed.find(f"{ATOM}link[@rel='self']").get("href"), f"{SITE}/feeds/latest.atom")
        self.assertEqual(feed.findtext(f"{ATOM}author/{ATOM}name"), settings.SITE_NAME)
        self.assertEqual(entry.findtext(f"{ATOM}title"), "Fish & chips <now>")
        self.assertEqual([e.text for e in entry.findall(f"{ATOM}author/{ATOM}name")], ["Ines Calder", "Tom Reyes"])
        self.assertEqual(entry.findtext(f"{ATOM}author/{ATOM}uri"), f"{SITE}/authors/ines-calder/")
        self.assertEqual([e.get("term") for e in entry.findall(f"{ATOM}category")], ["Town Hall", "Trams"])
        self.assertIn("<p>The bridge will open", entry.findtext(f"{ATOM}content"))

    def test_an_update_changes_its_date_and_an_address_does_not_change_the_story(self):
        story = self.story()
        before = self.read("/feeds/latest.atom").find(f"{ATOM}entry")
        story.section = a_section("Sport")
        story.save()
        with travel(at("10:00")):
            publish(story, by=self.ed)
            after = self.read("/feeds/latest.atom").find(f"{ATOM}entry")

        self.assertNotEqual(*(entry.find(f"{ATOM}link").get("href") for entry in (before, after)))
        self.assertEqual(before.findtext(f"{ATOM}id"), after.findtext(f"{ATOM}id"))
        self.assertEqual(after.findtext(f"{ATOM}published"), "2026-05-14T07:00:00+00:00")
        self.assertEqual(after.findtext(f"{ATOM}updated"), "2026-05-14T09:00:00+00:00")

    def test_a_silent_fix_changes_no_date(self):
        story = self.story()
        with travel(at("10:00")):
            publish(story, by=self.ed, change="silent")
            entry = self.read("/feeds/latest.atom").find(f"{ATOM}entry")

        self.assertEqual(entry.findtext(f"{ATOM}updated"), "2026-05-14T07:00:00+00:00")


class JsonTests(FeedTestCase):
    def test_tells_the_whole_story(self):
        photo = a_photo()
        self.story(standfirst="Salt & vinegar.", picture=photo)

        feed = self.read("/feeds/latest.json")
        item = feed["items"][0]

        self.assertEqual(feed["version"], "https://jsonfeed.org/version/1.1")
        self.assertEqual(feed["feed_url"], f"{SITE}/feeds/latest.json")
        self.assertEqual((item["title"], item["summary"]), ("Fish & chips <now>", "Salt & vinegar."))
        self.assertEqual((item["date_published"], item["date_modified"]), ("2026-05-14T07:00:00+00:00",) * 2)
        self.assertEqual(item["authors"][1], {"name": "Tom Reyes", "url": f"{SITE}/authors/tom-reyes/"})
        self.assertEqual((item["tags"], item["image"]), (["Town Hall", "Trams"], SITE + photo.social))


class ContentTests(FeedTestCase):
    def content(self, body: str, **facts) -> str:
        self.story(body=body, **facts)
        return self.read("/feeds/latest.json")["items"][0]["content_html"]

    def test_has_whole_addresses(self):
        content = self.content('<p><a href="/sport/">a</a><a href="https://x.example/y">b</a>&lt;a href="/no"&gt;</p>')

        self.assertIn(f'<a href="{SITE}/sport/">', content)
        self.assertIn('<a href="https://x.example/y"', content)
        self.assertIn('&lt;a href="/no"', content)

    def test_leads_footnotes_to_the_story(self):
        content = self.content('<p>So<sup class="footnote" data-note="Why">*</sup>.</p>')

        self.assertIn(f'href="{SITE}/town-hall/2026/05/14/fish-chips-now/#note-1"', content)

    def test_shows_its_pictures_as_files_that_every_program_reads(self):
        lead, other = a_photo(), a_photo(kind="graphic")
        figure = f'<figure data-photo="{other.pk}"><figcaption>The <em>pier</em>.</figcaption></figure>'
        content = self.content(figure, picture=lead)

        sides = 'alt="A bridge." width="700" height="500"'
        self.assertIn(f'<img src="{SITE}{lead.address(700, "jpg")}" {sides}>', content)
        self.assertIn(f'<img src="{SITE}{other.address(700, "jpg")}" {sides}>', content)
        self.assertIn("<figcaption>The <em>pier</em>. Graphic: Pia Brandt</figcaption>", content)

    def test_prints_the_words_that_were_frozen_with_the_text(self):
        photo = a_photo(caption="At dawn.", alt="A pier.")
        self.story(body=f'<p>So.</p><figure data-photo="{photo.pk}"></figure>')
        Photo.objects.update(caption="At dusk.", alt="A quay.", credit="Nobody")

        content = self.read("/feeds/latest.json")["items"][0]["content_html"]

        self.assertIn('alt="A pier."', content)
        self.assertIn("<figcaption>At dawn. Pia Brandt</figcaption>", content)

    def test_makes_an_embed_a_plain_link(self):
        content = self.content('<p>See:</p><div class="embed"><a href="https://video.example/1">x</a></div>')

        self.assertIn('<a href="https://video.example/1"', content)
        self.assertNotIn("iframe", content)

    def test_drops_what_xml_cannot_hold(self):
        self.story(standfirst="Bell \x07 and \ufffe.", body="<p>Bell \x07.</p>")

        self.assertEqual(self.read("/feeds/latest.rss").findtext("channel/item/description"), "Bell  and .")


class WhichStoriesTests(FeedTestCase):
    def titles(self, path: str) -> list[str]:
        return [item["title"] for item in self.read(path)["items"]]

    def test_are_those_of_the_list(self):
        budget = a_section("Budget", parent=a_section("Town Hall"))
        published("A", by=self.ed, section=budget, moment=at("06:00"))
        published("B", by=self.ed, section=a_section("Sport"), topics=[a_topic("Trams")], moment=at("07:00"))

        self.assertEqual(self.titles("/feeds/latest.json"), ["B", "A"])
        sections = [self.titles(f"/{path}/feed.json") for path in ("town-hall", "town-hall/budget", "sport")]
        self.assertEqual(sections, [["A"], ["A"], ["B"]])
        self.assertEqual(self.titles("/topics/trams/feed.json"), ["B"])
        self.assertEqual(self.titles("/authors/ines-calder/feed.json"), ["B", "A"])

    def test_are_thirty_at_most(self):
        for number in range(31):
            published(f"Story {number}", by=self.ed)

        self.assertEqual(len(self.titles("/feeds/latest.json")), 30)

    def test_none_is_still_a_feed_of_the_latest_but_of_nothing_else(self):
        a_topic("Trams"), an_author("Ines Calder"), a_section("Town Hall")
        for form in FORMS:
            self.assertEqual(self.client.get(f"/feeds/latest.{form}").status_code, 200)
            for list_ in ("topics/trams", "authors/ines-calder", "town-hall", "nowhere", "topics/x", "authors/x"):
                self.assertEqual(self.client.get(f"/{list_}/feed.{form}").status_code, 404)

    def test_none_but_those_that_are_live_appear_anywhere(self):
        facts = {"topics": [a_topic("Trams")], "authors": [an_author("Ines Calder")], "series": a_series()}
        published("Bridge", by=self.ed, **facts)
        a_draft("Marker draft", section=a_section(), **facts)
        killed = published("Marker killed", by=self.ed, **facts)
        withdrawn = published("Marker withdrawn", by=self.ed, **facts)
        schedule(ready_article("Marker scheduled", **facts), by=self.ed, at=at("18:00"))
        Article.objects.filter(headline="Bridge").update(headline="Marker unpublished change")
        with travel(at("09:00")):
            kill(killed, by=self.ed, note="Libel.")
            withdraw(withdrawn, by=self.ed)
            for list_ in ("feeds/latest", "town-hall/feed", "topics/trams/feed", "authors/ines-calder/feed"):
                for form in FORMS:
                    response = self.client.get(f"/{list_}.{form}")
                    self.assertContains(response, "Bridge")
                    self.assertNotContains(response, "arker")


class ServingTests(FeedTestCase):
    def test_says_what_it_is(self):
        self.story()
        types = [self.client.get(f"/feeds/latest.{form}")["Content-Type"] for form in FORMS]

        self.assertEqual(types, [f"application/{kind}; charset=utf-8" for kind in ("rss+xml", "atom+xml", "feed+json")])

    def test_is_not_sent_again_until_it_changed(self):
        story = self.story()
        tag = self.client.get("/feeds/latest.rss")["ETag"]

        with travel(at("10:00")):
            self.assertEqual(self.client.get("/feeds/latest.rss", headers={"if-none-match": tag}).status_code, 304)
            withdraw(story, by=self.ed)
            self.assertEqual(self.client.get("/feeds/latest.rss", headers={"if-none-match": tag}).status_code, 200)

    def test_tells_notices_before_the_text_and_is_sent_again_when_one_is_amended(self):
        story = self.story()
        with travel(at("09:00")):
            notice = correct(story, by=self.ed, text="Five <piers>.", place="below")
        with travel(at("10:00")):
            before = self.client.get("/feeds/latest.json")
            amend(notice, by=self.ed, text="Four piers.")
            after = self.client.get("/feeds/latest.json", headers={"if-none-match": before["ETag"]})

        words = [json.loads(page.content)["items"][0]["content_html"] for page in (before, after)]
        self.assertTrue(words[0].startswith("<p><strong>Correction:</strong> Five &lt;piers&gt;.</p>"))
        self.assertTrue(words[1].startswith("<p><strong>Correction:</strong> Four piers.</p>"))

    def test_asks_as_much_for_one_story_as_for_three(self):
        paths = {"/feeds/latest": 4, "/town-hall/feed": 5, "/topics/trams/feed": 5, "/authors/ines-calder/feed": 5}
        for _ in range(2):
            for path, queries in paths.items():
                for form in FORMS:
                    with self.assertNumQueries(queries):
                        self.client.get(f"{path}.{form}")
            self.story(authors=[an_author("Ines Calder"), an_author("Rae")], picture=a_photo())
            self.story(topics=[a_topic("Trams"), a_topic("Ferries")])

    def setUp(self):
        super().setUp()
        self.story()

    def test_takes_no_post(self):
        self.assertEqual(self.client.post("/feeds/latest.rss").status_code, 405)
