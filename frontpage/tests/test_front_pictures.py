from articles.models import Article
from articles.tests.desk import address as story_form
from articles.tests.factories import a_photo, a_section, published, ready_article
from articles.workflow import kill, schedule, withdraw
from frontpage.checking import faults
from frontpage.content import Content
from frontpage.models import Draft, Front, Layout
from frontpage.tests.fronts import a_front, launched
from frontpage.workflow import Refused, launch
from newsroom import clock
from newsroom.testing import NewsroomTestCase, at, hire, travel
from photos import rights, uses
from photos.models import Photo, Source


class DoorTests(NewsroomTestCase):
    """A front's own picture is public exactly while readers see it there."""

    def setUp(self):
        super().setUp()
        self.photo = a_photo(width=320)

    def own(self, **facts) -> Content:
        self.story = published("Bridge reopens", by=self.ed)
        return a_front(("lead", {}, [{"story": self.story, "picture": self.photo.pk, **facts}]))

    def status(self) -> int:
        return self.client.get(self.photo.address(320)).status_code

    def kept(self) -> str:
        return self.client.get(self.photo.address(320))["Cache-Control"]

    def test_of_a_slot_is_there_while_its_layout_is_live(self):
        content = self.own()
        self.assertEqual(self.status(), 404)

        launched(content, at("09:00"), until=at("10:00"))

        for time, status in (("08:59:59", 404), ("09:00", 200), ("09:59:59", 200), ("10:00", 404)):
            with travel(at(time)):
                self.assertEqual(self.status(), status, time)
        with travel(at("09:59:40")):
            self.assertEqual(self.kept(), "public, max-age=20")

    def test_of_a_slot_goes_with_its_story(self):
        launched(self.own())
        self.assertEqual((self.status(), self.kept()), (200, "public, max-age=60"))
        withdraw(self.story, by=self.ed, at=at("08:00:30"))
        self.assertEqual(self.kept(), "public, max-age=30")

        kill(self.story, by=self.ed, note="Court.")

        self.assertEqual(self.status(), 404)

    def test_of_a_slot_keeps_the_slots_own_times(self):
        launched(self.own(run_from=at("08:10"), pinned_until=at("08:20"), run_until=at("08:30")))

        for time, status in (("08:09:59", 404), ("08:10", 200), ("08:20", 404)):
            with travel(at(time)):
                self.assertEqual(self.status(), status, time)

    def test_needs_its_rights(self):
        launched(self.own())
        rights.take_down(self.photo, by=self.ada, why="Complaint.")

        self.assertEqual(self.status(), 404)

    def test_of_a_promotion_is_there_while_the_layout_is_live(self):
        promo = {"text": "Write to us.", "link": "/latest/", "picture": self.photo.pk, "design": "picture"}
        launched(a_front(("lead", {}, []), ("promo", promo, [])), at("09:00"), until=at("10:00"))

        for time, status in (("08:59:59", 404), ("09:00", 200), ("10:00", 404)):
            with travel(at(time)):
                self.assertEqual(self.status(), status, time)

    def test_of_a_promotion_where_readers_cannot_go_is_not_there(self):
        content = a_front(("lead", {}, []), ("promo", {"text": "Soon.", "picture": self.photo.pk}, []))
        section = a_section("Sport")
        launched(content, section=section)
        self.assertEqual(self.status(), 404)

        published(by=self.ed, section=section)

        self.assertEqual(self.status(), 200)

    def test_is_told_apart_from_one_whose_number_begins_alike(self):
        promo = {"text": "Write to us.", "picture": self.photo.pk * 10}
        launched(a_front(("lead", {}, []), ("promo", promo, [])))

        for key, shown in ((self.photo.pk, False), (self.photo.pk * 10, True)):
            self.assertEqual(any(rows.exists() for rows in uses.showing(Photo(pk=key), clock.now())), shown)

    def test_of_a_slot_where_readers_cannot_go_is_not_there(self):
        section = a_section("Sport")
        launched(self.own(), section=section)
        self.assertEqual(self.status(), 404)

        published(by=self.ed, section=section)

        self.assertEqual(self.status(), 200)

    def test_in_a_draft_alone_is_not_there(self):
        Draft.objects.create(front=Front.objects.create(), content=self.own().as_json(), changed_at=clock.now())

        self.assertEqual(self.status(), 404)


