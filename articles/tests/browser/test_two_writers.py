"""Ed and Cora in one story at once, in every order: every word that was typed stays where they find it."""

import re

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session

from articles.freeze import freeze
from articles.models import Article, Edition, Revision
from articles.tests.browser import writers
from articles.tests.browser.interleavings import BODY, SCRIPTS
from articles.tests.browser.test_keep import eventually
from articles.tests.factories import ready_article
from newsroom.testing import Cast, at, hire, travel

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
writer = writers.writer


@pytest.fixture
def story(transactional_db):
    with travel(at("08:00")):
        yield ready_article(body=BODY, stage=Article.Stage.COPY)


@pytest.fixture
def two(story, writer):
    ed, cora = Cast().ed, hire("Cora Lind", "Copy editor")
    return TwoWriters(story, {"Ed": writer(ed), "Cora": writer(cora)})


@pytest.mark.parametrize("script", SCRIPTS.values(), ids=SCRIPTS)
def test_every_word_that_was_typed_is_somewhere(two, script):
    for line in script.strip().splitlines():
        who, act = line.split(maxsplit=1)
        two.do(who, act)

    assert two.lost() == []
    assert two.standing() == two.expected["story"]
    assert two.public() == two.expected["readers"]
    assert len(two.all(Article.objects)) == two.stories
    assert [fault for one in two.people.values() for fault in one.heard] == []


class TwoWriters:
    """Acts out the lines of a script."""

    def __init__(self, story, people):
        self.story, self.people = story, people
        self.stories = 1
        self.typed: dict[str, str] = {}  # word: who
        self.expected = {"story": set(), "readers": set()}

    def do(self, who, act):
        for pattern, do in ACTS:
            if found := re.fullmatch(pattern, act):
                return do(self, *([self.people[who]] if who in self.people else [who]), *found.groups())
        raise ValueError(f"Nobody can do that: {who} {act}")

    # ---- Writing ----
    def begin(self, one):
        self.stories += 1
        one.open()

    def type(self, one, word, place):
        self.typed[word] = one.user
        if place in ("headline", "standfirst", "kicker"):
            one.write(**{place: f"{one.text(place)} {word}".strip()})
        elif place == "body":
            one.write(body=word)
        else:
            one.page.locator(".tiptap > p").nth(int(place.removeprefix("paragraph ")) - 1).click()
            one.page.keyboard.press("End")
            one.page.keyboard.type(f" {word}")

    def type_on(self, one, word):
        self.typed[word] = one.user
        one.page.keyboard.type(f" {word}")

    def reach_journal(self, one):
        last = next(word for word, user in reversed(self.typed.items()) if user == one.user)
        assert eventually(lambda: last in one.page.evaluate("JSON.stringify({...localStorage})"))

    # ---- Saving ----
    def save(self, one):
        with one.page.expect_navigation():
            one.press_save()
        self.see_saved(one)

    def see_saved(self, one):
        one.sees("Saved. Readers see no change.")
        one.page.locator(".tiptap").wait_for()
        self.story = self.all(Article.objects.order_by("pk"))[-1]

    def press_in_vain(self, one, how):
        """Press Save, and nobody answers. The browser stays where it is, or shows that there is no page."""
        met = []

        def meet(route):
            if how == "whose answer is lost":
                route.fetch(max_redirects=0)
            route.abort("connectionreset" if how == "which breaks the page" else "aborted")
            met.append(how)

        self.on_save(one, meet)
        one.press_save()
        assert eventually(lambda: one.page.wait_for_timeout(50) or met)
        one.page.unroute_all()
        self.story = self.all(Article.objects.order_by("pk"))[-1]

    def press_long(self, one):
        held = []
        self.on_save(one, held.append)
        one.page.keyboard.press("Control+s")  # the cursor stays where it is
        assert eventually(lambda: one.page.wait_for_timeout(50) or held)
        one.answer = held.pop().continue_

    def get_answer(self, one):
        one.answer()
        self.see_saved(one)
        one.page.unroute_all()

    def on_save(self, one, meet):
        is_save = re.compile(r"/(change|add)/$")
        one.page.route(is_save, lambda route: meet(route) if route.request.method == "POST" else route.continue_())

    def meet(self, one):
        one.press_save()
        self.see_conflict(one)

    def see_conflict(self, one):
        one.page.locator("input[name^=choose-]").first.wait_for()

    def publish(self, one, meets):
        one.page.get_by_role("button", name="Publish…").click()
        one.page.locator("dialog#publish").get_by_role("button", name="Publish now").click()
        self.see_conflict(one) if meets else one.sees("Public now:")

    def choose(self, one, choice):
        for radio in one.page.locator(f"input[type=radio][name^=choose-][value={choice}]").all():
            radio.check()
        one.page.locator("form:has(input[name^=choose-]) button[type=submit]").click()
        one.sees("Both texts are together now")
        one.page.locator(".tiptap").wait_for()

    # ---- Coming and going ----
    def is_signed_out(self, one):
        key = next(kept["value"] for kept in one.context.cookies() if kept["name"] == settings.SESSION_COOKIE_NAME)
        Session.objects.filter(session_key=key).delete()

    def sign_in(self, one):
        one.forget_token()
        one.sign_in()
        one.come_back()

    def take_over(self, one):
        one.page.get_by_role("button", name="Take over…").click(timeout=20_000)
        one.page.get_by_role("button", name=re.compile("^Take over from")).click()
        field = "#article_form [name=version]"
        assert eventually(lambda: one.page.locator(field).get_attribute("value") == str(self.version()))
        one.page.locator(".tiptap").wait_for()

    def version(self):
        return next(story.version for story in self.all(Article.objects) if story == self.story)

    def go_on(self, one):
        one.hear().page.get_by_role("button", name="Go on writing").click(timeout=20_000)
        one.page.wait_for_load_state()
        one.page.locator(".tiptap").wait_for()

    def take_back(self, one):
        one.sees("You have text from")
        one.take_back().is_kept()

    # ---- Where the words are ----
    def all(self, rows):
        return list(rows.all())

    def standing(self):
        self.story.refresh_from_db()
        return self.within(freeze(self.story).content())

    def public(self):
        return self.within([[one.headline, one.standfirst, one.body] for one in self.all(Edition.objects)])

    def within(self, text):
        return {word for word in self.typed if word in str(text)}

    def lost(self):
        """Words that are in no text of the story, and that nobody shows or offers to who typed them."""
        found = self.within([revision.content for revision in self.all(Revision.objects)]) | self.standing()
        found |= self.within([one.page.locator("body").inner_text() for one in self.on_conflict()])
        for one in self.people.values():
            if any(user == one.user and word not in found for word, user in self.typed.items()):
                found |= self.within(self.offered_to(one))
        return sorted(self.typed.keys() - found)

    def on_conflict(self):
        open_now = [one for one in self.people.values() if not one.page.is_closed()]
        return [one for one in open_now if one.page.locator("input[name^=choose-]").count()]

    def offered_to(self, one):
        """All that the story offers to take back, to somebody who comes again two minutes later."""
        with travel(at("08:02")):
            one.open(self.story).sees("You have text from")
            one.page.wait_for_timeout(500)
            return [self.read_offer(one, offer) for offer in one.offers().all() if offer.is_visible()]

    def read_offer(self, one, offer):
        offer.get_by_role("button", name="Compare words").click()
        words = one.page.locator("dialog#unsaved-words")
        text = " ".join(words.locator("ins").all_inner_texts())
        words.get_by_role("button", name="Close").click()
        return text


