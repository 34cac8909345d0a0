"""One picture's page: what it shows, and to whom; how it is saved."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse

from newsroom import clock
from newsroom.templatetags.desk import when
from photos import rights, twins
from photos.admin.clash import newest
from photos.admin.files import may_download, may_see
from photos.admin.form import ASKED, CROP, AddForm, PhotoForm
from photos.admin.history import history_of
from photos.admin.rows import row_of, rows_of
from photos.admin.usage import usage_of
from photos.admin.whom import whom_to_ask
from photos.admin.words import limits, standing
from photos.crops import CROPS
from photos.models import Photo
from photos.quota import this_month

WORDS = "headline caption alt credit kind creator copyright people place keywords taken_at".split()
TERMS = (
    "status usable_from usable_until source licence licence_url usage_terms cost restrictions territory shows_minors "
    "consent"
).split()
MARKS = {"cleared": "public", "limited": "changes", "new": "changes", "restricted": "stop", "forbidden": "stop"}


class DescribingMixin:
    """One picture: what readers are told, its crops, its rights, where it is used, its history."""

    def get_form(self, request, obj=None, change=False, **options):
        form = super().get_form(request, obj, change, form=PhotoForm if obj else AddForm, **options)
        form.user = request.user
        return form

    def get_fields(self, request, obj=None):
        return list(PhotoForm.Meta.fields) if obj else ["original", *ASKED]

    def has_change_permission(self, request, obj=None):
        if obj is None:
            return super().has_change_permission(request)
        return rights.may_describe(request.user, obj) or rights.may(request.user, "clear")

    # ---- Saving ----

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        photo = self.get_object(request, object_id) if object_id and request.method == "POST" else None
        if photo and self.has_view_permission(request, photo) and not self.has_change_permission(request, photo):
            return self.only_show(request, object_id, f"Not saved: {whom_to_ask('change')} can change it, you may not.")
        try:
            return super().changeform_view(request, object_id, form_url, extra_context)
        except rights.Refused as why:  # it was cleared or taken down this very moment
            return self.only_show(request, object_id, f"Not saved. {why}")

    def only_show(self, request, object_id, why: str):
        """The page as it is now, with what was typed on it beside it."""
        messages.error(request, why)
        typed = typed_in(request.POST)
        request.method = "GET"
        return super().changeform_view(request, object_id, extra_context={"typed": typed})

    def save_model(self, request, obj, form, change):
        if not change:
            vars(obj).update(vars(form.taken))
            return
        if form.told:
            rights.describe(obj, by=request.user, **form.told)
        if form.terms:
            rights.clear(obj, by=request.user, **form.terms)

    def log_addition(self, request, obj, message):
        """The picture's own history tells."""

    def log_change(self, request, obj, message):
        """The picture's own history tells."""

    def response_add(self, request, obj, post_url_continue=None):
        if "_popup" in request.POST:
            return super().response_add(request, obj, post_url_continue)
        messages.success(request, "Added. It may run once its rights are cleared.")
        return to_page(obj)

    def response_change(self, request, obj):
        if "_popup" in request.POST:
            return super().response_change(request, obj)
        if "_verb" not in request.POST:
            messages.success(request, "Saved.")
        return to_page(obj)

    # ---- Showing ----

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        if obj:
            form = context["adminform"].form
            stored = Photo.objects.get(pk=obj.pk) if form.errors else obj
            context |= page_of(request.user, stored, obj, form)
            form_url = reverse("admin:photos_photo_change", args=[obj.pk])
        context |= {"show_save_and_add_another": False, "show_save_and_continue": False}
        return super().render_change_form(request, context, add, change, form_url, obj)


def page_of(user, photo: Photo, typed: Photo, form) -> dict:
    """What the template shows of ``photo``; ``typed`` is the same with what stands in the form."""
    return {
        "photo": photo,
        "seen": seen_by(form, photo),
        "facts": facts_of(photo),
        "told": rows_of(typed, form, WORDS),
        "terms": rows_of(typed, form, TERMS),
        "focus": [row_of(typed, form, name) for name in ("focus_x", "focus_y")],
        "crops": crops_of(typed, form),
        "cropping_errors": [name for name in form.errors if name.startswith(("crop_", "focus_"))],
        "month": this_month(photo.source) if photo.source else None,
        "usage": usage_of(photo, user),
        "history": history_of(photo),
        "twins": twins_of(photo),
        "may_see": may_see(user, photo),
        "may_download": may_download(user, photo),
        "found": [(name.replace("_", " ").capitalize(), text) for name, text in photo.found.items()],
        "ask_words": "" if rights.may_describe(user, photo) else whom_to_ask("change"),
        "ask_rights": "" if rights.may(user, "clear") else whom_to_ask("clear"),
    }


def seen_by(form, photo: Photo) -> int | str:
    """The newest change that this person was told of: with another fault first, that is still what their page knew."""
    is_told = not form.is_bound or not form.errors or form.clashes or "seen" in form.errors
    return newest(photo) if is_told else form.data.get("seen", "")


def twins_of(photo: Photo) -> list[Photo]:
    return [twin for twin in twins.alike(photo.look) if twin.pk != photo.pk][:5] if photo.look else []


def facts_of(photo: Photo) -> list[tuple[str, str, str]]:
    """What stands on top: its state's colour, the state, and what it is bound to."""
    now = clock.now()
    if photo.taken_down_at:
        return [("stop", "Taken down", f"{when(photo.taken_down_at)}: readers get it nowhere")]
    facts = [(mark_of(photo), standing(photo), limits(photo, dates=not photo.is_shown(now)))]
    if photo.is_shown(now) and (end := photo.shown_until(now)):
        facts.append(("sched", "Ends", f"{when(end)}: readers lose it then"))
    if photo.shows_minors:
        facts.append(("changes", "Shows children", photo.consent or "nobody’s consent is noted"))
    return facts


def mark_of(photo: Photo) -> str:
    now = clock.now()
    if photo.is_overridden(now) and not photo.is_cleared(now):
        return "changes"
    usable = photo.status not in photo.USABLE or photo.is_cleared(now)
    return MARKS[photo.status] if usable else "stop"


def crops_of(photo: Photo, form) -> list[dict]:
    """Each named crop: its name, shape, part of the picture, and its fields."""
    return [
        {
            "name": crop,
            "label": PhotoForm.base_fields[name].label,
            "shape": "{} : {}".format(*CROPS[crop]),
            "ratio": str(CROPS[crop][0] / CROPS[crop][1]),
            "box": ",".join(str(side) for side in photo.box(crop)),
            "is_drawn": crop in photo.crops,
            "field": form[name] if name in form.fields else None,
        }
        for name, crop in CROP.items()
    ]


def typed_in(post) -> list[tuple[str, str]]:
    """What somebody changed on a page that may no longer be saved, so that it isn't lost."""
    names = [name for name in (*WORDS, *TERMS) if post.get(name, "") != post.get(f"initial-{name}", "")]
    return [(str(Photo._meta.get_field(name).verbose_name).capitalize(), post.get(name, "")) for name in names]


def to_page(photo: Photo) -> HttpResponseRedirect:
    return HttpResponseRedirect(reverse("admin:photos_photo_change", args=[photo.pk]))