class PreviewTests(NewsroomTestCase):
    """A draft's own pictures are seen in its preview, by those who may arrange the front."""

    def statuses(self, **facts) -> set[int]:
        """Of pictures of a slot, of one related to it, of a promotion; in the preview and for readers."""
        slot, related, promo = (a_photo(width=320, **facts) for _ in range(3))
        stories = [published(by=self.ed) for _ in range(2)]
        beside = [{"story": stories[1], "picture": related.pk}]
        lead = {"story": stories[0], "picture": slot.pk, "related": beside}
        content = a_front(("lead", {}, [lead]), ("promo", {"text": "Soon.", "picture": promo.pk}, []))
        front = Front.objects.create()
        Draft.objects.create(front=front, content=content.as_json(), changed_at=clock.now())
        address = f"/admin/frontpage/front/{front.pk}/seen/now"
        self.client.force_login(self.ada)
        self.assertEqual({self.client.get(photo.address(320)).status_code for photo in (slot, related, promo)}, {404})
        seen = [self.client.get(f"{address}{photo.address(320)}") for photo in (slot, related, promo)]
        self.assertEqual({answer["Cache-Control"] for answer in seen}, {"private, no-store"})
        self.assertEqual(self.client.get(f"{address}{a_photo(width=320).address(320)}").status_code, 404)
        return {answer.status_code for answer in seen}

    def test_shows_them(self):
        self.assertEqual(self.statuses(), {200})

    def test_asks_for_their_rights(self):
        self.assertEqual(self.statuses(status="new"), {404})


class UsesTests(NewsroomTestCase):
    """What the library tells of fronts."""

    def setUp(self):
        super().setUp()
        self.photo = a_photo()
        self.story = published("Bridge reopens", by=self.ed, moment=at("06:00"))
        self.content = a_front(("lead", {}, [{"story": self.story, "picture": self.photo.pk}]))

    def told(self, user=None):
        found = uses.uses_of(self.photo, user or self.ada)
        return [(use.place, use.live_from, use.live_until, use.is_waiting) for use in found]

    def test_says_where_and_since_when_and_joins_layouts_that_follow_one_another(self):
        launched(self.content, at("06:30"))
        launched(self.content, at("07:00"))
        launched(a_front(("lead", {}, [])), at("20:00"))
        launched(self.content, at("22:00"))

        self.assertEqual(
            self.told(),
            [
                ("on the front page", at("22:00"), None, True),
                ("on the front page", at("06:30"), at("20:00"), False),
            ],
        )

    def test_tells_what_is_planned_only_to_those_who_may_see_fronts(self):
        launched(self.content, at("22:00"))

        [use] = uses.uses_of(self.photo, self.rita)

        self.assertEqual((use.address, use.live_from, use.is_waiting), ("", None, True))

    def test_says_so_where_readers_do_not_get_it_now(self):
        launched(self.content)
        withdraw(self.story, by=self.ed)

        self.assertEqual(self.told(), [("on the front page, but readers don’t get it there now", None, None, False)])

    def test_knows_drafts(self):
        front = Front.objects.create(section=a_section())
        Draft.objects.create(front=front, content=self.content.as_json(), changed_at=clock.now())

        self.assertEqual(self.told(), [("on the front of the section, in its draft", None, None, False)])
        self.assertEqual(self.told(self.rita), [])  # who may not see fronts

    def test_finds_all_that_are_used(self):
        promoted, drafted, unused = (a_photo() for _ in range(3))
        launched(self.content)
        launched(a_front(("lead", {}, []), ("promo", {"picture": promoted.pk}, [])), at("22:00"))
        content = a_front(("lead", {}, [{"story": self.story, "picture": drafted.pk}]))
        Draft.objects.create(front=Front.objects.get(), content=content.as_json(), changed_at=clock.now())

        found = uses.used(Photo.objects.all())

        self.assertCountEqual(found, [self.photo, promoted, drafted])
        self.assertNotIn(unused, found)

    def test_counts_for_a_contract_once_when_readers_had_it_first(self):
        agency = Source.objects.create(name="Reuters")
        promoted, also_in_a_story = a_photo(source=agency), a_photo(source=agency)
        Photo.objects.filter(pk=self.photo.pk).update(source=agency)
        slots = [{"story": self.story, "picture": photo.pk} for photo in (self.photo, also_in_a_story)]
        launched(a_front(("top", {}, slots), ("promo", {"picture": promoted.pk}, [])), at("2026-04-30 23:00"))
        launched(self.content)
        published(by=self.ed, picture=also_in_a_story)

        months = [at(f"2026-0{month}-01 00:00") for month in (4, 5, 6)]
        counts = [uses.first_used_in(agency, *span) for span in zip(months, months[1:], strict=False)]

        self.assertEqual(counts, [2, 1])

    def test_a_takedown_says_what_it_takes_from_fronts(self):
        launched(self.content)
        self.client.force_login(self.ada)

        answer = self.client.get(f"/admin/photos/photo/{self.photo.pk}/change/")

        self.assertContains(answer, "1 front loses it now:")
        published(by=self.ed, picture=self.photo)
        answer = self.client.get(f"/admin/photos/photo/{self.photo.pk}/change/")
        self.assertContains(answer, "1 live story and 1 front lose it now:")


