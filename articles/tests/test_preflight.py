import time

from articles.models import Article, StyleRule
from articles.preflight import check, stops
from articles.preflight.style import compiled, house_style
from articles.tests.factories import a_draft, a_photo, a_series, an_author, ready_article
from newsroom.testing import NewsroomTestCase


def body_of(*blocks: str) -> str:
    return "".join(block if block.startswith("<") else f"<p>{block}</p>" for block in blocks)


class ChecksTestCase(NewsroomTestCase):
    def found(self, *blocks, **facts) -> list[str]:
        """What the checks say about a story that is well but for what the test gives it."""
        if blocks:
            facts["body"] = body_of(*blocks)
        return [finding.text for finding in check(ready_article(**facts))]

    def stopped(self, *blocks, **facts) -> bool:
        return bool(stops(ready_article(body=body_of(*blocks), **facts)))


class MissingTests(ChecksTestCase):
    def test_a_good_story_passes(self):
        self.assertEqual(self.found(), [])

    def test_what_no_story_runs_without(self):
        told = [finding.text for finding in stops(a_draft("", body="<p> </p>"))]

        self.assertEqual(told, ["It has no headline.", "It is in no section.", "It has no text."])

    def test_what_it_should_have(self):
        story = ready_article(standfirst=" ", authors=[], series=a_series(), section=ready_article().section)
        story.bylines.all().delete()

        self.assertEqual(
            [(finding.field, finding.stops) for finding in check(story)],
            [("standfirst", False), ("bylines", False), ("series_part", False)],
        )

    def test_each_says_what_to_do(self):
        story = a_draft("", body="<p>TK</p>", standfirst="", picture=a_photo(alt="", credit="", caption=""))

        self.assertEqual([finding.text for finding in check(story) if not finding.todo], [])

    def test_what_stops_comes_first(self):
        told = [finding.stops for finding in check(a_draft("", standfirst=""))]

        self.assertEqual(told, sorted(told, reverse=True))


class LengthTests(ChecksTestCase):
    def test_headlines_that_phones_cut(self):
        self.assertEqual(self.found(headline="H" * 75), [])
        self.assertEqual(
            self.found(headline="H" * 76), ["The headline has 76 characters; phones cut it after about 75."]
        )

    def test_says_what_search_engines_show(self):
        story = ready_article(search_title="The bridge over the Wenn opens to trams again on Monday morning")

        [finding] = check(story)

        self.assertEqual(
            finding.text, "The headline in search has 63 characters; search engines cut it after about 60."
        )
        self.assertEqual(finding.todo, "They would show “The bridge over the Wenn opens to trams again on Monday…”.")

    def test_descriptions_for_search(self):
        self.assertEqual(self.found(search_title="H" * 60, search_description="D" * 155), [])
        self.assertEqual(len(self.found(search_title="H" * 61, search_description="D" * 156)), 2)

    def test_long_paragraphs(self):
        self.assertEqual(self.found("word " * 120), [])
        [told] = self.found("word " * 121, "short", "word " * 130)
        self.assertEqual(
            told, "The paragraph “word word word word word word…” has more than 120 words. So have 1 more."
        )


class PlaceholderTests(ChecksTestCase):
    def test_facts_to_be_filled_in_stop_it(self):
        for words in ("It cost £TK million.", "TKTK said so.", "XXX people came.", "Lorem ipsum dolor"):
            self.assertTrue(self.stopped(words), words)
        for words in ("At TK Maxx.", "Sizes to XXXL.", "An ATKINS diet.", "He said “TK” and left."):
            self.assertFalse(self.stopped(words), words)

    def test_they_are_found_wherever_readers_would_read_them(self):
        note = '<p>So.<sup class="footnote" data-note="Source TK">*</sup></p>'
        self.assertEqual(self.found(note), ["“TK” still stands in the text: “Source TK”."])
        for field in ("kicker", "headline", "standfirst", "dateline", "picture_caption", "search_title"):
            self.assertIn("“TK”", self.found(**{field: "By TK"})[0])

    def test_in_a_quotation_they_are_advice(self):
        self.assertFalse(self.stopped("<blockquote><p>They wrote XXX.</p></blockquote>"))

    def test_two_spaces(self):
        self.assertEqual(self.found(standfirst="Trams  run."), ["Two spaces in a row in the standfirst: “s  r”."])


