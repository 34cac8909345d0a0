"""The board of a front, and the doors through which it is changed, undone and looked at again."""

from functools import partial

from django.http import JsonResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import path
from django.views.decorators.http import require_POST, require_safe

from articles.workflow import Refused
from frontpage import drafts
from frontpage.admin.doors import FOLDER, board_of, front_for, is_scripted, number_in, private
from frontpage.admin.facts import Facts
from frontpage.admin.moving import GONE, move_of
from frontpage.admin.shown import Board, kinds_to_add
from frontpage.arranging import Scope
from frontpage.candidates import Candidates
from frontpage.content import Content
from frontpage.layouts import newest_number
from frontpage.models import Draft
from frontpage.naming import name_blocks
from frontpage.permissions import may
from newsroom import clock


class BoardMixin:
    """Gives a front's model admin its board in the place of the form."""

    def get_urls(self):
        def door(address, view, name):
            return path(f"<int:pk>/{address}", self.admin_site.admin_view(view), name=f"frontpage_front_{name}")

        return [
            door("move/", require_POST(self.move_view), "move"),
            door("undo/", require_POST(partial(self.undo_view, drafts.undo)), "undo"),
            door("put-back/", require_POST(partial(self.undo_view, drafts.put_back)), "put_back"),
            door("board/", require_safe(self.fragment_view), "board"),
            door("state/", require_safe(self.state_view), "state"),
            *super().get_urls(),
        ]

    def change_view(self, request, object_id, form_url="", extra_context=None):
        return require_safe(self.board_view)(request, object_id)

    def board_view(self, request, object_id):
        front = front_for(request.user, number_in(object_id))
        context = self.admin_site.each_context(request) | self.board(request, front)
        context |= {"title": str(front), "subtitle": "Front", "opts": self.opts, "media": self.board_media(request)}
        context["refused"] = request.session.pop(f"refused_at_front_{front.pk}", "")
        return private(TemplateResponse(request, f"{FOLDER}/board.html", context))

    def fragment_view(self, request, pk):
        return self.fragment(request, front_for(request.user, pk))

    def state_view(self, request, pk):
        """What tells whether anybody changed or launched something: cheap, asked every few seconds."""
        front = front_for(request.user, pk)
        version = Draft.objects.filter(front=front).values_list("version", flat=True).first() or 0
        return private(JsonResponse({"version": version, "layout": newest_number(front)}))

    def move_view(self, request, pk):
        front = front_for(request.user, pk, "arrange")
        asked, into = request.POST.get("do", "").strip(), request.POST.get("into", "")
        return self.moved(request, front, lambda: self.make(front, asked, into, request.user))

    def make(self, front, asked: str, into: str, user) -> None:
        if not asked:
            raise Refused(GONE)
        drafts.change(front, move_of(asked, into, user), by=user)

    def undo_view(self, verb, request, pk):
        front = front_for(request.user, pk, "arrange")
        version = request.POST.get("version", "")
        seen = number_in(version) if version else None
        return self.moved(request, front, lambda: verb(front, by=request.user, version=seen))

    # ---- Answers ----
    def moved(self, request, front, change):
        """Make a change and answer with the board as it is then; where it was refused, with the reason above."""
        refused = ""
        try:
            change()
        except Refused as why:
            refused = str(why)
        if is_scripted(request):
            return self.fragment(request, front, refused)
        if refused:
            request.session[f"refused_at_front_{front.pk}"] = refused
        return redirect(board_of(front))

    def fragment(self, request, front, refused: str = ""):
        context = {**self.board(request, front), "refused": refused}
        return private(TemplateResponse(request, f"{FOLDER}/_board.html", context, status=422 if refused else 200))

    def board(self, request, front) -> dict:
        """What stands on the board now: the draft, what readers have, and stories on offer."""
        user, at = request.user, clock.now()
        draft, scope = drafts.draft_of(front), Scope(front.section, front.topic)
        facts, content = Facts(front, draft, user), Content.read(draft.content)
        name_blocks([*content.blocks, *(facts.live_content or Content()).blocks])
        may_arrange = may(user, "arrange", front)
        words = (request.POST.get("q") or request.GET.get("q") or "").strip()[:300]
        return {
            "front": front,
            "facts": facts,
            "board": Board(scope, content, user, at),
            "live": Board(scope, facts.live_content, user, at),
            "candidates": offers(Candidates(user, front, at), words) if may_arrange else [],
            "words": words,
            "kinds": kinds_to_add(),
            "may_arrange": may_arrange,
            "may_launch": may(user, "launch", front),
        }


def offers(candidates: Candidates, words: str) -> list[tuple[str, str, list]]:
    """Heading, name and stories of each list."""
    found = [(f"Found for “{words}”", "found", candidates.search(words))] if words else []
    return [
        *found,
        ("Just published", "published", candidates.just_published()),
        ("Ready soon", "ready", candidates.ready_soon()),
        ("Scheduled", "scheduled", candidates.scheduled()),
        ("Most read", "read", candidates.most_read()),
    ]
