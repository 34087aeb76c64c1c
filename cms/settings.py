"""Settings of Kenes: production by default; the environment (or `.env`) only relaxes it on a developer's machine."""

import re
from importlib.util import find_spec
from pathlib import Path

import environ
from csp.constants import NONE, SELF, UNSAFE_INLINE
from django.core.exceptions import ImproperlyConfigured

from cms.plugin_discovery import look

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
env.read_env(BASE_DIR / ".env")

# --- what every copy must say for itself -----------------------------------------------------------------------------

LOCAL = env.bool("KENES_LOCAL", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "[::1]"] if LOCAL else [])
if missing := [name for name, value in {"SECRET_KEY": SECRET_KEY, "ALLOWED_HOSTS": ALLOWED_HOSTS}.items() if not value]:
    raise ImproperlyConfigured(f"Set {', '.join(missing)} in the environment or in .env; `make setup` writes one.")

# An empty value, as in .env.example, is the same as none.
PORT = int(env.str("PORT", default="") or 8000)
HOST = env.str("HOST", default="") or "127.0.0.1"
SITE_URL = env.str("SITE_URL", default="") or (f"http://127.0.0.1:{PORT}" if LOCAL else f"https://{ALLOWED_HOSTS[0]}")
# A developer's copy is no news for a search engine.
INDEXABLE = env.bool("KENES_INDEXABLE", default=not LOCAL)
VAR_DIR = Path(env.str("KENES_VAR", default="") or BASE_DIR / "var")
MAINTENANCE_FILE = VAR_DIR / "maintenance"
DEBUG = False

# --- applications ----------------------------------------------------------------------------------------------------

INSTALLED_APPS = [
    "cms",
    "council_pages",
    "forms",
    "search",
    # instead of wagtail.locales
    "wagtail_localize",
    "wagtail_localize.locales",
    "wagtail.contrib.settings",
    "wagtail.contrib.search_promotions",
    "wagtail.users",
    "wagtail.sites",
    "wagtail.documents",
    "wagtail.images",
    # no snippets of ours: the editor of wagtail-localize loads its script
    "wagtail.snippets",
    # modelsearch itself must not be listed beside it
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_filters",
    "django_tasks",
    "django_tasks_db",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.sitemaps",
]
# Plugins that the ministry allows, by the names of their entry points; it switches each on for each council.
KENES_PLUGINS = env.list("KENES_PLUGINS", default=[])
PLUGINS_FOUND = look(KENES_PLUGINS, INSTALLED_APPS)
INSTALLED_APPS += PLUGINS_FOUND.loaded

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "cms.compression.PackedText",
    "csp.middleware.CSPMiddleware",
    "cms.maintenance.Maintenance",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cms.languages.LanguageByAddress",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cms.error_pages.ErrorPages",
    "cms.sessions.EndedSessions",
    "cms.gate.AdminGate",
    "cms.unavailable.Unavailable",
]

ROOT_URLCONF = "cms.urls"
WSGI_APPLICATION = "cms.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "cms.context.site_frame",
            ],
        },
    },
]

# --- data ------------------------------------------------------------------------------------------------------------

DATABASE_URL = env.str("DATABASE_URL", default="") or f"sqlite:///{VAR_DIR / 'kenes.sqlite3'}"
DATABASES = {"default": env.db_url_config(DATABASE_URL)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # A citizen's receipt must survive a power cut: WAL with synchronous=FULL keeps every commit. What is erased is
        # overwritten in the file, which not every build of SQLite does by itself.
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
        ),
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
else:
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
    # Queries of `cms/prepared.py` are planned once for each connection. Behind a pooler that gives each transaction
    # another connection, DATABASE_URL ends in `?prepare_threshold=None`.
    # And none is compiled to machine code (JIT): for a count of 36,000 proposals that took PostgreSQL four seconds, a
    # hundred times as long as the count.
    DATABASES["default"]["OPTIONS"] = {
        "prepare_threshold": 5,
        "options": "-c jit=off",
        **DATABASES["default"].get("OPTIONS", {}),
    }
# Opening one costs SQLite as much as a query, and closing the last one pushes the whole log into the file.
DATABASES["default"]["CONN_MAX_AGE"] = 60

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
LOCAL_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
CACHES = {
    "default": {"BACKEND": LOCAL_MEMORY},
    # Files drawn for readers, by their content. The largest has two megabytes, and each process keeps a few.
    "documents": {
        "BACKEND": LOCAL_MEMORY,
        "LOCATION": "documents",
        "TIMEOUT": 60 * 60,
        "OPTIONS": {"MAX_ENTRIES": 24},
    },
    # Pictures for messengers, by what they show; each has at most sixty kilobytes.
    "share_pictures": {
        "BACKEND": LOCAL_MEMORY,
        "LOCATION": "share_pictures",
        "TIMEOUT": 24 * 60 * 60,
        "OPTIONS": {"MAX_ENTRIES": 200},
    },
}
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "search.backend"}}
# A cluster of OpenSearch or Elasticsearch beside the database, and what its indexes are called there.
KENES_SEARCH_URL = env.str("KENES_SEARCH_URL", default="")
KENES_SEARCH_NAME = env.str("KENES_SEARCH_NAME", default="") or "kenes"
if KENES_SEARCH_URL:
    if not re.fullmatch(r"https?://([^\s:@/]+:[^\s@/]+@)?[^\s:@/]+(:\d+)?(/\S*)?", KENES_SEARCH_URL):
        raise ImproperlyConfigured("KENES_SEARCH_URL reads https://user:password@host:9200, signs in both as %40.")
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,60}", KENES_SEARCH_NAME):
        raise ImproperlyConfigured("KENES_SEARCH_NAME has small Latin letters, digits and hyphens.")
    if find_spec("opensearchpy") is None:
        raise ImproperlyConfigured("KENES_SEARCH_URL needs the packages of requirements-opensearch.txt.")

MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "/media/"
STATIC_ROOT = VAR_DIR / "static"
STATIC_URL = "/static/"
# The guide in the admin shows its own pictures.
STATICFILES_DIRS = [BASE_DIR / "static", VAR_DIR / "assets", ("guide", BASE_DIR / "docs" / "pictures" / "guide")]
PRIVATE_ROOT = VAR_DIR / "private"
# Acts of erasure, outside the database: read again after a backup is restored (forms/erasure_journal.py).
ERASURE_JOURNAL = Path(env.str("KENES_ERASURES", default="") or VAR_DIR / "erasures.jsonl")
# `tcp://host:port` or `unix:///path` of ClamAV's daemon. Where nothing is said, citizens' files wait for it.
KENES_SCANNER = env.str("KENES_SCANNER", default="") or ("none" if LOCAL else "")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
    # What citizens attach: outside the public media, never with an address of its own.
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": PRIVATE_ROOT, "file_permissions_mode": 0o600},
    },
}
# Django's own ceiling stands above ours (10,000 code points, 20 MB of files), so that ours is the one that speaks.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# --- languages and time ----------------------------------------------------------------------------------------------

LANGUAGE_CODE = "kk"
LANGUAGES = WAGTAIL_CONTENT_LANGUAGES = [("kk", "Қазақша"), ("ru", "Русский")]
# Our own strings, then the Kazakh that Django and Wagtail lack; both stand before the packages' own catalogues.
LOCALE_PATHS = [BASE_DIR / "cms" / "locale", BASE_DIR / "cms" / "locale" / "packages"]
FORMAT_MODULE_PATH = ["cms.formats"]
TIME_ZONE = "Asia/Almaty"
USE_I18N = USE_TZ = True
WAGTAIL_I18N_ENABLED = True
WAGTAILADMIN_PERMITTED_LANGUAGES = [("ru", "Русский"), ("kk", "Қазақша")]
WAGTAIL_USER_TIME_ZONES = ["Asia/Almaty"]
# A translation never publishes by itself: each text is published on its own.
WAGTAILLOCALIZE_SYNC_LIVE_STATUS_ON_TRANSLATE = False

# --- the CMS ---------------------------------------------------------------------------------------------------------

WAGTAIL_SITE_NAME = "Kenes"
WAGTAILADMIN_USER_LOGIN_FORM = "cms.signing_in.SigningInForm"
WAGTAILADMIN_BASE_URL = SITE_URL
# No request leaves the house.
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAIL_WORKFLOW_ENABLED = True
# What is approved is published, and nothing that came after it.
WAGTAIL_FINISH_WORKFLOW_ACTION = "council_pages.approved.publish_approved"
# Who is told is found by membership (council_pages.notices).
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAIL_DATE_FORMAT = "%d.%m.%Y"
WAGTAIL_DATETIME_FORMAT = "%d.%m.%Y %H:%M"
LOGIN_URL = "wagtailadmin_login"

# --- security --------------------------------------------------------------------------------------------------------

SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not LOCAL
SECURE_HSTS_SECONDS = 0 if LOCAL else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not LOCAL
if not LOCAL:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 12 * 60 * 60
CSRF_FAILURE_VIEW = "cms.error_pages.csrf_failure"
# Whose `X-Forwarded-For` is believed (cms.client_address): addresses or networks, by default this machine's proxy.
TRUSTED_PROXIES = env.list("TRUSTED_PROXIES", default=["127.0.0.1", "::1"])
SECURE_REFERRER_POLICY = "same-origin"
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
# Public pages run no inline script or style. Wagtail's own admin still does (date pickers, inline panels), so
# cms.gate relaxes them there and nowhere else.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        # The one of cms.offline, for a reader who asks for it.
        "worker-src": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
ADMIN_CONTENT_SECURITY_POLICY = {
    "script-src": [SELF, UNSAFE_INLINE],
    "style-src": [SELF, UNSAFE_INLINE],
    "img-src": [SELF, "data:", "blob:"],
    # the preview beside the editor
    "frame-ancestors": [SELF],
}
EMAIL_BACKEND = f"django.core.mail.backends.{'console' if LOCAL else 'smtp'}.EmailBackend"
vars().update(env.email_url("EMAIL_URL") if env.str("EMAIL_URL", default="") else {})
# An invitation is sent while its administrator waits.
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="kenes@localhost")

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {"()": "cms.log_lines.WithoutWords", "format": "%(asctime)s %(levelname)s %(name)s: %(message)s"}
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    # Its client says of each request what `search.index.doubled` says once.
    "loggers": {"opensearch": {"level": "ERROR"}},
}
