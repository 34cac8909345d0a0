"""What readers get of each block, in its designs."""

import re
from datetime import timedelta
from html.parser import HTMLParser
from itertools import pairwise

from articles.models import Edition, Section
from articles.tests.factories import a_photo, a_section, a_series, a_topic, published
from articles.tests.runs import a_run
from frontpage.content import KINDS
from frontpage.models import Reading
from frontpage.tests.fronts import a_front, launched
from newsroom import clock
from newsroom.testing import NewsroomTestCase
from photos.models import Photo

STORY = re.compile(r"/20\d\d/")


class Seen(HTMLParser):
    """A page as headings, ids, links and classes."""

    def __init__(self, response):
        super().__init__()
        self.headings, self.ids, self.links, self.names, self.in_a_hurry = [], [], [], set(), 0
        self.in_main = False
        self.feed(response.content.decode())

    def handle_starttag(self, tag, attributes):
        facts = dict(attributes)
        self.in_main = self.in_main or tag == "main"
        if tag in ("h1", "h2", "h3"):
            self.headings.append(int(tag[1]))
        if self.in_main and tag == "a":
            self.links.append(facts["href"])
        self.ids += [facts["id"]] if "id" in facts else []
        self.names |= set((facts.get("class") or "").split())
        self.in_a_hurry += facts.get("fetchpriority") == "high"

    def handle_endtag(self, tag):
        self.in_main = self.in_main and tag != "main"


# What shows in the page that a design was drawn.
DRAWN = {
    ("lead", ""): "lead__picture",
    ("lead", "wide"): "lead--wide",
    ("lead", "words"): "lead--largest",
    ("top", ""): "strip--4",
    ("top", "words"): "card--second",
    ("top", "first"): "first__rest",
    ("strip", "row"): "strip--5",
    ("strip", "list"): "list--abreast",
    ("picture", ""): "picture-story__picture",
    ("picture", "beside"): "picture-story--beside",
    ("opinion", ""): "card--opinion",
    ("opinion", "list"): "list__opinion",
    ("read", ""): "block__about",
    ("latest", ""): "list--timed",
    ("strip", ""): "strip--blocks",
    ("series", ""): "series__name",
    ("promo", ""): "promo__words",
    ("promo", "picture"): "promo__picture",
}


class EveryBlockTests(NewsroomTestCase):
    """One front with every block in every design, but for the lead’s."""

    def setUp(self):
        super().setUp()
        a_run(30, by=self.ed, section=a_section("Town"), picture=a_photo(), topics=[a_topic()])
        a_run(9, by=self.ed, section=a_section("Sport"), series=a_series(), apart=timedelta(days=8))
        a_run(12, by=self.ed, section=a_section("Farming"), apart=timedelta(days=8))
        a_run(6, by=self.ed, section=a_section("Opinion", tone="opinion"))
        a_run(5, by=self.ed, section=a_section("Arts"), apart=timedelta(days=9))
        for edition in Edition.objects.filter(section__slug="arts"):
            Reading.objects.create(article_id=edition.article_id, hour=clock.now(), times=3)

    def seen(self, lead="") -> Seen:
        farming, picture = a_section("Farming").pk, Photo.objects.get().pk
        told = {"promo": {"text": "Come in.", "picture": picture}, "series": {"series": a_series().pk}}
        told |= {("strip", ""): {"section": farming, "places": 3}, ("strip", "row"): {"section": farming, "places": 5}}
        blocks = [("lead", {"design": lead, "places": 1}, ())]
        for kind, design in list(DRAWN)[3:]:
            settings = {"design": design, "places": KINDS[kind].places}
            blocks.append((kind, settings | told.get(kind, {}) | told.get((kind, design), {}), ()))
        launched(a_front(*blocks))
        return Seen(self.client.get("/"))

    def test_are_drawn_in_all_their_designs(self):
        names = set().union(*(self.seen(lead).names for lead in KINDS["lead"].designs))

        self.assertEqual({design for design, name in DRAWN.items() if name not in names}, set())
        self.assertEqual(set(DRAWN), {(kind, design) for kind in KINDS for design in KINDS[kind].designs})

    def test_have_headings_in_order_ids_once_and_one_picture_in_a_hurry(self):
        seen = self.seen()

        self.assertEqual(seen.headings.count(1), 1)
        self.assertEqual([step for step in pairwise(seen.headings) if step[1] > step[0] + 1], [])
        self.assertEqual(len(seen.ids), len(set(seen.ids)))
        self.assertEqual(seen.in_a_hurry, 1)

    def test_link_no_story_twice(self):
        stories = [link for link in self.seen().links if STORY.search(link)]

        self.assertGreater(len(stories), 30)
        self.assertEqual(len(stories), len(set(stories)))


