from copy import copy

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from articles.changes import history
from articles.models.edition import Edition
from articles.views.address import forward
from articles.views.page import Page


class Changes(Page):
    """What changed in a story since it was first published, if the paper lets readers see it."""

    template_name = "articles/changes.html"

    def get(self, request, *args, **kwargs):
        path = request.path.removesuffix("changes/")
        live = Edition.objects.live(self.at).filter(path=path).select_related("section__parent").without_text()
        edition = live.first()
        if edition is None:
            return moved(request, path)
        if not edition.show_changes:
            raise Http404
        steps = history(edition.article_id, self.at)
        return self.render_to_response(self.get_context_data(edition=edition, section=edition.section, steps=steps))


def moved(request: HttpRequest, path: str) -> HttpResponse:
    """What the story's own address answers: that it was removed for good, or where its changes are told now."""
    story = copy(request)
    story.path = story.path_info = path
    answer = forward(story)
    if answer is None:
        raise Http404
    if "Location" in answer:
        return HttpResponsePermanentRedirect(f"{answer['Location']}changes/")
    return answer
