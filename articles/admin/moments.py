"""A day and a time to run, and another to leave the site; what they mean lives in newsroom.moments."""

from django import forms
from django.core.exceptions import ValidationError

from articles.workflow import said
from newsroom.moments import MomentForm, moment_of

__all__ = ["MomentForm", "SpanForm", "moment_of"]


class SpanForm(MomentForm):
    """Asks for an end as well, for those who want one; ``cleaned_data["until"]`` is that moment, or None."""

    end_day = forms.DateField(
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": "This is not a day for the end: write it as 2026-05-14."},
    )
    end_time = forms.TimeField(
        required=False,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": "This is not a time for the end: write it as 18:00."},
    )
    end_zone = forms.CharField(required=False, max_length=20)

    def clean(self):
        facts = super().clean()
        if self.errors:
            return facts
        day, time = facts["end_day"], facts["end_time"]
        if bool(day) != bool(time):
            raise ValidationError("The end needs a day and a time, or neither.")
        facts["until"] = moment_of(day, time, facts["end_zone"]) if day else None
        if facts["until"] and facts["at"] and facts["until"] <= facts["at"]:
            told = f"The end, {said(facts['until'])}, comes before the start, {said(facts['at'])}. Choose a later end."
            raise ValidationError(told)
        return facts
