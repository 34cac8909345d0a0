"""The page that compares any two texts of a story."""

from django.urls import reverse

from articles.freeze import freeze
from articles.models import Article
from articles.tests.desk import address, told
from articles.tests.factories import a_draft, a_photo, a_topic, published, ready_article
from articles.workflow import embargo, hold, kill, name_revision, record, restore, schedule, set_aside
from newsroom.testing import NewsroomTestCase, at, hire, travel

BODY = "<p>One stays.</p><p>It costs 86 kroner.</p>"


class CompareTestCase(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.client.force_login(self.ed)

    def page(self, story, **query):
        return self.client.get(address(story, "compare"), query)

    def compare(self, story, **query):
        return self.page(story, **query).context["comparison"]

    def write(self, story, by=None, **words):
        for name, value in words.items():
            setattr(story, name, value)
        story.save()
        return record(story, by=by or self.rita)


class FirstTests(CompareTestCase):
    """What it opens as."""

    def test_shows_what_changes_if_it_is_published_now(self):
        story = published("Ferry is back", by=self.ed, body=BODY)
        self.write(story, headline="Ferry returns", body=BODY.replace("86", "68"))

        answer = self.page(story)

        comparison = answer.context["comparison"]
        self.assertEqual([d.label for d in comparison.differences], ["Headline", "Text"])
        self.assertEqual((comparison.changes, comparison.names), (2, "headline, 1 paragraph"))
        self.assertEqual((comparison.words_in, comparison.words_out), (2, 3))
        self.assertContains(answer, "<h1>What changes if you publish now")
        self.assertContains(answer, "edition 1, since 08:00, by Ed Marsh")
        self.assertContains(answer, "1 paragraph the same")

    def test_shows_what_became_of_the_first_text_where_readers_have_none(self):
        story = a_draft("One")
        record(story, by=self.rita)
        self.write(story, headline="Two")
        self.write(story, headline="Three")

        comparison = self.compare(story)

        self.assertEqual((comparison.old.key, comparison.new.key), ("r1", "desk"))
        self.assertEqual([d.runs[-1].text for d in comparison.differences], ["Three"])

    def test_says_so_where_nothing_differs(self):
        self.assertContains(self.page(published(by=self.ed)), "These two texts are the same.")
        self.assertContains(self.page(a_draft()), "These two texts are the same.")

    def test_agrees_with_the_bar_of_the_story_that_nothing_changed(self):
        """The address that a publication made, and a caption that is the picture's own, are no change."""
        story = published("Ferry", by=self.ed, picture=a_photo())
        Article.objects.filter(pk=story.pk).update(slug="")

        self.assertEqual(self.compare(story).differences, [])

    def test_names_the_credit_of_a_picture_that_changed_since(self):
        story = published("Ferry", by=self.ed, picture=a_photo(credit="Pia Brandt"))
        story.picture.credit = "Ann Bell"
        story.picture.save()

        self.assertEqual(self.compare(story).names, "picture credit")

    def test_is_where_the_bar_the_menu_and_the_history_lead(self):
        story = published("Ferry", by=self.ed)
        self.write(story, headline="Ferry returns")

        for page in ("change", "history"):
            self.assertContains(self.client.get(address(story, page)), f'href="{address(story, "compare")}"')


class AnyTwoTests(CompareTestCase):
    def test_are_revisions_editions_and_what_is_scheduled(self):
        story = published("One", by=self.ed)
        self.write(story, headline="Two")
        schedule(story, by=self.ed, at=at("18:00"))
        self.write(story, headline="Three")

        for old, new, words in [
            ("r1", "r2", ("One", "Two")),
            ("r3", "public", ("Three", "One")),
            ("e1", "scheduled", ("One", "Two")),
            ("e2", "desk", ("Two", "Three")),
        ]:
            with self.subTest(old=old, new=new):
                (headline,) = self.compare(story, old=old, new=new).differences
                self.assertEqual((headline.old_runs[0].text, headline.new_runs[0].text), words)

    def test_are_chosen_by_time_person_and_name(self):
        story = a_draft("One", stage="desk")
        name_revision(record(story, by=self.rita), by=self.ed, name="As sent to the lawyer")
        set_aside(story, freeze(story).content() | {"headline": "Mine"}, by=self.ed, note="Clashed with revision 1")

        answer = self.page(story)

        self.assertContains(answer, "Revision 1 “As sent to the lawyer”: saved 08:00, by Rita Vale</option>")
        self.assertContains(answer, "Revision 2, kept aside: saved 08:00, by Ed Marsh</option>")

    def test_offers_each_text_once(self):
        story = published("One", by=self.ed)
        with travel(at("09:00")):
            self.write(story, headline="Two")
            schedule(story, by=self.ed, at=at("18:00"))
            keys = [text.key for _, texts in self.page(story).context["choices"] for text in texts]

        self.assertEqual(keys, ["desk", "scheduled", "public", "r2", "r1"])

    def test_names_what_is_pointed_to(self):
        story = a_draft("One", stage="desk")
        record(story, by=self.rita)
        story.topics.add(a_topic("Old Bridge"))

        (topics,) = self.compare(story).differences

        self.assertEqual([tuple(run) for run in topics.runs], [("ins", "Old Bridge")])

    def test_marks_words_for_ears_and_eyes_and_prints_no_markup(self):
        story = a_draft("Ferry <b>costs</b> 86", stage="desk")
        record(story, by=self.rita)
        self.write(story, headline="Ferry <b>costs</b> 68")

        answer = self.page(story, one="on")

        self.assertContains(
            answer, 'Ferry &lt;b&gt;costs&lt;/b&gt; <del><span class="visually-hidden">[taken out: </span>86'
        )
        self.assertContains(answer, '<ins><span class="visually-hidden">[put in: </span>68')

    def test_knows_the_texts_of_this_story_alone(self):
        story, other = published("One", by=self.ed), published("Other", by=self.ed)
        self.write(other, headline="Two")
        for key in ("r2", "r99", "e2", "e0", "r", "r999999999999", "<b>", "r1 "):
            self.assertEqual(self.page(story, old=key).status_code, 404, key)

    def test_says_so_where_nothing_is_public_or_scheduled(self):
        answer = self.page(a_draft(), old="public", new="scheduled")

        self.assertContains(answer, "Readers have nothing of this story now.")
        self.assertContains(answer, "Nothing is scheduled for this story now.")

    def test_is_asked_in_the_same_queries_however_many_there_are(self):
        story = published("One", by=self.ed, body=BODY)
        self.page(story)
        for many in (2, 12):
            for number in range(many):
                self.write(story, headline=f"{many} {number}", body=BODY + f"<p>{many} {number}</p>")
            with self.assertNumQueries(16):
                self.page(story, old="public", new="desk")


class RightTests(CompareTestCase):
    def test_is_the_right_to_see_the_story(self):
        story = a_draft("One", stage="draft", created_by=self.rita)
        for user, status in [(self.rita, 200), (self.ed, 200), (self.pia, 404), (self.rae, 302)]:
            self.client.force_login(user)
            self.assertEqual(self.page(story).status_code, status, user)

    def test_of_a_held_embargoed_or_killed_story_is_the_same(self):
        held, embargoed, killed = (ready_article(name, stage="desk") for name in ("Held", "Embargoed", "Killed"))
        hold(held, by=self.ed, note="Court order")
        embargo(embargoed, by=self.ed, until=at("18:00"))
        kill(killed, by=self.ed, note="Lawyers")
        for story in (held, embargoed, killed):
            for user, status in [(self.ed, 200), (self.pia, 404)]:
                self.client.force_login(user)
                self.assertEqual(self.page(story).status_code, status, (story, user))

    def test_changes_nothing(self):
        story = published("One", by=self.ed)
        self.assertEqual(self.client.post(address(story, "compare")).status_code, 405)


class TakeTests(CompareTestCase):
    """The older text, taken to the desk."""

    def setUp(self):
        super().setUp()
        self.story = published("One", by=self.ed, stage="desk")
        self.write(self.story, headline="Two")

    def take(self, kind, number):
        return self.client.post(reverse(f"admin:articles_article_{kind}", args=[self.story.pk, number]), follow=True)

    def test_offers_the_older_text_and_says_that_readers_see_no_change(self):
        for query, door in [
            ({"old": "r1"}, "/take/1/"),
            ({}, "/take/edition/1/"),
            ({"old": "desk", "new": "r1"}, "/take/1/"),
        ]:
            answer = self.page(self.story, **query)
            self.assertContains(answer, door)
            self.assertContains(answer, "Readers see no change.")

    def test_of_readers_becomes_a_draft_and_nothing_is_published(self):
        answer = self.take("take_edition", 1)

        self.story.refresh_from_db()
        self.assertEqual((self.story.headline, self.story.editions.count()), ("One", 1))
        self.assertEqual(told(answer), ["The earlier text is on the desk. What stood there is kept in the history."])
        self.assertEqual(self.story.log.first().words, "Took the text of edition 1 to the desk.")

    def test_is_not_offered_without_both_rights(self):
        reader = hire("Lee Okoro", "Legal reader")
        self.client.force_login(reader)
        self.assertNotContains(self.page(self.story), "/take/")
        for kind in ("take", "take_edition"):
            self.assertEqual(self.take(kind, 1).status_code, 403)

    def test_is_of_this_story_alone(self):
        for number in (2, 99):
            self.assertEqual(self.take("take_edition", number).status_code, 404)

    def test_keeps_what_only_the_desk_has(self):
        self.write(self.story, note="Ring the port.", slugline="ferry-mon")
        restore(self.story, revision=self.story.editions.get(), by=self.ed)

        self.story.refresh_from_db()
        self.assertEqual((self.story.note, self.story.slugline), ("Ring the port.", "ferry-mon"))

    def test_publishing_is_a_link_to_the_story_for_those_who_may(self):
        self.assertContains(self.page(self.story), "Publish update…")
        self.assertNotContains(self.page(self.story, old="r1"), "Publish update…")
        self.client.force_login(hire("Lee Okoro", "Legal reader"))
        self.assertNotContains(self.page(self.story), "Publish update…")
