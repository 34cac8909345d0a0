from contextlib import ExitStack
from io import StringIO
from unittest.mock import patch

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.http import HttpResponse
from django.test import override_settings
from django.urls import URLPattern

from articles import search, workflow
from articles.leaks import doors, still_shown
from articles.leaks.check import check
from articles.leaks.plant import Garden, every_state
from articles.leaks.shown import look_for
from articles.models import Article, Edition, Topic
from articles.querysets import EditionQuerySet
from articles.tests.desk import address, typed
from articles.tests.factories import a_draft, a_photo, a_series, a_topic, an_author, published
from articles.views import photo
from articles.views.lists import Latest
from newsroom.testing import NewsroomTestCase, at, travel
from photos.models import Photo
from photos.querysets import PhotoQuerySet

FOR_SHORT = ("headline", "body", "author")  # the words that tests look for with the search


def everything(self, at=None):
    return self.filter()


class LeakTests(NewsroomTestCase):
    def test_finds_no_word_of_any_state_behind_any_door(self):
        result = check(searched=FOR_SHORT, each=1)

        self.assertEqual(result.leaks, [])
        self.assertEqual(len(result.states), len(every_state()))
        self.assertGreater(result.words, 30 * len(result.states))

    def test_knocks_at_every_door_of_the_paper(self):
        result = check(["draft", "with reviewers"], searched=FOR_SHORT, each=1)

        named = {door.name for door in [*doors.doors(), *doors.doors(admin=True)]}
        self.assertEqual(named - result.answers.keys(), set())
        self.assertTrue({"latest", "photo", "preview", "story", "admin:index"} <= named)

    def test_says_so_where_it_cannot_find_a_door(self):
        new = [doors.Door("issue", ("weather",))]
        with patch.object(doors, "doors", lambda admin=False: [] if admin else new):
            [leak] = check(["draft"], only=["issue"]).leaks

        self.assertIn("issue: not walked. leakcheck doesn’t know what “weather” can be", leak)

    def test_leaves_nothing_behind(self):
        published("Bridge reopens", by=self.ed)
        before = [model.objects.count() for model in (Article, Edition, Topic)]

        check(["scheduled", "killed"], only=["latest", "photo"])

        self.assertEqual([model.objects.count() for model in (Article, Edition, Topic)], before)
        self.assertEqual([*settings.MEDIA_ROOT.glob("originals/zq/*")], [])


