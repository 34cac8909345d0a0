"""Breaking news at the desk: what waits, what is up, what was; and one alert's page."""

from urllib.parse import urlencode

from django.contrib import admin, messages
from django.db.models import Case, Value, When
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from frontpage import breaking
from frontpage.admin.alert_form import AlertForm, StoriesMixin
from frontpage.admin.alert_rows import UNSEEN, Rows, with_people
from frontpage.admin.alert_verbs import VerbsMixin, confirmations
from frontpage.breaking.drafting import is_known_to
from frontpage.breaking.rights import whom_to_ask
from frontpage.models import Alert, Banner
from newsroom import clock
from newsroom.admin import LongList, NewsroomAdmin


class AlertList(LongList):
    """Knows where each alert on its page stands."""

    def __init__(self, request, *args, **options):
        self.user = request.user
        super().__init__(request, *args, **options)

    def get_results(self, request):
        super().get_results(request)
        for alert, row in zip(self.result_list, Rows(self.result_list, self.user), strict=True):
            alert.row = row


@admin.register(Alert)
class AlertAdmin(VerbsMixin, StoriesMixin, NewsroomAdmin):
    form = AlertForm
    list_display = ["news", "standing", "story"]
    actions = None
    sortable_by = ()

    def get_changelist(self, request, **kwargs):
        return AlertList

    def get_queryset(self, request):
        up = When(banner__live_until__gt=clock.now(), then=Value(1))
        waiting = When(approved_at=None, dropped_at=None, then=Value(0))
        alerts = super().get_queryset(request).annotate(turn=Case(waiting, up, default=Value(2)))
        return with_people(alerts).order_by("turn", "-drafted_at", "-pk")

    @admin.display(description="Breaking news")
    def news(self, alert):
        return format_html('<span class="row__headline">{}</span>', alert.row.words)

    @admin.display(description="State")
    def standing(self, alert):
        mark = format_html('<span class="mark mark--{}">{}</span>', *alert.row.mark)
        return mark + format_html_join("", '<span class="row__fact">{}</span>', ((fact,) for fact in alert.row.facts))

    @admin.display(description="Leads to")
    def story(self, alert):
        place = alert.get_importance_display()
        return format_html('{}<span class="row__fact">{}, {} minutes</span>', alert.row.story, place, alert.minutes)

    # ---- Who may ----

    def has_view_permission(self, request, obj=None):
        known = obj is None or is_known_to(request.user, obj.article)
        return breaking.may(request.user, "view") and known

    def has_module_permission(self, request):
        return breaking.may(request.user, "view")

    def has_add_permission(self, request):
        return breaking.may(request.user, "draft")

    def has_change_permission(self, request, obj=None):
        if not breaking.may(request.user, "draft"):
            return False
        return obj is None or (obj.is_waiting and is_known_to(request.user, obj.article))

    # ---- Writing ----

    def get_form(self, request, obj=None, change=False, **options):
        form = super().get_form(request, obj, change, **options)
        form.user = request.user
        return form

    def get_changeform_initial_data(self, request):
        """What a correction begins with, or what was typed into a draft that is no longer open."""
        banner = Banner.objects.select_related("article").filter(pk=number(request.GET.get("corrects"))).first()
        if banner is None or not is_known_to(request.user, banner.article):
            return {
                name: request.GET[name] for name in ("text", "article", "importance", "minutes") if name in request.GET
            }
        return {
            "corrects": banner.pk,
            "text": banner.text,
            "article": banner.article_id,
            "importance": banner.importance,
        }

    def changeform_view(self, request, object_id=None, form_url="", extra_context=None):
        alert = self.get_object(request, object_id) if object_id and request.method == "POST" else None
        if (
            alert
            and not alert.is_waiting
            and self.has_view_permission(request, alert)
            and self.has_add_permission(request)
        ):
            return self.begin_anew(request, alert)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def begin_anew(self, request, alert):
        """Somebody sent it up or dropped it while this person wrote."""
        try:
            breaking.drafting.refuse_unless_waiting(alert)
        except breaking.Refused as why:
            messages.error(request, f"Not saved: {why} What you wrote stands in a new draft here.")
        words = {name: request.POST.get(name, "")[:1000] for name in ("text", "article", "importance", "minutes")}
        return HttpResponseRedirect(f"{reverse('admin:frontpage_alert_add')}?{urlencode(words)}")

    def save_model(self, request, obj, form, change):
        vars(obj).update(vars(form.saved))

    def log_addition(self, request, obj, message):
        """The story's log tells."""

    def log_change(self, request, obj, message):
        """The story's log tells."""

    def response_add(self, request, obj, post_url_continue=None):
        messages.success(request, f"It waits for another person. {whom_to_ask('approve', but=request.user)}")
        return redirect("admin:frontpage_alert_change", obj.pk)

    def response_change(self, request, obj):
        messages.success(request, "Saved. Readers see no change.")
        return redirect("admin:frontpage_alert_change", obj.pk)

    # ---- Showing ----

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        form = context["adminform"].form
        if obj:
            stored = self.get_object(request, str(obj.pk))
            [row] = Rows([stored], request.user)
            refused = self.refused(request, stored)
            verbs = confirmations(request.user, row, refused.get("typed"))
            context |= {"row": row, "refused": refused, "verbs": verbs, "hint": hint(request.user, row, verbs)}
            context["seen"] = stored.version if not form.is_bound or form.is_stale else form.data.get("seen", "")
        else:
            context["corrects"] = corrected(form, request.user)
        context |= {"may_write": self.has_change_permission(request, obj) if obj else True}
        return super().render_change_form(request, context, add, change, form_url, obj)

    def refused(self, request, alert) -> dict:
        """What somebody typed into a confirmation that was refused just now."""
        refused = request.session.get("refused_alert")
        if request.method != "GET" or not refused or refused["pk"] != alert.pk:
            return {}
        return request.session.pop("refused_alert")


def hint(user, row, verbs) -> str:
    """Why it can't be approved here, and who can."""
    if not row.alert.is_waiting or any(verb.name == "approve" for verb in verbs):
        return ""
    if not row.path:
        return "Readers can’t open its story now, so nobody can approve it."
    own = row.alert.drafted_by_id == user.pk and breaking.may(user, "approve")
    return ("You wrote it, so somebody else must approve it. " if own else "") + whom_to_ask("approve", but=user)


def corrected(form, user) -> str:
    """The words of the banner that a new alert corrects, for those who may read them."""
    banner = Banner.objects.select_related("article").filter(pk=number(form["corrects"].value())).first()
    if banner is None:
        return ""
    return banner.text if is_known_to(user, banner.article) else UNSEEN


def number(text) -> int:
    text = str(text or "")
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 18 else 0
