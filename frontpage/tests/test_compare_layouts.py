from django.test import SimpleTestCase

from frontpage.candidates import UNSEEN
from frontpage.comparing import compare
from frontpage.content import Content, Place
from newsroom.testing import at

BRIDGE, FERRY, MARKET, TRAM = 1, 2, 3, 4
TITLES = {BRIDGE: "Bridge", FERRY: "Ferry", MARKET: "Market", TRAM: "Tram"}


def a_front(lead=(BRIDGE,), top=(FERRY, MARKET), related=()) -> Content:
    content = Content()
    lead_block, top_block, _ = [content.add(kind) for kind in ("lead", "top", "latest")]
    lead_block.slots = [Place(content.take_key(), story) for story in lead]
    top_block.slots = [Place(content.take_key(), story) for story in top]
    lead_block.slots[0].related = [Place(content.take_key(), story) for story in related]
    return content


class CompareTests(SimpleTestCase):
    def differences(self, before, after, titles=TITLES):
        found = compare(before, after, titles)
        return [difference.words for difference in found]

    def test_says_nothing_of_the_same(self):
        self.assertEqual(self.differences(a_front(), a_front()), [])

    def test_tells_blocks_that_came_and_went(self):
        after = a_front()
        del after.blocks[2]
        after.add("read", name="Top five")

        self.assertEqual(
            self.differences(a_front(), after), ["Block “Latest” was removed.", "Block “Top five” was added."]
        )

    def test_takes_a_key_that_was_used_again_for_another_block(self):
        after = a_front()
        after.blocks[2].kind = "read"

        self.assertEqual(
            self.differences(a_front(), after), ["Block “Latest” was removed.", "Block “Most read” was added."]
        )

    def test_tells_the_one_block_that_was_moved(self):
        after, higher = a_front(), a_front()
        after.blocks.append(after.blocks.pop(0))
        higher.blocks.insert(0, higher.blocks.pop())

        self.assertEqual(self.differences(a_front(), after), ["Block “Lead” was moved beneath “Latest”."])
        self.assertEqual(self.differences(a_front(), higher), ["Block “Latest” was moved to the top."])

    def test_tells_what_is_set_otherwise(self):
        after = a_front(top=(FERRY, None, MARKET))
        after.blocks[1].places, after.blocks[1].topic, after.blocks[1].section = 6, 5, 7

        self.assertEqual(
            self.differences(a_front(), after),
            ["Block “Top stories”: other number of places, source, places that fill themselves."],
        )

    def test_tells_stories_that_came_and_went(self):
        self.assertEqual(
            self.differences(a_front(), a_front(top=(TRAM, MARKET))),
            ["“Ferry” was taken out: place 1 in “Top stories”.", "“Tram” was placed: place 1 in “Top stories”."],
        )

    def test_moves_nobody_who_only_made_room(self):
        self.assertEqual(
            self.differences(a_front(), a_front(top=(TRAM, FERRY, MARKET))),
            ["“Tram” was placed: place 1 in “Top stories”."],
        )
        self.assertEqual(
            self.differences(a_front(top=(TRAM, FERRY, MARKET)), a_front(top=(FERRY, MARKET, TRAM))),
            ["“Tram” was moved from place 1 in “Top stories” to place 3 in “Top stories”."],
        )

    def test_tells_who_lost_the_lead_and_waits_behind_it(self):
        self.assertEqual(
            self.differences(a_front(), a_front(lead=(TRAM, BRIDGE))),
            [
                "“Tram” was placed: place 1 in “Lead”.",
                "“Bridge” was moved from place 1 in “Lead” to place 2 in “Lead”.",
            ],
        )

    def test_tells_what_stands_beside_the_lead(self):
        self.assertEqual(
            self.differences(a_front(), a_front(top=(FERRY,), related=(MARKET,))),
            ["“Market” was moved from place 2 in “Top stories” to beside the lead in “Lead”."],
        )

    def test_tells_words_picture_and_times(self):
        before, after = a_front(), a_front()
        before.blocks[0].slots[0].kicker = "Old"
        ferry = after.blocks[1].slots[0]
        ferry.headline, ferry.picture, ferry.size, ferry.pinned_until = "All aboard", 9, "large", at("18:00")

        self.assertEqual(
            self.differences(before, after),
            [
                "“Bridge”: kicker its own again.",
                "“Ferry”: headline “All aboard”.",
                "“Ferry”: another picture.",
                "“Ferry”: size “Larger: two places wide”.",
                "“Ferry”: pinned until Thu 14 May, 18:00 BST.",
            ],
        )

    def test_gives_away_no_story_that_somebody_may_not_see(self):
        after = a_front(top=(TRAM, MARKET))
        after.blocks[1].slots[0].headline = "Minister resigns"

        self.assertEqual(
            self.differences(a_front(), after, {FERRY: "Ferry"}),
            [
                "“Ferry” was taken out: place 1 in “Top stories”.",
                f"{UNSEEN} was placed: place 1 in “Top stories”.",
                f"{UNSEEN}: another headline.",
            ],
        )

    def test_sorts_differences_for_the_page(self):
        found = compare(a_front(), a_front(top=(MARKET, FERRY, TRAM)), TITLES)

        self.assertEqual([(one.of, one.done) for one in found], [("story", "moved"), ("story", "added")])
