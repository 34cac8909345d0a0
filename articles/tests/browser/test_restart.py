"""The real server is killed while two people write, one of them in mid-save; it starts again, and both go on."""

import json
import os
import signal
import socket
import sqlite3
import subprocess
import sys
from contextlib import closing
from types import SimpleNamespace
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from django.conf import settings

from articles.tests.browser import writers
from articles.tests.browser.test_keep import eventually

pytestmark = pytest.mark.browser
EMAILS = {"ed": "ed@packet.example", "cora": "cora@packet.example"}
PREPARE = """
from accounts.models import User
from articles.models import Article
for name in ("ed", "cora"):
    User.objects.create_superuser(f"{name}@packet.example", "secret", name=name.title())
story = Article.objects.create(headline="Bridge", body="<p>It opens.</p><p>Trams run.</p>")
print(story.pk)
"""


class Newsroom:
    """``manage.py serve`` on a SQLite file of its own."""

    def __init__(self, folder):
        with socket.socket() as found:
            found.bind(("127.0.0.1", 0))
            port = found.getsockname()[1]
        self.folder, self.url = folder, f"http://127.0.0.1:{port}"
        facts = {"DATA_DIR": folder, "STATIC_ROOT": folder / "static", "SECRET_KEY_FILE": folder / "secret_key"}
        facts |= {"SITE_URL": self.url, "PORT": port, "DEBUG": "", "COMPRESS_STATIC": "0", "LOG_LEVEL": "ERROR"}
        others = {key: value for key, value in os.environ.items() if key not in ("DATABASE_URL", "SECRET_KEY")}
        self.environment = others | {key: str(value) for key, value in facts.items()}
        self.process = None

    def run(self, *command):
        return subprocess.Popen(  # noqa: S603
            [sys.executable, "manage.py", *command],
            cwd=settings.BASE_DIR,
            env=self.environment,
            stdout=subprocess.PIPE,
            start_new_session=True,
        )

    def start(self):
        self.process = self.run("serve")
        assert eventually(self.answers, seconds=90), "The server did not start."

    def answers(self):
        assert self.process.poll() is None
        try:
            with urlopen(f"{self.url}/healthz", timeout=5) as answer:  # noqa: S310
                return answer.status == 200
        except (URLError, OSError):
            return False

    def kill(self):
        """As kill -9 does: nobody gets to finish anything."""
        if self.process:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
            self.process.stdout.close()
        self.process = None

    def ask(self, question):
        with closing(sqlite3.connect(self.folder / "newsroom.sqlite3")) as tables:
            return tables.execute(question).fetchall()


class Guest(writers.Writer):
    """Signs in at the door, like everybody."""

    def sign_in(self, user=None):
        page = self.context.new_page()
        page.goto(f"{self.server.url}/admin/login/")
        page.locator("[name=username]").fill(EMAILS[user or self.user])
        page.locator("[name=password]").fill("secret")
        with page.expect_navigation():
            page.locator("#login-form [type=submit]").click()
        page.close()

    def kept(self):
        return [json.loads(typed) for (typed,) in self.server.ask("SELECT typed FROM articles_sitting") if typed]


@pytest.fixture
def newsroom(tmp_path):
    made = Newsroom(tmp_path)
    with made.run("migrate", "--verbosity", "0") as migrating:
        assert migrating.wait() == 0
    with made.run("shell", "--verbosity", "0", "-c", PREPARE) as preparing:
        made.story = SimpleNamespace(pk=int(preparing.stdout.read()))
    made.start()
    yield made
    made.kill()


@pytest.fixture
def two(newsroom, browser):
    people = [Guest(browser, newsroom, name) for name in EMAILS]
    yield [one.open(newsroom.story) for one in people]
    for one in people:
        one.context.close()


def go_on(one, story):
    """Save what stands in the form; if the browser has no form any more, open it and take back what it offers."""
    if not one.page.locator(".tiptap").count():
        one.open(story)
        one.page.wait_for_timeout(1500)
    for _ in range(one.offers().count()):
        one.take_back().is_kept()
    one.save()


def test_a_kill_in_mid_save_costs_nobody_a_word(newsroom, two):
    ed, cora = two
    ed.write(standfirst="heron").is_kept()
    cora.write(body=" otter")
    ed.write(standfirst="heron gannet").press_save()
    ed.page.wait_for_timeout(30)
    newsroom.kill()
    cora.write(headline="Bridge walrus").says("Not saved since", timeout=20_000)

    newsroom.start()
    cora.is_kept(timeout=40_000).save()
    go_on(ed, newsroom.story)

    ((headline, standfirst, body),) = newsroom.ask("SELECT headline, standfirst, body FROM articles_article")
    assert (headline, standfirst) == ("Bridge walrus", "heron gannet")
    assert body == "<p>It opens.</p><p>Trams run. otter</p>"
