"""How long a keystroke takes in a long text, and the autosave of it at the server.

.venv/bin/python bench/keystrokes.py [--words 5000] [--pictures 20] [--keys 60]

Starts the real server on a scratch SQLite file and opens a story in Chromium. A keystroke is timed in the page: from
keydown until the browser is free for something else; “scripts” is the editor’s and our part of it, and “its frame”
ends when what was typed is drawn. An autosave is timed at the browser, over the network of this machine.
"""

import argparse
import os
import shutil
import sys
import tempfile
from statistics import median, quantiles
from time import sleep

from kill9 import EMAIL, PASSWORD, Server, close, free_port

SENTENCE = "The council said on Monday that the bridge over the Harrow will open for trams before the summer"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
)
TIME_KEYS = """() => {
  window.keys = []
  window.addEventListener("keydown", () => {
    const key = {at: performance.now()}
    keys.push(key)
    const {port1, port2} = new MessageChannel()
    port1.onmessage = () => (key.handled = performance.now() - key.at)
    port2.postMessage(0)
    requestAnimationFrame(() => setTimeout(() => (key.drawn = performance.now() - key.at)))
  }, {capture: true})
}"""
AUTOSAVE = """async ([data, times]) => {
  const found = []
  const token = document.querySelector("[name=csrfmiddlewaretoken]").value
  const address = document.querySelector("[data-keeping]").dataset.keep
  data.window = crypto.randomUUID() // the page has its own
  for (let number = 1; number <= times; number++) {
    data.typed.turn = Date.now() + number
    data.typed.headline = `Story ${number}`
    const headers = {"Content-Type": "application/json", "X-CSRFToken": token}
    const begun = performance.now()
    const answer = await fetch(address, {method: "POST", headers, body: JSON.stringify(data)})
    await answer.text()
    if (!answer.ok) throw new Error(answer.status)
    found.push(performance.now() - begun)
  }
  return found
}"""


def main(words: int, pictures: int, keys: int, port: int) -> None:
    from playwright.sync_api import sync_playwright

    story = prepare(words, pictures)
    server = Server(port)
    server.start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS.split())
            page = browser.new_page()
            open_story(page, f"http://127.0.0.1:{port}", story)
            print(f"{words:,} words, {pictures} pictures; load of this machine {os.getloadavg()[0]:.1f}")
            with page.expect_request(is_autosave) as sent:
                type_keys(page, keys)
            tell("autosave", page.evaluate(AUTOSAVE, [sent.value.post_data_json, keys]))
            browser.close()
    finally:
        server.stop()


def prepare(words: int, pictures: int) -> int:
    """A newsroom with an editor and one long story."""
    import django

    django.setup()
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from accounts.models import User
    from articles.models import Article
    from articles.tests.factories import a_photo

    paragraph = f"<p>{' '.join([SENTENCE] * 3)}.</p>"
    length = 3 * len(SENTENCE.split())
    text = [paragraph] * round(words / length)
    for number in range(pictures):
        photo = a_photo(caption=f"Bridge {number}").pk
        figure = f'<figure data-photo="{photo}"><figcaption>Bridge</figcaption></figure>'
        text.insert((number + 1) * len(text) // (pictures + 1), figure)
    editor = User.objects.create_superuser(EMAIL, PASSWORD, name="Ed Marsh")
    story = Article.objects.create(headline="Story", body="".join(text), slug="story", created_by=editor)
    close()
    return story.pk


def open_story(page, site: str, story: int) -> None:
    page.goto(f"{site}/admin/login/?next=/admin/articles/article/{story}/change/")
    page.locator("[name=username]").fill(EMAIL)
    page.locator("[name=password]").fill(PASSWORD)
    page.locator("#login-form [type=submit]").click()
    page.locator(".tiptap").wait_for()
    page.wait_for_load_state("networkidle")


def type_keys(page, keys: int) -> None:
    """In the middle of the text, ten keys a second; the first ten only warm up."""
    middle = page.locator(".tiptap > p")
    middle.nth(middle.count() // 2).click()
    page.evaluate(TIME_KEYS)
    console = page.context.new_cdp_session(page)
    console.send("Performance.enable")
    scripts = []
    for number in range(keys + 10):
        before = script_time(console)
        page.keyboard.press(" " if number % 6 == 5 else "abcde"[number % 6])
        scripts.append(script_time(console) - before)
        sleep(0.1)
    page.wait_for_timeout(500)
    times = page.evaluate("keys.slice(10)")
    tell("scripts", scripts[10:])
    tell("keystroke", [key["handled"] for key in times])
    tell("its frame", [key["drawn"] for key in times])


def script_time(console) -> float:
    """Milliseconds that the page's scripts have run until now."""
    found = console.send("Performance.getMetrics")["metrics"]
    return next(1000 * one["value"] for one in found if one["name"] == "ScriptDuration")


def is_autosave(request) -> bool:
    return request.url.endswith("/keep/") and bool(request.post_data_json.get("typed"))


def tell(name: str, times: list[float]) -> None:
    print(f"{name:10} median {median(times):6.1f} ms   p95 {quantiles(times, n=20)[-1]:6.1f} ms   of {len(times)}")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--words", type=int, default=5000, metavar="N")
    parser.add_argument("--pictures", type=int, default=20, metavar="N")
    parser.add_argument("--keys", type=int, default=60, metavar="N", help="keystrokes, and autosaves")
    parser.add_argument("--port", type=int, default=0, help="a free one, if none is named")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        port = chosen.port or free_port()
        os.environ |= {"DJANGO_SETTINGS_MODULE": "newsroom.settings", "DATA_DIR": folder, "COMPRESS_STATIC": "0"}
        os.environ |= {"SECRET_KEY_FILE": f"{folder}/secret_key", "SITE_URL": f"http://127.0.0.1:{port}", "DEBUG": ""}
        os.environ |= {"PORT": str(port), "STATIC_ROOT": f"{folder}/static", "LOG_LEVEL": "ERROR"}
        for name in ("SECRET_KEY", "DATABASE_URL", "ALLOWED_HOSTS"):
            os.environ.pop(name, None)
        main(chosen.words, chosen.pictures, chosen.keys, port)
    sys.exit(0)
