import json
import re
from html.parser import HTMLParser

from django.conf import settings

from articles import jsonld
from articles.models import Article, Edition, Section
from articles.tests.factories import a_photo, a_section, a_topic, an_author, published
from articles.workflow import amend, correct, publish
from newsroom.testing import NewsroomTestCase, at, travel

SITE = settings.SITE_URL
ADDRESS = "/town-hall/2026/05/14/bridge-reopens/"
BREAKOUT = "</script><script>alert(1)</script> & <!-- “quotes” \" ' \u2028"


class Head(HTMLParser):
    """What stands in a page's head: ``metas`` by name, ``links`` by rel, ``facts`` as JSON-LD."""

    def __init__(self, page):
        super().__init__()
        self.metas, self.links, self.facts, self.scripts = {}, {}, [], 0
        self.in_facts = False
        self.feed(page.content.decode())

    def handle_starttag(self, tag, attributes):
        facts = dict(attributes)
        if tag == "meta":
            self.metas.setdefault(facts.get("property") or facts.get("name"), []).append(facts.get("content"))
        elif tag == "link":
            self.links.setdefault(facts["rel"], []).append(facts["href"])
        elif tag == "script":
            self.scripts += 1
            self.in_facts = facts.get("type") == "application/ld+json"

    def handle_data(self, data):
        if self.in_facts:
            self.facts.append(json.loads(data))
        self.in_facts = False


class StoryHeadTests(NewsroomTestCase):
    def head(self, **facts) -> Head:
        published("Bridge reopens", by=self.ed, **facts)
        return Head(self.client.get(ADDRESS))

    def test_says_who_wrote_what_and_when(self):
        [story] = self.head(topics=[a_topic("Trams"), a_topic("Ferries")], dateline="Wennock").facts

        self.assertEqual((story["@type"], story["headline"]), ("NewsArticle", "Bridge reopens"))
        self.assertEqual((story["description"], story["dateline"]), ("Trams run again.", "Wennock"))
        self.assertEqual(story["mainEntityOfPage"], SITE + ADDRESS)
        self.assertEqual(story["datePublished"], "2026-05-14T07:00:00+00:00")
        self.assertNotIn("dateModified", story)
        author = {"@type": "Person", "name": "Ines Calder", "url": f"{SITE}/authors/ines-calder/"}
        self.assertEqual(story["author"], [author])
        self.assertEqual(story["publisher"]["name"], settings.SITE_NAME)
        self.assertEqual((story["articleSection"], sorted(story["keywords"])), ("Town Hall", ["Ferries", "Trams"]))
        self.assertIs(story["isAccessibleForFree"], True)

    def test_shows_the_picture_to_chat_programs_and_search(self):
        licence = "https://rights.example/pia"
        photo = a_photo(creator="Pia Brandt", copyright="© Packet", licence_url=licence, kind="illustration")
        head = self.head(picture=photo)

        image = head.facts[0]["image"][0]
        self.assertEqual((image["url"], image["width"], image["height"]), (SITE + photo.social, 700, 366))
        self.assertEqual((image["creditText"], image["creator"]["name"]), ("Illustration: Pia Brandt", "Pia Brandt"))
        self.assertEqual((image["copyrightNotice"], image["license"]), ("© Packet", licence))
        self.assertEqual(head.metas["og:image"], [SITE + photo.social])
        self.assertEqual((head.metas["og:image:width"], head.metas["og:image:height"]), (["700"], ["366"]))
        self.assertEqual(
            (head.metas["og:image:alt"], head.metas["twitter:card"]), (["A bridge."], ["summary_large_image"])
        )

    def test_has_what_sharing_needs(self):
        head = self.head(topics=[a_topic("Trams")])

        self.assertEqual((head.metas["og:type"], head.metas["og:url"]), (["article"], [SITE + ADDRESS]))
        self.assertEqual(
            (head.metas["og:title"], head.metas["og:description"]), (["Bridge reopens"], ["Trams run again."])
        )
        self.assertEqual((head.metas["og:locale"], head.metas["twitter:card"]), (["en_GB"], ["summary"]))
        self.assertEqual(head.metas["article:published_time"], ["2026-05-14T07:00:00+00:00"])
        self.assertEqual((head.metas["article:section"], head.metas["article:tag"]), (["Town Hall"], ["Trams"]))
        self.assertEqual(head.metas["article:author"], [f"{SITE}/authors/ines-calder/"])
        self.assertEqual(head.links["canonical"], [SITE + ADDRESS])
        self.assertIn("/feeds/latest.rss", head.links["alternate"])
        self.assertNotIn("article:modified_time", head.metas)

    def test_prefers_the_headline_and_description_for_search(self):
        head = self.head(search_title="Bridge open", search_description="When.")

        self.assertEqual((head.facts[0]["headline"], head.metas["og:title"]), ("Bridge open", ["Bridge open"]))
        self.assertEqual((head.facts[0]["description"], head.metas["og:description"]), ("When.", ["When."]))

    def test_nothing_in_it_ends_its_script(self):
        head = self.head(standfirst=BREAKOUT, topics=[a_topic("</script><b>")], authors=[an_author("<!--<script>")])

        self.assertEqual((len(head.facts), head.scripts), (1, 1))
        self.assertEqual(head.facts[0]["description"], BREAKOUT)
        self.assertEqual(head.metas["og:description"], [BREAKOUT])
        self.assertEqual(head.facts[0]["keywords"], ["</script><b>"])


