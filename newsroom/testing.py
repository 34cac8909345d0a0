"""What every room's tests share: the cast, the clock and the browser."""

from datetime import datetime
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, Permission
from django.test import Client, TestCase
from django.utils import timezone

from newsroom.clock import travel

__all__ = ["SHARED_DATA", "Cast", "NewsroomTestCase", "at", "hire", "sign_in", "travel"]

SHARED_DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
TODAY = "2026-05-14"  # a Thursday, in summer time


def at(time: str) -> datetime:
    """``"18:00"`` today, or ``"2026-05-15 06:00"``: aware, in the newsroom's zone."""
    day, _, clock = time.rpartition(" ")
    return datetime.fromisoformat(f"{day or TODAY} {clock}").replace(tzinfo=timezone.get_default_timezone())


class Cast:
    """Who works at the test newspaper. Call in ``setUpTestData``, or once in a browser test."""

    def __init__(self):
        self.rita = person("Rita Vale", *(f"{verb}_article" for verb in "add change view submit restore".split()))
        self.ed = person(
            "Ed Marsh", *(p.codename for p in Permission.objects.filter(content_type__app_label="articles"))
        )
        self.pia = person("Pia Brandt", "view_photo", "add_photo", "change_photo", "view_article")
        self.rae = person("Rae Lomax", staff=False)
        self.ada = get_user_model().objects.create_superuser("ada@packet.example", "secret", name="Ada Root")


def person(name: str, *rights: str, staff: bool = True):
    """Somebody with ``rights`` (codenames); signs in as first name @packet.example with “secret”."""
    email = f"{name.split()[0].lower()}@packet.example"
    user = get_user_model().objects.create_user(email, "secret", name=name, is_staff=staff)
    user.user_permissions.set(Permission.objects.filter(codename__in=rights))
    return user


def hire(name: str, *roles: str, sections=None):
    """Somebody with these roles, everywhere or only in ``sections``."""
    if not Group.objects.exists():  # a browser test began with empty tables
        apps.get_app_config("accounts").make_roles()
    user = person(name)
    groups = [Group.objects.get(name=role) for role in roles]
    if sections is None:
        user.groups.set(groups)
    for section in sections or ():
        for group in groups:
            user.postings.create(role=group, section=section)
    return user


class NewsroomTestCase(TestCase):
    """A quiet Thursday at eight, with the cast in the building."""

    @classmethod
    def setUpTestData(cls):
        for name, user in vars(Cast()).items():
            setattr(cls, name, user)

    def setUp(self):
        self.enterContext(travel(at("08:00")))


def sign_in(page, live_server, user) -> None:
    """Open ``page`` (Playwright) as ``user``, without the sign-in form."""
    client = Client()
    client.force_login(user)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": live_server.url}])
