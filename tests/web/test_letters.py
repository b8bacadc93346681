"""Letters go by the server that the environment names, sealed as it says."""

import os
import subprocess
import sys

SHOWN = """
import django
from django.conf import settings
django.setup()
print(settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_HOST_USER, settings.EMAIL_HOST_PASSWORD)
print(settings.EMAIL_USE_TLS, settings.EMAIL_USE_SSL, settings.DEFAULT_FROM_EMAIL, settings.EMAIL_BACKEND)
print(settings.ALLAUTH_TRUSTED_PROXY_COUNT)
"""


def settings(**more: str) -> list[str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("CRONFA_")}
    given = {"DJANGO_SETTINGS_MODULE": "cronfa.site.web", "CRONFA_SECRET_KEY": "for tests alone"}
    told = subprocess.run(
        [sys.executable, "-c", SHOWN], env={**kept, **given, **more}, capture_output=True, text=True, check=True
    )
    return told.stdout.splitlines()


def test_a_mail_server_is_named_by_the_environment() -> None:
    named = {
        "CRONFA_MAIL_HOST": "smtp.example", "CRONFA_MAIL_USER": "fund", "CRONFA_MAIL_PASSWORD": "word",
        "CRONFA_MAIL_TLS": "start", "CRONFA_LETTERS_FROM": "fund@example.org", "CRONFA_BEHIND_PROXY": "1",
    }  # fmt: skip
    smtp = "django.core.mail.backends.smtp.EmailBackend"
    assert settings(**named) == ["smtp.example 587 fund word", f"True False fund@example.org {smtp}", "1"]
    assert settings(**named | {"CRONFA_MAIL_TLS": "whole"})[0] == "smtp.example 465 fund word"
    assert settings(**named | {"CRONFA_MAIL_PORT": "2525"})[0] == "smtp.example 2525 fund word"
    assert settings()[::2] == ["localhost 25  ", "0"]
