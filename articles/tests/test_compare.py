from django.test import SimpleTestCase
from hypothesis import given, settings
from hypothesis import strategies as st

from articles.compare import compare, pks, word_runs

NAMES = {
    "section_id": {1: "News", 2: "Sport"},
    "topics": {1: "Transport", 2: "Ferries", 3: "Budget"},
    "picture_id": {7: "Ferry, wide", 8: "Ferry & <quay>"},
}


def difference(where, old, new):
    found = compare({where: old}, {where: new}, NAMES)
    return found[0] if found else None


def runs(where, old, new):
    return [tuple(run) for run in difference(where, old, new).runs]


def passages(old, new):
    return difference("body", old, new).passages


def passage(old, new):
    (found,) = passages(old, new)
    return [tuple(run) for run in found.runs], found.notes


class FieldTests(SimpleTestCase):
    def test_differ_word_by_word(self):
        found = runs("headline", "Night ferry is back on Halden Strait", "Night ferry returns to Halden Strait")

        same, after = ("same", "Night ferry "), ("same", "Halden Strait")
        self.assertEqual(found, [same, ("del", "is back on "), ("ins", "returns to "), after])

    def test_stand_beside_each_other(self):
        found = difference("headline", "Ferry after 11 years", "Ferry after eleven years")

        self.assertEqual("".join(run.text for run in found.old_runs), "Ferry after 11 years")
        self.assertEqual("".join(run.text for run in found.new_runs), "Ferry after eleven years")
        self.assertEqual((found.label, found.words_in, found.words_out), ("Headline", 1, 1))

    def test_come_in_the_order_of_a_story(self):
        old = {"topics": [], "body": "", "note": "", "headline": "A", "kicker": "", "slugline": "x"}
        new = {"topics": [1], "body": "<p>b</p>", "note": "n", "headline": "B", "kicker": "k", "slugline": "x"}

        self.assertEqual([d.field for d in compare(old, new, NAMES)], ["kicker", "headline", "body", "topics", "note"])

    def test_that_one_side_lacks_are_not_compared(self):
        self.assertEqual(compare({"headline": "A"}, {"headline": "A", "note": "Ring the port."}, NAMES), [])

    def test_that_point_to_something_are_named(self):
        self.assertEqual(runs("section_id", 1, 2), [("del", "News"), ("ins", "Sport")])
        self.assertEqual(runs("section_id", None, 9), [("ins", "no longer there (no. 9)")])
        self.assertEqual(runs("show_changes", False, True), [("del", "no"), ("ins", "yes")])
        self.assertEqual(runs("series_part", None, 2), [("ins", "2")])
        named = compare({"section_id": 1}, {"section_id": 2}, lambda where, pk: f"{where} {pk}")
        self.assertEqual([run.text for run in named[0].runs], ["section_id 1", "section_id 2"])

    def test_with_several_things_show_which_came_and_went(self):
        self.assertEqual(
            runs("topics", [1, 3], [3, 1, 2]), [("same", "Budget, "), ("ins", "Ferries, "), ("same", "Transport")]
        )
        found = runs("bylines", [[1, "Rita Vale", ""]], [[1, "Rita Vale", ""], [2, "Ed Marsh", "in Halden"]])
        self.assertEqual(found, [("same", "Rita Vale"), ("ins", ", Ed Marsh (in Halden)")])

    def test_are_equal_but_for_the_ends_of_lines(self):
        self.assertEqual(difference("standfirst", "One.\r\nTwo.", "One.\nTwo."), None)

    def test_keep_the_space_before_what_went(self):
        self.assertEqual(runs("kicker", "Night ferry", "Night"), [("same", "Night "), ("del", "ferry")])