class HeadingTests(ChecksTestCase):
    def test_a_small_heading_needs_a_large_one(self):
        self.assertEqual(self.found("<h2>Why</h2>", "<h3>Money</h3>", "So."), [])
        self.assertEqual(
            self.found("<h3>Money</h3>", "So.", "<h2>Why</h2>"),
            ["The small heading “Money” has no large one above it."],
        )


class PictureTests(ChecksTestCase):
    def test_the_lead(self):
        told = self.found(picture=a_photo(alt="", credit=" ", caption=""))

        self.assertEqual(
            told,
            [
                "The picture has no description for readers who can’t see it.",
                "The picture has no credit.",
                "The picture has no caption.",
            ],
        )
        self.assertEqual(self.found(picture=a_photo(caption=""), picture_caption="At dawn."), [])

    def test_every_one_in_the_text(self):
        good, bare = a_photo(), a_photo(alt="", credit="", caption="")
        figure = '<figure data-photo="{}"><figcaption>{}</figcaption></figure>'

        told = self.found("One.", figure.format(good.pk, "At dawn."), figure.format(bare.pk, ""))

        self.assertEqual([words.rsplit(" has ", 1)[0] for words in told], ["Picture 2 in the text"] * 3)

    def test_one_that_is_gone_stops_it(self):
        figure = '<figure data-photo="999999"><figcaption>At dawn.</figcaption></figure>'

        self.assertEqual(self.found("One.", figure), ["The picture in the text doesn’t exist any more."])
        self.assertTrue(self.stopped("One.", figure))


class LinkTests(ChecksTestCase):
    def link(self, address, words="the council"):
        return f'<p>See <a href="{address}">{words}</a> now.</p>'

    def test_links_for_readers_pass(self):
        for address in (
            "https://council.example/x",
            "/town-hall/",
            "mailto:a@b.example",
            "https://council.example/admin/",
        ):
            self.assertEqual(self.found(self.link(address)), [], address)

    def test_links_into_the_newsroom_stop_it(self):
        with self.settings(SITE_URL="https://paper.example", ALLOWED_HOSTS=["www.paper.example"]):
            for address in (
                "/admin/articles/article/1/change/",
                "https://paper.example/preview/abc/",
                "http://www.PAPER.example:8000/as-of/2026-05-14T08:00/",
                "http://localhost:8000/preview/abc/",
                "../../../../../%61dmin/",
                "/x/../preview/abc/",
                "//paper.example//preview/link/abc/",
            ):
                self.assertTrue(self.stopped(self.link(address)), address)

    def test_embeds_are_links_too(self):
        embed = '<div class="embed"><a href="http://localhost/preview/abc/">x</a></div>'

        self.assertTrue(self.stopped("One.", embed))

    def test_links_that_lead_nowhere_or_are_not_safe(self):
        self.assertEqual(self.found(self.link("#top")), ["The link “the council” leads nowhere."])
        self.assertEqual(
            self.found(self.link("http://council.example/")),
            ["The link “the council” leads to an http: address, of which browsers warn."],
        )

    def test_words_that_say_nothing(self):
        for words in ("click here", "Here", "Read more …", "<strong>this link</strong>"):
            [told] = self.found(self.link("/town-hall/", words))
            self.assertTrue(told.endswith("doesn’t say where it leads."), told)
        self.assertEqual(
            self.found(self.link("https://council.example/", "…")), ["A link to https://council.example/ has no words."]
        )


