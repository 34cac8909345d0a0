import re
from collections import Counter
from itertools import count

from django.test import SimpleTestCase
from hypothesis import example, given, settings
from hypothesis import strategies as st

from articles.blocks import split
from articles.merge import merge
from newsroom import html

EMPTY = {"headline": "", "body": "", "section_id": 1, "bylines": [], "topics": []}
RITA, ED, CORA = [1, "Rita Vale", ""], [2, "Ed Marsh", ""], [3, "Cora Lind", ""]


def merged(base, mine, theirs, *, field="headline", chosen=None):
    return merge(*(EMPTY | {field: value} for value in (base, mine, theirs)), chosen=chosen)


def body(*paragraphs: str) -> str:
    return "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)


def gallery(*captions: str) -> str:
    figures = (
        f'<figure data-photo="{number}"><figcaption>{caption}</figcaption></figure>'
        for number, caption in enumerate(captions, 1)
    )
    return f'<div class="gallery">{"".join(figures)}</div>'


def bodies(base, mine, theirs, **options):
    return merged(base, mine, theirs, field="body", **options)


class FieldTests(SimpleTestCase):
    def test_goes_to_the_side_that_changed_it(self):
        mine, theirs = EMPTY | {"headline": "Bridge shut"}, EMPTY | {"section_id": 2}

        found = merge(EMPTY, mine, theirs)

        self.assertEqual(found.content, EMPTY | {"headline": "Bridge shut", "section_id": 2})
        self.assertEqual((found.took_mine, found.took_theirs), (["headline"], ["section_id"]))

    def test_changed_alike_by_both_is_taken_once(self):
        found = merged("Brigde", "Bridge", "Bridge")

        self.assertEqual((found.content["headline"], found.clashes, found.together), ("Bridge", [], ["headline"]))

    def test_changed_differently_clashes_and_keeps_what_is_saved(self):
        found = merged("Bridge", "Bridge shut", "Bridge opens")

        self.assertEqual(found.content["headline"], "Bridge opens")
        clash = found.clashes[0]
        self.assertEqual((clash.key, clash.base, clash.mine, clash.theirs), ("headline", "Bridge", *clash_texts))
        self.assertEqual(found.together, [])

    def test_is_what_was_chosen(self):
        for choice, expected in (
            ("mine", "Bridge shut"),
            ("theirs", "Bridge opens"),
            ("both", "Bridge opens Bridge shut"),
            ("text:Bridge closed", "Bridge closed"),
        ):
            found = merged("Bridge", "Bridge shut", "Bridge opens", chosen={"headline": choice})
            self.assertEqual((found.content["headline"], found.clashes), (expected, []))

    def test_can_be_chosen_to_be_empty(self):
        found = merged(4, None, 5, field="series_id", chosen={"series_id": "mine"})

        self.assertEqual((found.content["series_id"], found.clashes), (None, []))

    def test_stays_open_after_a_choice_that_it_does_not_offer(self):
        for choice in ("both", "text:7", "", "nobody"):
            found = merged(4, 5, 6, field="series_id", chosen={"series_id": choice})
            self.assertEqual((found.content["series_id"], [clash.key for clash in found.clashes]), (6, ["series_id"]))

    def test_missing_in_an_old_revision_is_unchanged(self):
        old, noted = EMPTY, EMPTY | {"note": "Ring the port."}

        self.assertEqual(merge(noted, old, noted).content["note"], "Ring the port.")
        self.assertEqual(merge(noted, noted, old).content["note"], "Ring the port.")
        self.assertEqual(merge(old, noted, old).content["note"], "Ring the port.")
        self.assertEqual(merge(old, EMPTY | {"note": ""}, noted).content["note"], "Ring the port.")

    def test_does_not_clash_over_the_ends_of_lines(self):
        found = merged("One.\nTwo.", "One.\r\nTwo.", "Three.", field="standfirst")

        self.assertEqual((found.content["standfirst"], found.clashes), ("Three.", []))