class CardTests(NewsroomTestCase):
    def test_shows_what_it_has_only_here(self):
        bridge = published("Bridge", by=self.ed, picture=a_photo())
        slot = {"story": bridge, "headline": "It is shut", "kicker": "Live", "standfirst": "Until spring."}
        launched(a_front(("lead", {"places": 1}, [slot])))

        response = self.client.get("/")

        path = bridge.editions.get().path
        self.assertContains(
            response, f'<h3 class="lead__headline whole"><a href="{path}">It is shut</a></h3>', html=True, count=1
        )
        self.assertContains(response, '<p class="kicker">Live</p>', html=True)
        self.assertContains(response, '<p class="lead__standfirst">Until spring.</p>', html=True)
        self.assertNotContains(response, "Trams run again.")

    def test_is_larger_or_without_its_picture_as_its_slot_says(self):
        lead, large, words = (published(name, by=self.ed, picture=a_photo()) for name in ("Lead", "Large", "Words"))
        slots = [{"story": large, "size": "large"}, {"story": words, "size": "words"}]
        launched(a_front(("lead", {"places": 1}, [lead]), ("top", {"places": 2}, slots)))

        response = self.client.get("/")

        self.assertContains(response, 'class="strip strip--3"', count=1)
        self.assertContains(response, '<li class="strip__large">', count=1)
        self.assertContains(response, '<article class="card card--large">', count=1)
        self.assertContains(response, '<div class="card__picture">', count=1)

    def test_in_a_row_is_as_large_without_a_picture_but_comes_after_those_with_one(self):
        town = a_section("Town")
        lead = published("Lead", by=self.ed, section=a_section("Sport"))
        bare, one, other = (
            published(f"Story {n}", by=self.ed, section=town, picture=picture, moment=clock.now() - timedelta(hours=n))
            for n, picture in enumerate([None, a_photo(), a_photo()])
        )
        slots = [other]  # by hand; the rest fills itself
        launched(a_front(("lead", {"places": 1}, [lead]), ("strip", {"section": town.pk, "design": "row"}, slots)))

        response = self.client.get("/")

        self.assertNotContains(response, "card--second")
        links = [link for link in Seen(response).links if STORY.search(link)]
        self.assertEqual(links[-3:], [story.editions.get().path for story in (other, one, bare)])

    def test_of_most_read_has_no_rank(self):
        lead, read = (published(name, by=self.ed, section=a_section(name)) for name in ("Lead", "Read"))
        Reading.objects.create(article=read, hour=clock.now(), times=3)
        launched(a_front(("lead", {"places": 1}, [lead]), ("read", {"places": 5}, ())))

        response = self.client.get("/")

        self.assertContains(response, "besides the stories elsewhere on this page")
        self.assertNotContains(response, "list--ranked")
        self.assertNotContains(response, "<ol")


class InnerFrontTests(NewsroomTestCase):
    def test_of_a_section_has_its_blocks_above_the_rest_of_its_stories(self):
        a_run(6, by=self.ed, section=a_section("Town"))
        a_run(2, by=self.ed, section=a_section("Sport"))
        launched(
            a_front(("lead", {"places": 1}, ()), ("top", {"places": 2}, ())), section=Section.objects.get(slug="town")
        )

        response = self.client.get("/town/")

        stories = [link for link in Seen(response).links if STORY.search(link)]
        self.assertEqual(len(stories), len(set(stories)))
        self.assertContains(response, "<h1", count=1)
        self.assertContains(response, '<h2 class="block__name" id="all">More from Town</h2>', html=True)
        self.assertNotContains(response, "That is everything")

    def test_of_a_section_says_so_where_nothing_is_left(self):
        a_run(2, by=self.ed, section=a_section("Town"))
        launched(
            a_front(("lead", {"places": 1}, ()), ("top", {"places": 2}, ())), section=Section.objects.get(slug="town")
        )

        response = self.client.get("/town/")

        self.assertContains(response, "That is everything from Town so far.")
        self.assertNotContains(response, 'id="all"')

    def test_of_a_topic_too(self):
        bridge = a_topic("Old Bridge")
        a_run(4, by=self.ed, topics=[bridge])
        launched(
            a_front(
                ("lead", {"places": 1}, ()),
            ),
            topic=bridge,
        )

        response = self.client.get("/topics/old-bridge/")

        self.assertContains(response, 'class="lead__headline whole"', count=1)
        self.assertContains(response, 'class="lead lead--section', count=1)
        self.assertContains(response, "<h1", count=1)
