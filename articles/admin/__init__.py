from django.contrib import admin

from articles.admin import panels
from articles.admin.article import ArticleAdmin
from articles.admin.logline import LogAdmin
from articles.admin.section import SectionAdmin
from articles.admin.series import SeriesAdmin
from articles.admin.stylerule import StyleRuleAdmin
from articles.admin.topic import TopicAdmin

admin.site.panels.append(panels.stories)

__all__ = ["ArticleAdmin", "LogAdmin", "SectionAdmin", "SeriesAdmin", "StyleRuleAdmin", "TopicAdmin"]
