"""The body's form field: the editor on the page, the one allow-list behind it."""

from contextlib import suppress

from django.urls import NoReverseMatch, reverse
from django_prose_editor.fields import ProseEditorFormField
from django_prose_editor.widgets import AdminProseEditorWidget
from js_asset import Media

from newsroom.html import EXTENSIONS, clean


class BodyWidget(AdminProseEditorWidget):
    """Pictures are chosen in the admin's own list.

    That list's address begins those of all that the editor asks: ``<id>/preview/``, ``<id>/words/`` and ``upload/``.
    """

    def get_config(self):
        config = super().get_config()
        with suppress(NoReverseMatch):
            library = {"changelist": reverse("admin:photos_photo_changelist")}
            config["extensions"] |= {"Photo": library, "Gallery": library}
        return config

    @property
    def media(self):
        return super().media + Media(css={"all": ["editor/editor.css"]})


class BodyField(ProseEditorFormField):
    """Takes what the editor (or a forged form) sends, gives clean HTML; a text without words is empty."""

    def __init__(self, **options):
        options.setdefault("widget", BodyWidget)
        super().__init__(config={"extensions": EXTENSIONS}, **options)

    def to_python(self, value):
        return clean(super().to_python(value))

    def has_changed(self, initial, data):
        return not self.disabled and clean(initial or "") != self.to_python(data)
