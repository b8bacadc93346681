"""Sign-in by an organisation (OpenID Connect, such as Entra), as the environment describes it."""

import os
from typing import Any
from urllib.parse import urlsplit

PROVIDER = "cronfa.web.organisation.Organisation"


def from_environment() -> dict[str, Any]:
    """allauth's description of the organisation's provider; with no app when none is named by ``$CRONFA_OIDC_SERVER``.

    Only an account that is there is opened, found by the address that the provider says it has verified; where the
    provider says nothing of it (Entra), ``$CRONFA_OIDC_TRUSTED=1`` says that every address of this one tenant is its own.
    """
    server = os.environ.get("CRONFA_OIDC_SERVER", "")
    if not server:
        return {"openid_connect": {"APPS": [], "provider_class": PROVIDER}}
    # What a person's organisation says of them comes in the signed token, and nowhere else.
    settings: dict[str, Any] = {"server_url": server, "oauth_pkce_enabled": True, "fetch_userinfo": False}
    app = {
        "provider_id": "organisation",
        "name": os.environ.get("CRONFA_OIDC_NAME", urlsplit(server).netloc),
        "client_id": os.environ.get("CRONFA_OIDC_CLIENT", ""),
        "secret": os.environ.get("CRONFA_OIDC_SECRET", ""),
        "settings": settings,
    }
    trusted = os.environ.get("CRONFA_OIDC_TRUSTED") == "1"
    return {"openid_connect": {"APPS": [app], "VERIFIED_EMAIL": trusted, "provider_class": PROVIDER}}


def origins(providers: dict[str, Any]) -> list[str]:
    """Where a form may lead besides this site: a browser counts the redirect to the organisation as the form's own."""
    apps = providers.get("openid_connect", {}).get("APPS", [])
    parts = [urlsplit(app["settings"]["server_url"]) for app in apps]
    return [f"{part.scheme}://{part.netloc}" for part in parts]
