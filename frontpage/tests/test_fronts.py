from datetime import timedelta
from unittest.mock import patch

from django.db.models import JSONField, Value

from articles.models import Address
from articles.tests.factories import a_photo, a_section, a_series, a_topic, an_author, published
from articles.tests.runs import a_run
from articles.workflow import kill
from frontpage.arranging import Scope
from frontpage.content import KINDS, Content
from frontpage.layouts import freeze
from frontpage.models import Front, Layout
from frontpage.showing import content_for
from frontpage.tests.fronts import a_front
from frontpage.tests.reads import opened
from newsroom import clock
from newsroom.testing import NewsroomTestCase, at, travel

ASKED = 13  # sections, layout, slots, most read, stories, topics of them, banner …


def launched(content: Content, **of) -> Layout:
    front, _ = Front.objects.get_or_create(**of)
    layout = Layout(front=front, number=front.layouts.count() + 1, live_from=clock.now(), launched_at=clock.now())
    freeze(layout, content)
    return layout


class FrontTests(NewsroomTestCase):
    def test_shows_what_is_live(self):
        published("Bridge reopens", by=self.ed, picture=a_photo(), authors=[an_author("Ines Calder")])

        response = self.client.get("/")

        self.assertContains(response, "<h1", count=1)
        self.assertContains(response, 'class="lead__headline whole"', count=1)
        self.assertContains(response, '<a href="/authors/ines-calder/" rel="author">Ines Calder</a>')

    def test_is_there_before_the_first_story(self):
        self.assertContains(self.client.get("/"), "Nothing has been published yet.")

    def test_leads_old_addresses_of_other_systems_to_their_story(self):
        story = published("Bridge reopens", by=self.ed)
        Address.objects.create(path="/?p=12", article=story)

        self.assertRedirects(self.client.get("/?p=12"), story.editions.get().path, status_code=301)
        self.assertEqual(self.client.get("/?p=13").status_code, 200)

    def test_says_that_an_old_address_is_gone(self):
        story = published("Bridge reopens", by=self.ed, moment=at("07:00"))
        Address.objects.create(path="/?p=12", article=story)
        kill(story, by=self.ed, note="Libel.", notice="A court asked us to.")

        self.assertContains(self.client.get("/?p=12"), "A court asked us to.", status_code=410)

    def test_is_there_whatever_was_laid_out(self):
        published("Bridge reopens", by=self.ed)
        layout = launched(a_front(("lead", {}, []), ("top", {}, [])))
        for blocks in ([], None, [{"kind": "top"}], [{"key": 1, "kind": "lead", "places": None}]):
            Layout.objects.filter(pk=layout.pk).update(blocks=Value(blocks, JSONField()))
            self.assertContains(self.client.get("/"), 'class="lead__headline', count=1)

    def test_is_the_usual_one_where_its_layout_can_not_be_read(self):
        published("Bridge reopens", by=self.ed)
        launched(a_front(("lead", {"name": "Ours"}, [])))
        with patch("frontpage.showing.content_of", side_effect=KeyError), self.assertLogs("frontpage.showing", "ERROR"):
            self.assertIsNone(content_for(Scope(), clock.now()))


class QueryTests(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        a_section("Opinion", tone="opinion")
        a_run(30, by=self.ed, section=a_section("Opinion"), authors=[an_author(portrait=a_photo())])
        a_run(30, by=self.ed, section=a_section("Town"), picture=a_photo(), topics=[a_topic()])
        a_run(3, by=self.ed, section=a_section("Council", parent=a_section("Town")), series=a_series(), series_part=2)

    def test_asks_seven_where_nobody_laid_it_out(self):
        with self.assertNumQueries(7):
            self.client.get("/")

    def test_asks_the_same_whatever_the_blocks(self):
        stories = [edition.article for edition in a_run(9, by=self.ed, section=a_section("Sport"))]
        opened(stories[0], 5, clock.now() - timedelta(hours=1))
        inner, topic = a_section("Council", parent=a_section("Town")), a_topic()
        sources = [{"section": a_section("Town").pk}, {"section": inner.pk}, {"topic": topic.pk}]
        one = [(kind, {}, []) for kind in KINDS] + [("strip", of, []) for of in sources]
        many = (
            one + [("strip", of, []) for of in sources * 3] + [("series", {}, []), ("opinion", {}, []), ("top", {}, [])]
        )
        own = [{"story": story, "headline": "Own", "picture": a_photo().pk} for story in stories]
        for number, (blocks, slots) in enumerate(((one, own[:1]), (many, own))):
            blocks[1] = ("top", {"places": 6}, slots)
            with travel(at(f"09:0{number}")):
                Layout.objects.update(live_until=clock.now())
                launched(a_front(*blocks))
                with self.assertNumQueries(ASKED):
                    self.client.get("/")


class LaidOutListTests(NewsroomTestCase):
    """The front of a section or a topic."""

    def setUp(self):
        super().setUp()
        self.town, self.topic = a_section("Town"), a_topic("Old Bridge")
        self.bridge = published("Bridge", by=self.ed, section=self.town, topics=[self.topic], moment=at("06:00"))
        published("Ferry", by=self.ed, section=self.town, topics=[self.topic], moment=at("07:00"))

    def test_shows_its_blocks_and_then_what_is_left(self):
        for of, path in (({"section": self.town}, "/town/"), ({"topic": self.topic}, "/topics/old-bridge/")):
            launched(a_front(("lead", {}, [{"story": self.bridge, "headline": "Open at last"}])), **of)

            response = self.client.get(path)

            self.assertEqual(response.context["page"].lead.headline, "Open at last")
            self.assertContains(response, "Ferry", count=1)
            self.assertNotContains(response, ">Bridge<")

    def test_goes_on_as_a_list_on_its_further_pages(self):
        a_run(30, by=self.ed, section=self.town)
        launched(a_front(("lead", {}, [self.bridge])), section=self.town)

        older = self.client.get("/town/").context["older"]

        self.assertIsNone(self.client.get(f"/town/?before={older}").context["page"])

    def test_is_no_page_while_nothing_of_it_is_live(self):
        rovers = published("Rovers", by=self.ed, section=a_section("Sport"))
        other = a_section("Arts")
        launched(a_front(("lead", {}, [rovers])), section=other)
        launched(a_front(("lead", {}, [rovers])), topic=a_topic("Nobody"))

        statuses = [self.client.get(path).status_code for path in ("/arts/", "/topics/nobody/")]

        self.assertEqual(statuses, [404, 404])

    def test_is_the_list_again_before_and_after_its_layout(self):
        with travel(at("09:00")):
            layout = launched(a_front(("lead", {}, [self.bridge])), section=self.town)
        layout.live_until = at("10:00")
        layout.save()
        found = []
        for time in ("08:59:59", "09:00", "09:59:59", "10:00"):
            with travel(at(time)):
                found.append(bool(self.client.get("/town/").context["page"]))

        self.assertEqual(found, [False, True, True, False])