clash_texts = ("Bridge shut", "Bridge opens")


class TopicTests(SimpleTestCase):
    def test_added_and_taken_out_by_both_are_merged(self):
        found = merged([1, 2, 3], [2, 3, 4], [1, 3, 5], field="topics")

        self.assertEqual((found.content["topics"], found.clashes), ([3, 5, 4], []))

    def test_in_another_order_are_unchanged(self):
        found = merged([1, 2], [2, 1], [1, 2, 3], field="topics")

        self.assertEqual((found.content["topics"], found.took_theirs), ([1, 2, 3], ["topics"]))


class BylineTests(SimpleTestCase):
    def merged(self, base, mine, theirs):
        found = merged(base, mine, theirs, field="bylines")
        return [author for author, _, _ in found.content["bylines"]], len(found.clashes)

    def test_added_by_both_stand_one_after_the_other(self):
        self.assertEqual(self.merged([RITA], [RITA, ED], [RITA, CORA]), ([1, 3, 2], 0))

    def test_taken_out_by_one_are_out(self):
        self.assertEqual(self.merged([RITA, ED], [ED], [RITA, ED, CORA]), ([2, 3], 0))

    def test_follow_the_side_that_changed_the_order(self):
        self.assertEqual(self.merged([RITA, ED], [ED, RITA], [RITA, ED, CORA]), ([2, 3, 1], 0))

    def test_in_two_new_orders_clash(self):
        base, mine, theirs = [RITA, ED, CORA], [ED, RITA, CORA], [CORA, RITA, ED]

        self.assertEqual(self.merged(base, mine, theirs), ([3, 1, 2], 1))

    def test_with_two_new_roles_clash(self):
        mine, theirs = [[1, "Rita Vale", "in Halden"]], [[1, "Rita Vale", "photographs"]]

        found = merged([RITA], mine, theirs, field="bylines")

        self.assertEqual((found.content["bylines"], len(found.clashes)), (theirs, 1))

    def test_with_a_role_from_one_and_a_colleague_from_the_other_have_both(self):
        in_halden = [1, "Rita Vale", "in Halden"]

        found = merged([RITA], [in_halden], [RITA, ED], field="bylines")

        self.assertEqual((found.content["bylines"], found.clashes), ([in_halden, ED], []))

    def test_under_a_new_name_of_the_author_are_unchanged(self):
        found = merged([RITA], [[1, "Rita Vale-Moss", ""]], [RITA, ED], field="bylines")

        self.assertEqual((found.content["bylines"], found.clashes), ([RITA, ED], []))


