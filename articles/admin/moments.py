"""A day and a time as the newsroom's clocks show them, and the one moment that they mean."""

from datetime import date, datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.formats import date_format


def moment_of(day: date, hour: time) -> datetime:
    """Refuses a time that the clocks never show, and one that they show twice."""
    if not 1900 < day.year < 2200:
        raise ValidationError("Choose a day of this century or the next.")
    shown = datetime.combine(day, hour)
    before, after = (shown.replace(tzinfo=timezone.get_default_timezone(), fold=fold) for fold in (0, 1))
    if before.utcoffset() == after.utcoffset():
        return before
    names = before.tzname(), after.tzname()
    told = f"{hour:%H:%M} on {date_format(day, 'l j F')}"
    if before.utcoffset() < after.utcoffset():
        raise ValidationError(f"There is no {told}: the clocks go forward then. Choose a time an hour later.")
    raise ValidationError(
        f"{told} comes twice, in {names[0]} and again in {names[1]}: the clocks go back then. "
        "Choose a time before or after that hour."
    )


class MomentForm(forms.Form):
    """Asks for a day and a time; ``cleaned_data["at"]`` is the moment, or None where nothing was asked."""

    day = forms.DateField(
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "This is not a day: write it as 2026-05-14."},
    )
    time = forms.TimeField(
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "This is not a time: write it as 18:00."},
    )

    def clean(self):
        facts = super().clean()
        if self.errors:
            return facts
        if not (facts["day"] and facts["time"]):
            facts["at"] = None
            if self.wants_moment(facts):
                raise ValidationError("Choose a day and a time.")
            return facts
        return facts | {"at": moment_of(facts["day"], facts["time"])}

    def wants_moment(self, facts: dict) -> bool:
        return True
