"""People who write in browsers of their own, for tests: typing, saving, losing the network, crashing, signing out.

rita = writer(cast.rita)          # fixture: a browser for her alone
rita.open(story); rita.write(headline="Bridge opens"); rita.is_kept(); rita.crash(); rita.open(story)
rita.offer().take_back(); rita.save()
"""

import re

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session

from articles.models import Article, Sitting
from articles.tests.desk import address
from newsroom.testing import sign_in

SIGN = "[data-saved]"


@pytest.fixture
def writer(browser, live_server):
    """Makes writers; their browsers close with the test, before its tables are emptied."""
    all_of_them = []

    def make(user):
        all_of_them.append(Writer(browser, live_server, user))
        return all_of_them[-1]

    yield make
    for each in all_of_them:
        each.context.close()


class Writer:
    def __init__(self, browser, live_server, user):
        self.user, self.server = user, live_server
        self.context = browser.new_context()
        self.context.set_default_timeout(15_000)
        self.sign_in()
        self.page = None

    # ---- Coming and going ----
    def sign_in(self, user=None):
        sign_in(self, self.server, user or self.user)

    def sign_out(self):
        """As in another tab, or by the server: this page doesn't know yet."""
        Session.objects.all().delete()

    def offline(self):
        self.context.set_offline(True)

    def forget_token(self):
        """As signing in does: the token of the page is an old one."""
        self.context.clear_cookies(name=settings.CSRF_COOKIE_NAME)

    def online(self):
        self.context.set_offline(False)

    def open(self, story: Article | None = None, tab=False):
        """Open the form; in another tab, if so, beside the first."""
        if self.page is None or tab or self.page.is_closed():
            self.page = self.context.new_page()
            self.heard = []
            self.page.on("pageerror", lambda error: self.heard.append(str(error)))
        self.page.goto(self.server.url + (address(story) if story else address(page="add")))
        self.page.locator(".tiptap").wait_for()
        return self

    def open_beside(self):
        """Another tab in front of the story's."""
        self.context.new_page().goto("about:blank")

    def crash(self):
        """The browser's process is gone: no event, no goodbye."""
        page = self.page
        with page.expect_event("crash"):
            self.context.new_cdp_session(page).send("Page.enable")
            try:
                page.goto("chrome://crash")
            except Exception:  # noqa: S110, BLE001 - it can't answer
                pass
        page.close()

    def close(self):
        self.page.close(run_before_unload=False)

    def hear(self):
        """The news that a form asks for every ten seconds, now."""
        for clock in self.page.workers:
            clock.evaluate("postMessage('tick')")
        return self

    def come_back(self):
        """From another tab or programme: the window has the keyboard again."""
        self.page.evaluate("dispatchEvent(new Event('focus'))")

    # ---- Writing ----
    def write(self, **words):
        for name, text in words.items():
            if name == "body":
                self.page.locator(".tiptap").click()
                self.page.keyboard.press("Control+End")
                self.page.keyboard.type(text)
            else:
                self.page.locator(f"#id_{name}").fill(text)
        return self

    def choose(self, name: str, words: str, option: str):
        """In a box that finds by typing."""
        box = self.page.locator(f"#id_{name} + .select2-container")
        box.click()
        self.page.locator(".select2-container--open .select2-search__field").last.fill(words)
        self.page.locator(".select2-results__option", has_text=option).click()
        return self

    def text(self, name: str) -> str:
        return self.page.locator(f"#id_{name}").input_value()

    def save(self):
        """Press Save; the page that follows."""
        with self.page.expect_navigation():
            self.press_save()
        self.page.get_by_text("Saved. Readers see no change.").wait_for()
        return self

    def press_save(self):
        self.page.locator("button[name=_continue]").click()

    # ---- What the screen says ----
    def sign(self) -> str:
        return self.page.locator(SIGN).inner_text()

    def says(self, words: str, timeout=8_000):
        """Wait until the sign in the bar says so."""
        self.page.locator(SIGN, has_text=re.compile(re.escape(words))).wait_for(timeout=timeout)
        return self

    def is_kept(self, timeout=8_000):
        """Wait until the server has everything that was typed."""
        return self.says("for you alone", timeout)

    def sees(self, words: str, timeout=15_000):
        self.page.get_by_text(words).first.wait_for(timeout=timeout)
        return self

    def offers(self):
        return self.page.locator("[data-offers] .offer")

    def take_back(self):
        self.page.get_by_role("button", name="Take it back").first.click()
        return self

    def window(self) -> str:
        return self.page.locator("#article_form input[name=window]").input_value()

    def kept(self) -> dict | None:
        """What the server keeps of this window."""
        window = self.window()
        sitting = Sitting.objects.filter(window=window).first()
        return sitting and sitting.typed

    def add_cookies(self, cookies):
        self.context.add_cookies(cookies)
