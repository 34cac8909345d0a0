"""Does a kill -9 lose a save that the browser was told about?

.venv/bin/python bench/kill9.py [--acts 200] [--kills 25]

Starts the real server on a scratch SQLite file, saves and publishes stories through the story form as a browser does,
and kills the server's whole process group at random moments. At the end every act whose redirect came back must be in
the tables, and what was published on its page. Exit code 1 if one is lost.
"""

import argparse
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.client import HTTPConnection, HTTPException
from http.cookies import SimpleCookie
from pathlib import Path
from statistics import median
from threading import Timer
from time import monotonic, sleep
from urllib.parse import urlencode

HOUSE = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(HOUSE))
STORIES = 8
EMAIL, PASSWORD = "ed@packet.example", "a-long-word-for-a-scratch-newsroom"  # noqa: S105


@dataclass
class Act:
    """One press of a button: ``told`` once its redirect came back."""

    story: int
    word: str
    verb: str
    told: bool = False
    answer: str = ""


class Fields(HTMLParser):
    """What the browser would send of the story form: read from the page, so that new fields come along."""

    def __init__(self, page: str, form: str):
        super().__init__()
        self.form, self.inside, self.values = form, False, []
        self.area = self.choice = None
        self.feed(page)

    def handle_starttag(self, tag, attributes):
        facts = dict(attributes)
        if tag == "form":
            self.inside = facts.get("id") == self.form
        name = facts.get("name")
        if tag == "option" and self.choice and "selected" in facts:
            self.values.append((self.choice, facts.get("value", "")))
        if (
            not name
            or not (self.inside or facts.get("form") == self.form)
            or "disabled" in facts
            or "__prefix__" in name
        ):
            return
        if tag == "textarea":
            self.area = [name, ""]
        elif tag == "select":
            self.choice = name
        elif tag == "input" and is_sent(facts):
            self.values.append((name, facts.get("value", "")))

    def handle_data(self, data):
        if self.area:
            self.area[1] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.inside = False
        elif tag == "textarea" and self.area:
            self.values.append((self.area[0], self.area[1].removeprefix("\n")))
            self.area = None
        elif tag == "select":
            self.choice = None


def is_sent(facts: dict) -> bool:
    kind = facts.get("type", "text")
    if kind in ("checkbox", "radio"):
        return "checked" in facts
    return kind not in ("submit", "button", "reset", "image", "file")


class Browser:
    """Keeps cookies, follows nothing."""

    def __init__(self, port: int):
        self.port, self.cookies = port, SimpleCookie()

    def ask(self, method: str, path: str, data: list | None = None) -> tuple[int, str, str]:
        """Status, Location and page."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Cookie": "; ".join(f"{name}={kept.value}" for name, kept in self.cookies.items())}
        if data is not None:
            headers |= {
                "Content-Type": "application/x-www-form-urlencoded",
                "Referer": f"http://127.0.0.1:{self.port}/",
            }
        try:
            line.request(method, path, urlencode(data) if data is not None else None, headers)
            answer = line.getresponse()
            page = answer.read().decode()
        finally:
            line.close()
        for cookie in answer.headers.get_all("Set-Cookie", []):
            self.cookies.load(cookie)
        return answer.status, answer.headers.get("Location", ""), page

    def sign_in(self) -> None:
        fields = Fields(self.ask("GET", "/admin/login/")[2], "login-form").values
        sent = [(name, value) for name, value in fields if name not in ("username", "password")]
        status, _, page = self.ask("POST", "/admin/login/", [*sent, ("username", EMAIL), ("password", PASSWORD)])
        assert status == 302, page


@dataclass
class Server:
    port: int
    restarts: list[float] = field(default_factory=list)

    def start(self) -> None:
        begun = monotonic()
        self.process = subprocess.Popen([sys.executable, "manage.py", "serve"], cwd=HOUSE, start_new_session=True)  # noqa: S603
        browser = Browser(self.port)
        while True:
            try:
                if browser.ask("GET", "/healthz")[0] == 200:
                    break
            except (OSError, HTTPException):
                pass
            assert self.process.poll() is None and monotonic() - begun < 180, "The server did not start."
            sleep(0.1)
        self.restarts.append(monotonic() - begun)

    def kill(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)

    def stop(self) -> None:
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


def main(acts: int, kills: int, port: int, chance: random.Random) -> int:
    stories = prepare()
    server, browser = Server(port), Browser(port)
    server.start()
    browser.sign_in()
    doomed = set(chance.sample(range(5, acts), kills))
    done, times, dead = [], [], 0
    for number in range(acts):
        act = Act(chance.choice(stories), f"word{number:04}x", "publish" if number % 3 == 2 else "save")
        done.append(act)
        timer = None
        try:
            fields = form_of(browser, act)
            if number in doomed:
                timer = Timer(chance.uniform(0, 1.3 * median(times)), server.kill)
                timer.start()
            begun = monotonic()
            press(browser, act, fields)
            times.append(monotonic() - begun)
        except (OSError, HTTPException) as why:
            act.answer = type(why).__name__
        if timer:
            timer.join()
            server.process.wait()
            dead += 1
            server.start()
            print(f"\r{number + 1} acts, {dead} kills", end="", flush=True)
    try:
        return report(done, dead, server, browser)
    finally:
        server.stop()


def prepare() -> list[int]:
    """A newsroom with an editor and some stories that may go out."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from accounts.models import Author, User
    from articles.models import Article, Byline, Section

    editor = User.objects.create_superuser(EMAIL, PASSWORD, name="Ed Marsh")
    section = Section.objects.create(name="Town Hall", slug="town-hall")
    author = Author.objects.create(name="Ines Calder", slug="ines-calder")
    stories = []
    for number in range(STORIES):
        story = Article.objects.create(
            headline=f"Story {number}", standfirst="It runs.", body="<p>Begun.</p>", section=section,
            slug=f"story-{number}", created_by=editor,
        )  # fmt: skip
        Byline.objects.create(article=story, author=author)
        stories.append(story.pk)
    close()
    return stories


