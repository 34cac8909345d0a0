import re
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from random import Random

from django.test import SimpleTestCase
from hypothesis import given, settings
from hypothesis import strategies as st

import frontpage
from articles.tests.factories import a_photo, ready_article
from frontpage.content import KINDS, RELATED, SIZES, Block, Content, Place
from frontpage.layouts import content_of, freeze, newest_number, without
from frontpage.models import Front, Layout
from frontpage.tests.fronts import a_front
from newsroom import clock
from newsroom.testing import NewsroomTestCase, at

MOMENTS = st.sampled_from([None, datetime(2026, 5, 15, 5, 0, 0, 17, UTC), datetime(2028, 2, 29, 23, tzinfo=UTC)])
WORDS = st.sampled_from(["", "Bridge reopens", "“Ça va?” – 20% of 😀 & <b>", " x "])


def places(stories, pictures, **more):
    """Without keys."""
    return st.builds(
        Place,
        key=st.just(0),
        story=st.none() | st.sampled_from(stories),
        picture=st.none() | st.sampled_from(pictures),
        **{name: WORDS for name in ("kicker", "headline", "standfirst", "copied")},
        size=st.sampled_from(list(SIZES)),
        **{name: MOMENTS for name in ("pinned_until", "run_from", "run_until")},
        **more,
    )


def contents(stories, pictures):
    related = st.lists(places(stories, pictures), max_size=RELATED)
    blocks = partial(
        st.builds,
        Block,
        key=st.just(0),
        name=WORDS,
        places=st.integers(0, 12),
        is_beside=st.booleans(),
        **{name: st.none() | st.integers(1, 9) for name in ("section", "topic", "series", "picture")},
        text=WORDS,
        slots=st.lists(places(stories, pictures, related=related), max_size=3),
    )
    others = blocks(kind=st.sampled_from([kind for kind in KINDS if kind != "lead"]))
    return st.builds(numbered, blocks(kind=st.just("lead")), st.lists(others, max_size=3), st.integers(0, 99))


def numbered(lead, blocks, seed: int) -> Content:
    """Keys as they come when things were added, moved and taken out again: in no order, the highest last given."""
    blocks.insert(seed % (len(blocks) + 1), lead)
    content = Content(blocks)
    ones = [*blocks, *(place for _, place in content.slots())]
    for one, key in zip(ones, Random(seed).sample(range(1, 400), len(ones)), strict=True):
        one.key = key
    content.next = 1 + max((one.key for one in ones), default=0)
    return content


