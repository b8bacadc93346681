"""The addresses of signing in and of one's own account: of what allauth offers, what an appointed person needs."""

from allauth.account import views as account
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path, re_path
from django.views.decorators.http import require_GET


@require_GET
def to_safety(request: HttpRequest, key: str = "") -> HttpResponse:
    """Addresses that allauth leads to and nobody here needs: no one signs up or changes their address by themselves."""
    return redirect("mfa_index" if request.user.is_authenticated else "account_login")


@login_not_required
def to_organisation(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Sign-in by an organisation begins. Where nobody signs in so, what it needs is never loaded."""
    from cronfa.web import organisation

    return organisation.begin(request, provider_id)


@login_not_required
def from_organisation(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Sign-in by an organisation ends."""
    from cronfa.web import organisation

    return organisation.come_back(request, provider_id)


urlpatterns = [
    path("login/", account.login, name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path("password/reset/key/done/", account.password_reset_from_key_done, name="account_reset_password_from_key_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path("signup/", to_safety, name="account_signup"),
    path("email/", to_safety, name="account_email"),
    path("email/sent/", to_safety, name="account_email_verification_sent"),
    path("email/<str:key>/", to_safety, name="account_confirm_email"),
    path("safety/", include("allauth.mfa.urls")),
    path("organisation/", include("allauth.socialaccount.urls")),
    path("oidc/<str:provider_id>/login/", to_organisation, name="openid_connect_login"),
    path("oidc/<str:provider_id>/login/callback/", from_organisation, name="openid_connect_callback"),
]
