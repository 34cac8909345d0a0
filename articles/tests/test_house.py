"""Rules of the house that no import contract can hold."""

import re
from pathlib import Path

from articles.archive import Archived, publish_archive
from articles.freeze import WORDS
from articles.models import Article, Edition
from articles.tests.factories import a_photo, a_section, a_topic, an_author, published
from newsroom.testing import NewsroomTestCase

HOUSE = Path(__file__).resolve().parents[2]
MAKES_EDITIONS = re.compile(
    r"\bEdition\(|\bEdition\.objects\.(create|bulk_create|get_or_create)|update\(.*live_until|"
    r"\b(timeline\.|import )(place|write|settle|take_out|drop_end|end|set_end)\b"
)
VERBS = ("publishing", "fixing", "captioning", "ledger", "blocks", "stages")
WORKFLOW = {f"articles/workflow/{name}.py" for name in VERBS}
MAY = {"articles/freeze.py", "articles/timeline.py", "articles/archive.py", *WORKFLOW}


class HouseTests(NewsroomTestCase):
    def test_only_the_verbs_make_or_end_editions(self):
        code = [
            file
            for room in ("accounts", "articles", "importers", "newsroom", "photos")
            for file in (HOUSE / room).rglob("*.py")
            if not {"tests", "migrations", "models"} & set(file.parts)
        ]
        found = {str(file.relative_to(HOUSE)) for file in code if MAKES_EDITIONS.search(file.read_text())}

        self.assertEqual(found - MAY, set())
        self.assertIn("articles/timeline.py", found)  # the pattern still finds what it looks for

    def test_both_ways_of_publishing_freeze_the_same(self):
        facts = {"standfirst": "It runs.", "body": "<p>One two.</p>", "section": a_section(), "picture": a_photo()}
        by_hand = published("Ferry", by=self.ed, authors=[an_author()], topics=[a_topic()], **facts).editions.get()
        story = Archived(
            Article(headline="Ferry", **facts), by_hand.live_from, authors=[(an_author(), "")], topics=[a_topic()]
        )
        [imported] = publish_archive([story], by=self.ed)

        same = [
            *WORDS,
            "section_id",
            "top_section_id",
            "picture_id",
            "picture_credit",
            "picture_alt",
            "byline",
            "words",
        ]
        same.remove("slug")  # the second of a day has an address of its own
        for name in same:
            self.assertEqual(getattr(imported, name), getattr(by_hand, name), name)
        for rows in ("credits", "subjects", "photos"):
            self.assertEqual(getattr(imported, rows).count(), getattr(by_hand, rows).count())
        self.assertEqual(Edition.objects.live().count(), 2)
