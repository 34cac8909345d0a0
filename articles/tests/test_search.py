from importlib import import_module
from unittest.mock import patch

from django.apps import apps
from django.test import Client
from hypothesis import example, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase as HypothesisTestCase

from articles import search
from articles.tests.factories import a_draft, a_photo, a_section, published, ready_article
from articles.workflow import kill, publish, schedule, withdraw
from newsroom.clock import travel
from newsroom.testing import Cast, NewsroomTestCase, at


def headlines(words: str, **limits) -> list[str]:
    return [hit.edition.headline for hit in search.find(words, **limits).hits]


class WordsTests(NewsroomTestCase):
    def test_are_found_in_every_form(self):
        published("Bridge reopens", by=self.ed, body="<p>Trams were running.</p>")

        self.assertEqual([len(headlines(words)) for words in ("bridges", "BRIDGE run", "ferry")], [1, 1, 0])

    def test_are_found_in_headline_standfirst_byline_and_text(self):
        published("Bridge reopens", by=self.ed, standfirst="On Monday.", body="<p>By the council.</p>")

        self.assertEqual([len(headlines(w)) for w in ("bridge", "monday", "calder", "council")], [1, 1, 1, 1])

    def test_are_found_without_their_accents_and_with_them(self):
        published("Café Zürich closes", by=self.ed, body="<p>Its cre\u0301me was known.</p>")

        self.assertEqual([len(headlines(w)) for w in ("cafe", "CAFÉ zurich", "crème", "creme")], [1, 1, 1, 1])
        self.assertEqual(search.find("cafe").hits[0].headline, "<mark>Café</mark> Zürich closes")

    def test_must_all_be_there(self):
        published("Bridge reopens", by=self.ed, body="<p>Trams run.</p>")
        published("Ferry stops", by=self.ed, body="<p>Trams run.</p>")

        self.assertEqual([len(headlines(words)) for words in ("bridge ferry", "ferry trams", "trams")], [0, 1, 2])

    def test_in_quotation_marks_stand_side_by_side(self):
        published("Old Bridge opens", by=self.ed)
        published("Bridge grows old", by=self.ed)

        self.assertEqual([headlines('"old bridge"'), headlines("“old bridge”")], [["Old Bridge opens"]] * 2)
        self.assertEqual(len(headlines("old bridge")), 2)

    def test_that_are_common_count_too(self):
        published("The Who play", by=self.ed)
        published("Bridge reopens", by=self.ed, body="<p>Trams.</p>")

        self.assertEqual(headlines('"the who"'), ["The Who play"])

    def test_with_signs_and_numbers(self):
        published("Rate rises by £3.10 in Salt-Street", by=self.ed, body="<p>Don’t pay, says o'Brien.</p>")

        self.assertEqual([len(headlines(w)) for w in ("3.10", "salt-street", "don’t", "O'Brien", "— rate")], [1] * 5)

    def test_of_markup_and_footnotes_are_not_found(self):
        published(by=self.ed, body='<h2>Trams</h2><p>Run<sup class="footnote" data-note="hush">*</sup>.</p>')

        self.assertEqual([len(headlines(w)) for w in ("trams", "footnote", "hush", "h2", "sup")], [1, 0, 0, 0, 0])

    def test_of_a_very_long_text_are_found(self):
        words = " ".join(f"word{number}" for number in range(200_000))
        published(by=self.ed, body=f"<p>{words}</p>")

        self.assertEqual([len(headlines(w)) for w in ("word7", "word20000")], [1, 1])

    def test_of_long_ago_are_found(self):
        published("Quay laid", by=self.ed, moment=at("1690-03-01 09:00"))
        published("Bridge laid", by=self.ed, moment=at("1868-03-01 09:00"))

        self.assertEqual(headlines("laid", newest=True), ["Bridge laid", "Quay laid"])


class OrderTests(NewsroomTestCase):
    def test_puts_a_headline_before_a_mention_and_can_be_by_time(self):
        published("Bridge", by=self.ed, moment=at("07:00"), body="<p>Open.</p>", standfirst="")
        published("Ferry", by=self.ed, moment=at("07:30"), body="<p>It runs below the bridge all day long.</p>")

        self.assertEqual(headlines("bridge"), ["Bridge", "Ferry"])
        self.assertEqual(headlines("bridge", newest=True), ["Ferry", "Bridge"])

    def test_pages_hold_every_story_once(self):
        for number in range(search.PAGE + 2):
            published(f"Bridge {number}", by=self.ed)

        first, second = search.find("bridge"), search.find("bridge", page=2)

        self.assertEqual((len(first.hits), len(second.hits), first.has_next, second.has_next), (20, 2, True, False))
        self.assertEqual(len({hit.edition.pk for hit in first.hits + second.hits}), 22)
        self.assertEqual(search.find("bridge", page=99).page, 2)


