from django.contrib.auth.backends import ModelBackend
from django.contrib.auth.models import Permission


class RolesBackend(ModelBackend):
    """Rights from groups, and from postings as far as they are not about stories: those are asked with the story."""

    def _get_group_permissions(self, user):
        posted = Permission.objects.filter(group__in=user.postings.values("role"))
        return super()._get_group_permissions(user) | posted.exclude(
            content_type__app_label="articles", content_type__model="article"
        )