class FaultsTests(NewsroomTestCase):
    """What must be put right before a launch."""

    def told(self, photo, by=None, **facts) -> list[str]:
        story = published("Bridge reopens", by=self.ed)
        content = a_front(("lead", {}, [{"story": story, "picture": photo.pk, **facts}]))
        return faults(content, at("09:00"), by or self.ada)

    def test_none_where_rights_are_cleared(self):
        self.assertEqual(self.told(a_photo()), [])

    def test_name_picture_and_place_and_who_can_help(self):
        hire("Pat Grey", "Photo editor")
        told = "Lead: the picture chosen for “Bridge reopens” is restricted. Pat Grey can clear it, or choose another."

        self.assertEqual(self.told(a_photo(status="restricted")), [told])

    def test_are_found_in_the_same_number_of_queries_for_one_and_for_three(self):
        slots = [{"story": published(by=self.ed), "picture": a_photo(status="new").pk} for _ in range(3)]
        for some in (slots[:1], slots):
            with self.assertNumQueries(3):
                self.assertEqual(len(faults(a_front(("top", {}, some)), at("09:00"), self.ada)), len(some))

    def test_ask_for_the_moment_of_the_launch_and_of_the_slot(self):
        photo = a_photo(usable_until=at("12:00"))

        self.assertEqual(self.told(photo), [])
        self.assertIn("may not be used any more from 12:00 on", self.told(photo, run_from=at("12:00"))[0])
        self.assertEqual(self.told(a_photo(status="new"), run_until=at("08:30")), [])

    def test_are_none_on_a_day_that_somebody_answers_for(self):
        photo = a_photo(status="new")
        rights.override(photo, by=self.ada, why="The only one.")

        self.assertEqual(self.told(photo), [])

    def test_offer_nobody_where_nobody_can_help(self):
        [told] = self.told(a_photo(status="forbidden"))

        self.assertEqual(told, "Lead: the picture chosen for “Bridge reopens” must not be used. Choose another.")

    def test_name_no_story_to_those_who_may_not_see_it(self):
        [told] = self.told(a_photo(status="new"), by=self.rae)

        self.assertIn("the picture chosen for a story that you may not see is not cleared yet", told)

    def test_refuse_the_launch(self):
        story = published("Bridge reopens", by=self.ed)
        content = a_front(("lead", {}, [{"story": story, "picture": a_photo(status="new").pk}]))
        front = Front.objects.create()
        Draft.objects.create(front=front, content=content.as_json(), changed_at=clock.now())

        with self.assertRaisesMessage(Refused, "Not launched. Lead: the picture chosen for “Bridge reopens” is not"):
            launch(front, by=self.ada, version=1, seen=0)
        self.assertFalse(Layout.objects.exists())

    def test_hold_for_promotions(self):
        content = a_front(("lead", {}, []), ("promo", {"name": "Our letters", "picture": a_photo(status="new").pk}, []))

        [told] = faults(content, at("09:00"), self.ada)

        self.assertTrue(told.startswith("Our letters: its picture is not cleared yet."))


class DialogTests(NewsroomTestCase):
    """Whoever takes a story from readers is told which fronts it leaves."""

    def page(self, story: Article) -> str:
        self.client.force_login(self.ada)
        return self.client.get(story_form(story)).content.decode()

    def test_names_front_and_block(self):
        story = published("Bridge reopens", by=self.ed)
        launched(a_front(("lead", {}, [story])))
        launched(a_front(("lead", {}, []), ("top", {"name": "Today"}, [story])), section=a_section("Sport"))

        page = self.page(story)

        self.assertEqual(page.count("It leaves the front page (Lead) and the front of Sport (Today)."), 4)

    def test_says_nothing_of_a_story_that_stands_nowhere(self):
        launched(a_front(("lead", {}, [published("Ferry", by=self.ed)])))
        waiting = ready_article("Tonight")
        schedule(waiting, by=self.ed, at=at("18:00"))

        for story in (published("Bridge reopens", by=self.ed), waiting):
            self.assertNotIn("It leaves the front", self.page(story).replace("It leaves the front, every list", ""))

    def test_is_over_with_the_layout(self):
        story = published("Bridge reopens", by=self.ed)
        launched(a_front(("lead", {}, [story])), at("07:00"))
        launched(a_front(("lead", {}, [])), at("07:30"))

        self.assertNotIn("front page (Lead)", self.page(story))
        self.assertEqual(Layout.objects.count(), 2)
