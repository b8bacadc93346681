"""The addresses of signing in and of one's own account: of what allauth offers, what an appointed person needs."""

from allauth.account import views as account
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path, re_path
from django.views.decorators.http import require_GET

from cronfa.web import organisation


@require_GET
def to_safety(request: HttpRequest, key: str = "") -> HttpResponse:
    """Addresses that allauth leads to and nobody here needs: no one signs up or changes their address by themselves."""
    return redirect("mfa_index" if request.user.is_authenticated else "account_login")


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
    path("oidc/<str:provider_id>/login/", organisation.begin, name="openid_connect_login"),
    path("oidc/<str:provider_id>/login/callback/", organisation.come_back, name="openid_connect_callback"),
]