@pytest.mark.any_database("the walk is the same; LeakTests take it on PostgreSQL, too")
class BrokenTests(NewsroomTestCase):
    """A check that finds nothing must be able to find something."""

    def leaks(self, *broken, states=("scheduled",), only=()) -> str:
        with ExitStack() as stack:
            for patched in broken:
                stack.enter_context(patched)
            return "\n".join(check(states, only, FOR_SHORT).leaks)

    def test_sees_lists_and_stories_that_show_what_is_scheduled(self):
        only = ["latest", "feed", "story", "topic", "author", "series", "section", "sitemap-month", "search", "photo"]

        found = self.leaks(patch.object(EditionQuerySet, "live", everything), only=only)

        for door in only:
            self.assertIn(f"\n{door} /", f"\n{found}")
        for part in ("headline", "standfirst", "author", "caption", "address of the picture"):
            self.assertIn(f": {part} of scheduled", found)

    def test_sees_a_page_that_shows_the_desk(self):
        def desk(self, request):
            return HttpResponse(", ".join(Article.objects.values_list("headline", flat=True)))

        found = self.leaks(patch.object(Latest, "get", desk), states=["draft", "kept aside"], only=["latest"])

        self.assertIn("latest /latest/: headline of draft", found)
        self.assertIn("latest /latest/: headline of kept aside", found)

    def test_sees_a_search_that_finds_what_is_not_live(self):
        find = search.find
        early = patch.object(search, "find", lambda words, **limits: find(words, **limits | {"at": at("23:00")}))

        self.assertIn("search /search/?q=*: ", self.leaks(early, only=["search"]))

    def test_sees_pictures_that_are_not_public_yet(self):
        found = self.leaks(patch.object(photo, "is_public", lambda *args: True), states=["draft"], only=["photo"])

        self.assertIn("photo /photos/*/320.webp: credit of the picture of draft", found)

    def test_sees_pictures_whose_rights_nobody_asks_for(self):
        forgotten = (
            patch.object(Photo, "is_shown", lambda photo, at: True),
            patch.object(Photo, "shown_until", lambda photo, at: None),
            patch.object(PhotoQuerySet, "shown", lambda photos, at: photos.all()),
        )
        state = "with pictures that may not be shown"

        found = self.leaks(*forgotten, states=[state], only=["story", "story-changes", "author", "feed", "photo"])

        for part in (
            "caption here",
            "caption in the text",
            "credit of the picture in the text",
            "address of the portrait",
        ):
            self.assertIn(f": {part} of {state}", found)
        for door in ("story", "story-changes", "author", "feed", "photo"):
            self.assertIn(f"\n{door} /", f"\n{found}")

    def test_sees_a_count(self):
        def counted(self, request):
            return HttpResponse(f"{Edition.objects.count()} stories")

        found = self.leaks(patch.object(Latest, "get", counted), only=["latest"])

        self.assertIn("latest /latest/: not the answer of before planting: ", found)

    def test_sees_an_answer_that_tells_that_there_is_something(self):
        def refuse(*args):
            raise PermissionDenied

        found = self.leaks(patch.object(photo, "is_public", refuse), only=["photo"])

        self.assertIn("answers 403 and not 404, scheduled", found)

    def test_sees_a_header_that_tells_that_there_is_something(self):
        def telling(request, token, name):
            answer = HttpResponse(status=404)
            answer["X-Known"] = Photo.objects.filter(token=token).exists()
            return answer

        found = self.leaks(patch.object(URLPattern, "resolve", routed("photo", telling)), only=["photo"])

        self.assertIn("not like a made-up address: X-Known, scheduled", found)


def routed(name, view):
    """Every pattern as it is, but for the one with this name: that leads to ``view``."""
    resolve = URLPattern.resolve

    def resolved(pattern, path):
        match = resolve(pattern, path)
        if match and pattern.name == name:
            match.func = view
        return match

    return resolved


class StillShownTests(NewsroomTestCase):
    def a_story(self, **facts) -> Article:
        facts = {"topics": [a_topic()], "authors": [an_author()], "series": a_series(), "picture": a_photo()} | facts
        return published("Wrong man named", by=self.ed, moment=at("07:00"), **facts)

    def test_finds_a_live_story_wherever_it_is(self):
        story = self.a_story()
        shown = {one.path for one in still_shown(story)}

        wanted = "/ /latest/ /town-hall/ /topics/old-bridge/ /authors/ines-calder/ /series/the-long-tide/"
        wanted += " /feeds/latest.rss /topics/old-bridge/feed.json /archive/2026/05/14/ /sitemaps/2026-05.xml"
        wanted += f" /search/?q=Wrong+man+named {story.editions.get().path} {story.picture.address(320)}"
        self.assertEqual(set(wanted.split()) - shown, set())

    def test_finds_nothing_of_a_killed_story(self):
        published("Bridge", by=self.ed, topics=[a_topic()], authors=[an_author()])
        story = self.a_story()
        workflow.kill(story, by=self.ed, note="Court order.")

        found = look_for(story)

        self.assertEqual(found.shown, [])
        self.assertGreater(found.checked, 30)
        self.assertEqual(str(found), f"Checked {found.checked} addresses: none shows it.")

    def test_looks_at_earlier_addresses_and_leaves_pictures_that_others_show(self):
        picture = a_photo()
        story = self.a_story(picture=picture)
        with travel(at("07:30")):
            story.slug = "another"
            story.save()
            workflow.publish(story, by=self.ed)
        published("Bridge", by=self.ed, picture=picture)
        workflow.withdraw(story, by=self.ed)

        with patch.object(EditionQuerySet, "live", everything):
            paths = [one.path for one in still_shown(story)]

        self.assertIn("/town-hall/2026/05/14/wrong-man-named/", paths)
        self.assertIn("/town-hall/2026/05/14/another/", paths)
        self.assertEqual([path for path in paths if path.startswith("/photos/")], [])

    def test_does_not_take_another_story_for_it(self):
        story = self.a_story()
        workflow.kill(story, by=self.ed, note="Court order.")
        published("Wrong man named", by=self.ed)

        self.assertEqual(still_shown(story), [])


