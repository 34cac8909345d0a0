"""The board of a front: who may come in by which door, what its buttons do, and what it says when they can't."""

from functools import partial

from django.test import Client
from django.urls import reverse

from articles.tests.factories import a_section, a_topic, published, ready_article
from articles.workflow import fix_live, hold, schedule
from frontpage import drafts, moves
from frontpage.admin.shown import code_of
from frontpage.content import Content
from frontpage.models import Draft, Front, Layout
from frontpage.workflow import launch
from newsroom.testing import NewsroomTestCase, at, hire, travel

SCRIPT = {"HTTP_X_REQUESTED_WITH": "fetch"}


class BoardTestCase(NewsroomTestCase):
    @classmethod
    def setUpTestData(cls):
        super().setUpTestData()
        cls.section, cls.other = a_section("Town Hall"), a_section("Sport")
        cls.fay = hire("Fay Front", "Front editor")
        cls.front = Front.objects.create()
        cls.of_section = Front.objects.create(section=cls.section)

    def setUp(self):
        super().setUp()
        self.client.force_login(self.fay)

    def door(self, name: str, *more, front=None) -> str:
        return reverse(f"admin:frontpage_front_{name}", args=[(front or self.front).pk, *more])

    def move(self, words: str, **facts):
        return self.client.post(self.door("move"), {"do": words, **facts}, **SCRIPT)

    def content(self, front=None) -> Content:
        return Content.read(drafts.draft_of(front or self.front).content)

    def block(self, kind: str):
        return next(block for block in self.content().blocks if block.kind == kind)

    def put_story(self, story: int, kind: str, by):
        placing = partial(moves.place, story=story, block_key=self.block(kind).key, position=0)
        drafts.change(self.front, placing, by=by)

    def version(self) -> int:
        return drafts.draft_of(self.front).version

    def placed(self, headline: str, kind: str = "top", **facts):
        """A live story that was put into a block; answers it and its slot."""
        story = published(headline, by=self.ed, section=self.section, **facts)
        self.put_story(story.pk, kind, by=self.fay)
        return story, next(slot for _, slot in self.content().slots() if slot.story == story.pk)


