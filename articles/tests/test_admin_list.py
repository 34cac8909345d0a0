from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles import workflow
from articles.models import Article
from articles.tests.desk import address, told
from articles.tests.factories import a_draft, a_photo, a_section, a_topic, an_author, published, ready_article
from newsroom.testing import NewsroomTestCase, at, hire, travel


class ListTestCase(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.client.force_login(self.ed)

    def listed(self, **query):
        answer = self.client.get(address(page="changelist"), query)
        return [story.headline for story in answer.context["cl"].result_list]


class TabsTests(ListTestCase):
    def test_ask_the_editions_at_this_moment(self):
        a_draft("Draft")
        published("Public", by=self.ed)
        workflow.schedule(ready_article("Scheduled"), by=self.ed, at=at("18:00"))
        workflow.withdraw(published("Withdrawn", by=self.ed), by=self.ed)
        workflow.kill(published("Killed", by=self.ed), by=self.ed, note="Lawyers")

        self.assertCountEqual(self.listed(), ["Draft", "Public", "Scheduled", "Withdrawn", "Killed"])
        self.assertEqual(self.listed(state="public"), ["Public"])
        self.assertEqual(self.listed(state="scheduled"), ["Scheduled"])
        self.assertCountEqual(self.listed(state="desk"), ["Draft", "Scheduled", "Withdrawn"])
        self.assertEqual(self.listed(state="killed"), ["Killed"])
        with travel(at("18:00")):
            self.assertCountEqual(self.listed(state="public"), ["Public", "Scheduled"])
            self.assertEqual(self.listed(state="scheduled"), [])

    def test_marks_say_what_readers_have(self):
        story = published("Bridge reopens", by=self.ed)
        story.headline = "Bridge falls down"
        story.save()
        workflow.schedule(story, by=self.ed, at=at("18:00"))

        answer = self.client.get(address(page="changelist"))

        for words in ("Public", "Scheduled", "Changes not public"):
            self.assertContains(answer, f">{words}</span>")


class FiltersTests(ListTestCase):
    def test_narrow_to_section_author_and_topic(self):
        sport = a_section("Sport")
        rowing = a_section("Rowing", parent=sport)
        a_draft("Rowers win", section=rowing, authors=[an_author("Nell Okonjo")])
        a_draft("Rovers lose", section=sport, topics=[a_topic("Rovers")])

        self.assertCountEqual(self.listed(section=sport.pk), ["Rowers win", "Rovers lose"])
        self.assertEqual(self.listed(section=rowing.pk), ["Rowers win"])
        self.assertEqual(self.listed(author=an_author("Nell Okonjo").pk), ["Rowers win"])
        self.assertEqual(self.listed(topic=a_topic("Rovers").pk), ["Rovers lose"])

    def test_find_nothing_for_what_is_no_number(self):
        a_draft()
        for name in ("section", "author", "topic"):
            self.assertEqual(self.listed(**{name: "x' or 1=1"}), [])
            self.assertEqual(self.listed(**{name: "9" * 30}), [])

    def test_search_headline_working_name_standfirst_and_text(self):
        a_draft("Bridge reopens", slugline="bridge-mon", standfirst="Punts again", body="<p>The mayor agreed.</p>")
        a_draft("Ferry returns", body="<p>It does.</p>")

        for words in ("bridge", "bridge-mon", "punts", "mayor reopens"):
            self.assertEqual(self.listed(q=words), ["Bridge reopens"])
        answer = self.client.get(address(page="changelist"), {"q": "penguins"})
        self.assertContains(answer, "No story matches")


class StageTests(ListTestCase):
    """The other tabs: where the work is, and what is with me."""

    def test_show_one_stage_and_no_killed_story(self):
        for stage in ("idea", "draft", "desk", "copy", "ready", "spiked"):
            a_draft(stage.title(), stage=stage)
        workflow.kill(a_draft("Killed", stage="desk"), by=self.ed, note="Lawyers")

        for stage in ("idea", "draft", "desk", "copy", "ready", "spiked"):
            self.assertEqual(self.listed(stage=stage), [stage.title()])
        self.assertEqual(self.listed(stage="tea"), [])
        published("Public", by=self.ed)
        self.assertEqual(self.listed(stage="ready", state="desk"), ["Ready"])

    def test_with_me(self):
        a_draft("Mine", stage="desk", assignee=self.ed)
        a_draft("Rita’s", stage="desk", assignee=self.rita)

        self.assertEqual(self.listed(stage="mine"), ["Mine"])

    def test_marks_say_what_may_not_run_and_who_has_it(self):
        story = ready_article("Bridge reopens", stage="desk", assignee=self.rita, due_at=at("17:00"))
        workflow.hold(story, by=self.ed, note="Lawyers")
        workflow.embargo(story, by=self.ed, until=at("18:00"))

        answer = self.client.get(address(page="changelist"))

        for words in (">Desk</span>", ">On hold</span>", ">Embargo until 18:00</span>", "Rita Vale", "due 17:00"):
            self.assertContains(answer, words)


class SearchTests(ListTestCase):
    def test_finds_authors_bylines_sections_stages_and_every_state(self):
        a_draft("Rowers win", authors=[an_author("Nell Okonjo")], section=a_section("Rowing"), stage="spiked")
        story = a_draft("Rovers lose", authors=[an_author("Jonah Pell")], section=a_section("Football"))
        story.bylines.update(role="in Harrowmere")
        a_draft("Ferry returns", section=a_section("Harbour"), stage="copy")

        for words, found in [
            ("okonjo", ["Rowers win"]),
            ("harrowmere", ["Rovers lose"]),
            ("football", ["Rovers lose"]),
            ("pell lose", ["Rovers lose"]),
            ("okonjo lose", []),
        ]:
            self.assertEqual(self.listed(q=words), found)
        self.assertEqual(self.listed(q="rowers", stage="copy"), [])
        self.assertEqual(self.listed(q="ferry", stage="copy"), ["Ferry returns"])

    def test_names_a_story_once_however_often_the_word_stands_in_it(self):
        a_draft("Lind and Lind", authors=[an_author("Ann Lind"), an_author("Bo Lind")], body="<p>Lind</p>")
        self.assertEqual(self.listed(q="lind"), ["Lind and Lind"])


class BulkTests(ListTestCase):
    """One verb for several stories: asked once, done for each, and said which refused."""

    def setUp(self):
        super().setUp()
        self.desk, self.copy = a_draft("At the desk", stage="desk"), a_draft("At copy", stage="copy")
        self.ready = ready_article("Ready", stage="ready")

    def act(self, action, *stories, user=None, **typed):
        if user:
            self.client.force_login(user)
        form = {"action": action, "_selected_action": [story.pk for story in stories], **typed}
        return self.client.post(address(page="changelist"), form, follow=True)

    def stages(self):
        return [Article.objects.get(pk=story.pk).stage for story in (self.desk, self.copy, self.ready)]

    def test_is_asked_before_it_is_done(self):
        answer = self.act("hand_on", self.desk, self.copy)

        self.assertContains(answer, "Hand on: 2 stories")
        self.assertContains(answer, f'name="_selected_action" value="{self.copy.pk}"')
        self.assertEqual(self.stages(), ["desk", "copy", "ready"])

    def test_hands_on_what_can_be_and_says_why_the_others_were_not(self):
        answer = self.act("hand_on", self.desk, self.copy, self.ready, _asked="1", to=self.rita.pk)

        self.assertEqual(self.stages(), ["copy", "ready", "ready"])
        self.assertEqual(
            told(answer),
            ["2 stories handed on.", "Ready: It is ready: it can be published, scheduled or sent back."],
        )
        self.assertEqual(Article.objects.get(pk=self.desk.pk).assignee, self.rita)

    def test_gives_and_keeps_what_is_due(self):
        Article.objects.filter(pk=self.desk.pk).update(due_at=at("17:00"))
        self.act("give", self.desk, _asked="1", to=self.rita.pk)

        story = Article.objects.get(pk=self.desk.pk)
        self.assertEqual((story.assignee, story.due_at), (self.rita, at("17:00")))

    def test_holds_with_a_reason_alone(self):
        self.assertContains(self.act("put_on_hold", self.desk, _asked="1"), "Say why")
        self.act("put_on_hold", self.desk, self.copy, _asked="1", note="Court order")

        self.assertEqual(Article.objects.filter(held_why="Court order").count(), 2)

    def test_asks_the_right_on_each_story(self):
        sport = a_section("Sport")
        Article.objects.filter(pk=self.copy.pk).update(section=sport)
        dora = hire("Dora Lund", "Desk editor", sections=[sport])
        nils = hire("Nils Berg", "Reporter")

        answer = self.act("hand_on", self.copy, self.ready, _asked="1", user=dora)
        self.assertEqual(told(answer), ["1 story handed on."])  # the other is not hers to see
        answer = self.act("hand_on", self.desk, _asked="1", user=nils)
        self.assertIn("At the desk: You may not submit this story.", told(answer)[0])
        self.act("put_on_hold", self.desk, _asked="1", note="Mine", user=nils)
        self.assertEqual((self.stages()[0], Article.objects.filter(held_at__isnull=False).count()), ("desk", 0))

    def test_has_no_way_to_take_all_stories_at_once(self):
        self.assertNotContains(self.client.get(address(page="changelist")), 'select_across" value="1')
        self.act("hand_on", self.desk, _asked="1", select_across="1")

        self.assertEqual(self.stages(), ["copy", "copy", "ready"])


class LengthTests(ListTestCase):
    def queries(self) -> list[str]:
        with CaptureQueriesContext(connection) as asked:
            self.client.get(address(page="changelist"))
        return [query["sql"] for query in asked]

    def test_has_no_part_in_the_number_of_queries_and_nothing_counts_all_stories(self):
        def story(number):
            rowing = a_section("Rowing", parent=a_section("Sport"))
            more = {"topics": [a_topic()], "section": rowing, "picture": a_photo(), "saved_by": self.ed}
            published(f"Story {number}", by=self.ed, **more)

        story(1)
        self.queries()  # content types
        with_one = self.queries()
        story(2), story(3)
        with_three = self.queries()

        self.assertEqual((len(with_one), len(with_three)), (13, 13))
        self.assertEqual([sql for sql in with_three if "COUNT(" in sql], [])

    def test_is_turned_over_page_by_page(self):
        for number in range(31):
            a_draft(f"Story {number}")
        first, second, beyond = (self.listed(p=page) for page in (1, 2, 3))

        self.assertEqual((len(first), len(second), len(beyond)), (30, 1, 0))
        self.assertEqual((self.listed(p=0), self.listed(p="x"), self.listed(p="9" * 30)), (first, first, []))

    def test_is_for_those_who_may_see_stories(self):
        for user, status in [(self.rita, 200), (self.pia, 200), (self.rae, 302)]:
            self.client.force_login(user)
            self.assertEqual(self.client.get(address(page="changelist")).status_code, status)
        self.client.logout()
        self.assertEqual(self.client.get(address(page="changelist")).status_code, 302)
