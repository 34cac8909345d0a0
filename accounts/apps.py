from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "accounts"
    verbose_name = "People"

    def make_roles(self) -> None:
        """Bring the roles' groups to what ``accounts.roles`` says."""
        from django.contrib.auth.models import Group, Permission
        from django.contrib.contenttypes.models import ContentType

        from accounts.roles import make_groups

        make_groups(Group, Permission, ContentType)
