from django.db import connection
from django.test.utils import CaptureQueriesContext

from articles.archive import Archived, publish_archive
from articles.models import Address, Article, Edition
from articles.tests.factories import a_photo, a_section, a_topic, an_author
from articles.workflow import NotAllowed
from newsroom.testing import NewsroomTestCase, at


def old_story(headline: str = "Old news", **facts) -> Archived:
    article = Article(headline=headline, body="<p>It was so.</p><script>x</script>", section=a_section())
    return Archived(article, **{"published_at": at("2010-03-01 09:00"), "authors": [(an_author(), "")], **facts})


class PublishArchiveTests(NewsroomTestCase):
    def test_keeps_the_dates_of_long_ago(self):
        publish_archive([old_story(updated_at=at("2010-03-02 10:00"), topics=[a_topic()])], by=self.ed)

        edition = Edition.objects.live(at("2010-03-01 09:00")).get()
        self.assertEqual(edition.path, "/town-hall/2010/03/01/old-news/")
        self.assertEqual(edition.changed_at, at("2010-03-02 10:00"))
        self.assertEqual((edition.byline, edition.body), ("Ines Calder", "<p>It was so.</p>"))
        self.assertEqual(edition.hash, Edition.objects.get().fingerprint())

    def test_what_was_not_public_stays_at_the_desk(self):
        publish_archive([old_story(published_at=None, old_paths=["/?p=7"])], by=self.ed)

        self.assertEqual((Article.objects.count(), Edition.objects.count(), Address.objects.count()), (1, 0, 0))

    def test_twins_get_addresses_of_their_own(self):
        publish_archive([old_story()], by=self.ed)
        publish_archive([old_story(), old_story(old_paths=["/2010/03/old-news/"])], by=self.ed)

        self.assertEqual(
            set(Address.objects.values_list("path", flat=True)),
            {f"/town-hall/2010/03/01/old-news{n}/" for n in ("", "-2", "-3")} | {"/2010/03/old-news/"},
        )

    def test_refuses_what_is_still_to_come(self):
        with self.assertRaises(ValueError):
            publish_archive([old_story(published_at=at("09:00"))], by=self.ed)

    def test_needs_the_right(self):
        with self.assertRaises(NotAllowed):
            publish_archive([old_story()], by=self.rita)
        self.assertQuerySetEqual(Article.objects.all(), [])

    def test_freezes_the_words_of_pictures_in_the_text_in_one_query_for_all(self):
        counts = []
        for number in (1, 3):
            stories = [old_story(f"Story {number}-{n}") for n in range(number)]
            for story in stories:
                story.article.body = f'<p>So.</p><figure data-photo="{a_photo(caption="At dawn.").pk}"></figure>'
            with CaptureQueriesContext(connection) as queries:
                editions = publish_archive(stories, by=self.ada)
            counts.append(len([query for query in queries if 'FROM "photos_photo"' in query["sql"]]))
            self.assertEqual({word[0] for edition in editions for word in edition.picture_words.values()}, {"At dawn."})
        self.assertEqual(counts, [1, 1])