class RightsTests(BoardTestCase):
    def doors(self, front) -> dict[str, str]:
        """Every address of a front, by the right that it needs."""
        lead = self.content(front).blocks[0].key
        story = published("Any story", by=self.ed, section=self.section)
        placing = partial(moves.place, story=story.pk, block_key=lead, position=0)
        drafts.change(front, placing, by=self.ada)
        slot = self.content(front).blocks[0].slots[0].key
        layout = launch(front, by=self.ada, version=drafts.draft_of(front).version, seen=0)
        door = partial(self.door, front=front)
        see = ["change", "board", "state", "history", "compare"]
        return {
            "view": [door(name) for name in see],
            "arrange": [
                *(door(name) for name in ("move", "start_over", "preview")),
                door("slot", slot),
                door("block", lead),
                door("seen", "now"),
                door("seen_page", "now", "latest/"),
                door("undo"),
                door("put_back"),
                door("unchanged"),
            ],
            "launch": [door("launch"), door("back", layout.number), door("call_off", layout.number)],
        }

    def answers(self, user, addresses) -> set[int]:
        client = Client()
        if user:
            client.force_login(user)
        by_post = ("/move/", "/undo/", "/put-back/")
        found = [client.post(one) if one.endswith(by_post) else client.get(one) for one in addresses]
        return {response.status_code for response in found}

    def test_every_door_asks_for_its_right_on_the_front(self):
        doors = self.doors(self.of_section)
        every = [*doors["view"], *doors["arrange"], *doors["launch"]]
        rena, wes = hire("Rena Vale", "Reporter"), hire("Wes West", "Front editor", sections=[self.other])
        tess, dora = hire("Tess Town", "Front editor", sections=[self.section]), hire("Dora Lund", "Desk editor")

        self.assertEqual(self.answers(None, every), {302})
        self.assertEqual(self.answers(self.rae, every), {302})
        self.assertEqual(self.answers(rena, every), {404})
        self.assertEqual(self.answers(wes, every), {404})
        self.assertEqual(self.answers(dora, doors["view"]), {200})
        self.assertEqual(self.answers(dora, [*doors["arrange"], *doors["launch"]]), {403})
        self.assertEqual(self.answers(tess, doors["view"] + doors["launch"]), {200})
        self.assertEqual(self.answers(tess, doors["arrange"]), {200, 302})
        self.assertEqual(self.answers(tess, self.doors(self.front)["view"]), {404})

    def test_a_section_editor_begins_and_sees_only_their_own_front(self):
        tess = hire("Tess Town", "Front editor", sections=[self.section, a_section("Schools", parent=self.section)])
        self.client.force_login(tess)

        page = self.client.get("/admin/frontpage/front/")
        self.assertEqual([line.front for line in page.context["fronts"]], [self.of_section])
        choices = self.client.get("/admin/frontpage/front/add/").context["form"].fields["section"].choices
        self.assertEqual([name for _, name in choices if name], ["Choose a section", "Town Hall · Schools"])
        self.client.post("/admin/frontpage/front/add/", {"section": a_section("Schools", parent=self.section).pk})
        self.assertEqual(Front.objects.count(), 3)

    def test_a_topics_front_needs_the_right_everywhere(self):
        a_topic("Old Bridge")
        begin = partial(self.client.post, "/admin/frontpage/front/add/", {"topic": "old bridge"})
        self.client.force_login(hire("Tess Town", "Front editor", sections=[self.section]))
        self.assertContains(begin(), "You may not arrange that page.", status_code=422)

        self.client.force_login(self.fay)
        self.assertRedirects(
            begin(), f"/admin/frontpage/front/{Front.objects.get(topic__name='Old Bridge').pk}/change/"
        )

    def test_wrong_methods_and_fronts_that_are_none(self):
        for name in ("move", "undo", "put_back"):
            self.assertEqual(self.client.get(self.door(name)).status_code, 405)
        for name in ("change", "board", "state", "history", "compare", "preview"):
            self.assertEqual(self.client.post(self.door(name)).status_code, 405)
        gone = Front(pk=999)
        for door in (
            self.door("change", front=gone),
            self.door("slot", 999),
            self.door("block", 999),
            self.door("back", 9),
        ):
            self.assertEqual(self.client.get(door).status_code, 404)


