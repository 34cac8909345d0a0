"""What slots and blocks are told, and blocks added, moved and taken away."""

from frontpage import moves
from frontpage.content import Block, Place
from frontpage.tests.moving import LATEST, LEAD, STRIP, TOP, MovesTestCase, block, laid_out, slot
from newsroom.testing import at


class DressTests(MovesTestCase):
    def test_changes_what_is_named_and_nothing_else(self):
        content = laid_out(top=[1])
        moves.dress(content, 10, headline=" Our \n own\0 ", copied="Theirs", picture=5, size="large")

        self.assertEqual(
            moves.dress(content, 10, kicker="Exclusive", picture=None), "Changed kicker and picture of #1 here."
        )

        own = Place(10, 1, headline="Our own", copied="Theirs", size="large", kicker="Exclusive")
        self.assertEqual(slot(content, 10), own)

    def test_forgets_the_copied_headline_with_its_own(self):
        content = laid_out(top=[1])
        moves.dress(content, 10, headline="Our own", copied="Theirs")

        moves.dress(content, 10, headline="")

        self.assertEqual(slot(content, 10), Place(10, 1))

    def test_refuses_what_no_slot_can_keep(self):
        content = laid_out(top=[None, 1])

        self.refused("The kicker is too long: 60 characters", moves.dress, content, 10, kicker="k" * 61)
        self.refused("There is no such size.", moves.dress, content, 10, size="giant")
        self.refused("Choose one from the list.", moves.dress, content, 10, picture="5")
        self.refused("That place fills itself. Put a story there", moves.dress, content, 1000, kicker="News")


class TimeTests(MovesTestCase):
    def test_sets_all_three(self):
        content = laid_out(top=[1])
        moves.time(content, 10, pinned_until=at("20:00"), run_from=at("09:00"))

        self.assertEqual(moves.time(content, 10, run_until=at("18:00")), "Changed pin, start and end of #1 here.")

        self.assertEqual(slot(content, 10), Place(10, 1, run_until=at("18:00")))

    def test_refuses_an_end_before_its_beginning(self):
        content, morning = laid_out(top=[1]), at("09:00")

        for words, end in [("It would leave the front", "run_until"), ("Its place would fill", "pinned_until")]:
            self.refused(words, moves.time, content, 10, run_from=morning, **{end: morning})


class BlockTests(MovesTestCase):
    def kinds(self, content):
        return [block.kind for block in content.blocks]

    def test_adds_one_where_it_is_wanted(self):
        content = laid_out()

        self.assertEqual(moves.add_block(content, "picture", 1), "Added Picture story.")

        self.assertEqual(self.kinds(content), ["lead", "picture", "top", "latest", "strip"])
        self.assertEqual((content.blocks[1].key, content.blocks[1].places), (2000, 1))

    def test_never_has_a_second_lead_nor_none(self):
        content = laid_out()

        self.refused("A front has one lead.", moves.add_block, content, "lead", 0)
        self.refused("A front always has its lead.", moves.remove_block, content, LEAD)
        self.refused("There is no such block.", moves.add_block, content, "weather", 0)

    def test_moves_and_steps(self):
        content = laid_out()

        moves.move_block(content, LATEST, 0)
        self.assertEqual(moves.step_block(content, LATEST, "down"), "Moved the block Latest down.")
        moves.move_block(content, TOP, 99)

        self.assertEqual(self.kinds(content), ["lead", "latest", "strip", "top"])
        self.refused("It is the last already.", moves.step_block, content, TOP, "down")
        self.refused("It is the first already.", moves.step_block, content, LEAD, "up")

    def test_leaves_none_beside_nothing(self):
        content = laid_out()
        moves.set_block(content, LATEST, is_beside=True)

        moves.move_block(content, LATEST, 0)

        self.assertFalse(block(content, LATEST).is_beside)

    def test_goes_with_its_stories(self):
        content = laid_out(top=[None, 1, 2])
        block(content, TOP).name = "In town"

        self.assertEqual(moves.remove_block(content, TOP), "Took away the block In town with 2 stories.")

        self.assertEqual((self.kinds(content), content.stories), (["lead", "latest", "strip"], []))
        self.refused("That block is not there any more", moves.remove_block, content, TOP)


class SetBlockTests(MovesTestCase):
    def test_sets_what_is_named(self):
        content = laid_out()

        said = moves.set_block(content, STRIP, name="In town", places=8, design="row", section=5)

        self.assertEqual(said, "Changed the block Section strip.")
        self.assertEqual(
            block(content, STRIP), Block(STRIP, "strip", name="In town", places=8, design="row", section=5)
        )

    def test_draws_from_a_section_or_a_topic(self):
        content = laid_out()
        moves.set_block(content, STRIP, section=5, topic=None)

        moves.set_block(content, STRIP, topic=6, section=None)

        self.assertEqual((block(content, STRIP).section, block(content, STRIP).topic), (None, 6))
        self.refused("a section or a topic, not both", moves.set_block, content, STRIP, topic=6, section=5)

    def test_refuses_what_a_block_can_not_be(self):
        content = laid_out()
        for words, key, order in [
            ("Top stories has from 1 to 6 places.", TOP, {"places": 7}),
            ("Top stories has from 1 to 6 places.", TOP, {"places": 0}),
            ("Lead has no such design.", LEAD, {"design": "row"}),
            ("can’t stand beside another block: it needs the width.", TOP, {"is_beside": True}),
            ("can’t be told to draw from a section.", LATEST, {"section": 5}),
            ("can’t be told to draw from a series.", STRIP, {"series": 5}),
            ("The name is too long: 60 characters at most", TOP, {"name": "n" * 61}),
            ("Only a promotion has words", TOP, {"text": "Subscribe"}),
        ]:
            self.refused(words, moves.set_block, content, key, **order)

    def test_refuses_the_first_block_beside_another(self):
        content = laid_out()
        moves.move_block(content, LATEST, 0)

        self.refused("The first block has nothing to stand beside.", moves.set_block, content, LATEST, is_beside=True)

    def test_links_a_promotion_to_our_own_pages_only(self):
        content = laid_out()
        moves.add_block(content, "promo", 9)

        for link in (
            "/",
            "/town/",
            "/town/2026/05/14/ferry/",
            "/topics/bridge/",
            "/search/?q=ferry",
            "/latest/#now",
            "",
        ):
            moves.set_block(content, 2000, link=link, text="Read more of us.")
            self.assertEqual(block(content, 2000).link, link)
        for link in ("//elsewhere.example", "/\\elsewhere.example", "https://elsewhere.example", "/a b", "about/"):
            self.refused("Link to one of our own pages", moves.set_block, content, 2000, link=link)
        for link in (
            "/admin/",
            "/admin/frontpage/front/1/",
            "/as-of/2026-05-14T08:00/",
            "/preview/abc/",
            "/nowhere.php",
        ):
            self.refused(f"Readers have no page at {link}.", moves.set_block, content, 2000, link=link)
        self.refused("The text is too long: 300", moves.set_block, content, 2000, text="t" * 301)
