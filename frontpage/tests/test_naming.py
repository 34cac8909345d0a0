"""A block has one name, wherever the desk reads it."""

from functools import partial

from django.urls import reverse

from articles.tests.factories import a_section, a_topic, published
from frontpage import drafts, moves
from frontpage.comparing import compare
from frontpage.content import Content
from frontpage.layouts import content_of
from frontpage.models import Front, Layout
from frontpage.naming import name_blocks, quoted
from frontpage.places import places_of
from frontpage.tests.fronts import a_front, launched
from newsroom import clock
from newsroom.testing import NewsroomTestCase, hire


class NamingTests(NewsroomTestCase):
    def setUp(self):
        super().setUp()
        self.sport = a_section("Sport")
        published("Bridge reopens", by=self.ed)
        self.story = published("Cup final", by=self.ed, section=self.sport)
        strip = ("strip", {"section": self.sport.pk}, [self.story])
        launched(a_front(("lead", {}, []), strip, ("top", {}, []), ("strip", {"topic": a_topic("Floods").pk}, [])))
        self.faye, self.front = hire("Faye Holm", "Front editor"), Front.objects.get()

    def test_is_its_own_or_that_of_what_it_is_about_or_of_its_kind(self):
        content = content_of(Layout.objects.get())
        content.blocks[3].name = "The water"

        with self.assertNumQueries(2):
            name_blocks(content.blocks)
            name_blocks(content.blocks)

        self.assertEqual([block.called for block in content.blocks], ["Lead", "Sport", "Top stories", "The water"])
        self.assertEqual(Content.read(content.as_json()).blocks[1].about, None)

    def test_stands_in_the_log_of_the_draft(self):
        strip, top = content_of(Layout.objects.get()).blocks[1:3]
        slot = strip.slots[0].key
        drafts.change(self.front, partial(moves.move, slot_key=slot, block_key=top.key, position=0), by=self.faye)
        back = partial(moves.move, slot_key=slot, block_key=strip.key, position=0)

        draft = drafts.change(self.front, back, by=self.faye)

        self.assertEqual(drafts.told([draft.steps.first().words], self.faye), ["Moved “Cup final” to Sport."])

    def test_stands_in_comparisons_and_where_a_story_is_taken_away(self):
        old, new = content_of(Layout.objects.get()), Content()
        name_blocks(old.blocks)

        self.assertIn("Block “Sport” was removed.", [one.words for one in compare(old, new, {})])
        self.assertEqual(list(places_of(self.story, clock.now())), ["the front page (Sport)"])

    def test_stands_on_the_board_on_both_sides(self):
        self.client.force_login(self.faye)
        address = reverse("admin:frontpage_front_change", args=[self.front.pk])

        self.assertContains(self.client.get(address), "<h3>Sport</h3>", 2)

    def test_of_empty_blocks_is_told_before_a_launch(self):
        self.client.force_login(self.faye)

        page = self.client.get(reverse("admin:frontpage_front_launch", args=[self.front.pk]))

        self.assertIn("The block “Floods”: there is nothing to fill it.", page.context["missing"])

    def test_has_single_quotation_marks_within_double_ones(self):
        self.assertEqual(quoted("“Stop”, they cry"), "“‘Stop’, they cry”")
