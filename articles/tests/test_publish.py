from django.db import IntegrityError, transaction

from articles.freeze import content_of, unfreeze
from articles.models import Address, Edition
from articles.tests.factories import a_draft, a_photo, a_section, a_topic, an_author, published, ready_article
from articles.workflow import CannotPublish, NotAllowed, publish
from newsroom.testing import NewsroomTestCase, at, travel


class PublishTests(NewsroomTestCase):
    def test_gives_readers_the_text_from_that_second(self):
        story = ready_article("Bridge reopens")

        with travel(at("12:05")):
            publish(story, by=self.ed)

        self.assertQuerySetEqual(Edition.objects.live(at("12:04:59")), [])
        self.assertEqual(Edition.objects.live(at("12:05")).get().headline, "Bridge reopens")

    def test_freezes_everything_that_readers_see(self):
        ines, jonah, dev = (an_author(name) for name in ("Ines Calder", "Jonah Pell", "Dev Harrow"))
        story = ready_article(authors=[jonah, ines, dev], topics=[a_topic("Trams")], picture=a_photo())

        edition = publish(story, by=self.ed)

        self.assertEqual(edition.byline, "Jonah Pell, Ines Calder and Dev Harrow")
        self.assertEqual([credit.author for credit in edition.credits.all()], [jonah, ines, dev])
        self.assertEqual([topic.name for topic in edition.topics.all()], ["Trams"])
        self.assertEqual(
            (edition.picture_caption, edition.picture_credit, edition.picture_alt),
            ("The bridge at dawn.", "Pia Brandt", "A bridge."),
        )
        self.assertQuerySetEqual(edition.photos.all(), [story.picture])

    def test_freezes_the_words_of_this_use_or_the_pictures_own(self):
        story = ready_article(picture=a_photo(), picture_alt="The bridge, seen from the quay.")
        edition = publish(story, by=self.ed)
        story.picture.alt = "Another."
        story.picture.save()

        self.assertEqual(edition.picture_alt, "The bridge, seen from the quay.")
        self.assertEqual(unfreeze(edition).fields["picture_alt"], edition.picture_alt)
        self.assertEqual(content_of(edition)["picture_alt"], edition.picture_alt)

    def test_leaves_empty_at_the_desk_what_is_the_pictures_own(self):
        content = content_of(publish(ready_article(picture=a_photo()), by=self.ed))
        self.assertEqual((content["picture_caption"], content["picture_alt"]), ("", ""))

    def test_saving_the_working_copy_changes_nothing_for_readers(self):
        story = published("Bridge reopens", by=self.ed)

        story.headline = "Bridge falls down"
        story.save()

        self.assertEqual(Edition.objects.live().get().headline, "Bridge reopens")

    def test_an_update_replaces_the_edition_and_keeps_it(self):
        story = published("Bridge reopens", by=self.ed)
        story.headline = "Bridge reopens on Monday"
        story.save()

        with travel(at("09:00")):
            publish(story, by=self.ed)

        self.assertEqual(Edition.objects.live(at("08:30")).get().headline, "Bridge reopens")
        self.assertEqual(Edition.objects.live(at("09:00")).get().headline, "Bridge reopens on Monday")

    def test_only_a_substantive_update_moves_the_time_readers_see(self):
        story = published(by=self.ed)
        with travel(at("09:00")):
            silent = publish(story, by=self.ed, change="silent")
        with travel(at("10:00")):
            update = publish(story, by=self.ed, change="update")

        self.assertEqual((silent.first_published_at, silent.updated_at), (at("08:00"), None))
        self.assertEqual((update.first_published_at, update.updated_at), (at("08:00"), at("10:00")))

    def test_an_update_keeps_the_schedule_that_was_set(self):
        story = published(by=self.ed)
        publish(story, by=self.ed, at=at("18:00"))

        with travel(at("12:00")):
            publish(story, by=self.ed)

        live = [Edition.objects.live(at(time)).get().number for time in ("11:59", "12:00", "17:59", "18:00")]
        self.assertEqual(live, [1, 3, 3, 2])

    def test_chains_each_edition_to_the_one_before(self):
        story = published(by=self.ed)
        with travel(at("09:00")):
            publish(story, by=self.ed)

        first, second = story.editions.order_by("number")
        self.assertEqual((first.fingerprint(), second.fingerprint()), (first.hash, second.hash))
        self.assertEqual(second.previous_hash, first.hash)
        second.headline = "Another headline"
        self.assertNotEqual(second.fingerprint(), second.hash)

    def test_refuses_what_is_not_complete_and_says_why(self):
        with self.assertRaises(CannotPublish) as refused:
            publish(a_draft("", body="<p> </p>"), by=self.ed)

        self.assertEqual(
            str(refused.exception), "Not published: It has no headline. It is in no section. It has no text."
        )
        self.assertQuerySetEqual(Edition.objects.all(), [])

    def test_needs_the_right(self):
        story = ready_article()
        for user in (self.rita, self.rae):
            with self.assertRaises(NotAllowed):
                publish(story, by=user)
        self.assertQuerySetEqual(Edition.objects.all(), [])

    def test_leaves_a_revision_and_an_entry_in_the_log(self):
        story = published(by=self.ed)

        self.assertEqual(story.revisions.get().content["headline"], "Bridge reopens")
        line = story.log.get()
        self.assertEqual((line.verb, line.words, line.done_at), ("publish", "Published edition 1.", at("08:00")))

    def test_cleans_the_text_on_the_way_in(self):
        story = published(body="<p onclick=x()>Hello</p><script>alert(1)</script>", by=self.ed)

        self.assertEqual(story.editions.get().body, "<p>Hello</p>")

    def test_one_open_edition_is_kept_by_the_database(self):
        edition = published(by=self.ed).editions.get()
        edition.pk, edition.number = None, 2

        with self.assertRaises(IntegrityError), transaction.atomic():
            edition.save(force_insert=True)


