"""Django's settings for the shared workspace: the ledger's settings, and what serving pages to people needs.

Everything that a deployment may set comes from the environment and is described in docs/how-to/serve.md.
"""

import os
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF

from cronfa.site.organisations import from_environment, origins
from cronfa.site.settings import *  # noqa: F403  the ledger's settings, and more
from cronfa.site.settings import (
    DATABASES as DATABASES,
    INSTALLED_APPS as LEDGER_APPS,
    database_in_use as database_in_use,
)
from cronfa.web.compiled import CompiledBesideModules
from cronfa.web.noting import LOGGING as NOTING

DEMO = os.environ.get("CRONFA_DEMO") == "1"
"""Sign-in by role without a password. The server refuses it for any address but loopback."""
DEBUG = False
SECRET_KEY = os.environ.get("CRONFA_SECRET_KEY", "")
ALLOWED_HOSTS = os.environ.get("CRONFA_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
SECURE = os.environ.get("CRONFA_INSECURE") != "1" and not DEMO
"""Whether pages are served over TLS only: always, but on loopback."""

INSTALLED_APPS = [
    *LEDGER_APPS,
    "cronfa.governance.apps.GovernanceConfig",
    "cronfa.web.apps.WebConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
]
AUTH_USER_MODEL = "governance.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
MIDDLEWARE = [
    "cronfa.web.noting.NumberOfTheRequest",
    "csp.middleware.CSPMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "cronfa.web.enhancing.PagesForParts",
    "cronfa.web.seeing.SeesItself",
    "cronfa.web.languages.LanguageOfTheAddress",
    "cronfa.api.refusals.ProblemDocuments",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "cronfa.web.failures.ClearFailures",
]
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "site_cache"}}
"""Failed sign-ins are counted here: in the database, so that all processes count together."""
ROOT_URLCONF = "cronfa.site.urls"
WSGI_APPLICATION = "cronfa.site.wsgi.application"
TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "DIRS": [Path(__file__).parents[1] / "web" / "templates"],
        "OPTIONS": {
            "environment": "cronfa.web.environment.environment",
            "context_processors": [
                "django.template.context_processors.request",
                "cronfa.web.environment.around",
            ],
            "bytecode_cache": CompiledBesideModules(),
        },
    },
    {"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True},
]

LOCALE_PATHS = [Path(__file__).parents[1] / "locale"]
LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("cy", "Cymraeg")]
USE_I18N = True
TIME_ZONE = "Europe/London"

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("CRONFA_STATIC", "")) if os.environ.get("CRONFA_STATIC") else None
WHITENOISE_USE_FINDERS = True
WHITENOISE_MAX_AGE = 30 * 24 * 60 * 60
"""Seconds that a browser keeps a static file: its address changes with what it holds."""
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "cronfa.web.enhancing.NamedByContent"},
}

SESSION_COOKIE_NAME = "__Host-cronfa" if SECURE else "cronfa"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 8 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_SSL_REDIRECT = SECURE
SECURE_HSTS_SECONDS = 365 * 24 * 60 * 60 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = SECURE
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if os.environ.get("CRONFA_BEHIND_PROXY") == "1" else 0
"""Failed sign-ins are counted by where they come from; behind a proxy that is what the proxy says, or all are one."""
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if os.environ.get("CRONFA_BEHIND_PROXY") == "1" else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "style-src": [SELF],
        "script-src": [SELF],
        "img-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF, *origins(from_environment())],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
CSRF_FAILURE_VIEW = "cronfa.web.failures.forged"

API_REQUESTS_A_MINUTE = int(os.environ.get("CRONFA_API_REQUESTS_A_MINUTE", "600"))
"""How many requests a token may send in a minute, to all processes of the server on this machine."""
API_COUNTS = os.environ.get("CRONFA_API_COUNTS", "")
"""The file in which they are counted; in the folder for temporary files where nothing is said."""

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "cronfa.web.signing_in.OnlyAppointed"
ACCOUNT_LOGOUT_REDIRECT_URL = "start"
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/5m/key"}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
PASSWORD_RESET_TIMEOUT = 3 * 24 * 60 * 60
DEFAULT_FROM_EMAIL = os.environ.get("CRONFA_LETTERS_FROM", "cronfa@localhost")
EMAIL_HOST = os.environ.get("CRONFA_MAIL_HOST", "localhost")
EMAIL_HOST_USER = os.environ.get("CRONFA_MAIL_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("CRONFA_MAIL_PASSWORD", "")
EMAIL_USE_SSL = os.environ.get("CRONFA_MAIL_TLS") == "whole"
EMAIL_USE_TLS = os.environ.get("CRONFA_MAIL_TLS") == "start"
EMAIL_PORT = int(os.environ.get("CRONFA_MAIL_PORT") or (465 if EMAIL_USE_SSL else 587 if EMAIL_USE_TLS else 25))
EMAIL_TIMEOUT = 20
"""Letters go by this server. Without TLS only to one on this machine: a letter holds a link that sets a password."""
ACCOUNT_REAUTHENTICATION_TIMEOUT = 300
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_ADAPTER = "cronfa.web.signing_in.SealedSecrets"
MFA_TOTP_ISSUER = "cronfa"
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not SECURE
MFA_ALLOW_UNVERIFIED_EMAIL = True
"""An administrator appoints a person by their work address; that is its verification."""
SECOND_PROOF = os.environ.get("CRONFA_SECOND_PROOF") != "0" and not DEMO
"""Whether roles that approve, close, accept, sign off or appoint need an app or a passkey beside the password."""

SOCIALACCOUNT_ADAPTER = "cronfa.web.signing_in.OnlyKnown"
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = from_environment()
SOCIALACCOUNT_EMAIL_AUTHENTICATION = SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_LOGIN_ON_GET = False
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
EMAIL_BACKEND = (
    "django.core.mail.backends.console.EmailBackend" if DEMO else "django.core.mail.backends.smtp.EmailBackend"
)
LOGGING = NOTING
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
