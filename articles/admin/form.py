from django import forms

from articles.freeze import OF_THE_PICTURE
from articles.models import Article
from articles.typed import slug_that_readers_know
from newsroom.editor import BodyField

PLACEHOLDERS = {
    "kicker": "Kicker",
    "headline": "Headline",
    "standfirst": "Standfirst: one or two sentences that make people read on",
}
ADDRESS_IS_PUBLIC = "Readers know this address: a change makes a new one, and the old one leads there."
DATELINE = "Dateline: where it was reported from"


class ArticleForm(forms.ModelForm):
    """The working copy as its writer sees it."""

    body = BodyField(label="Text", required=False)

    class Meta:
        model = Article
        fields = "__all__"  # noqa: DJ007 - the admin's fieldsets decide
        widgets = {
            name: forms.Textarea(attrs={"rows": 1, "class": "grows", "placeholder": words})
            for name, words in PLACEHOLDERS.items()
        } | {"dateline": forms.TextInput(attrs={"placeholder": DATELINE})}
        widgets |= {name: forms.Textarea(attrs={"rows": 1}) for name in OF_THE_PICTURE}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **{"label_suffix": ""} | kwargs)
        self.public_slug = slug_that_readers_know(self.instance)
        if self.public_slug and "slug" in self.fields:
            self.initial["slug"] = self.initial.get("slug") or self.public_slug
            self.fields["slug"].help_text = ADDRESS_IS_PUBLIC

    def clean_headline(self):
        return " ".join(self.cleaned_data["headline"].split())

    def clean_kicker(self):
        return " ".join(self.cleaned_data["kicker"].split())

    def clean_picture_caption(self):
        return " ".join(self.cleaned_data["picture_caption"].split())

    def clean_picture_alt(self):
        return " ".join(self.cleaned_data["picture_alt"].split())

    def clean_slug(self):
        """Follows the headline until somebody writes one, or readers have it."""
        return self.cleaned_data["slug"] or self.public_slug
