import os
import shutil

import pytest
from django.db import connection
from django.test import SimpleTestCase, TransactionTestCase, override_settings

# Playwright runs an event loop in the tests' thread, where Django would refuse its tables.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")


@pytest.fixture(scope="session", autouse=True)
def newsroom_for_tests(tmp_path_factory):
    """Nothing of a test reaches the real data; passwords need not resist anybody."""
    folder = tmp_path_factory.mktemp("newsroom")
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with override_settings(DATA_DIR=folder, MEDIA_ROOT=folder / "media", PASSWORD_HASHERS=hashers):
        yield


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    flags = (
        "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
        "--disable-component-update --disable-sync"
    )
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": flags.split()}


def pytest_collection_modifyitems(config, items):
    if connection.vendor == "postgresql":
        without_tables = [item for item in items if asks_no_table(item)]  # they ran with SQLite's
        items[:] = [item for item in items if not asks_no_table(item)]
        config.hook.pytest_deselected(items=without_tables)
    reasons = {}
    if not CHROMIUM:
        reasons["browser"] = "no Chromium here: install one, or name it with CHROMIUM=/path"
    if connection.vendor != "postgresql":
        reasons["postgres"] = "only on PostgreSQL: scripts/postgres run pytest"
    for item in items:
        for marker, reason in reasons.items():
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))


def asks_no_table(item) -> bool:
    """Whether it is a SimpleTestCase, which Django lets no table be asked."""
    of = getattr(item, "cls", None) or object
    return issubclass(of, SimpleTestCase) and not issubclass(of, TransactionTestCase)
