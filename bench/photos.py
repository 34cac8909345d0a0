"""How soon a picture can be used, and what its sizes cost the paper: make bench, or .venv/bin/python bench/photos.py

Starts the real server, one web process and the worker, on a scratch SQLite file, and sends it pictures of 24 million
pixels as the library's page does. By the clock: other work on this machine counts, so its load is told too.
"""

import argparse
import json
import os
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from io import BytesIO
from pathlib import Path
from statistics import median
from time import monotonic, sleep

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from kill9 import EMAIL, PASSWORD, Browser, Server, free_port  # noqa: E402

PIECE = 1 << 20
ROUNDS = 40
AT_ONCE = 20
UPLOAD = "/admin/photos/photo/upload/"


class Desk(Browser):
    """A browser that sends files."""

    def send(self, method: str, path: str, body: bytes = b"", kind: str = "application/octet-stream"):
        """Status and answer, as bytes."""
        line = HTTPConnection("127.0.0.1", self.port, timeout=300)
        cookies = "; ".join(f"{name}={kept.value}" for name, kept in self.cookies.items())
        headers = {"Cookie": cookies, "Content-Type": kind, "Referer": f"http://127.0.0.1:{self.port}/"}
        headers["X-CSRFToken"] = self.cookies["csrftoken"].value
        try:
            line.request(method, path, body or None, headers)
            answer = line.getresponse()
            return answer.status, answer.read()
        finally:
            line.close()

    def tell(self, path: str, body: bytes, kind: str = "application/octet-stream") -> dict:
        status, answer = self.send("POST", path, body, kind)
        if status != 200:
            sys.exit(f"{path} answers {status}: {answer[:200]}")
        return json.loads(answer)

    def upload(self, key: str, picture: bytes) -> tuple[dict, float]:
        """What the server said in the end, and the moment at which it had the whole file."""
        facts = {"key": key, "name": f"{key}.jpg", "size": len(picture)}
        self.tell(UPLOAD, json.dumps(facts).encode(), "application/json")
        for start in range(0, len(picture), PIECE):
            ended = monotonic()
            said = self.tell(f"{UPLOAD}{key}/?from={start}", picture[start : start + PIECE])
        while said.get("busy"):
            sleep(0.5)
            said = self.tell(f"{UPLOAD}{key}/?from={len(picture)}", b"")
        return said, ended


def main(port: int) -> None:
    story, picture = prepare(), a_picture()
    pictures = [with_comment(picture, f"number {number}") for number in range(AT_ONCE + 1)]
    server, desk = Server(port), Desk(port)
    server.start()
    try:
        desk.sign_in()
        web, worker = processes(server.process.pid)
        print(f"{len(pictures[0]) / 1e6:.1f} MB each; load {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")
        one(desk, story, worker, pictures.pop())
        many(desk, web, worker, pictures)
    finally:
        server.stop()


def one(desk: Desk, story: str, worker: int, picture: bytes) -> None:
    """One picture, and what readers feel of it."""
    before = [ask(desk, story) for _ in range(ROUNDS)]
    spent = processor_seconds(worker)
    said, ended = desk.upload("one", picture)
    while desk.send("GET", said["preview"])[0] != 200:
        sleep(0.05)
    usable = monotonic() - ended
    meanwhile = []
    while not is_made(said["photo"]):
        meanwhile.append(ask(desk, story))
        sleep(0.1)
    ready = monotonic() - ended
    spent = processor_seconds(worker) - spent
    show("usable after the upload's end", f"{usable:.2f} s", "at most 2 s")
    show("all sizes ready", f"{ready:.1f} s", "at most 60 s")
    show("processor time of that", f"{spent:.1f} s")
    show("a story's page before, median", f"{median(before) * 1000:.0f} ms")
    show("a story's page meanwhile, median", f"{median(meanwhile) * 1000:.0f} ms")
    show("ratio", f"{median(meanwhile) / median(before):.2f}")