class ChangeTests(NewsroomTestCase):
    def facts_after(self, moment: str, **change) -> dict:
        story = published("Bridge reopens", by=self.ed)
        with travel(at(moment)):
            publish(story, by=self.ed, **change)
            return Head(self.client.get(ADDRESS)).facts[0]

    def test_an_update_is_dated(self):
        self.assertEqual(self.facts_after("10:00")["dateModified"], "2026-05-14T09:00:00+00:00")

    def test_a_silent_fix_is_not(self):
        self.assertNotIn("dateModified", self.facts_after("10:00", change="silent"))

    def test_corrections_are_told_with_their_text_and_time(self):
        story = published("Bridge reopens", by=self.ed)
        with travel(at("10:00")):
            correct(story, by=self.ed, text="It was <Tuesday>.")
            head = Head(self.client.get(ADDRESS))

        told = {"@type": "CorrectionComment", "text": "It was <Tuesday>.", "datePublished": "2026-05-14T09:00:00+00:00"}
        self.assertEqual(head.facts[0]["correction"], [told | {"name": "Correction"}])
        self.assertEqual(head.metas["article:modified_time"], ["2026-05-14T09:00:00+00:00"])

    def test_all_notices_are_told_in_their_present_wording(self):
        story = published("Bridge reopens", by=self.ed)
        with travel(at("10:00")):
            notice = correct(story, by=self.ed, text="It was Tuesday.", kind="clarification", place="below")
        with travel(at("11:00")):
            correct(story, by=self.ed, text="It has five piers.")
        with travel(at("12:00")):
            amend(notice, by=self.ed, text="It was Monday.")
            facts = Head(self.client.get(ADDRESS)).facts[0]

        told = [(notice["name"], notice["text"], notice.get("dateModified")) for notice in facts["correction"]]
        self.assertEqual(
            told,
            [
                ("Correction", "It has five piers.", None),
                ("Clarification", "It was Monday.", "2026-05-14T11:00:00+00:00"),
            ],
        )
        self.assertEqual(facts["dateModified"], "2026-05-14T10:00:00+00:00")

    def test_a_clarification_is_no_news(self):
        story = published("Bridge reopens", by=self.ed)
        with travel(at("10:00")):
            correct(story, by=self.ed, text="It was Tuesday.", kind="clarification")

            self.assertNotIn("dateModified", Head(self.client.get(ADDRESS)).facts[0])

    def test_the_working_copy_is_not_told(self):
        published("Bridge reopens", by=self.ed)
        Article.objects.update(headline="Marker", standfirst="Marker", search_title="Marker")

        self.assertNotContains(self.client.get(ADDRESS), "Marker")


class ListHeadTests(NewsroomTestCase):
    def test_a_section_tells_the_way_to_it(self):
        published(by=self.ed, section=a_section("Budget", parent=a_section("Town Hall")))

        head = Head(self.client.get("/town-hall/budget/"))

        steps = [(step["position"], step["name"], step["item"]) for step in head.facts[0]["itemListElement"]]
        self.assertEqual(steps, [(1, "Town Hall", f"{SITE}/town-hall/"), (2, "Budget", f"{SITE}/town-hall/budget/")])
        self.assertIn("/town-hall/budget/feed.rss", head.links["alternate"])

    def test_lists_have_a_canonical_address_and_a_feed_that_answers(self):
        published(by=self.ed, topics=[a_topic("Trams")])
        for path in ("/", "/latest/", "/topics/trams/", "/authors/ines-calder/", "/town-hall/"):
            head = Head(self.client.get(path, {"utm_source": "x"}))

            self.assertEqual(head.links["canonical"], [SITE + path])
            self.assertEqual((head.metas["og:type"], head.metas["og:url"]), (["website"], [SITE + path]))
            feeds = [self.client.get(feed).status_code for feed in head.links["alternate"]]
            self.assertEqual(set(feeds), {200})

    def test_older_pages_of_a_list_are_themselves(self):
        for number in range(21):
            published(f"Story {number}", by=self.ed)
        older = re.search(r"/town-hall/(\?before=[\d-]+)", self.client.get("/town-hall/").content.decode())[0]

        self.assertEqual(Head(self.client.get(older)).links["canonical"], [SITE + older])


class FactsTests(NewsroomTestCase):
    def test_a_story_that_nobody_signed_is_the_papers(self):
        edition = Edition(path="/x/", headline="X", first_published_at=at("08:00"), section=Section(name="Town"))

        facts = jsonld.news_article(edition, at=at("20:00"))

        self.assertEqual(facts["author"], [jsonld.publisher()])
        self.assertFalse({"image", "keywords", "correction", "description", "dateline", "dateModified"} & facts.keys())

    def test_the_script_holds_no_angle_bracket(self):
        text = (
            jsonld.script({"x": BREAKOUT}).removeprefix('<script type="application/ld+json">').removesuffix("</script>")
        )

        self.assertNotRegex(text, "[<>&\u2028]")
        self.assertEqual(json.loads(text), {"x": BREAKOUT})