class MovesTests(BoardTestCase):
    def test_each_button_changes_the_draft_and_answers_the_board(self):
        story, slot = self.placed("Bridge reopens")
        second, _ = self.placed("Tram is late")

        answer = self.move(f"up {slot.key}")
        self.assertTemplateUsed(answer, "admin/frontpage/front/_board.html")
        self.assertEqual([place.story for place in self.block("top").slots], [story.pk, second.pk])
        self.move(f"move {slot.key}", into=self.block("lead").key)
        self.assertEqual(self.content().blocks[0].slots[0].story, story.pk)
        answer = self.client.post(self.door("undo"), **SCRIPT)
        self.assertEqual([place.story for place in self.block("top").slots], [story.pk, second.pk])
        self.assertContains(answer, 'title="Put back: Moved “Bridge reopens” to Lead')
        self.client.post(self.door("put_back"), {"version": self.version()}, **SCRIPT)
        self.assertEqual(self.content().blocks[0].slots[0].story, story.pk)

    def test_opens_with_a_draft_that_does_not_fit_so_that_it_can_be_started_over(self):
        bad = [{"key": 1, "kind": "unknown"}, {"kind": "top"}, {"key": 2, "kind": "top", "places": None}]
        for blocks in ([], bad):
            drafts.draft_of(self.front)
            Draft.objects.update(content={"blocks": blocks, "next": 3})

            self.assertContains(self.client.get(self.door("board")), self.door("start_over"))
            self.client.post(self.door("start_over"))

            kept = Draft.objects.get(front=self.front).content["blocks"]
            self.assertEqual([block["kind"] for block in kept][:1], ["lead"])
            self.assertGreater(len(kept), 1)

    def test_without_script_the_same_button_leads_back_to_the_board(self):
        _, slot = self.placed("Bridge reopens")

        answer = self.client.post(self.door("move"), {"do": f"remove {slot.key}"}, follow=True)
        self.assertRedirects(answer, self.door("change"))
        self.assertEqual(self.block("top").slots, [])
        answer = self.client.post(self.door("move"), {"do": f"remove {slot.key}"}, follow=True)
        self.assertContains(answer, "That place is not there any more: somebody took it away meanwhile.")

    def test_what_is_no_move_is_refused_in_one_sentence(self):
        self.placed("Bridge reopens")
        version = Draft.objects.get().version

        for words in (
            "",
            "explode 1",
            "up",
            "up x",
            "up 1 2",
            "place 1",
            "move 1 2 -3",
            f"up {'9' * 30}",
            "add moon",
            "up 999",
        ):
            answer = self.move(words)
            self.assertEqual((words, answer.status_code), (words, 422))
            self.assertTrue(answer.context["refused"].endswith("."), answer.context["refused"])
        self.assertEqual(Draft.objects.get().version, version)

    def test_a_story_that_one_may_not_see_keeps_its_name(self):
        secret = ready_article("Mayor resigns", section=self.section)
        self.put_story(secret.pk, "top", by=self.ada)
        hold(secret, by=self.ed, note="Lawyers")

        page = self.client.get(self.door("change"))
        self.assertContains(page, "A story that you may not see")
        self.assertNotContains(page, "Mayor resigns")
        self.assertNotContains(self.client.get(self.door("launch")), "Mayor resigns")
        slot = self.block("top").slots[0].key
        self.assertNotContains(self.client.get(self.door("slot", slot)), "Mayor resigns")

    def test_tells_nothing_that_a_place_has_of_a_story_that_one_may_not_see(self):
        secret = ready_article("Mayor resigns", section=self.section)
        self.put_story(secret.pk, "top", by=self.ada)
        key = self.block("top").slots[0].key
        words = partial(moves.dress, slot_key=key, kicker="Town hall shaken", headline="Out", standfirst="Tonight")
        drafts.change(self.front, words, by=self.ada)
        drafts.change(self.front, partial(moves.time, slot_key=key, run_from=at("21:13")), by=self.ada)
        hold(secret, by=self.ed, note="Lawyers")

        page = self.client.get(self.door("change"))
        for told in ("Town hall shaken", "21:13", "own standfirst"):
            self.assertNotContains(page, told)
        self.assertNotContains(self.client.get(self.door("launch")), "21:13")
        self.move(f"use-own {key}")
        self.assertEqual(self.block("top").slots[0].headline, "Out")

    def test_a_refusal_is_told_on_its_own_front_only(self):
        self.client.post(self.door("move"), {"do": "explode 1"})

        self.assertNotContains(self.client.get(self.door("change", front=self.of_section)), "Nothing was done")
        self.assertContains(self.client.get(self.door("change")), "Nothing was done")

    def test_numbers_that_are_none(self):
        self.placed("Bridge reopens")
        answer = self.client.post(self.door("undo"), {"version": "9" * 5000}, **SCRIPT)
        self.assertEqual(answer.status_code, 422)
        for name in ("change", "history"):
            address = self.door(name).replace(f"/{self.front.pk}/", f"/{'9' * 5000}/")
            self.assertEqual(self.client.get(address).status_code, 404)

    def test_preview_is_offered_to_those_who_may_arrange(self):
        self.assertContains(self.client.get(self.door("change")), self.door("preview"))
        self.client.force_login(hire("Dora Lund", "Desk editor"))
        self.assertNotContains(self.client.get(self.door("change")), self.door("preview"))

    def test_keeps_what_fills_a_place_but_nothing_under_a_lead_that_fills_itself(self):
        for number in range(3):
            published(f"Story {number}", by=self.ed, section=self.section)

        lead, *_ = self.client.get(self.door("board")).context["board"].blocks
        self.assertEqual([row.keep for row in lead.rows[0].related], ["", ""])
        story = lead.rows[0].card.article_id
        self.move(lead.rows[0].keep)
        self.assertEqual([slot.story for slot in self.block("lead").slots], [story])

    def test_says_whether_anybody_changed_or_launched_it(self):
        self.placed("Bridge reopens")
        self.assertEqual(self.client.get(self.door("state")).json(), {"version": 2, "layout": 0})

    def test_costs_the_same_whatever_stands_on_it(self):
        for number in (1, 3):
            for kind in ("lead", "top"):
                for _ in range(number):
                    self.placed(f"Story {kind} {Layout.objects.count()}", kind)
            ready_article(f"Ready {number}", stage="ready", section=self.section)
            schedule(ready_article(f"Later {number}", section=self.section), by=self.ed, at=at("18:00"))
            self.client.force_login(self.fay)
            with self.assertNumQueries(42):
                self.client.get(self.door("change"))


