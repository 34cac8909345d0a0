from articles.models import Article
from articles.picture_uses import UNSEEN
from articles.tests.factories import a_draft, a_photo, an_author, published, ready_article
from articles.workflow import embargo, kill, publish, schedule, unschedule, withdraw
from newsroom.testing import NewsroomTestCase, at, hire, travel
from photos import uses
from photos.models import Photo, Source

FIGURE = '<p>So.</p><figure data-photo="{}"><figcaption>At dawn.</figcaption></figure>'


class UsesTestCase(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.photo = a_photo()

    def uses(self, user=None):
        return [(use.title, use.place) for use in uses.uses_of(self.photo, user or self.ed)]


class UsesTests(UsesTestCase):
    def test_none(self):
        published(picture=a_photo(), by=self.ed)

        self.assertEqual(self.uses(), [])

    def test_a_live_story_with_its_range(self):
        story = published(picture=self.photo, by=self.ed, moment=at("06:00"))
        with travel(at("07:00")):
            publish(story, by=self.ed)  # another text, the same use
        withdraw(story, by=self.ed, at=at("20:00"))

        [use] = uses.uses_of(self.photo, self.ed)

        self.assertEqual((use.title, use.place, use.is_waiting), ("Bridge reopens", "lead picture", False))
        self.assertEqual((use.live_from, use.live_until), (at("06:00"), at("20:00")))
        self.assertEqual((use.is_live(at("08:00")), use.is_live(at("20:00"))), (True, False))
        self.assertEqual(self.client.get(use.address).status_code, 302)

    def test_what_was_what_is_and_what_will_be(self):
        story = published(picture=self.photo, by=self.ed, moment=at("06:00"))
        story.picture, story.body = None, FIGURE.format(self.photo.pk)
        story.save()
        publish(story, by=self.ed)
        schedule(ready_article("Ferry returns", picture=self.photo), by=self.ed, at=at("18:00"))

        ferry, now, was = uses.uses_of(self.photo, self.ed)

        self.assertEqual([use.place for use in (ferry, now, was)], ["lead picture", "in the text", "lead picture"])
        self.assertEqual([use.is_live(at("08:00")) for use in (ferry, now, was)], [False, True, False])
        self.assertEqual((ferry.is_waiting, ferry.live_from, was.live_until), (True, at("18:00"), at("08:00")))

    def test_nothing_that_was_taken_out_of_the_schedule(self):
        story = ready_article(picture=self.photo)
        unschedule(schedule(story, by=self.ed, at=at("18:00")), by=self.ed)

        self.assertEqual(self.uses(), [("Bridge reopens", "lead picture, at the desk")])

    def test_working_copies(self):
        a_draft("Idea", body=FIGURE.format(self.photo.pk))
        a_draft("Another", body=FIGURE.format(f"{self.photo.pk}9"))
        published("Rewritten", by=self.ed)
        Article.objects.filter(headline="Rewritten").update(picture=self.photo)

        self.assertEqual(
            sorted(self.uses()), [("Idea", "in the text, at the desk"), ("Rewritten", "lead picture, at the desk")]
        )

    def test_portraits(self):
        an_author("Joss Reed", portrait=self.photo)
        ines = an_author("Ines Calder", portrait=self.photo)
        published(by=self.ed, authors=[ines])

        faces = {use.title: use.is_live(at("08:00")) for use in uses.uses_of(self.photo, self.ed)}

        self.assertEqual(faces, {"Joss Reed": False, "Ines Calder": True})

    def test_takes_the_same_queries_for_one_story_and_for_three(self):
        for count in (1, 3):
            for number in range(count):
                published(f"Story {number}", picture=self.photo, by=self.ed)
                a_draft(picture=self.photo)
                an_author(f"Author {number}", portrait=self.photo)
            self.uses()
            with self.assertNumQueries(11):
                self.uses()


class SecretTests(UsesTestCase):
    def test_drafts_of_others_have_no_title(self):
        a_draft("Secret plan", picture=self.photo)

        [use] = uses.uses_of(self.photo, self.pia)

        self.assertEqual((use.title, use.place, use.address), (UNSEEN, "lead picture, at the desk", ""))

    def test_killed_stories_have_one_only_for_those_who_may_see_them(self):
        kill(published("Libel", picture=self.photo, by=self.ed, moment=at("06:00")), by=self.ed, note="Court")

        self.assertEqual(self.uses(self.pia), [(UNSEEN, "lead picture")])
        self.assertEqual(self.uses(hire("Lee Oram", "Legal reader")), [("Libel", "lead picture")])

    def test_of_what_waits_unseen_not_even_the_time_is_told(self):
        story = ready_article("Honours list", picture=self.photo, stage="ready")
        embargo(story, by=self.ed, until=at("17:00"))
        schedule(story, by=self.ed, at=at("18:00"))

        [use] = uses.uses_of(self.photo, self.pia)

        self.assertEqual((use.title, use.live_from, use.is_waiting), (UNSEEN, None, True))

    def test_of_a_live_story_unseen_neither_its_end_nor_what_waits_is_told(self):
        story = published("Bridge reopens", picture=self.photo, by=self.ed)
        withdraw(story, by=self.ed, at=at("20:00"))
        story.picture, story.body = None, FIGURE.format(self.photo.pk)
        story.save()
        schedule(story, by=self.ed, at=at("18:00"))
        moderator = hire("Moll Dunn", "Moderator")
        moderator.groups.clear()

        self.assertEqual(len(uses.uses_of(self.photo, self.ed)), 2)
        [use] = uses.uses_of(self.photo, moderator)
        self.assertEqual((use.title, use.live_until, use.is_waiting), ("Bridge reopens", None, False))

    def test_what_is_public_is_no_secret(self):
        story = published("Bridge reopens", picture=self.photo, by=self.ed)
        moderator = hire("Moll Dunn", "Moderator")
        moderator.groups.clear()

        [use] = uses.uses_of(self.photo, moderator)

        self.assertEqual((use.title, use.address), ("Bridge reopens", story.editions.get().path))


class UsedTests(UsesTestCase):
    def test_is_what_anything_shows_or_showed(self):
        lead, inside, draft, typed, face, unused = [a_photo() for _ in range(6)]
        withdraw(published(picture=lead, body=FIGURE.format(inside.pk), by=self.ed, moment=at("06:00")), by=self.ed)
        a_draft(picture=draft)
        a_draft(body=FIGURE.format(typed.pk))
        an_author("Joss Reed", portrait=face)

        found = uses.used(Photo.objects.exclude(pk=self.photo.pk))

        self.assertEqual(set(found), {lead, inside, draft, typed, face})
        self.assertEqual(set(Photo.objects.exclude(pk__in=found)), {unused, self.photo})

    def test_what_a_source_had_out_for_the_first_time(self):
        agency = Source.objects.create(name="Tide Wire")
        old, new = a_photo(source=agency), a_photo(source=agency)
        a_photo(source=agency), a_photo()
        published(picture=old, by=self.ed, moment=at("2026-04-30 09:00"))
        published(picture=old, body=FIGURE.format(new.pk), by=self.ed, moment=at("06:00"))
        schedule(ready_article(picture=a_photo(source=agency)), by=self.ed, at=at("2026-06-01 00:00"))

        months = [at(f"2026-{month}-01 00:00") for month in ("04", "05", "06", "07")]
        counts = [uses.first_used_in(agency, *span) for span in zip(months, months[1:], strict=False)]
        self.assertEqual(counts, [1, 1, 1])
