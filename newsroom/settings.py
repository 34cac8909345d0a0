"""All settings, from the environment; ``docs/settings.md`` lists them. Unsafe production settings stop the start."""

import os
import sys
from pathlib import Path
from urllib.parse import urlsplit

import django
import environ
from csp.constants import NONCE, NONE, SELF, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured

from newsroom.html import PROSE_EDITOR_EXTENSIONS
from newsroom.secret import read_or_make

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
TESTING = "pytest" in sys.modules


def stop(line: str) -> ImproperlyConfigured:
    return ImproperlyConfigured(line)


# ---- Where we are ----
DEBUG = env.bool("DEBUG", False)
DATA_DIR = Path(env("DATA_DIR", default=str(BASE_DIR / "data"))).resolve()
SITE_URL = env("SITE_URL", default=f"http://127.0.0.1:{env('PORT', default='8000')}").rstrip("/")
SITE_NAME = env("SITE_NAME", default="The Wennock Packet")
SITE_MOTTO = env("SITE_MOTTO", default="News for the town and the river since 1868.")
_site = urlsplit(SITE_URL)
if _site.scheme not in {"http", "https"} or not _site.hostname:
    raise stop(f"SITE_URL must be an address such as https://paper.example, not {SITE_URL!r}.")
if _site.path or _site.query or _site.fragment:
    raise stop(f"SITE_URL must end with the host: the paper lives at the top of it, not at {_site.path!r}.")
HTTPS = _site.scheme == "https"
if DEBUG and HTTPS:
    raise stop("DEBUG shows readers our insides: leave it out where SITE_URL begins with https.")

SECRET_KEY = os.environ.get("SECRET_KEY", "")  # not env(): to that, a key that begins with $ is another's name
if not SECRET_KEY and (_file := env("SECRET_KEY_FILE", default="")):
    SECRET_KEY = read_or_make(Path(_file))
if not SECRET_KEY and (DEBUG or TESTING):
    SECRET_KEY = "only-for-development-and-tests-never-served-to-anybody-0123456789"  # noqa: S105
if len(SECRET_KEY) < 50 or len(set(SECRET_KEY)) < 5:
    raise stop("Set SECRET_KEY (50 or more random characters), or SECRET_KEY_FILE to a file that may be made.")

ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[]) or [_site.hostname]
if any(host.strip().lstrip(".") in {"", "*"} for host in ALLOWED_HOSTS):
    raise stop("ALLOWED_HOSTS must name the paper's hosts; * would let anybody choose the address in our links.")
if DEBUG or _site.hostname in {"localhost", "127.0.0.1", "::1"}:
    ALLOWED_HOSTS += ["localhost", "127.0.0.1", "[::1]"]

# ---- The house ----
INSTALLED_APPS = [
    "newsroom.apps.NewsroomConfig",
    "accounts",
    "photos",
    "articles",
    "frontpage",
    "importers",
    "newsroom.apps.DeskConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "crispy_forms",
    "csp",
    "django_prose_editor",
    *(["django_tasks"] if django.VERSION < (6,) else []),
    "django_tasks_db",
]
MIDDLEWARE = [
    "newsroom.health.HealthMiddleware",
    "newsroom.whence.WhenceMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "csp.middleware.CSPMiddleware",
    "newsroom.headers.HeadersMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.http.ConditionalGetMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "articles.middleware.AddressMiddleware",
]
ROOT_URLCONF = "newsroom.urls"
WSGI_APPLICATION = "newsroom.wsgi.application"
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["accounts.backends.RolesBackend"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
LOGIN_URL = "admin:login"
CRISPY_TEMPLATE_PACK = "newsroom_forms"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["newsroom_forms"]
DJANGO_PROSE_EDITOR_EXTENSIONS = PROSE_EDITOR_EXTENSIONS

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "newsroom.context.site",
            ]
        },
    }
]

# ---- Tables ----
DATABASES = {
    "default": env.db("DATABASE_URL")
    if env("DATABASE_URL", default="")
    else {"ENGINE": "django.db.backends.sqlite3", "NAME": str(DATA_DIR / "newsroom.sqlite3")}
}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: a reader that turns writer mid-transaction would fail at once. FULL: a told save survives power loss.
    pragmas = ("journal_mode=WAL", "synchronous=FULL", "mmap_size=134217728", "cache_size=-16000")
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "".join(f"PRAGMA {pragma};" for pragma in pragmas),
    }
    Path(DATABASES["default"]["NAME"]).parent.mkdir(parents=True, exist_ok=True)