class SlotTests(BoardTestCase):
    def typed(self, slot, **changes) -> dict:
        """The form as the browser sends it, with ``changes``."""
        form = self.client.get(self.door("slot", slot.key)).context["form"]
        stood = {field.html_name: field.value() or "" for field in form}
        return stood | {f"initial-{name}": value for name, value in stood.items()} | changes

    def put(self, slot, **changes):
        return self.client.post(self.door("slot", slot.key), self.typed(slot, **changes), **SCRIPT)

    def slot(self, key):
        return next(slot for _, slot in self.content().slots() if slot.key == key)

    def test_gives_a_story_its_words_and_times_here(self):
        _, slot = self.placed("Bridge reopens")

        self.put(slot, headline="It is open", size="words", pinned_until_day="2026-05-14", pinned_until_time="18:00")
        slot = self.slot(slot.key)
        self.assertEqual((slot.headline, slot.copied, slot.size), ("It is open", "Bridge reopens", "words"))
        self.assertEqual(slot.pinned_until, at("18:00"))

    def test_two_people_change_different_words_of_one_place(self):
        _, slot = self.placed("Bridge reopens")
        mine = self.typed(slot, headline="It is open")
        self.put(slot, kicker="Bridge")

        self.client.post(self.door("slot", slot.key), mine, **SCRIPT)
        slot = self.slot(slot.key)
        self.assertEqual((slot.headline, slot.kicker), ("It is open", "Bridge"))

    def test_the_second_of_two_who_change_one_word_is_told_and_then_has_their_way(self):
        _, slot = self.placed("Bridge reopens")
        mine = self.typed(slot, headline="It is open")
        self.client.force_login(hire("Fern Colley", "Front editor"))
        self.put(slot, headline="Open at last")
        self.client.force_login(self.fay)

        answer = self.client.post(self.door("slot", slot.key), mine, **SCRIPT)
        told = "Fern Colley changed “Headline” to “Open at last” meanwhile."
        self.assertContains(answer, told, status_code=422)
        form = answer.context["form"]
        self.assertEqual((form["headline"].value(), self.slot(slot.key).headline), ("It is open", "Open at last"))
        self.client.post(self.door("slot", slot.key), form.data.dict(), **SCRIPT)
        self.assertEqual(self.slot(slot.key).headline, "It is open")

    def test_remembers_the_headline_that_was_seen_when_the_words_were_typed(self):
        story, slot = self.placed("Bridge\u00a0reopens")
        mine = self.typed(slot, headline="It is open")
        story.refresh_from_db()
        fix_live(story, by=self.ed, changes={"headline": "Bridge stays shut"})

        self.client.post(self.door("slot", slot.key), mine, **SCRIPT)
        self.assertEqual(self.slot(slot.key).copied, "Bridge\u00a0reopens")
        answer = self.move(f"keep-mine {slot.key} {code_of('Bridge reopens')}")
        self.assertContains(answer, "changed again: “Bridge stays shut”. Look at it, then choose.", status_code=422)

    def test_names_all_that_was_changed_together(self):
        _, slot = self.placed("Bridge reopens")
        day = {"run_until_day": "2026-05-15", "run_until_time": "18:00"}
        answer = self.put(slot, headline="It is open", kicker="Bridge", **day)
        self.assertEqual(
            answer.context["facts"].last_words, "Changed headline, kicker and end of “Bridge reopens” here"
        )

    def test_refuses_an_end_that_is_past_and_says_so_once(self):
        _, slot = self.placed("Bridge reopens")
        answer = self.put(slot, pinned_until_day="2026-05-14", pinned_until_time="07:00")
        wrong = "“Pinned until”: Thu 14 May, 07:00 BST is in the past. Choose a later time."
        self.assertContains(answer, wrong, count=1, status_code=422)

    def test_what_was_related_to_a_lead_whose_pin_is_over_stands_once(self):
        lead, slot = self.placed("Bridge reopens", "lead")
        other = published("Ferry sails", by=self.ed, section=self.section)
        self.move(f"relate {other.pk} {slot.key} 0")
        drafts.change(self.front, partial(moves.time, slot_key=slot.key, pinned_until=at("07:00")), by=self.fay)

        page = self.client.get(self.door("board"))
        self.assertContains(page, 'class="slot__headline">Ferry sails', count=1)

    def test_refuses_half_a_time_and_keeps_what_was_typed(self):
        _, slot = self.placed("Bridge reopens")

        answer = self.put(slot, headline="It is open", run_from_day="2026-05-15")
        self.assertContains(answer, "“Runs from” needs a day and a time, or neither.", status_code=422)
        self.assertContains(answer, "It is open", status_code=422)
        self.assertEqual(self.slot(slot.key).headline, "")

    def test_warns_when_the_storys_headline_was_changed_after_it_got_another_here(self):
        story, slot = self.placed("Bridge reopens")
        self.put(slot, headline="It is open")
        story.refresh_from_db()
        fix_live(story, by=self.ed, changes={"headline": "Bridge reopens on Monday"})

        warning = "Its own headline was changed since: “Bridge reopens on Monday”."
        self.assertContains(self.client.get(self.door("change")), warning)
        self.assertNotContains(self.move(f"keep-mine {slot.key} {code_of('Bridge reopens on Monday')}"), warning)
        self.assertEqual(self.slot(slot.key).headline, "It is open")
        self.move(f"use-own {slot.key}")
        self.assertEqual((self.slot(slot.key).headline, self.slot(slot.key).copied), ("", ""))

    def test_a_block_has_the_settings_of_its_kind(self):
        top = self.block("top")
        fields = self.client.get(self.door("block", top.key)).context["form"].fields
        self.assertEqual([*fields], ["name", "design", "places", "section", "topic"])

        facts = {"name": "Best", "places": 3, "topic": "nowhere", "initial-name": "", "initial-places": top.places}
        answer = self.client.post(self.door("block", top.key), facts, **SCRIPT)
        self.assertContains(answer, "There is no topic “nowhere”: choose one from the list.", status_code=422)
        self.client.post(self.door("block", top.key), facts | {"topic": ""}, **SCRIPT)
        self.assertEqual((self.block("top").name, self.block("top").places), ("Best", 3))