class BodyTests(SimpleTestCase):
    base = body("The ferry sailed on Friday.", "Forty people came to wave.", "A brass band played three tunes.")

    def test_changed_in_neighbouring_paragraphs_has_both(self):
        mine = self.base.replace("Friday", "Saturday").replace("waved", "cheered")
        theirs = self.base.replace("Forty people", "Fifty people").replace("three", "four")

        found = bodies(self.base, mine, theirs)

        expected = ("The ferry sailed on Saturday.", "Fifty people came to wave.", "A brass band played four tunes.")
        self.assertEqual((found.content["body"], found.clashes), (body(*expected), []))

    def test_changed_in_two_places_of_one_paragraph_has_both(self):
        base, mine, theirs = (
            body(f"The {a} ferry sailed from Halden harbour at ten on {b} night.")
            for a, b in (("night", "Friday"), ("last", "Friday"), ("night", "Saturday"))
        )

        found = bodies(base, mine, theirs)

        expected = body("The last ferry sailed from Halden harbour at ten on Saturday night.")
        self.assertEqual((found.content["body"], found.clashes), (expected, []))

    def test_changed_at_one_place_of_one_paragraph_clashes(self):
        mine, theirs = self.base.replace("Forty", "Sixty"), self.base.replace("Forty", "Fifty")

        found = bodies(self.base, mine, theirs)

        self.assertEqual(found.content["body"], theirs)
        clash = found.clashes[0]
        self.assertEqual((clash.key, clash.place, len(found.clashes)), ("body:1", 2, 1))
        self.assertEqual((clash.mine, clash.theirs), (split(mine)[1], split(theirs)[1]))
        self.assertEqual(clash.after, body("The ferry sailed on Friday."))

    def test_with_two_captions_of_a_gallery_changed_has_both(self):
        base, mine, theirs = (
            gallery(f"The quay on {a}", f"The band on {b}")
            for a, b in (("Friday", "Friday"), ("Saturday", "Friday"), ("Friday", "Sunday"))
        )
        self.assertEqual(
            bodies(base, mine, theirs).content["body"], gallery("The quay on Saturday", "The band on Sunday")
        )

    def test_with_one_caption_of_a_gallery_changed_by_both_clashes_and_keeps_both(self):
        base, mine, theirs = (gallery("The quay", f"The band on {day}") for day in ("Friday", "Monday", "Sunday"))

        found = bodies(base, mine, theirs)

        self.assertEqual((found.clashes[0].mine, found.clashes[0].theirs), (mine, theirs))

    def test_with_a_picture_taken_out_of_a_gallery_and_a_caption_changed_has_both(self):
        base, mine = gallery("The quay", "The band", "The mayor"), gallery("The quay", "The band")
        theirs = base.replace("The quay", "The new quay")
        self.assertEqual(bodies(base, mine, theirs).content["body"], gallery("The new quay", "The band"))

    def test_with_new_paragraphs_at_one_place_clashes_and_can_hold_both(self):
        mine, theirs = self.base + body("Mine."), self.base + body("Theirs.")

        self.assertEqual(bodies(self.base, mine, theirs).content["body"], theirs)
        both = bodies(self.base, mine, theirs, chosen={"body:1": "both"})
        self.assertEqual((both.content["body"], both.clashes), (theirs + body("Mine."), []))

    def test_deleted_by_one_and_changed_by_the_other_clashes(self):
        theirs = self.base.replace("Forty", "Fifty")

        found = bodies(self.base, "".join(split(self.base)[::2]), theirs)

        self.assertEqual((found.content["body"], found.clashes[0].mine), (theirs, ""))

    def test_moved_by_one_and_changed_by_the_other_is_changed_where_it_went(self):
        first, second, third = split(self.base)

        found = bodies(self.base, second + third + first, self.base.replace("Friday", "Saturday"))

        expected = second + third + first.replace("Friday", "Saturday")
        self.assertEqual((found.content["body"], found.clashes), (expected, []))

    def test_moved_by_both_stands_where_they_put_it_once(self):
        one, two, three, four, five = [f"<p>{word}</p>" for word in ("one", "two", "three", "four", "five")]
        theirs = two + three + four + one + five

        found = bodies(one + two + three + four + five, two + three + four + five + one, theirs)

        self.assertEqual((found.content["body"], found.clashes), (theirs, []))

    def test_moved_by_one_and_taken_out_by_the_other_clashes_and_stays_out(self):
        first, second, third = split(self.base)

        found = bodies(self.base, second + third + first, second + third)

        self.assertEqual(found.content["body"], second + third)
        self.assertEqual([(clash.mine, clash.theirs) for clash in found.clashes], [(first, "")])

    def test_moved_and_changed_into_a_dispute_stays_where_it_was_until_someone_decides(self):
        first, second, third = split(self.base)
        theirs = body("At last.") + self.base

        found = bodies(self.base, third.replace("three", "four") + first + second, theirs)

        self.assertEqual((found.content["body"], len(found.clashes)), (theirs, 2))

    def test_split_by_one_and_changed_by_the_other_never_doubles_words(self):
        base = body("The ferry sailed on Friday night. Forty people came to wave at it.")
        mine = base.replace(". F", ".</p><p>F")

        for old, new in (("Friday", "Saturday"), ("Forty", "Fifty")):
            words = html.plain(bodies(base, mine, base.replace(old, new)).content["body"])
            self.assertEqual([words.count(part) for part in ("ferry sailed", "came to wave", new)], [1, 1, 1])

    def test_joined_by_one_and_changed_by_the_other_never_doubles_words(self):
        base = body("The ferry sailed on Friday night.", "Forty people came to wave at it.")
        mine = base.replace(".</p><p>F", ". F")

        for old, new in (("Friday", "Saturday"), ("Forty", "Fifty")):
            words = html.plain(bodies(base, mine, base.replace(old, new)).content["body"])
            self.assertEqual([words.count(part) for part in ("ferry sailed", "came to wave", new)], [1, 1, 1])

    def test_is_never_marked_up_across(self):
        base = body("one two three four five six seven eight nine ten")
        mine = base.replace("two three four five six", "<strong>two three four five six</strong>")
        theirs = base.replace("four five six seven eight", "<em>four five six seven eight</em>")

        found = bodies(base, mine, theirs)

        self.assertEqual((found.content["body"], len(found.clashes)), (theirs, 1))

    def test_takes_its_own_text_clean(self):
        mine, theirs = self.base + body("Mine."), self.base + body("Theirs.")

        found = bodies(self.base, mine, theirs, chosen={"body:1": "text:<p onclick='x'>Ours.<script>x</script>"})

        self.assertEqual(found.content["body"], self.base + body("Ours."))

    def test_of_many_equal_paragraphs_is_merged_in_time(self):
        few = [f"<p>{word}</p>" for word in ("one", "two", "three")]
        base = [few[at % 3] for at in range(600)]

        found = bodies("".join(base), "".join(base[::-1]), "".join(base[1:] + few))

        self.assertEqual(len(split(found.content["body"])), 602)


