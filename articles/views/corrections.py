from django.http import Http404

from articles.models.correction import Correction
from articles.models.edition import Edition
from articles.querysets import Mark
from articles.views.page import Page


class Corrections(Page):
    """All notices on live stories, newest first. It is there before the first mistake is."""

    template_name = "articles/corrections.html"
    page_size = 20

    def get_context_data(self, **context):
        found = list(Correction.objects.live(self.at).newest_first().before(self.mark)[: self.page_size + 1])
        if self.mark and not found:
            raise Http404
        corrections = found[: self.page_size]
        live = Edition.objects.live(self.at).filter(article__in=[c.article_id for c in corrections]).for_cards()
        stories = {edition.article_id: edition for edition in live}
        for correction in corrections:
            correction.story = stories.get(correction.article_id)
        last = corrections[-1] if len(found) > self.page_size else None
        return super().get_context_data(
            corrections=corrections,
            older=Mark(last.published_at, last.pk) if last else None,
            is_later=self.mark is not None,
            **context,
        )