class LaunchTests(BoardTestCase):
    def launch(self, **facts):
        seen = self.client.get(self.door("launch")).context["now_seen"]
        return self.client.post(self.door("launch"), {"when": "now", **seen, **facts}, **SCRIPT)

    def test_launches_now_or_at_a_time(self):
        self.placed("Bridge reopens")

        self.assertEqual(self.launch(note="Morning").json(), {"go": self.door("change")})
        self.launch(when="later", day="2026-05-15", time="06:00")
        self.assertEqual(
            [(one.live_from, one.note, one.launched_by) for one in Layout.objects.order_by("number")],
            [(at("08:00"), "Morning", self.fay), (at("2026-05-15 06:00"), "", self.fay)],
        )

    def test_says_what_will_not_show_at_that_moment(self):
        story = ready_article("Bridge reopens", section=self.section)
        schedule(story, by=self.ed, at=at("2026-05-15 07:00"))
        self.move(f"place {story.pk} {self.block('lead').key} 0")

        told = "“Bridge reopens” is scheduled for Fri 15 May, 07:00; until then the place fills itself."
        ask = partial(self.client.get, self.door("launch"))
        self.assertContains(ask({"when": "later", "day": "2026-05-15", "time": "06:00"}), told)
        late = ask({"when": "later", "day": "2026-05-15", "time": "07:00"})
        self.assertEqual(late.context["at"], at("2026-05-15 07:00"))
        self.assertEqual([words for words in late.context["missing"] if "Bridge" in words], [])
        self.assertContains(late, "Launch on Fri 15 May, 07:00")

    def test_a_time_that_is_past_is_one_sentence(self):
        story = ready_article("Bridge reopens", section=self.section)
        self.move(f"place {story.pk} {self.block('lead').key} 0")
        asked = {"when": "later", "day": "2026-05-14", "time": "07:00"}

        for answer in (self.client.get(self.door("launch"), asked), self.launch(**asked)):
            self.assertContains(answer, "07:00 BST is in the past.", count=1, status_code=answer.status_code)
            self.assertEqual((answer.context["missing"], answer.context["at"]), ([], None))

    def test_refusals_keep_what_was_typed(self):
        self.placed("Bridge reopens")
        seen = self.client.get(self.door("launch")).context["now_seen"]
        self.placed("Tram is late")

        facts = {"when": "later", "day": "2026-05-15", "time": "06:00", "note": "Morning", **seen}
        answer = self.client.post(self.door("launch"), facts, **SCRIPT)
        self.assertContains(answer, "You yourself changed the draft at 08:00 BST.", status_code=422)
        self.assertContains(answer, "Morning", status_code=422)
        self.assertEqual(Layout.objects.count(), 0)
        again = self.launch(when="later", day="2026-03-29", time="01:30")
        self.assertContains(again, "There is no 01:30 on Sunday 29 March", status_code=422)

    def test_goes_back_to_an_earlier_layout_and_calls_a_launch_off(self):
        _, slot = self.placed("Bridge reopens")
        self.launch()
        self.enterContext(travel(at("09:00")))
        self.move(f"remove {slot.key}")
        self.launch()

        seen = {"version": 0, "seen": 2}
        self.client.post(
            self.door("back", 1), {"when": "later", "day": "2026-05-14", "time": "18:00", **seen}, **SCRIPT
        )
        self.assertEqual(Layout.objects.get(number=3).back_to.number, 1)
        told = "Rolled back to layout 1: readers have it as layout 3 from Thu 14 May, 18:00 BST."
        self.assertContains(self.client.get(self.door("change")), told)
        self.assertContains(
            self.client.get(self.door("history")), "went back to layout 1 as layout 3, for Thu 14 May, 18:00 BST"
        )
        self.client.post(self.door("call_off", 3), **SCRIPT)
        self.assertTrue(Layout.objects.get(number=3).is_called_off)
        answer = self.client.post(self.door("call_off", 3), **SCRIPT)
        self.assertContains(answer, "You yourself called it off at 09:00 BST already.", status_code=422)

    def test_compares_two_layouts(self):
        _, slot = self.placed("Bridge reopens")
        self.launch()
        self.move(f"remove {slot.key}")

        page = self.client.get(self.door("compare"))
        self.assertEqual([one.done for one in page.context["differences"]], ["removed"])
        self.assertContains(page, "“Bridge reopens” was taken out")
        for asked in ("77", "moon", "9" * 40):
            self.assertContains(self.client.get(self.door("compare"), {"old": asked}), "There is no such layout.")

    def test_the_list_says_what_is_live_and_what_differs(self):
        self.placed("Bridge reopens")
        self.launch()
        self.placed("Tram is late")
        drafts.draft_of(self.of_section)

        with self.assertNumQueries(10):
            lines = self.client.get("/admin/frontpage/front/").context["fronts"]
        self.assertEqual([(line.front, line.differs) for line in lines], [(self.front, True), (self.of_section, False)])
        self.assertEqual(lines[0].live.launched_by, self.fay)

    def test_the_list_knows_what_was_taken_back(self):
        self.placed("Bridge reopens")
        lines = []
        for verb in ("undo", "put_back"):
            self.client.post(self.door(verb), **SCRIPT)
            lines.append(self.client.get("/admin/frontpage/front/").context["fronts"][0].differs)
            self.assertEqual(self.client.get(self.door("change")).context["facts"].differs, lines[-1])

        self.assertEqual(lines, [False, True])

    def test_says_after_what_time_without_a_change_somebody_is_told(self):
        for hours, words, kept in [
            ("8", "its editors are told when it is unchanged for 8 hours by day", 8),
            ("0", "Give whole hours, from 1 to 500, or nothing", 8),
            ("soon", "Give whole hours, from 1 to 500, or nothing", 8),
            ("", "nobody is told when it stays unchanged", None),
        ]:
            answer = self.client.post(self.door("unchanged"), {"hours": hours}, follow=True)
            self.assertContains(answer, words, status_code=422 if "Give" in words else 200)
            self.assertEqual(Front.objects.get(pk=self.front.pk).stale_after, kept)


