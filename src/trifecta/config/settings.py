"""Django's settings. What a desk decides lives in rows (`preferences`), not here."""

from __future__ import annotations

import os

from csp.constants import NONE, SELF

from trifecta.config import database, home

HOME = home.home()
SECRET_KEY = home.secret_key()
DEBUG = os.environ.get("TRIFECTA_DEBUG") == "1"
ALLOWED_HOSTS = os.environ.get("TRIFECTA_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [origin for origin in os.environ.get("TRIFECTA_ORIGINS", "").split(",") if origin]
SECURE = any(origin.startswith("https://") for origin in CSRF_TRUSTED_ORIGINS)

INSTALLED_APPS = [
    "django.forms",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "template_partials",
    "trifecta.log",
    "trifecta.web",
    "trifecta.identity",
    "trifecta.calendars",
    "trifecta.preferences",
    "trifecta.customers",
    "trifecta.staff",
    "trifecta.catalog",
    "trifecta.contacts",
    "trifecta.tickets",
    "trifecta.records",
    "trifecta.promises",
    "trifecta.care",
    "trifecta.importers",
    "trifecta.warehouse",
    "trifecta.scorecards",
    "trifecta.parts",
    "trifecta.config",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "trifecta.config.middleware.SizeMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "trifecta.config.middleware.FirstRunMiddleware",
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "trifecta.config.middleware.PersonMiddleware",
    "trifecta.config.middleware.FloorMiddleware",
    "trifecta.config.submitting.OnceMiddleware",
]
ROOT_URLCONF = "trifecta.config.urls"
WSGI_APPLICATION = "trifecta.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [home.PACKAGE],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "trifecta.config.context.page",
            ]
        },
    }
]

FORM_RENDERER = "trifecta.web.forms.FormRenderer"

DATABASES = {"default": database.database(os.environ.get("TRIFECTA_DATABASE_URL"), HOME)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {"BACKEND": "trifecta.config.shared_cache.SharedCache", "LOCATION": "config_cache"},
}

AUTH_USER_MODEL = "identity.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "MinimumLengthValidator", "CommonPasswordValidator")
]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_ADAPTER = "trifecta.screens.account.adapter.Adapter"
ACCOUNT_FORMS = {
    "login": "trifecta.screens.account.forms.SignInForm",
    "reset_password": "trifecta.screens.account.forms.LinkForm",
    "reset_password_from_key": "trifecta.screens.account.forms.NewPasswordForm",
}
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # the desk writes to no stranger
LOGIN_REDIRECT_URL = "/"
LOGIN_URL = "account_login"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

STATIC_URL = "/static/"
STATIC_ROOT = None  # served from the packages by whitenoise; nothing is collected
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": HOME / "files"}},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
SILENCED_SYSTEM_CHECKS: list[str] = []

SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True  # the page itself tells its scripts the token
CSRF_FAILURE_VIEW = "trifecta.config.failures.form_expired"
if SECURE:  # whatever ends TLS in front of us says so; links in mails must begin with https
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    ALLAUTH_TRUSTED_PROXY_COUNT = 1  # it also says who asks, or one wrong guesser would keep everyone from signing in
    SECURE_HSTS_SECONDS = 365 * 24 * 3600
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "style-src": [SELF],
        "style-src-attr": ["'unsafe-inline'"],  # chart bars and progress carry their length as a custom property
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}

EMAIL_BACKEND = os.environ.get("TRIFECTA_EMAIL_BACKEND", "django.core.mail.backends.filebased.EmailBackend")
EMAIL_FILE_PATH = HOME / "mail"
EMAIL_HOST = os.environ.get("TRIFECTA_SMTP_HOST", "")
if EMAIL_HOST:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_PORT = int(os.environ.get("TRIFECTA_SMTP_PORT", "587"))
    EMAIL_HOST_USER = os.environ.get("TRIFECTA_SMTP_USER", "")
    EMAIL_HOST_PASSWORD = os.environ.get("TRIFECTA_SMTP_PASSWORD", "")
    EMAIL_USE_TLS = os.environ.get("TRIFECTA_SMTP_TLS", "1") == "1"
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = os.environ.get("TRIFECTA_MAIL_FROM", "desk@localhost")

# What failed goes to where the server was started; Django by itself would say nothing outside of debugging.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
        "django.request": {"level": "ERROR"},
    },
}
