from io import StringIO

from django.core.management import call_command

from articles.archive import Archived, publish_archive
from articles.models import Article, Edition
from articles.tests.factories import a_photo, a_section, a_series, an_author, published
from articles.workflow import correct, publish, reschedule, schedule, withdraw
from newsroom.testing import NewsroomTestCase, at, travel


class VerifyTests(NewsroomTestCase):
    def verify(self) -> tuple[list[str], int]:
        """What is said, and the code that the command ends with."""
        out, code = StringIO(), 0
        try:
            call_command("verify_editions", verbosity=0, stdout=out)
        except SystemExit as end:
            code = end.code
        return out.getvalue().splitlines(), code

    def a_story_with_a_past(self) -> Article:
        story = published("Bridge", by=self.ed, picture=a_photo(), series=a_series(), series_part=2)
        with travel(at("09:00")):
            publish(story, by=self.ed)
            correct(story, by=self.ed, text="It has five piers.")
        return story

    def test_finds_nothing_wrong_with_what_the_verbs_made(self):
        story = self.a_story_with_a_past()
        with travel(at("09:30")):
            reschedule(schedule(story, by=self.ed, at=at("18:00")), by=self.ed, at=at("19:00"))
            withdraw(story, by=self.ed)
        imported = Article(headline="Füße = 2 < 3", body="<p>Ünïcode.</p>", section=a_section())
        when = at("2019-03-31 12:00").replace(microsecond=123456)
        publish_archive([Archived(imported, when, authors=[(an_author(), "in Wennock")])], by=self.ada)

        self.assertEqual(self.verify(), (["6 editions checked, no breaks in the chain."], 0))

    def test_sees_one_letter_that_was_changed(self):
        story = self.a_story_with_a_past()
        body = story.editions.get(number=2).body
        Edition.objects.filter(article=story, number=2).update(body=body.replace("Monday", "Munday"))

        [found, last], code = self.verify()

        self.assertEqual(
            found, f"Story {story.pk}, edition 2: its words, dates or address are not those that were published (hash)."
        )
        self.assertEqual((last, code), ("3 editions checked, 1 break in the chain.", 1))

    def test_sees_a_change_that_was_hashed_again(self):
        story = self.a_story_with_a_past()
        edition = story.editions.get(number=2)
        edition.headline = "Bridge stays shut"
        Edition.objects.filter(pk=edition.pk).update(headline=edition.headline, hash=edition.fingerprint())

        [found, _], code = self.verify()

        self.assertEqual((found, code), (f"Story {story.pk}, edition 3: it does not follow edition 2 (chain).", 1))

    def test_sees_an_edition_that_was_taken_away(self):
        story = self.a_story_with_a_past()
        edition = story.editions.get(number=2)
        for rows in (edition.credits, edition.subjects):
            rows.all().delete()
        edition.photos.clear()
        Edition.objects.filter(pk=edition.pk)._raw_delete("default")

        found, code = self.verify()

        self.assertEqual(found[0], f"Story {story.pk}, edition 3: edition 2 is missing before it (number).")
        self.assertEqual((found[1], code), (f"Story {story.pk}, edition 3: it does not follow edition 1 (chain).", 1))

    def test_sees_another_word_under_a_picture_in_the_text(self):
        figure = '<p>So.</p><figure data-photo="{}"></figure>'
        story = published(body=figure.format(a_photo(caption="At dawn.").pk), by=self.ed)
        self.assertEqual(self.verify()[1], 0)
        [photo] = story.editions.get().picture_words
        Edition.objects.filter(article=story).update(picture_words={photo: ["At dusk.", "", ""]})

        self.assertEqual(self.verify()[1], 1)

    def test_asks_once_however_many_there_are(self):
        for number in range(3):
            published(f"Story {number}", by=self.ed)

        with self.assertNumQueries(2):
            self.verify()