class PreviewTests(BoardTestCase):
    def test_shows_the_draft_to_those_who_arrange_it_and_nobody_else(self):
        _, slot = self.placed("Bridge reopens", "lead")
        self.client.post(self.door("move"), {"do": f"remove {slot.key}"})
        published("Newest of all", by=self.ed)
        self.put_story(slot.story, "lead", by=self.fay)

        seen = self.client.get(self.door("seen", "now"))
        self.assertEqual(seen["X-Frame-Options"], "SAMEORIGIN")
        self.assertIn("frame-ancestors 'self'", seen["Content-Security-Policy"])
        self.assertEqual(
            (seen["Cache-Control"], seen["X-Robots-Tag"]), ("private, no-store", "noindex, nofollow, noarchive")
        )
        text = seen.content.decode()
        self.assertLess(text.index("Bridge reopens"), text.index("Newest of all"))
        self.assertNotIn("Back to now", text)
        self.assertContains(self.client.get("/"), "Newest of all")

    def test_another_time_needs_the_right_to_travel(self):
        story = ready_article("Bridge reopens", section=self.section)
        schedule(story, by=self.ed, at=at("2026-05-15 06:00"))
        later = self.door("seen", "2026-05-15T06:00+01:00")

        self.assertContains(self.client.get(later), "Bridge reopens")
        self.assertNotContains(self.client.get(self.door("seen", "now")), "Bridge reopens")
        tess = hire("Tess Town", "Front editor", sections=[self.section])
        self.client.force_login(tess)
        self.assertEqual(
            self.client.get(self.door("seen", "2026-05-15T06:00+01:00", front=self.of_section)).status_code, 403
        )
        self.client.force_login(self.fay)
        self.assertEqual(self.client.get(self.door("seen", "sometime")).status_code, 404)

    def test_frames_the_moment_that_was_chosen(self):
        page = self.client.get(self.door("preview"), {"day": "2026-05-15", "time": "06:00"})
        self.assertContains(page, "/seen/2026-05-15T06:00+01:00/", count=4)
        self.assertContains(self.client.get(self.door("preview"), {"day": "x", "time": "06:00"}), "This is not a day")
