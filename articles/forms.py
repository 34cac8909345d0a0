from datetime import date

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator

from articles import days, search

NO_DATE = "This is not a date, so it was left out. Write it like 14/05/2026."
NAMES = {"first_day": "from", "last_day": "to"}  # in the address; “from” is no name for Python


class Day(forms.DateField):
    widget = forms.DateInput({"type": "date"}, format="%Y-%m-%d")
    default_error_messages = {"invalid": NO_DATE, "min_value": NO_DATE, "max_value": NO_DATE}
    default_validators = [MinValueValidator(date(days.YEARS[0], 1, 1)), MaxValueValidator(date(days.YEARS[-1], 12, 30))]


class SearchForm(forms.Form):
    """What readers look for. A wrong limit is said and left out; the words are searched all the same."""

    q = forms.CharField(
        label="Words, names or “a phrase”",
        required=False,
        widget=forms.TextInput({"type": "search", "class": "search__box", "enterkeyhint": "search"}),
    )
    section = forms.ChoiceField(
        required=False, error_messages={"invalid_choice": "There is no such section, so all were searched."}
    )
    first_day = Day(label="From", required=False)
    last_day = Day(label="To", required=False)
    order = forms.ChoiceField(
        required=False,
        choices={"fit": "Most fitting first", "new": "Newest first"},
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": "There is no such order, so the most fitting come first."},
    )

    def __init__(self, data, *, sections):
        data = {"order": "fit"} | {name: search.printable(value) for name, value in data.items()}
        super().__init__(data, auto_id="%s", label_suffix="")
        self.sections = {section.path: section for top in sections for section in (top, *top.inside)}
        self.fields["section"].choices = [("", "All sections")] + [
            (path, str(section)) for path, section in self.sections.items()
        ]
        for name in ("section", "first_day", "last_day", "order"):
            self.fields[name].widget.attrs["form"] = "search"

    def add_prefix(self, name):
        return NAMES.get(name, name)

    def clean(self):
        first, last = (self.cleaned_data.get(name) for name in NAMES)
        if first and last and first > last:
            self.add_error("first_day", "This is after the last day, so both were left out.")
            del self.cleaned_data["last_day"]

    @property
    def quoted(self) -> str:
        """What was asked, in quotation marks unless it brought its own."""
        words = self.cleaned_data["q"]
        return words if set(words) & set(search.QUOTES) else f"“{words}”"

    @property
    def order_words(self) -> str:
        return "newest" if self.cleaned_data.get("order") == "new" else "most fitting"

    @property
    def is_narrowed(self) -> bool:
        return any(self.cleaned_data.get(name) for name in ("section", *NAMES))

    def find(self, *, at, page: int) -> search.Found:
        """The stories that are asked for, as the paper stands at ``at``."""
        asked = self.cleaned_data
        first, last = asked.get("first_day"), asked.get("last_day")
        return search.find(
            asked["q"],
            at=at,
            section=self.sections.get(asked.get("section")),
            start=first and days.midnight(first),
            end=last and days.Span.of_day(last).moments[1],
            newest=asked.get("order") == "new",
            page=page,
        )