else:
    DATABASES["default"] |= {"CONN_MAX_AGE": 60, "CONN_HEALTH_CHECKS": True}
    DATABASES["default"].setdefault("OPTIONS", {}).setdefault("connect_timeout", 5)
CACHES = {"default": env.cache_url("CACHE_URL", default="locmemcache://")}
if CACHES["default"]["BACKEND"].endswith("RedisCache"):
    # A cache that hangs must not hang the paper.
    CACHES["default"].setdefault("OPTIONS", {}).update(socket_timeout=1, socket_connect_timeout=1)

# ---- Work that no reader waits for: manage.py work does it, which `serve` starts (newsroom/worker.py) ----
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
if TESTING:  # tests do the work where they mean to
    _tasks = "django_tasks" if django.VERSION < (6,) else "django.tasks"
    TASKS = {"default": {"BACKEND": f"{_tasks}.backends.dummy.DummyBackend"}}

# ---- Files ----
STATIC_URL = "/static/"
# Nothing is collected for development and tests: files are found where they lie.
STATIC_ROOT = None if DEBUG or TESTING else Path(env("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = DATA_DIR / "media"
if DEBUG or TESTING:
    _static = "django.contrib.staticfiles.storage.StaticFilesStorage"
elif env.bool("COMPRESS_STATIC", True):
    _static = "whitenoise.storage.CompressedManifestStaticFilesStorage"
else:
    _static = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"file_permissions_mode": 0o640, "directory_permissions_mode": 0o750},
    },
    "staticfiles": {"BACKEND": _static},
}

# ---- Words and times ----
LANGUAGE_CODE = env("LANGUAGE_CODE", default="en-gb")
TIME_ZONE = env("TIME_ZONE", default="Europe/London")
USE_TZ = True

# ---- Mail ----
_mail = env.email_url("EMAIL_URL", default="consolemail://") | {"EMAIL_TIMEOUT": 10}
if django.VERSION < (6, 1):
    vars().update(_mail)
else:  # the same in the shape that the next Django wants
    _smtp = {"HOST": "host", "PORT": "port", "HOST_USER": "username", "HOST_PASSWORD": "password"}
    _smtp |= {"USE_TLS": "use_tls", "USE_SSL": "use_ssl", "TIMEOUT": "timeout"}
    _options = {option: _mail[f"EMAIL_{name}"] for name, option in _smtp.items() if _mail.get(f"EMAIL_{name}")}
    _smtp_is_used = _mail["EMAIL_BACKEND"].endswith("smtp.EmailBackend")
    MAILERS = {"default": {"BACKEND": _mail["EMAIL_BACKEND"], "OPTIONS": _options if _smtp_is_used else {}}}
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default=f"newsroom@{_site.hostname}")
SERVER_EMAIL = DEFAULT_FROM_EMAIL

# ---- Safety ----
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
CSRF_TRUSTED_ORIGINS = [SITE_URL]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
if HTTPS:
    SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True
# No SECURE_PROXY_SSL_HEADER: it would believe anybody. gunicorn believes TRUSTED_PROXIES alone (newsroom/server.py).
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=[])  # and so does the log, about who asked (newsroom/whence.py)

# Reader pages: nothing but our own files.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # what stands in a picture's place until it comes
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
    }
}
# Added under /admin/, by newsroom.admin: its editor needs an import map and style attributes.
DESK_SECURITY_POLICY = {
    "script-src": [SELF, NONCE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
}

# ---- Logs ----
LOG_LEVEL = "WARNING" if TESTING else env("LOG_LEVEL", default="INFO").upper()
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"json": {"()": "newsroom.logs.JsonFormatter"}, "plain": {"format": "%(levelname)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain" if DEBUG else "json"}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
    "loggers": {
        "django": {"handlers": [], "propagate": True},
        "django.server": {"handlers": [], "propagate": True},
        "gunicorn.http.wsgi": {"level": "ERROR"},  # warns of each answer to HEAD: Django leaves dropping the body to it
    },
}
