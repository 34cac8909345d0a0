from articles.forms import SearchForm
from articles.views.page import Page


class Search(Page):
    """The search page: the form alone, or what was found. Whatever is typed, it answers."""

    template_name = "articles/search.html"

    def get_context_data(self, **context):
        form = SearchForm(self.request.GET, sections=self.sections)
        form.full_clean()
        found = form.find(at=self.at, page=self.page_number) if form.cleaned_data["q"] else None
        return super().get_context_data(form=form, found=found, **context)

    @property
    def page_number(self) -> int:
        text = self.request.GET.get("page", "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 6 else 1
