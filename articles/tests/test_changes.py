import re

from articles.models import Edition
from articles.tests.factories import a_photo, a_topic, an_author, published
from articles.workflow import correct, fix_live, kill, publish, redact, reprint, schedule, unredact, withdraw
from newsroom.testing import NewsroomTestCase, at, hire, travel
from photos import rights


class ChangesTestCase(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.story = published("Bridge reopens", by=self.ed, show_changes=True, picture=a_photo())
        self.path = f"{self.story.editions.get().path}changes/"
        self.enterContext(travel(at("20:00")))

    def update(self, time: str, change: str = "update", **facts) -> Edition:
        for name, value in facts.items():
            setattr(self.story, name, value)
        self.story.save()
        with travel(at(time)):
            return publish(self.story, by=self.ed, change=change)

    def page(self) -> str:
        answer = self.client.get(self.path)
        self.assertEqual(answer.status_code, 200)
        return answer.content.decode()

    def steps(self):
        return self.client.get(self.path).context["steps"]


class ChangesTests(ChangesTestCase):
    def test_tells_when_what_kind_and_what_words(self):
        self.update("09:00", headline="Bridge shuts", standfirst="Trams stop.")
        self.update("10:00", change="silent", body="<p>The bridge will shut on Monday, the council said.</p>")

        page = self.page()

        self.assertIn("10:00</time>, Silent fix</h2>", page)
        self.assertIn("09:00</time>, Update</h2>", page)
        self.assertIn("Bridge <del>reopens</del><ins>shuts</ins>", page)
        self.assertIn("will <del>open again</del><ins>shut</ins>", re.sub(r" (</(del|ins)>)", r"\1", page))
        self.assertIn("First published under the headline “Bridge reopens”.", page)

    def test_compares_bylines_and_captions(self):
        self.story.bylines.all().delete()
        self.story.bylines.create(author=an_author("Tom Reyes"))
        self.update("09:00", picture_caption="The bridge at dusk.")

        labels = [difference.label for difference in self.steps()[0].differences]

        self.assertEqual(labels, ["Bylines", "Caption"])
        self.assertIn("<del>Ines Calder</del><ins>Tom Reyes</ins>", self.page())

    def test_tells_notices_in_their_present_wording(self):
        with travel(at("09:00")):
            correct(self.story, by=self.ed, text="It is the old bridge.", kind="clarification")

        page = self.page()

        self.assertIn("Clarification</h2>", page)
        self.assertIn("It is the old bridge.", page)
        self.assertIn("The words of the story stayed as they were.", page)

    def test_leaves_out_what_readers_never_had(self):
        with travel(at("09:00")):
            self.story.headline = "Never to be read"
            self.story.save()
            taken = schedule(self.story, by=self.ed, at=at("19:00"))
            withdraw(self.story, by=self.ed, at=at("18:00"))
        with travel(at("18:30")):
            self.story.headline = "Bridge shuts"
            self.story.save()
            publish(self.story, by=self.ed)
            schedule(self.story, by=self.ed, at=at("23:00"))
        self.assertEqual(taken.number, 2)

        steps = self.steps()

        self.assertEqual([step.edition.headline for step in steps], ["Bridge shuts", "Bridge reopens"])
        self.assertTrue(steps[0].came_back)
        self.assertNotIn("Never to be read", self.page())

    def test_shows_no_markup_of_a_text(self):
        self.update("09:00", headline="<script>alert(1)</script>")

        self.assertIn("&lt;script&gt;", self.page())
        self.assertNotIn("<script>alert", self.page())

    def test_never_tells_the_desks_reasons(self):
        with travel(at("09:00")):
            self.story.headline = "Bridge shuts"
            self.story.note = "Nobody-may-read this"
            self.story.save()
            publish(self.story, by=self.ed, note="Nobody-may-read that")

        self.assertNotIn("Nobody-may-read", self.page())

    def test_asks_the_same_of_one_change_and_of_three(self):
        for times in (["09:00"], ["10:00", "11:00"]):
            for time in times:
                self.update(time, headline=f"Bridge at {time}")
            with self.assertNumQueries(8):
                self.client.get(self.path)


class DoorTests(ChangesTestCase):
    def status(self, path: str = "") -> int:
        return self.client.get(path or self.path).status_code

    def test_is_linked_under_the_byline_once_something_changed(self):
        story = self.path.removesuffix("changes/")
        self.assertNotContains(self.client.get(story), "What changed")
        self.update("09:00", headline="Bridge shuts")

        self.assertContains(self.client.get(story), f'href="{self.path}">What changed since it was first published</a>')

    def test_is_no_page_unless_the_paper_shows_it(self):
        other = published("Ferry", by=self.ed)

        self.assertEqual(self.status(f"{other.editions.get().path}changes/"), 404)
        self.assertEqual(self.status("/town-hall/2026/05/14/nothing/changes/"), 404)
        self.assertNotContains(self.client.get(other.editions.get().path), "What changed")

    def test_hides_again_with_the_next_publication(self):
        self.update("09:00", show_changes=False)

        self.assertEqual(self.status(), 404)

    def test_asks_search_programs_to_stay_away(self):
        self.assertIn('<meta name="robots" content="noindex">', self.page())

    def test_follows_the_story_off_the_site_and_for_good(self):
        withdraw(self.story, by=self.ed)
        self.assertEqual(self.status(), 404)
        publish(self.story, by=self.ed)
        self.assertEqual(self.status(), 200)
        kill(self.story, by=self.ed, note="Court", notice="Removed after a complaint.")

        self.assertContains(self.client.get(self.path), "Removed after a complaint.", status_code=410)

    def test_moves_with_the_story(self):
        self.update("09:00", slug="bridge-shuts")

        self.assertRedirects(self.client.get(self.path), "/town-hall/2026/05/14/bridge-shuts/changes/", 301)

    def test_answers_reading_only(self):
        self.assertEqual(self.client.post(self.path).status_code, 405)


class RedactionTests(ChangesTestCase):
    """Redacted words are in no public answer; least of all as the deleted words of the next comparison."""

    def setUp(self):
        super().setUp()
        body = "<p>The bridge will open again on Monday, the council said.</p>"
        self.bad = self.update(
            "09:00", headline="Hask did it", standfirst="Hask’s trams.", body=f"{body}<p>It was Hask of Quay Lane.</p>"
        )
        self.update("10:00", headline="Skipper did it", standfirst="Trams run again.", body=body)

    def everything(self) -> str:
        doors = ("/", "/latest/", "/corrections/", "/feeds/latest.json", "/search/?q=hask", self.path)
        return "".join(self.client.get(door).content.decode() for door in doors) + self.page()

    def test_without_it_the_words_are_there(self):
        self.assertIn("<del>Hask", self.page())

    def test_takes_the_words_out_of_its_own_step_and_of_its_neighbours(self):
        redact(self.bad, by=self.ed, why="Wrong Hask named")

        self.assertNotIn("Hask", self.everything().replace("hask", ""))
        self.assertIn("This version was removed by the editors.", self.page())
        self.assertIn("Bridge reopens", re.sub("</?del>|</?ins>", "", self.page()))
        self.assertIn("<ins>Skipper did it</ins>", self.page())

    def test_of_the_first_leaves_nothing_to_compare_the_next_with(self):
        for edition in self.story.editions.filter(number__lt=3):
            redact(edition, by=self.ed, why="Wrong Hask named")

        self.assertNotIn("Hask", self.page())
        self.assertNotIn("Bridge reopens", self.page())
        self.assertIn("The versions before this one are not shown.", self.page())

    def test_goes_for_the_past_too(self):
        redact(self.bad, by=self.ed, why="Wrong Hask named")
        with travel(at("10:30")):
            self.assertNotIn("Hask", self.page())

    def test_can_be_taken_back(self):
        redact(self.bad, by=self.ed, why="Wrong Hask named")
        unredact(self.bad, by=self.ed, why="It was he")

        self.assertIn("<del>Hask", self.page())


class MoreKindsTests(ChangesTestCase):
    def test_a_fix_of_the_live_text_is_a_silent_fix(self):
        with travel(at("09:00")):
            fix_live(self.story, by=self.ed, changes={"headline": "Bridge re-opens"})

        self.assertEqual([step.kind for step in self.steps()], ["Silent fix", "First published"])

    def test_a_change_of_what_is_not_compared_says_so(self):
        self.story.topics.set([a_topic("Trams")])
        self.update("09:00")

        self.assertIn("The words of the story stayed as they were.", self.page())

    def test_words_of_pictures_in_the_text_are_those_of_their_edition(self):
        photo = a_photo(caption="The pier at dawn.")
        self.update("09:00", body=f'<p>So.</p><figure data-photo="{photo.pk}"></figure>')
        rights.describe(photo, by=hire("Vera Holt", "Photo editor"), caption="The pier at dusk.")
        self.assertNotIn("dusk", self.page())

        reprint(self.story, by=self.ed, photo=photo)

        self.assertIn("The pier at <del>dawn</del><ins>dusk</ins>", self.page())