class FreezeTests(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.front = Front.objects.create()

    def frozen(self, content: Content) -> Layout:
        layout = Layout(front=self.front, number=newest_number(self.front) + 1, live_from=clock.now())
        layout.live_until, layout.launched_at = at("2031-01-01 00:00"), clock.now()
        freeze(layout, content)
        return Layout.objects.get(pk=layout.pk)

    def test_comes_back_as_it_was(self):
        stories, pictures = [ready_article().pk, ready_article("Ferry").pk], [a_photo().pk]

        @settings(max_examples=25, deadline=None)
        @given(contents(stories, pictures))
        def check(content):
            self.assertEqual(content_of(self.frozen(content)), content)

        check()

    def test_asks_once_for_all_slots(self):
        layout = self.frozen(a_front(*[("top", {}, [ready_article(f"Story {n}")]) for n in range(3)]))
        with self.assertNumQueries(1):
            content_of(layout)
        layout = Layout.objects.prefetch_related("slots").get(pk=layout.pk)
        with self.assertNumQueries(0):
            content_of(layout)

    def test_leaves_stories_out_with_their_words_and_changes_nothing_else(self):
        bridge, ferry, market = (ready_article(headline) for headline in ("Bridge", "Ferry", "Market"))
        content = a_front(("lead", {}, [{"story": bridge, "related": [ferry, market]}]), ("top", {}, [None]))

        self.assertEqual(without({ferry.pk}, content).stories, [bridge.pk, market.pk])
        self.assertEqual(without({bridge.pk}, content).stories, [])
        self.assertEqual(without({ferry.pk}, content).next, content.next)
        self.assertEqual(without(set(), content), content)
        self.assertEqual(content.stories, [bridge.pk, ferry.pk, market.pk])

    def test_knows_the_newest_that_was_not_called_off(self):
        self.assertEqual(newest_number(self.front), 0)
        first, second = self.frozen(Content()), self.frozen(Content())
        Layout.objects.filter(pk=second.pk).update(live_until=second.live_from)

        self.assertEqual(newest_number(self.front), first.number)

    def test_leaves_out_what_does_not_fit_and_no_slot_moves_to_another_block(self):
        bridge, ferry = ready_article("Bridge"), ready_article("Ferry")
        layout = self.frozen(a_front(("lead", {}, []), ("top", {}, [bridge]), ("strip", {}, [ferry])))
        layout.blocks[1]["kind"] = "unknown"
        with self.assertLogs("frontpage.content", "WARNING"):
            content = content_of(layout)
        self.assertEqual([(block.kind, len(block.slots)) for block in content.blocks], [("lead", 0), ("strip", 1)])
        self.assertEqual(content.stories, [ferry.pk])


class MisfitTests(SimpleTestCase):
    """What was stored and is no front: something is shown all the same."""

    def test_is_left_out_and_logged(self):
        top, place = {"key": 2, "kind": "top", "places": 4}, {"key": 3, "story": 7}
        for block in (
            *(top | facts for facts in ({"kind": "unknown"}, {"kind": ["top"]}, {"places": None}, {"places": 10**9})),
            *(top | facts for facts in ({"key": None}, {"key": "2"}, {"section": "town"}, {"name": 3})),
            *({"kind": "top"}, None, [], "top", 5),
        ):
            with self.assertLogs("frontpage.content", "WARNING"):
                content = Content.read({"blocks": [{"key": 1, "kind": "lead"}, block], "next": 9})
            self.assertEqual(([one.kind for one in content.blocks], content.next), (["lead"], 9), block)
        for slot in ({"story": 7}, place | {"run_from": "2026-05-14T09:00"}, place | {"picture": "x"}, None, [3]):
            with self.assertLogs("frontpage.content", "WARNING"):
                content = Content.read({"blocks": [top | {"slots": [slot, place]}]})
            self.assertEqual(content.stories, [7], slot)

    def test_has_one_lead(self):
        lead, top = {"key": 5, "kind": "lead"}, {"key": 8, "kind": "top"}
        for blocks, keys in (([], [1]), ([top], [9, 8]), ([top, lead, lead | {"key": 6}], [8, 5])):
            content = Content.read({"blocks": blocks})
            self.assertEqual([block.key for block in content.blocks], keys)
            self.assertEqual([block.kind for block in content.blocks].count("lead"), 1)
            self.assertGreater(content.next, max(keys))

    def test_is_no_content_at_all(self):
        for facts in (None, [], {}, {"blocks": None}, {"blocks": {}, "next": "1"}):
            self.assertEqual([block.kind for block in Content.read(facts).blocks], ["lead"])


class HouseTests(SimpleTestCase):
    def test_only_the_verbs_make_or_end_layouts(self):
        room = Path(frontpage.__file__).parent
        code = [file for file in room.rglob("*.py") if not {"tests", "migrations", "models"} & set(file.parts)]
        makes = re.compile(
            r"\bLayout\(|\bfreeze\(|layouts?\.(create|bulk_create|update)\(|Layout\.objects.*(create|update)"
        )
        found = {str(file.relative_to(room)) for file in code if makes.search(file.read_text())}

        self.assertEqual(found, {"layouts.py", "workflow.py", "leaks.py"})  # the last plants what it takes out again