def expect(two, what, words):
    two.expected["readers" if what == "readers" else "story"] = set(words.split())


ACTS = [
    ("opens", lambda two, one: one.open(two.story)),
    ("begins", TwoWriters.begin),
    ("types (\\w+) in (.+)", TwoWriters.type),
    ("types on (\\w+)", TwoWriters.type_on),
    ("pauses", lambda two, one: one.page.wait_for_timeout(600)),
    ("rests", lambda two, one: one.is_kept(timeout=20_000)),
    ("is in the journal", TwoWriters.reach_journal),
    ("saves", TwoWriters.save),
    ("presses save", lambda two, one: one.press_save()),
    ("presses save, which takes long", TwoWriters.press_long),
    ("presses save, (which never arrives|whose answer is lost|which breaks the page)", TwoWriters.press_in_vain),
    ("gets the answer", TwoWriters.get_answer),
    ("sees it saved", TwoWriters.see_saved),
    ("meets", TwoWriters.meet),
    ("chooses (\\w+)", TwoWriters.choose),
    ("publishes(, and meets)?", TwoWriters.publish),
    ("goes offline", lambda two, one: one.offline()),
    ("goes online", lambda two, one: one.online()),
    ("goes on", TwoWriters.go_on),
    ("is signed out", TwoWriters.is_signed_out),
    ("signs in", TwoWriters.sign_in),
    ("crashes", lambda two, one: one.crash()),
    ("closes", lambda two, one: one.close()),
    ("takes back", TwoWriters.take_back),
    ("takes over", TwoWriters.take_over),
    ("reads “(.+)”", lambda two, one, words: one.says(words)),
    ("reads that it was taken", lambda two, one: one.hear().sees("took over at")),
    ("(?:story )?(?:has|have) (.+)", lambda two, who, words: expect(two, who, words)),
]