def close() -> None:
    from django.db import connection

    connection.close()


def form_of(browser: Browser, act: Act) -> list[tuple[str, str]]:
    status, _, page = browser.ask("GET", f"/admin/articles/article/{act.story}/change/")
    assert status == 200, f"The story form answers {status}."
    return Fields(page, "article_form").values


def press(browser: Browser, act: Act, fields: list[tuple[str, str]]) -> None:
    """Type the act's word into the headline and the text, and press its button."""
    typed = {"headline": f"Story {act.story} {act.word}", "body": f"<p>It says {act.word}.</p>"}
    button = ("_verb", "publish") if act.verb == "publish" else ("_continue", "1")
    sent = [(name, typed.get(name, value)) for name, value in fields] + [button]
    status, where, page = browser.ask("POST", f"/admin/articles/article/{act.story}/change/", sent)
    act.answer = f"{status} {where}"
    act.told = status == 302 and "/login/" not in where
    if not act.told:
        Path(os.environ["DATA_DIR"], "refused.html").write_text(page)
        raise SystemExit(f"The form was refused ({status} {where}): that is a fault of this script or of the form.")


def report(done: list[Act], dead: int, server: Server, browser: Browser) -> int:
    """Say what arrived; answers 1 if something was lost."""
    saved, published = arrived()
    lost = [act for act in done if act.told and act.word not in saved]
    lost += [act for act in done if act.told and act.verb == "publish" and act.word not in published]
    hidden = [path for path, word in last_published() if word not in browser.ask("GET", path)[2]]
    extra = [act for act in done if not act.told and act.word in saved]
    told = [act for act in done if act.told]
    print(
        f"\n{len(done)} acts, {dead} kills -9: {len(told)} acknowledged "
        f"({sum(act.verb == 'publish' for act in told)} of them published), {len(lost)} lost, "
        f"{len(done) - len(told)} not acknowledged, of which {len(extra)} arrived anyway.\n"
        f"Public pages without their last text: {len(hidden)}. Tables: {health()}. "
        f"Restart: {median(server.restarts[1:] or server.restarts):.1f} s (median)."
    )
    for act in lost:
        print(f"LOST: {act}")
    return 1 if lost or hidden or health() != "ok" else 0


def arrived() -> tuple[str, str]:
    """All texts of revisions, and of editions."""
    from articles.models import Edition, Revision

    saved = " ".join(str(content) for content in Revision.objects.values_list("content", flat=True))
    published = " ".join(Edition.objects.values_list("body", flat=True))
    return saved, published


def last_published() -> list[tuple[str, str]]:
    from articles.models import Edition

    return [(edition.path, edition.headline) for edition in Edition.objects.live()]


def health() -> str:
    """What SQLite and the chain of editions say."""
    from django.db import connection

    from articles import chain

    with connection.cursor() as cursor:
        word = cursor.execute("PRAGMA integrity_check").fetchone()[0]
    broken = list(chain.breaks(chain.editions()))
    return f"{len(broken)} breaks in the chain" if broken else word


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--acts", type=int, default=200, metavar="N", help="saves and publishes")
    parser.add_argument("--kills", type=int, default=25, metavar="N", help="how many of them meet a kill -9")
    parser.add_argument("--port", type=int, default=0, help="a free one, if none is named")
    parser.add_argument("--seed", type=int, default=None, help="for the same order of acts again")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        port = chosen.port or free_port()
        os.environ |= {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "DATA_DIR": folder, "COMPRESS_STATIC": "0"}
        os.environ |= {"SECRET_KEY_FILE": f"{folder}/secret_key", "SITE_URL": f"http://127.0.0.1:{port}", "DEBUG": ""}
        os.environ |= {"PORT": str(port), "STATIC_ROOT": f"{folder}/static", "LOG_LEVEL": "ERROR"}
        for name in ("SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS"):
            os.environ.pop(name, None)
        code = main(chosen.acts, chosen.kills, port, random.Random(chosen.seed))  # noqa: S311
    sys.exit(code)
