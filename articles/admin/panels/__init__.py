"""What stories put on the first screen of the newsroom. Only what the person may see, in the same number of queries."""

from articles.admin.panels import building, care, paper, work
from articles.admin.panels.lists import Shelf
from articles.models import Article
from articles.permissions import may
from articles.plans import pictures
from newsroom import clock


def stories(request) -> dict:
    """What waits for me, what will go wrong, my drafts, what is due, and what readers get today."""
    user = request.user
    if not may(user, "view"):
        return {}
    at = clock.now()
    seen = Article.objects.visible_to(user)
    shelf = Shelf(seen)
    waiting = work.waiting_for(user, seen)
    drafts, mine, due = work.drafts_of(user, seen), work.mine(user, seen), work.due_soon(seen, at)
    shelf.fetch([*waiting, *drafts, *mine, *due])
    return {
        "may_view_stories": True,
        "flow": work.flow(seen, at),
        "waiting": [(shelf[pk], reasons) for pk, reasons in waiting.items() if pk in shelf],
        "unread": any(reason.notice for reasons in waiting.values() for reason in reasons),
        "unsaved": work.unsaved_texts(user, seen),
        "drafts": shelf.rows(drafts),
        "mine": shelf.rows(mine),
        "due": shelf.rows(due),
        "troubles": care.troubles(seen, at),
        "endings": pictures.endings(at, user),
        "quotas": pictures.quotas(at, user),
        "today": paper.today(seen, at),
        "coming": paper.coming(seen, at),
        "editing": building.editing(user, seen, at),
    }
