"""Posts entries of five legs one at a time with django-hordak on PostgreSQL: ``django_hordak_posts.py URL``.

It says which version it is; then, for each number that it reads, it posts so many and says how many seconds that took.
"""

import json
import sys
import time
from importlib.metadata import version
from urllib.parse import parse_qs, urlsplit

import django
from django.conf import settings


def configure(url: str) -> None:
    parts = urlsplit(url)
    host = parts.hostname or parse_qs(parts.query)["host"][0]
    database = {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": parts.username or "",
        "PASSWORD": parts.password or "",
        "HOST": host,
    }
    apps = ["django.contrib.contenttypes", "django.contrib.auth", "mptt", "treebeard", "hordak"]
    settings.configure(
        DATABASES={"default": database},
        INSTALLED_APPS=apps,
        DEFAULT_CURRENCY="GBP",
        HORDAK_INTERNAL_CURRENCY="GBP",
        USE_TZ=True,
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        SECRET_KEY="bench",
    )
    django.setup()


def main(url: str) -> None:
    configure(url)
    from django.core.management import call_command
    from django.db import transaction

    call_command("migrate", verbosity=0)
    from hordak.models import Account, Leg, Transaction
    from moneyed import Money

    accounts = [
        Account.objects.create(name=name, code=str(code), type=kind, currencies=["GBP"])
        for code, (name, kind) in enumerate(
            (("spent", "EX"), ("bank a", "AS"), ("bank b", "AS"), ("a", "AS"), ("b", "AS"))
        )
    ]

    def post(number: int) -> None:
        pounds = 10 + number
        lent = pounds * 4 // 10
        amounts = (pounds, lent - pounds, -lent, -lent, lent)
        with transaction.atomic():
            made = Transaction.objects.create(description=f"Placement {number}")
            for account, amount in zip(accounts, amounts, strict=True):
                side = "debit" if amount > 0 else "credit"
                Leg.objects.create(transaction=made, account=account, **{side: Money(abs(amount), "GBP")})

    for number in range(20):
        post(number)
    print(json.dumps({"version": version("django-hordak")}), flush=True)
    posted = 20
    for asked in sys.stdin:
        began = time.perf_counter()
        for number in range(posted, posted + int(asked)):
            post(number)
        posted += int(asked)
        print(json.dumps({"seconds": time.perf_counter() - began}), flush=True)


main(sys.argv[1])
