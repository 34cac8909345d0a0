from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class NewsroomConfig(AppConfig):
    name = "newsroom"


class DeskConfig(AdminConfig):
    """Django's admin, opened as the newsroom."""

    default_site = "newsroom.admin.Newsroom"
