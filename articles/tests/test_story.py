from articles.models import Byline, Correction
from articles.tests.factories import a_photo, a_section, a_series, a_topic, an_author, published, ready_article
from articles.workflow import correct, publish, withdraw
from newsroom.testing import NewsroomTestCase, at, travel


class StoryTests(NewsroomTestCase):
    def read(self, article):
        return self.client.get(article.editions.first().path)

    def test_shows_the_whole_story(self):
        facts = {"kicker": "Trams", "standfirst": "They <run> again.", "dateline": "Wennock", "picture": a_photo()}
        story = published("Bridge & trams", by=self.ed, topics=[a_topic("Old Bridge")], **facts)

        response = self.read(story)

        self.assertContains(response, '<h1 class="story__headline">Bridge &amp; trams</h1>', count=1)
        self.assertContains(response, '<p class="story__standfirst">They &lt;run&gt; again.</p>')
        self.assertContains(response, '<p><span class="dateline">Wennock</span> The bridge will open')
        self.assertContains(response, "<figcaption>The bridge at dawn. <cite>Pia Brandt</cite></figcaption>")
        self.assertContains(response, '<a href="/topics/old-bridge/">Old Bridge</a>')

    def test_names_its_writers_as_printed_and_links_to_them(self):
        ines, jonah = an_author("Ines Calder", portrait=a_photo()), an_author("Jonah Pell")
        story = ready_article(authors=[ines, jonah])
        Byline.objects.filter(author=jonah).update(role="in Harrowmere")
        publish(story, by=self.ed)
        ines.name = "Ines Marsh"
        ines.save()

        names = '<a href="/authors/ines-calder/" rel="author">Ines Calder</a> and '
        names += '<a href="/authors/jonah-pell/" rel="author">Jonah Pell</a> in Harrowmere'
        self.assertContains(self.read(story), names)
        self.assertContains(self.read(story), 'class="byline__portrait"', count=1)

    def test_says_when_it_was_published_with_the_zone_named(self):
        response = self.read(published(by=self.ed))

        self.assertContains(response, 'Thursday 14 May 2026, <time datetime="2026-05-14T08:00+01:00">08:00</time> BST')
        self.assertNotContains(response, "Updated")

    def test_says_when_it_was_updated_but_not_of_silent_fixes(self):
        story = published(by=self.ed)
        with travel(at("09:00")):
            publish(story, by=self.ed, change="silent")
            self.assertNotContains(self.read(story), "Updated")
        with travel(at("2026-05-15 10:00")):
            publish(story, by=self.ed)
            self.assertContains(
                self.read(story), 'Updated <time datetime="2026-05-15T10:00+01:00">15 May, 10:00</time>'
            )

    def test_carries_its_corrections(self):
        story = published(by=self.ed)
        correct(story, by=self.ed, text="It has five piers.")
        with travel(at("09:00")):
            correct(story, by=self.ed, text="We are sorry.", kind=Correction.Kind.APOLOGY, note="Alone tonight.")

            response = self.read(story)

        self.assertContains(response, "correction--grave", count=1)
        self.assertContains(response, "It has five piers.</p>")
        self.assertContains(response, "All corrections", count=1)

    def test_shows_pictures_in_the_text_where_readers_may_see_them(self):
        photo, gone = a_photo(alt="A pier.", credit="Pia Brandt"), a_photo()
        figure = f'<figure data-photo="{photo.pk}"><figcaption>Pier <em>three</em>.</figcaption></figure>'
        lost = f'<figure data-photo="{gone.pk}"><figcaption>Lost.</figcaption></figure>'
        story = published(by=self.ed, body=f"<p>One.</p>{figure}<p>Two.</p>{lost}")
        gone.delete()
        response = self.read(story)

        self.assertContains(response, "<figure", count=1)
        self.assertContains(response, "<figcaption>Pier <em>three</em>. <cite>Pia Brandt</cite></figcaption>")
        self.assertEqual(self.client.get(photo.address(320)).status_code, 200)

    def test_looks_like_opinion_in_opinion_sections(self):
        story = published(
            by=self.ed, section=a_section("Opinion", tone="opinion"), authors=[an_author(bio="Keeps a bookshop.")]
        )

        self.assertContains(self.read(story), 'class="story story--opinion"')
        self.assertContains(self.read(story), "Keeps a bookshop.")
        self.assertNotContains(self.read(story), "By <a")

    def test_stands_in_its_series(self):
        for part in (1, 2):
            story = published(f"Part {part}", by=self.ed, series=a_series("The long tide"), series_part=part)

        self.assertContains(self.read(story), '<a href="/series/the-long-tide/">The long tide</a>')
        self.assertContains(
            self.read(story), '<li aria-current="page"><span class="kicker">Part 2</span> <h3>Part 2</h3></li>'
        )

    def test_offers_the_stories_that_share_most_topics_first(self):
        bridge, trams = a_topic("Old Bridge"), a_topic("Trams")
        published("On trams", by=self.ed, moment=at("07:00"), topics=[trams])
        published("On both", by=self.ed, moment=at("06:00"), topics=[trams, bridge])
        story = published("Bridge", by=self.ed, topics=[bridge, trams])

        context = self.read(story).context

        self.assertEqual([edition.headline for edition in context["related"]], ["On both", "On trams"])
        self.assertEqual((context["related_topic"], context["beside"]), (trams, []))

    def test_offers_its_section_where_no_topic_is_shared(self):
        published("Ferry", by=self.ed, moment=at("07:00"))
        story = published("Bridge", by=self.ed, topics=[a_topic()])

        context = self.read(story).context

        self.assertEqual([edition.headline for edition in context["related"]], ["Ferry"])
        self.assertIsNone(context["related_topic"])

    def test_is_at_no_other_address(self):
        story = published(by=self.ed, slug="bridge")
        self.assertEqual(story.editions.get().path, "/town-hall/2026/05/14/bridge/")

        for path in ("/town-hall/2026/05/15/bridge/", "/sport/2026/05/14/bridge/", "/town-hall/2026/05/14/b/"):
            self.assertEqual(self.client.get(path).status_code, 404, path)

    def test_is_gone_when_it_was_withdrawn(self):
        story = published(by=self.ed, moment=at("07:00"))
        withdraw(story, by=self.ed)

        self.assertEqual(self.read(story).status_code, 404)

    def test_can_only_be_read(self):
        self.assertEqual(self.client.post("/town-hall/2026/05/14/bridge/").status_code, 405)

    def test_asks_nine_queries_however_much_stands_around_it(self):
        photo = a_photo()
        figure = f'<figure data-photo="{photo.pk}"><figcaption></figcaption></figure>'
        for number in (1, 2, 3):
            facts = {"topics": [a_topic("Old Bridge"), a_topic("Trams")], "series": a_series(), "series_part": number}
            facts |= {"body": f"<p>One.</p>{figure * number}", "authors": [an_author("A"), an_author("B")]}
            story = published(f"Story {number}", by=self.ed, moment=at(f"0{number}:00"), picture=photo, **facts)
            correct(story, by=self.ed, text="It has five piers.")

            path = story.editions.first().path
            with self.assertNumQueries(9 if number > 1 else 8):  # the first has nobody around it
                self.client.get(path)
