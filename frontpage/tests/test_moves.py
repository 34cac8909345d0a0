"""Stories moved about a front in work: what each move does, what it says, and what it refuses."""

from frontpage import moves
from frontpage.content import Place
from frontpage.moves import places
from frontpage.tests.moving import LATEST, LEAD, STRIP, TOP, MovesTestCase, laid_out, row, slot


class PlaceTests(MovesTestCase):
    def test_puts_a_story_before_others(self):
        content = laid_out(top=[1, 2])

        self.assertEqual(moves.place(content, 7, TOP, 1), "Put #7 into Top stories.")

        self.assertEqual(row(content, TOP), [1, 7, 2])

    def test_takes_a_place_that_fills_itself(self):
        content = laid_out(top=[1, None, 2])

        moves.place(content, 7, TOP, 1)

        self.assertEqual(row(content, TOP), [1, 7, 2])

    def test_lets_the_places_before_it_fill_themselves(self):
        content = laid_out()

        moves.place(content, 7, TOP, 2)

        self.assertEqual(row(content, TOP), [None, None, 7])

    def test_stands_ready_behind_the_last_place(self):
        content = laid_out(top=[1, 2, 3, 4], strip=[5])

        moves.place(content, 7, TOP, 99)
        moves.place(content, 8, STRIP, 99)

        self.assertEqual(row(content, TOP), [1, 2, 3, 4, 7])
        self.assertEqual(row(content, STRIP), [5, None, None, 8])

    def test_moves_what_stands_elsewhere_with_what_it_has_there(self):
        content = laid_out(top=[1, 2], strip=[3])
        slot(content, 20).headline = "Our own"

        self.assertEqual(moves.place(content, 2, STRIP, 0), "Moved #2 to Section strip.")

        self.assertEqual((row(content, TOP), row(content, STRIP)), ([1], [2, 3]))
        self.assertEqual(slot(content, 20).headline, "Our own")

    def test_moves_a_related_headline_into_a_block(self):
        content = laid_out(lead=[1])
        slot(content, 10).related = [Place(20, 2, kicker="Analysis")]

        moves.place(content, 2, TOP, 0)

        self.assertEqual((row(content, TOP), slot(content, 10).related), ([2], []))
        self.assertEqual(slot(content, 20).kicker, "Analysis")

    def test_refuses_what_fills_itself_what_is_full_and_what_is_gone(self):
        content = laid_out(top=range(1, places.MOST + 1))

        self.refused("Latest fills itself: stories can’t be put there.", moves.place, content, 70, LATEST, 0)
        self.refused("Top stories has 20 stories already. Take one away first.", moves.place, content, 70, TOP, 0)
        self.refused("That block is not there any more: somebody", moves.place, content, 70, 99, 0)


class PlaceRelatedTests(MovesTestCase):
    def test_puts_headlines_under_a_lead_in_their_order(self):
        content = laid_out(lead=[1], top=[3])

        self.assertEqual(moves.place_related(content, 2, 10, 0), "Put #2 under #1.")
        moves.place_related(content, 3, 10, 0)

        self.assertEqual([other.story for other in slot(content, 10).related], [3, 2])
        self.assertEqual(row(content, TOP), [])

    def test_takes_four_at_most_and_moves_them_among_themselves(self):
        content = laid_out(lead=[1])
        for story in (2, 3, 4, 5):
            moves.place_related(content, story, 10, 9)

        self.refused("There are 4 headlines under this lead already.", moves.place_related, content, 6, 10, 0)
        moves.place_related(content, 5, 10, 0)

        self.assertEqual([other.story for other in slot(content, 10).related], [5, 2, 3, 4])

    def test_loses_those_under_a_lead_that_goes_under_another(self):
        content = laid_out(lead=[1, 2])
        slot(content, 20).related = [Place(30, 3), Place(40, 4)]

        self.assertEqual(moves.place_related(content, 2, 10, 0), "Put #2 under #1, without its 2 related headlines.")
        self.assertEqual((content.stories, slot(content, 20).related), ([1, 2], []))

    def test_refuses_all_but_a_lead(self):
        content = laid_out(lead=[None, 1], top=[2])
        slot(content, 10).related = [Place(30, 3)]

        for key in (20, 30, 1000):
            self.refused("Only a lead has related headlines", moves.place_related, content, 5, key, 0)
        self.refused("A story can’t be related to itself.", moves.place_related, content, 1, 10, 0)
        self.refused("That place is not there any more", moves.place_related, content, 5, 77, 0)


