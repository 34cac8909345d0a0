from datetime import timedelta
from io import StringIO
from unittest.mock import patch

import pytest
from django.core.management import CommandError, call_command
from django.test import SimpleTestCase, TestCase

from accounts.models import Author, User
from articles.demo import generate
from articles.demo.telling import Day, all_stories
from articles.models import Article, Edition, Section, Topic
from newsroom import clock, html
from newsroom.testing import NewsroomTestCase, at, person


class TellingTests(SimpleTestCase):
    def test_is_a_newspaper_of_real_length(self):
        told = [story for story in all_stories() if not story["state"]]
        lengths = [html.word_count(story.body) for story in told]

        self.assertGreaterEqual(len(told), 40)
        self.assertGreaterEqual(len({story["section"].split("/")[0] for story in told}), 6)
        self.assertGreaterEqual(len({slug for story in told for slug in story.slugs("authors")}), 8)
        self.assertTrue(all(280 <= length <= 1250 for length in lengths), lengths)

    def test_every_text_is_as_the_allow_list_wants_it(self):
        for story in all_stories():
            self.assertEqual(html.plain(html.clean(story.body)), html.plain(story.body), story.name)
            self.assertNotIn("<img", story.body)

    def test_todays_acts_are_over_when_it_is_played(self):
        moments = ["0d 07:05", "0d 11:40", "-1d 18:20", "+1d 06:00"]

        early, late = (Day.of(at(now), moments) for now in ("09:00", "15:00"))

        self.assertEqual([late.moment(text) for text in moments[:2]], [at("07:05"), at("11:40")])
        self.assertEqual(early.moment("0d 11:40"), at("08:55"))
        self.assertEqual(early.moment("-1d 18:20"), at("2026-05-13 18:20"))


@pytest.mark.any_database("plays with the verbs, which other tests try on PostgreSQL")
class DemoTests(TestCase):
    def test_fills_an_empty_newsroom_and_only_that(self):
        out = StringIO()
        call_command("demo", verbosity=0, stdout=out)

        self.assertEqual(Article.objects.count(), len(all_stories()))
        self.assertIn("editor@wennock.example", out.getvalue())
        self.assertEqual(self.client.get("/").status_code, 200)
        self.assertFalse(Edition.objects.live().exclude(topics__isnull=False).exists())
        self.assertGreater(
            Edition.objects.live(clock.now() + timedelta(days=3)).count(), Edition.objects.live().count()
        )
        killed = Article.objects.get(killed_at__isnull=False)
        self.assertEqual(self.client.get(killed.addresses.get().path).status_code, 410)
        with self.assertRaises(CommandError):
            call_command("demo", verbosity=0, stdout=out)


class GenerateTests(NewsroomTestCase):
    def test_adds_as_many_as_asked_for(self):
        user = person("Editor", "import_article")
        User.objects.filter(pk=user.pk).update(email="editor@wennock.example")
        Section.objects.create(name="Town", slug="town")
        Author.objects.create(name="Ines Calder", slug="ines-calder"), Author.objects.create(name="Dev", slug="dev")
        Topic.objects.create(name="Ferry", slug="ferry"), Topic.objects.create(name="Trams", slug="trams")

        with patch.object(generate, "BATCH", 10):
            generate.add(25, progress=False)

        self.assertEqual(Edition.objects.live().count(), 25)
