"""Pictures that readers may not see any more, or not yet: gone to the second, at every door."""

import json

from articles.models import Edition
from articles.tests.desk import address
from articles.tests.factories import a_photo, an_author, published, ready_article
from articles.workflow import publish, schedule
from newsroom.testing import NewsroomTestCase, at, hire, travel
from photos import rights
from photos.models import Photo

WORDS = {"caption": "Wilbur waves.", "credit": "Zelda Fitz", "alt": "A waving man.", "creator": "Zelda Fitz"}
TELLING = ("Wilbur", "Zelda", "waving")
GONE = "This picture is no longer available."


class DoorsTestCase(NewsroomTestCase):
    """A story with three pictures: the lead, one in its text, the face of who wrote it."""

    def setUp(self):
        super().setUp()
        self.lead, self.inside, self.face = self.photos = [a_photo(600, 400, **WORDS) for _ in range(3)]
        figure = f'<figure data-photo="{self.inside.pk}"><figcaption>Wilbur, later.</figcaption></figure>'
        author = an_author("Ines Calder", portrait=self.face)
        self.story = ready_article(picture=self.lead, body=f"<p>Now.</p>{figure}", authors=[author], show_changes=True)

    def public(self) -> None:
        publish(self.story, by=self.ed)
        with travel(at("08:01")):  # a second edition, so that there is something to compare
            self.story.picture_caption = "Wilbur walks."
            self.story.save()
            publish(self.story, by=self.ed)

    def doors(self) -> dict[str, str]:
        """What readers get now, by address."""
        path = Edition.objects.live().get().path
        lists = ["/", "/latest/", "/town-hall/", "/authors/ines-calder/", "/search/?q=bridge", "/search/?q=wilbur"]
        feeds = [f"{name}.{form}" for name in ("/feeds/latest", "/town-hall/feed") for form in ("rss", "atom", "json")]
        return {door: self.client.get(door).content.decode() for door in [path, f"{path}changes/", *lists, *feeds]}

    def telling(self) -> list[str]:
        """The doors that tell of the pictures."""
        signs = [*TELLING, *(photo.token for photo in self.photos)]
        return [door for door, page in self.doors().items() if any(sign in page.replace(door, "") for sign in signs)]

    def statuses(self) -> list[int]:
        addresses = [photo.address(320) for photo in self.photos] + [self.lead.social]
        return [self.client.get(address).status_code for address in addresses]

    def assertShown(self):
        self.assertEqual(
            len(self.telling()), 12
        )  # all but the latest, which has no pictures, and the search for a caption
        self.assertEqual(self.statuses(), [200] * 4)

    def assertGone(self):
        self.assertEqual(self.telling(), [])
        self.assertEqual(self.statuses(), [404] * 4)


class EndTests(DoorsTestCase):
    def all(self, **facts) -> None:
        Photo.objects.filter(pk__in=[photo.pk for photo in self.photos]).update(**facts)

    def test_of_rights_is_the_end_in_that_second(self):
        self.all(usable_until=at("12:00"))
        self.public()

        with travel(at("11:59:59")):
            self.assertShown()
        with travel(at("12:00")):
            self.assertGone()

    def test_of_an_override_is_the_end_in_that_second(self):
        self.public()
        self.all(status="restricted", overridden_from=at("08:00"), overridden_until=at("12:00"))

        with travel(at("11:59:59")):
            self.assertShown()
        with travel(at("12:00")):
            self.assertGone()

    def test_by_takedown_is_the_end_at_once_and_for_the_past_too(self):
        self.public()
        self.client.force_login(self.ed)
        then = f"/as-of/2026-05-14T08:30{Edition.objects.live(at('08:30')).get().path}"
        with travel(at("12:00")):
            self.assertContains(self.client.get(then), self.lead.token)
            for photo in self.photos:
                rights.take_down(photo, by=hire(f"Pia{photo.pk} Brandt", "Photo editor"), why="A complaint.")

            self.assertGone()
            page = self.client.get(then)
            self.assertNotContains(page, self.lead.token)
            self.assertContains(page, GONE, count=2)
            self.assertEqual(self.client.get(f"/as-of/2026-05-14T08:30{self.lead.address(320)}").status_code, 404)

    def test_by_a_new_decision_is_the_end_at_once_until_another_is_made(self):
        self.public()
        with travel(at("12:00")):
            for status in ("restricted", "forbidden", "new"):
                self.all(status=status)
                self.assertEqual((self.telling(), self.statuses()), ([], [404] * 4), status)
            self.all(status="limited")
            self.assertShown()

    def test_before_its_time_is_the_same(self):
        self.public()
        self.all(usable_from=at("12:00"))

        with travel(at("11:59:59")):
            self.assertGone()
        with travel(at("12:00")):
            self.assertShown()


