import csv
import re
from io import StringIO
from pathlib import Path

from django.urls import reverse

from articles import workflow
from articles.admin.logline import FORMULA, UNSEEN, VERBS, harmless
from articles.models import LogLine
from articles.tests.factories import a_draft, a_section, ready_article
from articles.workflow import hold, kill, publish
from articles.workflow.shared import log
from newsroom.testing import NewsroomTestCase, at, hire, travel
from newsroom.whence import asked_from

LIST = reverse("admin:articles_logline_changelist")
EXPORT = reverse("admin:articles_logline_export")


class LogTestCase(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.client.force_login(self.ed)

    def lines(self, **asked) -> list[str]:
        return [line.words for line in self.client.get(LIST, asked).context["cl"].result_list]

    def export(self, **asked) -> list[dict]:
        text = b"".join(self.client.get(EXPORT, asked).streaming_content).decode("utf-8-sig")
        return list(csv.DictReader(StringIO(text)))


class LogTests(LogTestCase):
    def test_says_who_did_what_when_from_where_and_why(self):
        with asked_from("203.0.113.9"):
            kill(ready_article("Wrong man"), by=self.ada, note="Court order.")

        page = self.client.get(LIST)

        for words in ("08:00", "Ada Root", "Killed.", "Court order.", "Wrong man", "203.0.113.9"):
            self.assertContains(page, words)

    def test_is_found_by_story_person_day_and_verb(self):
        bridge, ferry = ready_article("Bridge"), ready_article("Ferry")
        with travel(at("2026-05-13 23:30")):
            publish(bridge, by=self.ada)
        hold(ferry, by=self.ed, note="Wait for the lawyer.")

        for asked in ({"article": bridge.pk}, {"person": self.ada.pk}, {"day": "2026-05-13"}, {"verb": "publish"}):
            self.assertEqual(self.lines(**asked), ["Published edition 1."], asked)
        self.assertEqual(len(self.lines()), 2)

    def test_finds_nothing_for_what_is_no_day_and_no_story(self):
        hold(ready_article(), by=self.ed, note="Wait.")

        for asked in (
            {"day": "yesterday"},
            {"day": "0001-01-01"},
            {"article": "x"},
            {"verb": "x"},
            {"person": "9" * 30},
        ):
            self.assertEqual(self.lines(**asked), [], asked)

    def test_is_for_those_who_may_read_it(self):
        for user, status in [(self.rita, 403), (hire("Dora Duty", "Duty editor"), 200), (hire("Al Min", "Admin"), 200)]:
            self.client.force_login(user)
            self.assertEqual([self.client.get(page).status_code for page in (LIST, EXPORT)], [status] * 2, user)

    def test_tells_nothing_of_a_story_that_its_reader_may_not_see(self):
        hold(ready_article("Minister resigns"), by=self.ed, note="The minister's lawyer rang.")
        self.client.force_login(hire("Al Min", "Admin"))

        page, [row] = self.client.get(LIST), self.export()

        self.assertContains(page, UNSEEN)
        for words in ("Minister", "lawyer"):
            self.assertNotContains(page, words)
            self.assertNotIn(words, str(row))

    def test_asks_as_much_for_three_lines_as_for_one(self):
        hold(ready_article("One"), by=self.ed, note="Wait.")
        self.client.get(LIST)
        with self.assertNumQueries(6):
            self.client.get(LIST)
        for headline in ("Two", "Three"):
            hold(a_draft(headline, section=a_section("Sport")), by=self.ed, note="Wait.")
        with self.assertNumQueries(6):
            self.client.get(LIST)

    def test_knows_every_verb_that_is_written(self):
        code = "".join(file.read_text() for file in Path(workflow.__file__).parent.glob("*.py"))
        written = set(re.findall(r'\blog\(\s*[\w.]+,\s*[\w.]+,\s*(?:"\w+" if \w+ else )?"(\w+)"', code))

        self.assertEqual(written - set(VERBS), set())
        self.assertGreater(len(written), 15)


class UnchangeableTests(LogTestCase):
    def test_is_neither_added_to_nor_changed_nor_deleted(self):
        hold(ready_article(), by=self.ed, note="Wait.")
        line = LogLine.objects.get()
        self.client.force_login(self.ada)

        for page in ("add/", f"{line.pk}/", f"{line.pk}/change/", f"{line.pk}/delete/", f"{line.pk}/history/"):
            self.assertEqual(self.client.post(LIST + page, {"words": "Nothing"}).status_code, 404, page)
        self.client.post(LIST, {"action": "delete_selected", "_selected_action": [line.pk], "post": "yes"})

        self.assertEqual(LogLine.objects.get().words, "Held.")


class ExportTests(LogTestCase):
    def test_holds_what_is_filtered(self):
        hold(ready_article("Bridge"), by=self.ed, note="Wait.")
        publish(ready_article("Ferry"), by=self.ada)

        [row] = self.export(verb="hold", p="1")

        self.assertEqual((row["headline"], row["why"], row["person"]), ("Bridge", "Wait.", "Ed Marsh"))
        self.assertEqual(row["time"], "2026-05-14T08:00:00+01:00")

    def test_runs_nothing_in_a_spreadsheet(self):
        log(ready_article('=HYPERLINK("x")'), self.ed, "hold", "Held.", "@SUM(1)")

        [row] = self.export()

        self.assertEqual((row["headline"], row["why"]), ('\'=HYPERLINK("x")', "'@SUM(1)"))
        self.assertTrue(all(harmless(f"{start}1").startswith("'") for start in FORMULA))

    def test_asks_as_much_for_three_lines_as_for_one(self):
        for headline in ("One", "Two", "Three"):
            hold(ready_article(headline), by=self.ed, note="Wait.")
            with self.assertNumQueries(6):
                self.export()