# ---- Nothing is lost ----

FILLER = "the of a ferry bridge council said on".split()
written = st.lists(st.sampled_from(FILLER), max_size=3)
edits = st.lists(
    st.tuples(
        st.sampled_from(["insert", "delete", "word", "cut", "move", "twin", "split", "join", "bold"]),
        st.integers(0, 99),
        st.integers(0, 99),
    ),
    max_size=6,
)


def paragraph(numbers, name, filler=()):
    return [f"{name}{next(numbers)}", *filler, f"{name}{next(numbers)}", f"{name}{next(numbers)}"]


def edited(text, changes, name):
    """``text`` (paragraphs, each a list of words) after ``changes``; new words begin with ``name``."""
    text, numbers = [list(words) for words in text], count(1)
    for kind, at, where in changes:
        spot, here = where % (len(text) + 1), at % len(text) if text else None
        if kind == "insert" or here is None:
            text.insert(spot, paragraph(numbers, name))
        elif kind == "delete":
            del text[here]
        elif kind == "move":
            text.insert(where % len(text), text.pop(here))
        elif kind == "twin":
            text.insert(spot, ["Twin"])
        elif kind == "join" and here:
            text[here - 1 : here + 1] = [text[here - 1] + text[here]]
        elif kind == "split" and len(text[here]) > 1:
            cut = 1 + where % (len(text[here]) - 1)
            text[here : here + 1] = [text[here][:cut], text[here][cut:]]
        elif kind == "word":
            text[here].insert(where % (len(text[here]) + 1), f"{name}{next(numbers)}")
        elif kind == "cut" and len(text[here]) > 1:
            del text[here][where % len(text[here])]
        elif kind == "bold":
            start = where % len(text[here])
            text[here][start] = f"<strong>{text[here][start]}</strong>"
    return text


def written_as(text):
    return html.clean(body(*(" ".join(words) for words in text)))


def markers(text):
    return Counter(re.findall(r"\b(?:base|mine|theirs)[0-9]+\b", text))


@st.composite
def three_texts(draw):
    numbers = count(1)
    base = [paragraph(numbers, "base", draw(written)) for _ in range(draw(st.integers(0, 6)))]
    base += [["Twin"]] * draw(st.integers(0, 2))
    return base, edited(base, draw(edits), "mine"), edited(base, draw(edits), "theirs")


