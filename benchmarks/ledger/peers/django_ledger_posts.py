"""Posts entries of five lines one at a time with django-ledger on SQLite: ``django_ledger_posts.py URL``.

It says which version it is; then, for each number that it reads, it posts so many and says how many seconds that took.
"""

import json
import sys
import time
from datetime import UTC, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

import django
from django.conf import settings


def configure(url: str) -> None:
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL"
    database = {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": url.removeprefix("sqlite:///"),
        "OPTIONS": {"init_command": pragmas, "transaction_mode": "IMMEDIATE"},
    }
    contrib = [f"django.contrib.{name}" for name in ("contenttypes", "auth", "sessions", "messages", "admin")]
    settings.configure(
        DATABASES={"default": database},
        INSTALLED_APPS=[*contrib, "django_ledger"],
        USE_TZ=True,
        SECRET_KEY="bench",
        ROOT_URLCONF="",
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
    )
    django.setup()


def entity_with_accounts() -> tuple[Any, Any, list[Any]]:
    """An entity, its ledger, and five of its accounts."""
    from django.contrib.auth import get_user_model
    from django_ledger.io import roles
    from django_ledger.models import EntityModel

    user = get_user_model().objects.create_user("bench", "bench@example.org", "bench")
    entity = EntityModel.create_entity(name="Pool", use_accrual_method=True, admin=user, fy_start_month=4)
    chart = entity.create_chart_of_accounts(assign_as_default=True, commit=True, coa_name="Pool")
    accounts = [
        entity.create_account(code=str(code), role=role, name=name, balance_type=side, active=True, coa_model=chart)
        for code, role, name, side in (
            (6010, roles.EXPENSE_OPERATIONAL, "Spent", "debit"),
            (1010, roles.ASSET_CA_CASH, "Bank of one", "debit"),
            (1020, roles.ASSET_CA_CASH, "Bank of the other", "debit"),
            (1110, roles.ASSET_CA_RECEIVABLES, "Clearing of one", "debit"),
            (1120, roles.ASSET_CA_RECEIVABLES, "Clearing of the other", "debit"),
        )
    ]
    return entity, entity.create_ledger(name="Pool", posted=True), accounts


def main(url: str) -> None:
    configure(url)
    from django.core.management import call_command
    from django.db import transaction

    call_command("migrate", verbosity=0)
    entity, ledger, accounts = entity_with_accounts()
    day = datetime(2012, 4, 2, tzinfo=UTC)

    def post(number: int) -> None:
        pounds = 10 + number
        lent = pounds * 4 // 10
        amounts = (pounds, lent - pounds, -lent, -lent, lent)
        lines = [
            {
                "account": account,
                "amount": abs(amount),
                "tx_type": "debit" if amount > 0 else "credit",
                "description": "Placement",
            }
            for account, amount in zip(accounts, amounts, strict=True)
        ]
        when = day + timedelta(seconds=number)
        with transaction.atomic():
            entity.commit_txs(je_timestamp=when, je_txs=lines, je_ledger_model=ledger, je_posted=True)

    for number in range(10):
        post(number)
    print(json.dumps({"version": version("django-ledger")}), flush=True)
    posted = 10
    for asked in sys.stdin:
        began = time.perf_counter()
        for number in range(posted, posted + int(asked)):
            post(number)
        posted += int(asked)
        print(json.dumps({"seconds": time.perf_counter() - began}), flush=True)


if __name__ == "__main__":
    Path(sys.argv[1].removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True)
    main(sys.argv[1])
