"""The API's addresses as Django's. They are made when the first of them is asked for: pages are there sooner without."""

from cronfa.api.service import api

urlpatterns = api.urls[0]
