"""Who may sign in: people whom an administrator has appointed. Nobody signs up by themselves."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.urls import reverse


class OnlyAppointed(DefaultAccountAdapter):  # type: ignore[misc]  # allauth has no types
    """Closes sign-up, and sends people to their funds in their own language."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        return reverse("start")