class LimitsTests(NewsroomTestCase):
    def test_are_section_with_those_inside_and_time(self):
        hall = a_section("Town Hall")
        published("Bridge one", by=self.ed, section=a_section("Budget", parent=hall), moment=at("2026-05-12 10:00"))
        published("Bridge two", by=self.ed, section=a_section("Sport"), moment=at("2026-05-13 10:00"))
        start, end = at("2026-05-13 00:00"), at("2026-05-13 00:00")

        self.assertEqual(headlines("bridge", section=hall), ["Bridge one"])
        self.assertEqual(headlines("bridge", start=start), ["Bridge two"])
        self.assertEqual(headlines("bridge", end=end), ["Bridge one"])
        self.assertEqual(headlines("bridge", start=at("2026-05-13 10:00"), end=at("2026-05-13 10:00")), [])


class LeakTests(NewsroomTestCase):
    def test_only_what_is_live_at_that_moment_is_found(self):
        a_draft("Marker draft")
        killed, withdrawn = published("Marker killed", by=self.ed), published("Marker withdrawn", by=self.ed)
        schedule(ready_article("Marker scheduled"), by=self.ed, at=at("18:00"))
        with travel(at("09:00")):
            kill(killed, by=self.ed, note="Libel.")
            withdraw(withdrawn, by=self.ed)

        self.assertCountEqual(headlines("marker", at=at("08:30")), ["Marker killed", "Marker withdrawn"])
        self.assertEqual(search.find("marker", at=at("17:59:59")), search.Found([]))  # not even counted
        self.assertEqual(headlines("marker", at=at("18:00")), ["Marker scheduled"])

    def test_a_later_text_is_found_when_it_is_live_and_the_earlier_no_more(self):
        story = published("Bridge opens", by=self.ed, body="<p>Trams run.</p>")
        story.headline = "Ferry opens"
        story.save()

        self.assertEqual(headlines("ferry"), [])
        with travel(at("09:00")):
            publish(story, by=self.ed)
            self.assertEqual([headlines(words) for words in ("bridge", "ferry")], [[], ["Ferry opens"]])


class HighlightTests(NewsroomTestCase):
    def test_marks_words_and_escapes_everything_else(self):
        published("Bridge <b>&", by=self.ed, standfirst="A \x02bridge\x03 <script>.", body="<p>Open.</p>")

        hit = search.find("bridge").hits[0]

        self.assertEqual(hit.headline, "<mark>Bridge</mark> &lt;b&gt;&amp;")
        self.assertEqual(hit.snippet, "A  <mark>bridge</mark>  &lt;script&gt;.")

    def test_shows_the_text_where_the_standfirst_has_none_of_the_words(self):
        published("Ferry stops", by=self.ed, standfirst="A pause.", body="<p>Nobody near the bridge is surprised.</p>")

        self.assertIn("Nobody near the <mark>bridge</mark> is surprised", search.find("bridge").hits[0].snippet)
        self.assertEqual(search.find("ferry").hits[0].snippet, "A pause.")

    def test_takes_pieces_of_a_long_text(self):
        body = f"<p>{'Nothing here. ' * 300}The heron waits. {'Nothing there. ' * 300}</p>"
        published("Birds", by=self.ed, body=body)

        snippet = search.find("heron").hits[0].snippet

        self.assertIn("<mark>heron</mark> waits", snippet)
        self.assertLess(len(snippet), 400)