class MovedAndRewrittenTests(SimpleTestCase):
    def test_by_both_a_paragraph_is_printed_once_with_both_their_words(self):
        base = [["base1", "base2", "base3"], ["base4", "base5"], ["base6", "base7"]]
        mine = [base[1], base[2], ["base1", "base2", "mine1", "base3"]]
        theirs = [base[1], ["theirs1", "base1", "base2", "base3"], base[2]]

        found = bodies(*map(written_as, (base, mine, theirs)))

        joined = [base[1], ["theirs1", "base1", "base2", "mine1", "base3"], base[2]]
        self.assertEqual((found.content["body"], found.clashes), (written_as(joined), []))


class NothingIsLostTests(SimpleTestCase):
    @settings(deadline=None, max_examples=300)
    @given(three_texts())
    def test_whatever_two_people_do(self, texts):
        base, mine, theirs = map(written_as, texts)

        found = bodies(base, mine, theirs)

        out = found.content["body"]
        self.assertEqual(html.clean(out), out)
        was, ours, saved, now = map(markers, (base, mine, theirs, out))
        shown = now | markers("".join(clash.mine + clash.theirs for clash in found.clashes))
        inserted = [word for word in ours | saved if word not in was]
        kept = [word for word in was if word in ours and word in saved]
        self.assertEqual([word for word in inserted + kept if word not in shown], [])
        self.assertEqual([word for word in inserted if word in saved and word not in now], [])
        untouched = markers("".join(set(split(base)) & set(split(mine)) & set(split(theirs))))
        once = untouched if found.clashes else [*inserted, *kept]
        self.assertEqual([word for word in once if now[word] != 1], [])

    @settings(deadline=None, max_examples=100)
    @given(three_texts())
    def test_one_sided_changes_arrive_as_they_are(self, texts):
        base, mine, _ = map(written_as, texts)

        self.assertEqual(bodies(base, mine, base).content["body"], mine)
        self.assertEqual(bodies(base, base, mine).content["body"], mine)
        self.assertEqual(bodies(base, mine, mine).content["body"], mine)

    @settings(deadline=None, max_examples=100)
    @given(three_texts())
    def test_both_sides_have_the_same_say(self, texts):
        base, mine, theirs = map(written_as, texts)

        one, other = bodies(base, mine, theirs), bodies(base, theirs, mine)

        pairs = [(clash.base, clash.mine, clash.theirs) for clash in one.clashes]
        self.assertEqual(pairs, [(clash.base, clash.theirs, clash.mine) for clash in other.clashes])
        if not pairs:
            self.assertEqual(sorted(split(one.content["body"])), sorted(split(other.content["body"])))

    @settings(deadline=None, max_examples=100)
    @given(three_texts())
    def test_choosing_both_keeps_every_word(self, texts):
        base, mine, theirs = map(written_as, texts)
        open_ = bodies(base, mine, theirs).clashes

        found = bodies(base, mine, theirs, chosen={clash.key: "both" for clash in open_})

        self.assertEqual(found.clashes, [])
        now, was = markers(found.content["body"]), markers(base)
        self.assertEqual([word for word in markers(mine + theirs) if word not in was and word not in now], [])
        self.assertEqual(html.clean(found.content["body"]), found.content["body"])

    @example("", "<p>a</p>", "<p>b</p>")
    @settings(deadline=None, max_examples=50)
    @given(*[st.lists(st.sampled_from(["<p>a</p>", "<hr>", "<h2>b</h2>", "<ul><li>c</li></ul>"])).map("".join)] * 3)
    def test_equal_blocks_are_no_trouble(self, base, mine, theirs):
        found = bodies(base, mine, theirs)

        self.assertEqual(html.clean(found.content["body"]), found.content["body"])
        if not found.clashes and mine == base:
            self.assertEqual(found.content["body"], theirs)