class MoveTests(MovesTestCase):
    def test_counts_positions_as_they_are_afterwards(self):
        for position, stories in [(0, [1, 2, 3]), (1, [2, 1, 3]), (2, [2, 3, 1]), (3, [2, 3, None, 1])]:
            content = laid_out(top=[1, 2, 3])
            moves.move(content, 10, TOP, position)
            self.assertEqual(row(content, TOP), stories)

    def test_keeps_places_that_fill_themselves_within_a_block(self):
        content = laid_out(top=[1, None, 2, 3])

        moves.move(content, 20, TOP, 1)

        self.assertEqual(row(content, TOP), [1, 2, None, 3])

    def test_takes_a_lead_away_without_its_related_headlines(self):
        content = laid_out(lead=[1, 2])
        slot(content, 10).related = [Place(30, 3)]

        said = moves.move(content, 10, TOP, 0)

        self.assertEqual(said, "Moved #1 to Top stories, without its 1 related headline.")
        self.assertEqual((row(content, LEAD), content.stories), ([2], [2, 1]))

    def test_keeps_related_headlines_among_leads(self):
        content = laid_out(lead=[1, 2])
        slot(content, 10).related = [Place(30, 3)]

        moves.move(content, 10, LEAD, 1)

        self.assertEqual(content.stories, [2, 1, 3])


class StepTests(MovesTestCase):
    def walk(self, content, key, direction, steps):
        return [[moves.step(content, key, direction), row(content, LEAD), row(content, TOP)][1:] for _ in range(steps)]

    def test_goes_down_place_by_place_and_on_into_the_next_block(self):
        content = laid_out(lead=[1], top=[2])

        walked = self.walk(content, 10, "down", 3)

        self.assertEqual(walked, [[[], [1, 2]], [[], [2, 1]], [[], [2, None, 1]]])

    def test_goes_up_behind_those_in_the_block_above(self):
        content = laid_out(lead=[1], top=[2])

        self.assertEqual(self.walk(content, 20, "up", 2), [[[1, 2], []], [[2, 1], []]])

    def test_passes_over_blocks_that_take_no_stories(self):
        content = laid_out(top=[1, 2, 3, 4])

        self.assertEqual(moves.step(content, 40, "down"), "Moved #4 to Section strip.")
        moves.step(content, 40, "up")

        self.assertEqual((row(content, TOP), row(content, STRIP)), ([1, 2, 3, 4], []))

    def test_ends_at_both_ends_of_the_page(self):
        content = laid_out(lead=[1], strip=[2, 3, 4, 5])

        self.refused("It is the first already.", moves.step, content, 10, "up")
        self.refused("It is the last already.", moves.step, content, 50, "down")
        self.refused("Move it up or down.", moves.step, content, 50, "sideways")

    def test_moves_a_related_headline_among_its_like_and_out_below(self):
        content = laid_out(lead=[1])
        slot(content, 10).related = [Place(20, 2), Place(30, 3)]

        self.refused("It is the first already.", moves.step, content, 20, "up")
        self.assertEqual(moves.step(content, 20, "down"), "Moved #2 down under the lead.")
        self.assertEqual(content.stories, [1, 3, 2])
        moves.step(content, 20, "down")

        self.assertEqual((row(content, TOP), content.stories), ([2], [1, 3, 2]))


class RemoveTests(MovesTestCase):
    def test_lets_the_next_move_up(self):
        content = laid_out(top=[1, 2, None, 3])

        self.assertEqual(moves.remove(content, 10), "Took #1 off Top stories.")
        moves.remove(content, 30)

        self.assertEqual(row(content, TOP), [2])
        self.refused("That place is not there any more", moves.remove, content, 10)

    def test_lets_a_place_fill_itself_and_keeps_those_behind(self):
        content = laid_out(lead=[1], top=[2, 3])
        slot(content, 10).related = [Place(40, 4)]

        said = [moves.fill_itself(content, LEAD, 0), moves.fill_itself(content, TOP, 0)]

        self.assertEqual(said[0], "Took #1 off Lead, without its 1 related headline; the place fills itself.")
        self.assertEqual((row(content, LEAD), row(content, TOP)), ([], [None, 3]))
        for position in (0, 2, -1):
            self.refused("That place fills itself already.", moves.fill_itself, content, TOP, position)