class BodyTests(SimpleTestCase):
    def test_folds_what_is_equal(self):
        found = passages("<p>One.</p><h2>Two.</h2><p>Three.</p>", "<p>One.</p><h2>Two.</h2><p>Three.</p><p>Four.</p>")

        self.assertEqual(
            [(part.kind, part.equal) for part in found], [("equal", ["One.", "Two.", "Three."]), ("added", [])]
        )

    def test_pairs_a_paragraph_with_its_rewriting(self):
        old = "<p>Short.</p><p>The county has set aside some millions for it.</p>"
        new = "<p>A new beginning here.</p><p>The county has set aside many millions for it.</p>"

        found = passages(old, new)

        self.assertEqual([part.kind for part in found], ["removed", "added", "changed"])
        self.assertEqual([run.text for run in found[2].runs if run.kind != "same"], ["some ", "many "])

    def test_counts_its_changes_and_words(self):
        found = difference(
            "body", "<p>One two three.</p><p>Same.</p>", "<p>One two four five.</p><p>Same.</p><p>Six.</p>"
        )

        self.assertEqual((found.changes, found.words_in, found.words_out), (2, 3, 1))

    def test_says_what_the_words_do_not_show(self):
        for old, new, note in (
            ("<p>One two</p>", "<p>One <em>two</em></p>", "formatting changed"),
            ("<p>One two</p>", "<h2>One two</h2>", "paragraph made a heading"),
            ('<p><a href="/a">One</a> two</p>', '<p><a href="/b">One</a> two</p>', "link to /a now leads to /b"),
            ("<p>One two</p>", '<p><a href="/b">One</a> two</p>', "link to /b added"),
            ('<p><a href="/a">One</a> two</p>', "<p>One two</p>", "link to /a removed"),
        ):
            with self.subTest(new):
                self.assertEqual(passage(old, new)[1], [note])

    def test_says_what_moved(self):
        found = passages("<p>One.</p><p>Two.</p><p>Three.</p>", "<p>Two.</p><p>Three.</p><p>One.</p>")

        self.assertEqual([part.notes for part in found], [["moved from here"], [], ["moved to here"]])

    def test_shows_every_block_as_text(self):
        for block, element, text in (
            ("<h2>Fares &amp; times</h2>", "heading", "Fares & times"),
            ("<ul><li>One</li><li>Two<ul><li>Three</li></ul></li></ul>", "list", "• One\n• Two\n• Three"),
            ("<blockquote><p>One</p><p>Two</p></blockquote>", "quotation", "One\nTwo"),
            ('<aside class="pullquote"><p>Said.</p><footer>Rae</footer></aside>', "pull quote", "Said.\n— Rae"),
            (
                '<figure data-photo="8"><figcaption>At <em>dawn</em></figcaption></figure>',
                "picture",
                "Ferry & <quay>\nAt dawn",
            ),
            (
                '<div class="gallery"><figure data-photo="8" data-crop="square" data-alt="A &amp; B"><figcaption>'
                'One</figcaption></figure><figure data-photo="8" data-alt=""><figcaption></figcaption></figure></div>',
                "gallery",
                "Ferry & <quay>\n(crop: square)\n(description of the picture here: A & B)\nOne\n"
                "Ferry & <quay>\n(no description: decorative)",
            ),
            ('<div class="embed"><a href="https://a.example/1">x</a></div>', "embed", "https://a.example/1"),
            ("<table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table>", "table", "a | b\nc | d"),
            ("<hr>", "line", "* * *"),
            ("<pre><code>a &lt; b\n  c</code></pre>", "code", "a < b\n  c"),
            (
                '<p>Word<sup class="footnote" data-note="A &lt;note&gt;">*</sup><br>More</p>',
                "paragraph",
                "Word [note: A <note>]\nMore",
            ),
        ):
            with self.subTest(element):
                (found,) = passages("", block)
                self.assertEqual((found.element, found.runs[0].text), (element, text))

    def test_shows_a_changed_note_and_caption(self):
        old, new = (f'<p>The word<sup class="footnote" data-note="{note}">*</sup></p>' for note in ("Old", "New"))
        self.assertEqual(passage(old, new)[0][1:3], [("del", "Old"), ("ins", "New")])

    def test_shows_a_changed_crop_and_description(self):
        old = '<figure data-photo="8" data-alt="A quay"><figcaption>At dawn</figcaption></figure>'
        runs = passage(old, old.replace("A quay", "The quay"))[0]
        self.assertEqual([run for run in runs if run[0] != "same"], [("del", "A "), ("ins", "The ")])
        runs = passage(old, old.replace('"8"', '"8" data-crop="card"'))[0]
        self.assertIn("crop: card", "".join(text for kind, text in runs if kind == "ins"))

    def test_that_is_long_and_monotonous_is_compared_in_time(self):
        old = "<p>" + "on and on " * 5000 + "</p>"

        found = difference("body", old, old.replace("<p>on", "<p>off", 1).replace("on </p>", "off</p>"))

        self.assertEqual(found.changes, 1)


class NamesTests(SimpleTestCase):
    def test_are_asked_for_all_that_is_compared(self):
        old = {"section_id": 1, "picture_id": None, "topics": [3], "body": '<figure data-photo="8"></figure>'}

        asked = pks(old, {"section_id": 2, "picture_id": 7, "topics": [1]})

        self.assertEqual(asked, {"section_id": {1, 2}, "series_id": set(), "picture_id": {7, 8}, "topics": {1, 3}})


words = st.lists(st.sampled_from(["the", "ferry", "on", "Halden", ",", ".", "\n", "“", "11", "a-b", "it’s"])).map(
    " ".join
)


class RunsTests(SimpleTestCase):
    @settings(deadline=None, max_examples=200)
    @given(words, words)
    def test_hold_both_texts_whole(self, old, new):
        found = word_runs(old, new)

        for text, without in ((old, "ins"), (new, "del")):
            self.assertEqual("".join(run.text for run in found if run.kind != without).split(), text.split())