class SearchPageTests(NewsroomTestCase):
    def page(self, **asked):
        return self.client.get("/search/", asked)

    def test_is_only_the_form_until_something_is_asked(self):
        page = self.page(section="town-hall")

        self.assertContains(page, 'name="q"')
        self.assertNotContains(page, 'id="narrow"')
        self.assertContains(page, '<meta name="robots" content="noindex">')

    def test_shows_what_was_found_and_how_much(self):
        published("Bridge reopens", by=self.ed)

        page = self.page(q="bridges")

        self.assertContains(page, "<mark>Bridge</mark> reopens</a>")
        self.assertContains(page, "1 story, the most fitting first")
        self.assertContains(page, "Stories with <bdi>“bridges”</bdi>")
        self.assertContains(page, '<input type="search" name="q" value="bridges"')

    def test_keeps_the_question_from_page_to_page(self):
        for number in range(21):
            published(f"Bridge {number}", by=self.ed)

        more = '<a href="?q=bridge&amp;order=new&amp;page=2" rel="next">'
        self.assertContains(self.page(q="bridge", order="new"), more)
        self.assertContains(self.page(q="bridge", page="2"), "21 stories, the most fitting first; page 2")
        self.assertContains(self.page(q="bridge", page="x"), "21 stories, the most fitting first.")

    def test_helps_when_nothing_is_found(self):
        published(by=self.ed)

        page = self.page(q="<zebra>", section="town-hall")

        self.assertContains(page, "Nothing found for <bdi>“&lt;zebra&gt;”</bdi>")
        self.assertContains(page, '<a href="?q=%3Czebra%3E">in the whole paper')

    def test_a_wrong_date_is_said_at_its_field_and_the_words_are_searched(self):
        published(by=self.ed)

        page = self.page(q="bridge", **{"from": "yesterday", "to": "2026-05-14"})

        self.assertContains(page, 'aria-invalid="true" aria-describedby="from_error" id="from">', 1)
        self.assertContains(page, '<span class="form__error" id="from_error">This is not a date', 1)
        self.assertContains(page, "1 story")

    def test_days_in_the_wrong_order_are_left_out(self):
        published(by=self.ed)

        page = self.page(q="bridge", **{"from": "2026-06-01", "to": "2026-05-14"})

        self.assertContains(page, "This is after the last day, so both were left out.")
        self.assertContains(page, "1 story")

    def test_the_last_day_counts(self):
        published(by=self.ed)

        self.assertContains(self.page(q="bridge", **{"from": "14/05/2026", "to": "2026-05-14"}), "1 story")
        self.assertContains(self.page(q="bridge", to="2026-05-13"), "Nothing found")

    def test_a_section_that_readers_do_not_know_is_not_named(self):
        published(by=self.ed)
        a_section("Secret Desk")

        page = self.page(q="bridge", section="secret-desk")

        self.assertContains(page, "There is no such section, so all were searched.")
        self.assertNotContains(page, "Secret Desk")

    def test_says_when_there_are_more_than_it_looked_at(self):
        for number in range(3):
            published(f"Bridge {number}", by=self.ed)
        self.addCleanup(setattr, search, "MOST", search.MOST)
        search.MOST = 2

        self.assertContains(self.page(q="bridge"), "More than 2 stories")

    def test_asks_five_questions_of_the_tables_whatever_is_found(self):
        published("Bridge 0", by=self.ed)
        with self.assertNumQueries(5):
            self.page(q="bridge")
        for number in range(3):
            published(f"Bridge {number}", by=self.ed, section=a_section(f"Section {number}"))
        with self.assertNumQueries(5):
            self.page(q="bridge", section="section-1", **{"from": "2026-01-01", "to": "2026-12-31"})

    def test_has_no_other_method(self):
        self.assertEqual(self.client.post("/search/", {"q": "bridge"}).status_code, 405)


class AnythingTypedTests(HypothesisTestCase):
    """Whatever somebody types, the page answers, and what it shows is what they typed, not what it does."""

    ODD = ['"', "*", "NEAR(", "bridge AND", "a OR OR b", "headline:x", "^bridge", "-", "{a b}:c", "(((", "a\0b", "';--"]
    ODD += ["%s %d %%", "\\", "😀", "bridge " * 1500, "“", "«", "\u202e", "<script>", "⁂²½", "x" * 10_000, "ﷺ"]
    ODD += ["a:* & !b | c", "<-> bridge", "bridge:*", "\x02bridge\x03"]

    @settings(deadline=None, max_examples=100)
    @given(st.one_of(st.text(), st.lists(st.sampled_from(ODD + ["bridge", "the"])).map(" ".join)), st.text(max_size=12))
    @example("x" * 10_000, "0001-01-01")
    @example("bridge", "9999-12-31")
    @example("bridge", "١٤/٠٥/٢٠٢٦")
    def test_is_answered(self, words, other):
        asked = {"q": words, "section": other, "from": other, "to": other, "order": other, "page": other}

        page = Client().get("/search/", asked)

        self.assertEqual(page.status_code, 200)
        self.assertNotIn("<script>", page.content.decode())

    def test_odd_words_are_answered_when_there_is_something_to_find(self):
        published("Bridge", by=Cast().ed, body="<p>The 'a' b; c.</p>")
        for words in self.ODD:
            page = Client().get("/search/", {"q": f"bridge {words}"})
            self.assertEqual(page.status_code, 200, words)

    def test_operators_are_words(self):
        published("Bridge or ferry", by=Cast().ed)

        asked = ("bridge OR", "bridge OR zebra", "zebra*", "headline:bridge")
        self.assertEqual([len(headlines(words)) for words in asked], [1, 0, 0, 0])


class AgainTests(NewsroomTestCase):
    def test_captions_indexed_before_leave_search(self):
        figure = f'<figure data-photo="{a_photo().pk}"><figcaption>Zeppelin.</figcaption></figure>'
        story = published(body=f"<p>So.</p>{figure}", by=self.ed)
        with patch.object(search.html, "without_figures", lambda body: body):
            search.renew(story.editions.all())
        self.assertEqual(headlines("zeppelin"), ["Bridge reopens"])

        migration = import_module("articles.migrations.0008_captions_leave_search")
        migration.index_again(apps, None)

        self.assertEqual((headlines("zeppelin"), headlines("bridge")), ([], ["Bridge reopens"]))
