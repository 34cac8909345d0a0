"""Warnings about pictures: what waits will go without, what ends soon or ended, whose contract is used up."""

from django.core.cache import cache
from django.urls import reverse

from articles.plans import conflicts, troubles
from articles.plans.pictures import endings, quotas
from articles.tests.factories import a_photo, an_author, published, ready_article
from articles.workflow import schedule, withdraw
from newsroom.testing import NewsroomTestCase, at, hire, travel
from photos import rights
from photos.models import Photo, Source

INDEX = reverse("admin:index")


class PicturePlansTestCase(NewsroomTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.vera = hire("Vera Holt", "Photo editor")


class WaitingTests(PicturePlansTestCase):
    def setUp(self):
        super().setUp()
        self.photo = a_photo()
        self.story = ready_article(picture=self.photo)
        schedule(self.story, by=self.ed, at=at("18:00"))

    def test_will_go_without_its_picture(self):
        self.assertEqual(troubles(at("08:00")), [])
        rights.clear(self.photo, by=self.vera, status="restricted")

        [trouble] = troubles(at("08:00"))

        words = "The text scheduled for Thu 14 May, 18:00 BST will go without its picture: it is restricted."
        self.assertEqual(trouble, (self.story, words, "Vera Holt"))
        self.assertTrue(trouble.is_amber)

    def test_stands_on_the_first_screen_and_in_the_plan(self):
        rights.clear(self.photo, by=self.vera, usable_until=at("18:00"))
        self.client.force_login(self.ed)

        for page in (INDEX, reverse("admin:articles_article_plan")):
            self.assertContains(self.client.get(page), "it may not be used any more from 18:00 on.")

    def test_is_said_of_a_moment_before_it_is_chosen(self):
        rights.clear(self.photo, by=self.vera, usable_until=at("20:00"))
        self.photo.refresh_from_db()
        self.story.refresh_from_db()

        told = {time: [f.stops for f in conflicts(self.story, at(time)) if f.photo] for time in ("19:59", "20:00")}

        self.assertEqual(told, {"19:59": [False], "20:00": [True]})


class EndingTests(PicturePlansTestCase):
    def seen(self, user=None, time="08:00"):
        with travel(at(time)):
            found = endings(at(time), user or self.vera)
            return [("red" if ending.is_red else "amber", ending.words) for ending in found]

    def test_fourteen_and_three_days_ahead_and_when_it_is_over(self):
        published(picture=a_photo(usable_until=at("2026-06-14 18:00")), by=self.ed)

        soon = "It may be used until Sun 14 Jun, 18:00; from then on readers see the story without it."
        for time, told in (
            ("2026-05-31 18:00", []),
            ("2026-05-31 18:00:01", [("amber", soon)]),
            ("2026-06-11 18:00", [("amber", soon)]),
            ("2026-06-11 18:00:01", [("red", soon)]),
            ("2026-06-14 17:59:59", [("red", soon.replace("Sun 14 Jun, ", ""))]),
            ("2026-06-14 18:00", [("red", "Readers see the story without it since 18:00.")]),
            ("2026-06-28 17:59", [("red", "Readers see the story without it since Sun 14 Jun, 18:00.")]),
            ("2026-06-28 18:00", []),
        ):
            with self.subTest(time):
                self.assertEqual(self.seen(time=time), told)

    def test_what_somebody_ended(self):
        down, closed, for_a_day = a_photo(), a_photo(), a_photo(status="new")
        published("Family", picture=down, by=self.ed)
        published("Court", picture=closed, by=self.ed)
        rights.override(for_a_day, by=hire("Dot Vane", "Duty editor"), why="Fire")
        published("Fire", picture=for_a_day, by=self.ed)
        with travel(at("09:00")):
            rights.take_down(down, by=self.vera, why="Asked")
            rights.clear(closed, by=self.vera, status="restricted")

        found = {ending.stories[0][1]: ending for ending in endings(at("10:00"), self.vera)}

        self.assertEqual({name: ending.is_over for name, ending in found.items()},
                         {"Family": True, "Court": True, "Fire": False})  # fmt: skip
        self.assertEqual((found["Family"].at, found["Court"].at), (at("09:00"), at("09:00")))
        self.assertEqual((found["Fire"].at, found["Fire"].is_red), (at("2026-05-15 08:00"), True))

    def test_only_of_what_readers_have(self):
        ended = a_photo(usable_until=at("09:00"))
        story = published(picture=ended, by=self.ed)
        ready_article(picture=a_photo(usable_until=at("09:00")))
        withdraw(story, by=self.ed, at=at("08:30"))

        self.assertEqual((len(self.seen()), self.seen(time="08:30")), (1, []))

    def test_is_told_to_photo_editors_and_to_the_storys_people(self):
        ends = a_photo(usable_until=at("09:00"))
        published(picture=ends, by=self.ada, authors=[an_author("Rita Vale", user=self.rita)])

        self.assertEqual([len(self.seen(user)) for user in (self.vera, self.rita, self.ed)], [1, 1, 0])

    def test_names_the_stories_of_a_picture_together(self):
        ends = a_photo(usable_until=at("09:00"), caption="The mayor.")
        for number in range(4):
            published(f"Story {number}", picture=ends, by=self.ed)
        self.client.force_login(self.vera)

        page = self.client.get(INDEX)

        self.assertContains(page, "from then on readers see 4 stories without it. Vera Holt can clear it.")
        self.assertContains(page, "and 1 more")

    def test_stands_in_the_plan_on_its_day(self):
        published("Bridge reopens", picture=a_photo(usable_until=at("2026-05-16 12:00")), by=self.ed)
        self.client.force_login(self.ed)

        days = self.client.get(reverse("admin:articles_article_plan")).context["days"]

        found = [(day.date.day, entry.what, entry.note) for day in days for entry in day.entries]
        self.assertIn((16, "goes without its picture", "The bridge at dawn."), found)

    def test_takes_the_same_queries_for_one_picture_and_for_three(self):
        for count in (1, 3):
            for number in range(count):
                published(picture=a_photo(usable_until=at("09:00")), by=self.ed)
                Source.objects.create(name=f"Wire {count}{number}", quota=number)
            vera = type(self.vera).objects.get(pk=self.vera.pk)
            vera.has_perm("photos.clear_photo")
            cache.clear()
            with self.assertNumQueries(9):
                endings(at("08:00"), vera), quotas(at("08:00"), vera)


class QuotaTests(PicturePlansTestCase):
    def test_warns_from_four_fifths_and_over(self):
        agency = Source.objects.create(name="Tide Wire", quota=5)
        Source.objects.create(name="Ours")
        told = []
        for _ in range(6):
            published(picture=a_photo(source=agency), by=self.ed)
            cache.clear()
            told.append([(month.used, month.is_over) for month in quotas(at("08:00"), self.vera)])

        self.assertEqual(told, [[], [], [], [(4, False)], [(5, False)], [(6, True)]])
        self.assertEqual(quotas(at("2026-06-01 00:00"), self.vera), [])
        self.assertEqual(quotas(at("08:00"), self.rita), [])
        self.client.force_login(self.vera)
        self.assertContains(self.client.get(INDEX), "Tide Wire: 6 of 5 this month")
        self.assertEqual(Photo.objects.count(), 6)
