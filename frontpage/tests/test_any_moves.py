"""Whatever people do to a front, in whatever order, it can be launched."""

import json
from functools import partial

from django.test import SimpleTestCase
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frontpage import moves
from frontpage.content import KINDS, RELATED, Content, Place
from frontpage.tests.moving import laid_out
from newsroom.testing import at

keys = st.integers(1, 14)
stories = st.integers(1, 12)
positions = st.integers(0, 7)
directions = st.sampled_from(["up", "down"])
times = st.none() | st.sampled_from([at("08:00"), at("18:00"), at("2026-05-15 06:00")])
anything = st.one_of(
    st.builds(partial, st.just(moves.place), story=stories, block_key=st.integers(1, 5), position=positions),
    st.builds(partial, st.just(moves.place_related), story=stories, slot_key=keys, position=positions),
    st.builds(partial, st.just(moves.move), slot_key=keys, block_key=st.integers(1, 8), position=positions),
    st.builds(partial, st.just(moves.step), slot_key=keys, direction=directions),
    st.builds(partial, st.just(moves.remove), slot_key=keys),
    st.builds(partial, st.just(moves.fill_itself), block_key=keys, position=positions),
    st.builds(
        partial, st.just(moves.dress), slot_key=keys, headline=st.sampled_from(["", "New"]), copied=st.just("Old")
    ),
    st.builds(partial, st.just(moves.time), slot_key=keys, run_from=times, run_until=times),
    st.builds(partial, st.just(moves.add_block), kind=st.sampled_from(list(KINDS)), position=positions),
    st.builds(partial, st.just(moves.move_block), block_key=keys, position=positions),
    st.builds(partial, st.just(moves.step_block), block_key=keys, direction=directions),
    st.builds(partial, st.just(moves.remove_block), block_key=keys),
    st.builds(partial, st.just(moves.set_block), block_key=keys, places=positions, is_beside=st.booleans()),
)


class AnythingTests(SimpleTestCase):
    @settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(st.lists(anything, max_size=20))
    def test_leaves_a_front_that_can_be_launched(self, made):
        content = laid_out(lead=[1], top=[2, 3])
        content.blocks[0].slots[0].related = [Place(40, 4)]
        content.next = 5
        for _, slot in content.slots():
            slot.key = content.take_key()
        for move in made:
            before = Content.read(content.as_json())
            try:
                self.assertTrue(move(content))
            except moves.Refused:
                content = before
            self.check(content)

    def check(self, content: Content):
        slots = [slot for _, slot in content.slots()]
        keys = [block.key for block in content.blocks] + [slot.key for slot in slots]
        self.assertEqual([block.kind for block in content.blocks].count("lead"), 1)
        self.assertEqual(len(content.stories), len(set(content.stories)))
        self.assertEqual(len(keys), len(set(keys)))
        self.assertLess(max(keys), content.next)
        self.assertEqual(Content.read(json.loads(json.dumps(content.as_json()))), content)
        self.assertFalse(content.blocks[0].is_beside)
        for block in content.blocks:
            self.assertTrue(block.sort.takes_stories or not block.slots)
            self.assertTrue(min(1, block.sort.most) <= block.places <= block.sort.most)
            self.assertTrue(not block.slots or block.slots[-1].story)
            for slot in block.slots:
                self.assertLessEqual(len(slot.related), RELATED if block.kind == "lead" else 0)
                self.assertTrue(all(other.story and not other.related for other in slot.related))
                self.assertTrue(slot.headline or not slot.copied)
