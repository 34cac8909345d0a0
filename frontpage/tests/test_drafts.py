"""The draft of a front: what it is begun from, what becomes of moves, and who may make them."""

from functools import partial
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.test import TransactionTestCase

from articles.tests.factories import a_section, a_topic, published, ready_article
from articles.workflow import NotAllowed, Refused, kill
from frontpage import drafts, moves
from frontpage.content import Content
from frontpage.models import Draft, Front
from frontpage.tests.fronts import a_front, launched
from frontpage.workflow import Stale
from newsroom import clock
from newsroom.testing import NewsroomTestCase, at, hire, travel


class DraftsTestCase(NewsroomTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.fay = hire("Fay Orme", "Front editor")
        cls.front = Front.objects.get_or_create(section=None, topic=None)[0]

    def add(self, kind, by=None) -> Draft:
        return drafts.change(self.front, partial(moves.add_block, kind=kind, position=9), by=by or self.fay)

    def kinds(self, front=None) -> list[str]:
        return [block["kind"] for block in drafts.draft_of(front or self.front).content["blocks"]]

    def told(self, to=None) -> list[str]:
        steps = drafts.draft_of(self.front).steps.all()
        return drafts.told([step.words for step in steps], to or self.fay)

    def words(self, draft=None) -> tuple[str, str, str]:
        return drafts.words_of(draft or drafts.draft_of(self.front), self.fay)


class DraftOfTests(DraftsTestCase):
    def test_is_begun_from_what_readers_have(self):
        story = published("Ferry returns", by=self.ed)
        launched(a_front(("lead", {}, [story]), ("picture", {}, [])))

        draft = drafts.draft_of(self.front)

        self.assertEqual((Content.read(draft.content).stories, self.kinds()), ([story.pk], ["lead", "picture"]))
        self.assertEqual((draft.version, draft.seen_number, draft.changed_at), (1, 1, at("08:00")))
        self.assertEqual(drafts.draft_of(self.front), draft)

    def test_is_begun_from_how_the_front_fills_itself(self):
        published(section=a_section("Sport"), by=self.ed)

        self.assertEqual(self.kinds(), ["lead", "latest", "top", "strip"])

    def test_of_a_section_or_a_topic(self):
        published(section=a_section("Town"), by=self.ed)

        kinds = [
            self.kinds(Front.objects.create(**of)) for of in ({"section": a_section("Town")}, {"topic": a_topic()})
        ]

        self.assertEqual(kinds, [["lead", "top"], ["lead", "top"]])

    def test_is_not_begun_while_one_looks_at_another_time(self):
        with clock.seen_as_of(at("2026-05-15 06:00")), self.assertRaisesMessage(Refused, "paper of another time"):
            drafts.draft_of(self.front)


class ChangeTests(DraftsTestCase):
    def test_makes_a_move_and_says_so(self):
        with travel(at("09:30")):
            draft = self.add("picture")

        self.assertEqual(self.kinds(), ["lead", "latest", "top", "picture"])
        self.assertEqual((draft.version, draft.changed_by, draft.changed_at), (2, self.fay, at("09:30")))
        step = draft.steps.get()
        self.assertEqual((step.words, step.by, step.at), ("Added Picture story.", self.fay, at("09:30")))

    def test_leaves_no_step_where_nothing_changed(self):
        self.add("picture")

        draft = drafts.change(self.front, lambda content: "Looked at it.", by=self.fay)

        self.assertEqual((draft.version, self.told()), (2, ["Added Picture story."]))

    def test_of_nothing_that_is_refused(self):
        with self.assertRaisesMessage(Refused, "A front has one lead."):
            self.add("lead")

        self.assertEqual((drafts.draft_of(self.front).version, self.told()), (1, []))

    def test_is_for_those_who_arrange_this_front(self):
        sport = a_section("Sport")
        sam, front = hire("Sam Cole", "Front editor", sections=[sport]), Front.objects.create(section=sport)
        move = partial(moves.add_block, kind="picture", position=9)

        self.assertEqual(drafts.change(front, move, by=sam).version, 2)
        for verb in (partial(drafts.change, move=move), drafts.undo, drafts.put_back, drafts.start_over):
            with self.assertRaisesMessage(NotAllowed, "You may not arrange this front. Fay Orme can."):
                verb(self.front, by=sam)

    def test_takes_only_stories_that_the_person_may_see(self):
        draft, killed = ready_article("Secret", stage="draft"), published("Lost", by=self.ed)
        kill(killed, by=self.ed, note="Law.")
        for story, by in [(draft.pk, self.fay), (killed.pk, self.ada), (12345, self.ada)]:
            with self.assertRaisesMessage(Refused, "not there any more, or you may not see it."):
                drafts.change(self.front, partial(moves.place, story=story, block_key=1, position=0), by=by)

    def test_keeps_two_hundred_steps(self):
        draft = self.add("picture")
        for version in range(3, 210):
            draft.steps.create(version=version, words="Moved.", before=draft.content, at=at("08:00"))
        Draft.objects.update(version=209)

        self.add("promo")

        versions = draft.steps.values_list("version", flat=True)
        self.assertEqual((len(versions), versions[0], versions[199]), (200, 210, 11))


class UndoTests(DraftsTestCase):
    def test_takes_back_one_step_after_the_other(self):
        self.add("picture")
        self.add("promo", by=self.ada)

        step = drafts.undo(self.front, by=self.fay)

        self.assertEqual((step.words, step.by, drafts.draft_of(self.front).version), ("Added Promotion.", self.ada, 4))
        self.assertEqual(self.kinds(), ["lead", "latest", "top", "picture"])
        drafts.undo(self.front, by=self.fay)
        self.assertEqual(self.kinds(), ["lead", "latest", "top"])
        self.assertEqual(
            self.told()[:2], ["Took back: Added Picture story.", "Took back what Ada Root did: Added Promotion."]
        )
        with self.assertRaisesMessage(Refused, "There is nothing to take back."):
            drafts.undo(self.front, by=self.fay)

    def test_takes_back_only_what_the_person_saw(self):
        seen = self.add("picture").version
        self.add("promo", by=self.ada)

        with self.assertRaisesMessage(Stale, "Ada Root changed the draft meanwhile."):
            drafts.undo(self.front, by=self.fay, version=seen)

        self.assertEqual(self.kinds(), ["lead", "latest", "top", "picture", "promo"])

    def test_never_gives_a_key_twice(self):
        keys = []
        for _ in range(3):
            keys.append(self.add("picture").content["blocks"][-1]["key"])
            drafts.undo(self.front, by=self.fay)
        drafts.start_over(self.front, by=self.fay)
        keys.append(self.add("picture").content["blocks"][-1]["key"])

        self.assertEqual(len(set(keys)), 4)


class PutBackTests(DraftsTestCase):
    def back(self, *verbs) -> list[str]:
        for verb in verbs:
            verb(self.front, by=self.fay)
        return self.kinds()[3:]

    def test_brings_back_what_was_taken_back_one_after_the_other(self):
        self.add("picture")
        self.add("promo", by=self.ada)
        undo, put_back = drafts.undo, drafts.put_back

        self.assertEqual(self.back(undo, undo), [])
        self.assertEqual(self.words(), ("Took back: Added Picture story.", "", "Added Picture story."))
        self.assertEqual(self.back(put_back), ["picture"])
        self.assertEqual(self.words(), ("Put back: Added Picture story.", "Added Picture story.", "Added Promotion."))
        self.assertEqual(self.back(put_back), ["picture", "promo"])
        with self.assertRaisesMessage(Refused, "There is nothing to put back."):
            drafts.put_back(self.front, by=self.fay)
        self.assertEqual(self.back(undo, undo), [])
        with self.assertRaisesMessage(Refused, "There is nothing to take back."):
            drafts.undo(self.front, by=self.fay)

    def test_is_over_with_the_next_move(self):
        self.add("picture")
        self.back(drafts.undo)
        self.add("promo")

        with self.assertRaisesMessage(Refused, "There is nothing to put back."):
            drafts.put_back(self.front, by=self.fay)
        self.assertEqual(self.back(drafts.undo, drafts.put_back, drafts.undo), [])
        self.assertEqual(self.words()[1:], ("", "Added Promotion."))

    def test_puts_back_only_what_the_person_saw(self):
        seen = self.add("picture").version
        drafts.undo(self.front, by=self.ada)

        with self.assertRaisesMessage(Stale, "Ada Root changed the draft meanwhile."):
            drafts.put_back(self.front, by=self.fay, version=seen)


class StartOverTests(DraftsTestCase):
    def test_is_what_readers_have_and_can_be_taken_back(self):
        self.add("promo")
        launched(a_front(("lead", {}, []), ("picture", {}, [])))

        draft = drafts.start_over(self.front, by=self.ada)

        self.assertEqual((self.kinds(), draft.version, draft.seen_number), (["lead", "picture"], 3, 1))
        self.assertEqual(self.told()[0], "Started again from what readers have.")
        drafts.undo(self.front, by=self.fay)
        self.assertEqual(self.kinds(), ["lead", "latest", "top", "promo"])


class ToldTests(DraftsTestCase):
    def test_names_stories_to_those_who_may_see_them(self):
        secret = ready_article("Mayor resigns", embargoed_until=at("18:00"))
        open_ = published("Ferry returns", by=self.ed)
        for story in (secret, open_):
            drafts.change(self.front, partial(moves.place, story=story.pk, block_key=1, position=0), by=self.ada)

        self.assertEqual(self.told(self.ada), ["Put “Ferry returns” into Lead.", "Put “Mayor resigns” into Lead."])
        self.assertEqual(
            self.told(self.rita), ["Put “Ferry returns” into Lead.", "Put a story that you may not see into Lead."]
        )

    def test_takes_a_blocks_name_for_what_it_says(self):
        story = published("Ferry returns", by=self.ed)
        drafts.change(self.front, partial(moves.set_block, block_key=1, name=f"Issue #{story.pk}"), by=self.fay)
        drafts.change(self.front, partial(moves.place, story=story.pk, block_key=1, position=0), by=self.fay)

        self.assertEqual(self.told()[0], f"Put “Ferry returns” into Issue #{story.pk}.")

    def test_costs_two_queries_whatever_the_steps(self):
        self.add("picture")
        draft = self.add("promo")

        with self.assertNumQueries(1):
            self.words(draft)
        drafts.told(["Put #1 into Lead."], self.fay)  # rights are known now
        with self.assertNumQueries(1):
            drafts.told(["Put #1 into Lead.", "Moved #2 to Lead."], self.fay)


@pytest.mark.postgres
class TwoPeopleTests(TransactionTestCase):
    """SQLite has one writer at a time anyway, and its tables in memory know no second connection that waits."""

    def test_both_moves_arrive(self):
        fay, ada = (hire(name, "Front editor") for name in ("Fay Orme", "Ada Root"))
        front = Front.objects.get_or_create(section=None, topic=None)[0]
        together = Barrier(2)

        def arrange(by, kind):
            together.wait()
            try:
                for _ in range(5):
                    drafts.change(front, partial(moves.add_block, kind=kind, position=9), by=by)
            finally:
                connection.close()

        people = [Thread(target=arrange, args=args) for args in [(fay, "picture"), (ada, "promo")]]
        for person in people:
            person.start()
        for person in people:
            person.join()

        draft = drafts.draft_of(front)
        kinds = [block["kind"] for block in draft.content["blocks"]]
        self.assertEqual((draft.version, kinds.count("picture"), kinds.count("promo")), (11, 5, 5))
        self.assertEqual(draft.steps.count(), 10)