def many(desk: Desk, web: int, worker: int, pictures: list[bytes]) -> None:
    """Twenty at once, and what the one web process needs for that."""
    show("web process before", f"{peak(web):.0f} MB")
    begun = monotonic()
    with ThreadPoolExecutor(len(pictures)) as people:
        list(people.map(desk.upload, [f"many-{number}" for number in range(len(pictures))], pictures))
    show(f"{len(pictures)} uploads at once, until the last is in", f"{monotonic() - begun:.1f} s")
    show("most memory of the web process", f"{peak(web):.0f} MB", "under 400 MB")
    show("most memory of the worker", f"{peak(worker):.0f} MB")


def show(what: str, figure: str, goal: str = "") -> None:
    print(f"{what:45}{figure:>10}  {goal}")


# ---- The newsroom ----


def prepare() -> str:
    """A newsroom with an editor and one story; its address."""
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    from accounts.models import Author, User
    from articles.models import Article, Byline, Section
    from articles.workflow import publish

    editor = User.objects.create_superuser(EMAIL, PASSWORD, name="Ed Marsh")
    section = Section.objects.create(name="Town Hall", slug="town-hall")
    text = "<p>The bridge will open again on Monday, the council said.</p>" * 40
    story = Article.objects.create(
        headline="Bridge reopens", standfirst="It runs.", body=text, section=section, slug="bridge", created_by=editor
    )
    Byline.objects.create(article=story, author=Author.objects.create(name="Ines Calder", slug="ines-calder"))
    path = publish(story, by=editor).path
    connection.close()
    return path


def a_picture() -> bytes:
    """24 million pixels as busy as a photograph's."""
    from PIL import Image

    def noise(width, height, strength):
        return Image.effect_noise((width, height), strength).resize((6000, 4000), Image.Resampling.BICUBIC)

    colours = Image.merge("RGB", [noise(40, 27, 110) for _ in range(3)])
    for width, height, strength, share in ((600, 400, 80, 0.35), (6000, 4000, 60, 0.1)):
        colours = Image.blend(colours, Image.merge("RGB", [noise(width, height, strength)] * 3), share)
    out = BytesIO()
    colours.save(out, "JPEG", quality=92)
    return out.getvalue()


def with_comment(picture: bytes, words: str) -> bytes:
    """The same picture in other bytes."""
    return picture[:2] + b"\xff\xfe" + (len(words) + 2).to_bytes(2, "big") + words.encode() + picture[2:]


def ask(desk: Desk, path: str) -> float:
    begun = monotonic()
    status = desk.ask("GET", path)[0]
    assert status == 200, f"{path} answers {status}"
    return monotonic() - begun


def is_made(pk: int) -> bool:
    from photos.models import Photo

    return Photo.objects.get(pk=pk).is_made


# ---- What Linux tells about processes ----


def processes(parent: int) -> tuple[int, int]:
    """The one web process, and the worker."""
    while True:
        gunicorn_and_worker = children(parent)
        web = [pid for child in gunicorn_and_worker for pid in children(child)]
        if len(gunicorn_and_worker) == 2 and len(web) == 1:
            return web[0], next(pid for pid in gunicorn_and_worker if pid not in parents(web))
        sleep(0.2)


def children(parent: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def parents(pids: list[int]) -> set[int]:
    return {int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1]) for pid in pids}


def processor_seconds(pid: int) -> float:
    facts = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(facts[11]) + int(facts[12])) / os.sysconf("SC_CLK_TCK")


def peak(pid: int) -> float:
    """The most memory that it ever had, in MB."""
    line = next(line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


if __name__ == "__main__":
    argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter).parse_args()
    if not sys.platform.startswith("linux"):
        sys.exit("This reads memory and processor times from /proc, which only Linux has.")
    with tempfile.TemporaryDirectory() as folder:
        port = free_port()
        os.environ |= {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "DATA_DIR": folder, "COMPRESS_STATIC": "0"}
        os.environ |= {"SECRET_KEY_FILE": f"{folder}/secret_key", "SITE_URL": f"http://127.0.0.1:{port}", "DEBUG": ""}
        os.environ |= {"PORT": str(port), "STATIC_ROOT": f"{folder}/static", "LOG_LEVEL": "ERROR"}
        os.environ |= {"WEB_CONCURRENCY": "1", "SERVE": "both"}
        for name in ("SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS"):
            os.environ.pop(name, None)
        main(port)