class StyleTests(ChecksTestCase):
    def setUp(self):
        super().setUp()
        StyleRule.objects.create(words="advisor", instead="adviser", severity="stop", why="House style.")

    def test_says_what_the_house_writes_and_how_often(self):
        self.assertEqual(
            self.found("An Advisor and an advisor."),
            ["“advisor” stands in the text 2 times: the house writes “adviser”."],
        )

    def test_finds_whole_words_in_every_field(self):
        self.assertEqual(self.found("Advisors and preadvisor."), [])
        for field in ("headline", "standfirst", "picture_caption", "search_description"):
            self.assertEqual([finding.field for finding in check(ready_article(**{field: "An advisor"}))], [field])

    def test_minds_the_case_where_the_rule_does(self):
        StyleRule.objects.create(words="Internet", instead="internet", match_case=True)

        self.assertEqual(self.found("The internet."), [])
        self.assertEqual(len(self.found("The Internet.")), 1)

    def test_people_may_be_quoted(self):
        for line in ("He said: “My advisor knows.”", "<blockquote><p>My advisor.</p></blockquote>", "“My advisor"):
            [finding] = check(ready_article(body=body_of(line)))
            self.assertEqual((finding.stops, finding.todo), (False, "House style. In a quotation it may stay."))
        self.assertTrue(self.stopped("“So,” said the advisor, “yes.”"))

    def test_embeds_are_not_ours(self):
        self.assertEqual(self.found("One.", '<div class="embed"><a href="https://x.example/advisor">x</a></div>'), [])

    def test_a_rule_is_words_and_no_pattern(self):
        for words in (".*", "(a+)+$", "[x", "C++", "e.g."):
            StyleRule.objects.create(words=words)

        self.assertEqual(
            self.found("a" * 60 + "! [x C++ eXg."),
            [
                "“[x” stands in the text: the house doesn’t write that.",
                "“C++” stands in the text: the house doesn’t write that.",
            ],
        )

    def test_typewriter_apostrophes_are_the_same(self):
        StyleRule.objects.create(words="don't know", instead="do not know")

        self.assertEqual(len(self.found("We don’t know.")), 1)

    def test_a_changed_table_is_seen_at_once(self):
        self.assertEqual(len(self.found("An advisor.")), 1)
        StyleRule.objects.update(words="counsellor")
        self.assertEqual(self.found("An advisor."), [])

    def test_the_table_is_compiled_once(self):
        self.assertIs(house_style(), house_style())

    def test_is_quick_with_a_thousand_rules_and_a_long_story(self):
        StyleRule.objects.bulk_create(
            StyleRule(words=f"{letter}word number {n}") for letter in "abcdefghij" for n in range(100)
        )
        story = ready_article(
            body=body_of(*["The bridge will open again on Monday, a council advisor said. " * 10] * 50)
        )
        house_style()

        start = time.perf_counter()
        [finding] = check(story)
        took = time.perf_counter() - start

        self.assertIn("500 times", finding.text)
        self.assertLess(took, 0.5)  # some 20 ms here


class TypedTests(ChecksTestCase):
    def test_looks_at_what_is_typed_and_not_at_what_was_saved(self):
        story = ready_article("Bridge reopens")

        told = [f.text for f in check(story, {"headline": "TK", "body": story.body, "section_id": 1, "bylines": [[1]]})]

        self.assertEqual(
            told, ["“TK” still stands in the headline: “TK”.", "It has no standfirst; lists and search will show none."]
        )


class BudgetTests(ChecksTestCase):
    def test_three_queries_whatever_the_story_holds(self):
        figure = '<figure data-photo="{}"><figcaption>At dawn.</figcaption></figure>'
        photos = [a_photo() for _ in range(3)]
        StyleRule.objects.create(words="advisor")
        full = ready_article(
            picture=photos[0],
            authors=[an_author("Ines Calder"), an_author("Joss Reed")],
            body=body_of("One.", *(figure.format(photo.pk) for photo in photos)),
        )
        for story in (a_draft(), full):
            story.refresh_from_db()
            with self.assertNumQueries(3):
                check(story)

    def test_no_more_for_what_is_typed(self):
        with self.assertNumQueries(2):
            check(Article(), {"headline": "Bridge", "body": "<p>One.</p>"})

    def test_a_compiled_table_of_no_rules_finds_nothing(self):
        self.assertEqual(list(compiled(()).hits("An advisor.")), [])