class PageTests(DoorsTestCase):
    def page(self) -> str:
        return self.client.get(Edition.objects.live().get().path).content.decode()

    def test_keeps_its_layout_and_says_what_is_missing(self):
        self.public()
        Photo.objects.update(status="restricted")
        with travel(at("12:00")):
            page, front = self.page(), self.client.get("/").content.decode()

        self.assertEqual((page.count(GONE), page.count("<figcaption"), page.count("<picture>")), (2, 0, 0))
        self.assertIn("story--pictured", page)
        self.assertNotIn('byline__portrait"', page)
        self.assertIn('<div class="picture picture--card picture--gone" aria-hidden="true">', front)
        self.assertNotIn(GONE, front)

    def test_tells_no_program_of_it(self):
        self.public()
        Photo.objects.update(usable_until=at("12:00"))
        with travel(at("12:00")):
            page = self.page()

        self.assertNotIn("og:image", page)
        self.assertIn('<meta name="twitter:card" content="summary">', page)
        facts = json.loads(page.split('<script type="application/ld+json">')[1].split("</script>")[0])
        self.assertNotIn("image", facts)

    def test_of_a_scheduled_story_is_without_a_picture_that_was_restricted_meanwhile(self):
        schedule(self.story, by=self.ed, at=at("18:00"))
        for photo in self.photos:
            rights.clear(photo, by=hire(f"Pia{photo.pk} Brandt", "Photo editor"), status="restricted")

        with travel(at("18:00")):
            self.assertEqual(self.statuses(), [404] * 4)
            if Edition.objects.live().exists():  # the desk may have taken it out of the schedule
                self.assertEqual(self.telling(), [])


class FrontTests(NewsroomTestCase):
    """A picture that is not shown counts as none."""

    def setUp(self):
        super().setUp()
        published("Old picture", by=self.ed, moment=at("05:00"), picture=a_photo())
        published("Ended picture", by=self.ed, moment=at("06:00"), picture=a_photo(usable_until=at("09:00")))
        published("No picture", by=self.ed, moment=at("07:00"))

    def test_leads_with_a_picture_that_is_shown(self):
        for time, headline in (("08:59:59", "Ended picture"), ("09:00", "Old picture")):
            with travel(at(time)):
                self.assertEqual(self.client.get("/").context["page"].lead.headline, headline)
                self.assertEqual(self.client.get("/town-hall/").context["lead"].headline, headline)

    def test_asks_as_much_whether_pictures_are_shown_or_not(self):
        for time in ("08:30", "09:00"):
            with travel(at(time)), self.assertNumQueries(7):
                self.client.get("/")


class ProofTests(NewsroomTestCase):
    """The desk sees what it works on, but nobody what was taken down."""

    def setUp(self):
        super().setUp()
        self.photo = a_photo(600, 400, status="new")
        self.story = ready_article(picture=self.photo)
        self.client.force_login(self.ed)
        self.page = f"/preview/{self.story.preview_token}/"

    def picture(self) -> int:
        return self.client.get(f"{self.page}desk/photos/{self.photo.token}/320.webp").status_code

    def test_shows_a_picture_before_it_is_cleared_and_says_so(self):
        self.assertContains(self.client.get(self.page), "Readers don’t see this picture: not cleared yet.")
        self.assertEqual(self.picture(), 200)
        self.assertEqual(self.client.get(address(self.story, "preview")).status_code, 200)

    def test_never_shows_one_that_was_taken_down(self):
        Photo.objects.update(taken_down_at=at("07:00"))

        page = self.client.get(self.page)

        self.assertContains(page, GONE)
        self.assertNotContains(page, self.photo.token)
        self.assertEqual(self.picture(), 404)