class ScreenTests(NewsroomTestCase):
    def test_stands_after_a_kill(self):
        story = published("Wrong man named", by=self.ed)
        self.client.force_login(self.ed)

        answer = self.client.post(address(story), typed(story, _verb="kill", kill__reason="Court."), follow=True)

        self.assertEqual(answer.redirect_chain[-1][0], address(story, "check"))
        self.assertContains(answer, "none shows it.")

    def test_is_for_those_who_may_see_the_story(self):
        story = a_draft("Secret")
        workflow.hold(story, by=self.ed, note="Wait.")
        for user, status in [(self.ed, 200), (self.rita, 404)]:
            self.client.force_login(user)
            self.assertEqual(self.client.get(address(story, "check")).status_code, status)


class CommandTests(NewsroomTestCase):
    def run_it(self, **options) -> tuple[list[str], int]:
        out = StringIO()
        try:
            call_command("leakcheck", verbosity=0, stdout=out, **options)
        except SystemExit as end:
            return out.getvalue().splitlines(), end.code
        return out.getvalue().splitlines(), 0

    def test_tells_what_shows_a_story(self):
        story = published("Wrong man named", by=self.ed)

        lines, code = self.run_it(article=story.pk)

        self.assertEqual((lines[0], code), (f"{story.editions.get().path} answers 200: the story itself", 1))
        workflow.kill(story, by=self.ed, note="Court order.")
        self.assertEqual(self.run_it(article=story.pk)[1], 0)

    def test_counts_and_ends_with_one_on_a_leak(self):
        with patch("articles.management.commands.leakcheck.check") as made:
            made.return_value = check(["draft"], only=["latest"])
            self.assertEqual(self.run_it()[1], 0)
            made.return_value.leaks.append("latest /latest/: headline of draft")
            lines, code = self.run_it()

        self.assertEqual((lines[0], code), ("latest /latest/: headline of draft", 1))
        self.assertRegex(lines[1], r"^\d+ doors, 1 states, \d+ words, \d+ answers read: 1 leaks\.$")

    def test_does_not_run_where_error_pages_tell_everything(self):
        with override_settings(DEBUG=True), self.assertRaisesMessage(CommandError, "with DEBUG on"):
            call_command("leakcheck")

    def test_does_not_run_where_the_paper_does_not_answer(self):
        with override_settings(SITE_URL="http://elsewhere.example"):
            with self.assertRaisesMessage(CommandError, "Not checked: the front page answers 400."):
                call_command("leakcheck", verbosity=0)

    def test_knows_that_a_story_is_not_there(self):
        with self.assertRaisesMessage(CommandError, "There is no story 999."):
            call_command("leakcheck", article=999)


class GardenTests(NewsroomTestCase):
    def test_plants_each_part_with_a_word_of_its_own(self):
        garden = Garden()
        garden.plant_public(["scheduled"])
        garden.plant_secrets(["scheduled"])

        parts = {part for part, _ in garden.words.known.values()}
        asked = "headline slug standfirst kicker body caption author topic series slugline note search_title remark"
        self.assertEqual({part.replace("_", " ") for part in asked.split()} - parts, set())
        self.assertTrue({"author address", "alt of the picture", "address of the picture"} <= parts)
