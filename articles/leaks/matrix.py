"""The leak matrix: what each door answers about a story in each state. What isn't said here is 404, without a word.

An answer of 404 must be the same as at a made-up address: status, headers and page, so that nothing tells that there is
something. Lists, feeds, sitemaps and searches must answer as they did before anything was planted.
"""

from articles.leaks.doors import BELOW_A_STORY
from articles.models import Address

GONE, MOVED, MISSING = 410, 301, 404

# Addresses that readers once had, by state. Of any other state, and of addresses that were only planned: MISSING.
ONCE_PUBLIC = {
    "killed": GONE,
    "a former edition": MOVED,  # to the story as it is now
    "a redacted edition": MOVED,
}
# The newsroom, to whoever does not belong there: the way to the sign-in form, or a refusal.
CLOSED = {301, 302, 400, 401, 403, 404, 405}
SIGN_IN = {"admin:login", "admin:jsi18n", "admin:logout"}  # answer 200 to anybody, without a word


def expected(door: str, state: str, path: str) -> int:
    story = path.removesuffix(BELOW_A_STORY.get(door, ""))
    if state in ONCE_PUBLIC and door in BELOW_A_STORY and Address.objects.filter(path=story).exists():
        return ONCE_PUBLIC[state]
    return MISSING
