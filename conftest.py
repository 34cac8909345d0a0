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


@pytest.fixture(scope="module", autouse=True)
def pictures_of_one_module(newsroom_for_tests, tmp_path_factory):
    """What looks through all files that are kept must not find those of every test before it."""
    with override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media")):
        yield


@pytest.fixture(scope="session")
def django_db_modify_db_settings(request, tmp_path_factory):
    """Tables for a browser stand in a file: tables in memory have one connection for all threads of the server.

    They are thrown away at the end, so no write waits for the disk.
    """
    if connection.vendor == "sqlite" and any(item.get_closest_marker("browser") for item in request.session.items):
        connection.settings_dict["TEST"]["NAME"] = str(tmp_path_factory.mktemp("tables") / "newsroom.sqlite3")
        connection.settings_dict["OPTIONS"]["init_command"] += "PRAGMA synchronous=OFF;"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    flags = (
        "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
        "--disable-component-update --disable-sync"
    )
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": flags.split()}


def pytest_collection_modifyitems(config, items):
    if connection.vendor == "postgresql":
        elsewhere = [item for item in items if runs_on_sqlite_only(item)]
        items[:] = [item for item in items if not runs_on_sqlite_only(item)]
        config.hook.pytest_deselected(items=elsewhere)
    reasons = {}
    if not CHROMIUM:
        reasons["browser"] = "no Chromium here: install one, or name it with CHROMIUM=/path"
    if connection.vendor != "postgresql":
        reasons["postgres"] = "only on PostgreSQL: scripts/postgres run pytest"
    for item in items:
        for marker, reason in reasons.items():
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))


def runs_on_sqlite_only(item) -> bool:
    """Whether another database can tell nothing new: a SimpleTestCase asks no table, and others say why."""
    of = getattr(item, "cls", None) or object
    asks_no_table = issubclass(of, SimpleTestCase) and not issubclass(of, TransactionTestCase)
    marker = item.get_closest_marker("any_database")
    return asks_no_table or bool(marker and marker.args[0])
