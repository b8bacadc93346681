"""Who may sign in, and with what proof: people whom an administrator has appointed. Nobody signs up by themselves."""

import base64
import hashlib
from typing import Any

from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.mail import EmailMessage
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation

from cronfa.governance.models import Person
from cronfa.governance.second_proof import WEIGHTY as WEIGHTY, lacks_second_proof as lacks_second_proof
from cronfa.language import Language
from cronfa.web import sign_in_trail
from cronfa.web.presenters.account import LETTER, LETTER_SUBJECT


def language_of(person: Person) -> Language:
    """The language of a person's letters."""
    return "cy" if person.language == "cy" else "en"


class OnlyAppointed(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Closes sign-up, sends people to their funds in their own language, and writes letters in it."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Refuse whoever has failed too often, and note that it came to this."""
        try:
            super().pre_authenticate(request, **credentials)
        except ValidationError:
            sign_in_trail.locked_out(request, str(credentials.get("email") or credentials.get("username") or ""))
            raise

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("start")

    def get_password_change_redirect_url(self, request: HttpRequest) -> str:
        return reverse("mfa_index")

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """The one letter that is sent: the link to set a password."""
        assert template_prefix == "account/email/password_reset_key", template_prefix
        person: Person = context["user"]
        language = language_of(person)
        body = LETTER.to(language, name=person.name, link=in_language(context["password_reset_url"], language))
        EmailMessage(LETTER_SUBJECT.to(language), body, self.get_from_email(), [email]).send()


class SealedSecrets(DefaultMFAAdapter):  # type: ignore[misc]  # allauth has no types
    """Seals the secrets of apps and recovery codes with the service's key: a copy of the database does not hold them."""

    def encrypt(self, text: str) -> str:
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _seal().decrypt(encrypted_text.encode()).decode()


def _seal() -> Fernet:
    key = hashlib.sha256(f"second proofs\t{settings.SECRET_KEY}".encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


class OnlyKnown(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """An organisation's sign-in opens the account of a person who is there; it makes none."""

    def on_authentication_error(self, request: HttpRequest, provider: Any, error: Any = None, **_: Any) -> None:
        """Note that what came back from an organisation was not accepted."""
        sign_in_trail.note("refused an organisation's sign-in", sign_in_trail.NOBODY, organisation=str(provider))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False


def link_to_set_password(person: Person) -> str:
    """The path at which a person sets a password, once, within ``PASSWORD_RESET_TIMEOUT``; in their language."""
    key = app_settings.PASSWORD_RESET_TOKEN_GENERATOR().make_token(person)
    given = {"uidb36": user_pk_to_url_str(person), "key": key}
    with translation.override(language_of(person)):
        return reverse("account_reset_password_from_key", kwargs=given)


def in_language(link: str, language: Language) -> str:
    """A link to the same page in a language."""
    here = "cy" if translation.get_language() == "cy" else "en"
    return link.replace(f"/{here}/", f"/{language}/", 1)


def organisations() -> list[tuple[str, str]]:
    """The organisations whose sign-in may be used: name and address, in the language of the page."""
    apps = settings.SOCIALACCOUNT_PROVIDERS.get("openid_connect", {}).get("APPS", [])
    return [(app["name"], reverse("openid_connect_login", args=[app["provider_id"]])) for app in apps]
