import os
import subprocess
import sys

import pytest
from django.conf import settings

GOOD = {"SITE_URL": "https://paper.example", "SECRET_KEY": "of-fifty-and-more-random-characters-0123456789-abcdef"}


def start(tmp_path, **environment):
    """Run manage.py with nothing but ``environment``."""
    command = [sys.executable, "manage.py", "serve", "--help"]
    environment = {"PATH": os.environ["PATH"], "DATA_DIR": str(tmp_path)} | environment
    return subprocess.run(command, cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True)  # noqa: S603


def test_starts(tmp_path):
    assert start(tmp_path, **GOOD).returncode == 0


@pytest.mark.parametrize(
    ("wrong", "line"),
    [
        ({"SECRET_KEY": ""}, "Set SECRET_KEY (50 or more random characters), or SECRET_KEY_FILE"),
        ({"SECRET_KEY": "changeme"}, "Set SECRET_KEY (50 or more random characters), or SECRET_KEY_FILE"),
        ({"DEBUG": "1"}, "DEBUG shows readers our insides"),
        ({"ALLOWED_HOSTS": "paper.example,*"}, "ALLOWED_HOSTS must name the paper's hosts"),
        ({"SITE_URL": "paper.example"}, "SITE_URL must be an address such as https://paper.example"),
        ({"SITE_URL": "https://paper.example/news/"}, "SITE_URL must end with the host"),
    ],
)
def test_stops_with_one_line(tmp_path, wrong, line):
    run = start(tmp_path, **GOOD | wrong)

    assert run.returncode == 1
    assert run.stderr.startswith(f"Newsroom cannot start. {line}")
    assert run.stderr.count("\n") == 1
