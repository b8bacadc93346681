"""Sign-in by an organisation (OpenID Connect): what its provider says counts only when every part of it has been proved.

django-allauth trusts an ID token that came straight from the provider's server, and asks for no nonce. Here the token must be
there, signed by a key that the provider publishes, for this client, from the provider that was asked, still good, and an answer
to this browser's own question; and nothing but the token says who it is.
"""

import secrets
from typing import Any
from urllib.parse import urlsplit

import jwt
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404, HttpRequest, HttpResponse
from requests import RequestException

ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA")
"""Signatures by a key of the provider's own; none that a holder of its public key could make."""
REQUIRED = ("iss", "sub", "aud", "exp", "iat", "nonce")
CLOCKS_APART_SECONDS = 60
ASKED = "organisation-nonces"
MOST_ASKED = 5
"""Sign-ins begun in one browser, in several windows, of which each may still be finished."""


class Strict(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth has no types
    """Takes an ID token for what it says when all of it has been proved."""

    @property
    def openid_config(self) -> dict[str, Any]:
        config: dict[str, Any] = super().openid_config
        asked = self.get_provider().app.settings["server_url"].split("/.well-known/")[0]
        if str(config.get("issuer", "")).rstrip("/") != asked.rstrip("/"):
            raise OAuth2Error("the provider speaks for another issuer than the one that was asked")
        for name in ("authorization_endpoint", "token_endpoint", "jwks_uri"):
            _secure(str(config.get(name, "")))
        return config

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **given: Any) -> Any:
        """Whoever the proved token names."""
        claims = self._proved(app, given["response"].get("id_token") or "")
        if not _answers(request, str(claims["nonce"])):
            raise OAuth2Error("the ID token answers no question of this browser")
        return self.get_provider().sociallogin_from_response(request, {"id_token": claims})

    def _proved(self, app: Any, token: str) -> dict[str, Any]:
        try:
            if jwt.get_unverified_header(token).get("alg") not in ALGORITHMS:
                raise OAuth2Error("the ID token is not signed by a key of the provider")
            algorithm, key = jwtkit.fetch_key(token, self.openid_config["jwks_uri"], jwtkit.lookup_kid_jwk)
            claims: dict[str, Any] = jwt.decode(
                token, key=key, algorithms=[algorithm], audience=app.client_id, issuer=self.openid_config["issuer"],
                leeway=CLOCKS_APART_SECONDS, options={"require": list(REQUIRED)},
            )  # fmt: skip
        except (jwt.PyJWTError, KeyError, TypeError, ValueError) as wrong:
            raise OAuth2Error("the ID token is not proved") from wrong
        if claims.get("azp", app.client_id) != app.client_id:
            raise OAuth2Error("the ID token was made for another client")
        return claims


class Organisation(OpenIDConnectProvider):  # type: ignore[misc]  # allauth has no types
    """The provider with that adapter. What is asked of it comes from the settings, never from the address of a request."""

    oauth2_adapter_class = Strict

    def get_auth_params_from_request(self, request: HttpRequest, action: str) -> dict[str, str]:
        """What is added to the question: a nonce that the answer must carry."""
        nonce = secrets.token_urlsafe(32)
        request.session[ASKED] = [*request.session.get(ASKED, ()), nonce][-MOST_ASKED:]
        return {**self.get_auth_params(), "nonce": nonce}

    def get_scope_from_request(self, request: HttpRequest) -> list[str]:
        scope: list[str] = self.get_scope()
        return scope


def _answers(request: HttpRequest, nonce: str) -> bool:
    """Whether this browser asked with this nonce; it can answer once."""
    asked = list(request.session.get(ASKED, ()))
    if nonce not in asked:
        return False
    request.session[ASKED] = [each for each in asked if each != nonce]
    return True


def _secure(address: str) -> None:
    """Refuse an address of the provider's that others on the way could answer for."""
    parts = urlsplit(address)
    if parts.scheme != "https" and parts.hostname not in ("127.0.0.1", "::1", "localhost"):
        raise OAuth2Error("the provider names an address without TLS")


def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Send the browser to the organisation, after a page that says so."""
    return _seen(OAuth2LoginView, request, provider_id)


def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Where the organisation sends the browser back."""
    return _seen(OAuth2CallbackView, request, provider_id)


def _seen(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    adapter = Strict(request, provider_id)
    answer: HttpResponse
    try:
        answer = view.adapter_view(adapter)(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except (OAuth2Error, RequestException) as wrong:  # it cannot be reached, or is another than it should be
        answer = render_authentication_error(request, adapter.get_provider(), exception=wrong)
    return answer