class AddressTests(NewsroomTestCase):
    def test_is_made_of_section_day_and_headline(self):
        sport = a_section("Sport")
        story = published("Rowers win, again!", by=self.ed, section=a_section("Rowing", parent=sport))

        self.assertEqual(story.editions.get().path, "/sport/2026/05/14/rowers-win-again/")

    def test_takes_the_day_of_first_publication_in_the_newsrooms_zone(self):
        story = published("Late news", by=self.ed, moment=at("2026-05-15 00:30"))

        self.assertEqual(story.editions.get().path, "/town-hall/2026/05/15/late-news/")

    def test_two_stories_of_a_day_never_share_one(self):
        published("Letters", by=self.ed)
        second = published("Letters", by=self.ed)

        self.assertEqual(second.editions.get().path, "/town-hall/2026/05/14/letters-2/")

    def test_stays_with_the_story_when_it_moves(self):
        story = published("Bridge reopens", by=self.ed)
        story.slug = "bridge-is-open"
        story.save()
        with travel(at("09:00")):
            publish(story, by=self.ed)

        self.assertEqual(
            set(Address.objects.filter(article=story).values_list("path", flat=True)),
            {"/town-hall/2026/05/14/bridge-reopens/", "/town-hall/2026/05/14/bridge-is-open/"},
        )

    def test_is_not_changed_by_a_new_headline(self):
        story = published("Bridge reopens", by=self.ed)
        story.headline = "Bridge shuts again"
        story.save()
        with travel(at("09:00")):
            edition = publish(story, by=self.ed)

        self.assertEqual(edition.path, "/town-hall/2026/05/14/bridge-reopens/")

    def test_is_made_even_from_a_headline_without_latin_letters(self):
        story = published("جسر المدينة", by=self.ed)

        self.assertEqual(story.editions.get().path, f"/town-hall/2026/05/14/story-{story.pk}/")
