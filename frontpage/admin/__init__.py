from django.contrib import admin

from articles.admin import plan
from frontpage.admin import alarm_panel, alert_panel, launches
from frontpage.admin.alert import AlertAdmin
from frontpage.admin.front import FrontAdmin

admin.site.panels += [alert_panel.alerts, alarm_panel.fronts]
plan.also.append(launches.planned)

__all__ = ["AlertAdmin", "FrontAdmin"]
