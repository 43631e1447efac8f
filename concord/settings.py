"""Settings: all from the environment, safe by default. docs/operator.md lists every name; a house test compares."""

import os
from pathlib import Path
from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured
from psycopg.conninfo import conninfo_to_dict

BASE_DIR = Path(__file__).resolve().parent.parent
DEMO = os.environ.get("CONCORD_DEMO") == "1"
DEBUG = os.environ.get("CONCORD_DEBUG") == "1"
SITE_URL = os.environ.get("SITE_URL", "http://localhost:8000").rstrip("/")
SITE = urlsplit(SITE_URL)
THIS_MACHINE = {"localhost", "127.0.0.1", "::1"}
if SITE.scheme != "https" and SITE.hostname not in THIS_MACHINE:
    raise ImproperlyConfigured(
        f"SITE_URL is {SITE_URL}. Plain http is only for this machine. Use an https:// address behind a reverse proxy (deploy/ has examples)."
    )

SECRET_KEY = os.environ.get("CONCORD_SECRET_KEY", "")
if len(SECRET_KEY) < 40:
    raise ImproperlyConfigured(
        "CONCORD_SECRET_KEY is missing or too short. `python -m concord up` makes one; or set 50 random characters."
    )
SECRET_KEY_FALLBACKS = [key for key in os.environ.get("CONCORD_OLD_SECRET_KEYS", "").split(",") if key]
ALLOWED_HOSTS = [host for host in {SITE.hostname, *THIS_MACHINE} if host]
CSRF_TRUSTED_ORIGINS = [SITE_URL]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "django_htmx",
    "csp",
    "allauth",
    "allauth.account",
    "procrastinate.contrib.django",
    *(
        f"concord.{room}"
        for room in (
            "people", "access", "notices", "team", "measures", "agreement", "conversation", "story", "goals",
            "medicines", "findings", "plan", "checkins", "programs", "visits", "attention", "devices", "web", "demo", "launch",
        )
        if (BASE_DIR / "concord" / room / "__init__.py").exists()
    ),
]  # fmt: skip

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.middleware.gzip.GZipMiddleware",  # Why this gives nothing away: docs/decisions/0022-pages-are-compressed.md
    "csp.middleware.CSPMiddleware",
    "concord.web.middleware.careful_headers",
    "concord.web.middleware.not_too_much",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "concord.web.middleware.OneTransaction",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]
ROOT_URLCONF = "concord.web.urls"
WSGI_APPLICATION = "concord.web.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "concord" / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "concord.web.navigation.places",
            ],
        },
    }
]


def database(url: str, *, pool: bool) -> dict:
    """Django's settings for a PostgreSQL URL; the pool is measured at twice the requests a second."""
    parts = conninfo_to_dict(url)
    known = {"dbname": "NAME", "user": "USER", "password": "PASSWORD", "host": "HOST", "port": "PORT"}
    settings: dict = {name: parts.pop(key, "") for key, name in known.items()}
    options: dict = {**parts, "client_encoding": "UTF8"}
    if pool:
        options["pool"] = {"min_size": 1, "max_size": 12, "timeout": 10}
    return {"ENGINE": "django.db.backends.postgresql", **settings, "OPTIONS": options}


DATABASE_URL = os.environ.get("DATABASE_URL", "postgresql:///concord")
DATABASES = {
    "default": database(DATABASE_URL, pool=os.environ.get("CONCORD_POOL", "1") == "1"),
    "owner": database(os.environ.get("DATABASE_OWNER_URL", DATABASE_URL), pool=False),
}
if DEMO and DATABASES["default"]["NAME"] != "concord_demo":
    raise ImproperlyConfigured(
        "CONCORD_DEMO is set, but the database is not the demo's: one-click entry never opens a real practice."
    )
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# Roomy: were it full, its oldest counts of tries would be forgotten, and somebody who guesses could fill it on purpose.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "concord_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 15}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
# One person an e-mail is promised by a constraint that ignores capitals, which this check does not know.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
LOGIN_URL = "demo:door" if DEMO else "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "concord.team.signin.Adapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION = "none"
# Confirmed by our own letter. The library's generator would note every address, and go on writing to one that was left.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
ACCOUNT_FORMS = {
    "reset_password": "concord.team.by_letter.ResetForm",
    "request_login_code": "concord.team.by_letter.CodeForm",
}
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"

LANGUAGE_CODE = "en-gb"
LANGUAGES = [("en-gb", "English")]
LOCALE_PATHS = [BASE_DIR / "concord" / "locale"]
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("CONCORD_STATIC_ROOT", BASE_DIR / "var" / "static"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

NONE, SELF = "'none'", "'self'"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE], "script-src": [SELF], "style-src": [SELF], "img-src": [SELF], "font-src": [SELF],
        "connect-src": [SELF], "manifest-src": [SELF], "worker-src": [SELF], "form-action": [SELF],
        "base-uri": [NONE], "frame-ancestors": [NONE],
    }
}  # fmt: skip
HTTPS = SITE.scheme == "https"
PROXIES = set((os.environ.get("CONCORD_PROXY") or "127.0.0.1,::1").replace(" ", "").split(","))
# What a page is about to say stays here, and goes when its reader signs out: a cookie would keep it readable on the device.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SESSION_COOKIE_NAME = "__Host-concord" if HTTPS else "concord"
CSRF_COOKIE_NAME = "__Host-concord-csrf" if HTTPS else "concord-csrf"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_SSL_REDIRECT = False
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000

# An installation's own mail server; a practice may set one of its own, and without any the inviter gets a link to copy.
EMAIL_HOST = os.environ.get("CONCORD_SMTP_HOST", "")
EMAIL_PORT = int(os.environ.get("CONCORD_SMTP_PORT", "587"))
EMAIL_USE_SSL = os.environ.get("CONCORD_SMTP_SECURITY", "STARTTLS") == "TLS"
EMAIL_USE_TLS = os.environ.get("CONCORD_SMTP_SECURITY", "STARTTLS") == "STARTTLS"
EMAIL_HOST_USER = os.environ.get("CONCORD_SMTP_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("CONCORD_SMTP_PASSWORD", "")
DEFAULT_FROM_EMAIL = os.environ.get("CONCORD_FROM_EMAIL", f"concord@{SITE.hostname}")
PROCRASTINATE_AUTODISCOVER_MODULE_NAME = "jobs"
# Addresses carry ids of records, so request lines and error reports stay out of the log: only the kind of fault is written.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"quiet": {"()": "concord.web.quiet.WithoutPeople"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "filters": ["quiet"]}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django": {"handlers": ["console"], "level": "WARNING", "propagate": False}},
}
