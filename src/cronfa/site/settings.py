"""Django's settings for cronfa: one database, named by ``$CRONFA_DATABASE_URL``, and the ledger's app.

``sqlite:///cronfa.sqlite3`` (a path from the working folder; four slashes for an absolute one) is the default;
``postgresql://user:password@host/name`` serves several people at once.
"""

import os
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

DEFAULT_DATABASE_URL = "sqlite:///cronfa.sqlite3"


def database_from(url: str) -> dict[str, Any]:
    """Django's description of the database at an address.

    Raises:
        ValueError: the address is of neither SQLite nor PostgreSQL.
    """
    parts = urlsplit(url)
    if parts.scheme == "sqlite":
        return _sqlite(unquote(parts.path[1:]))
    if parts.scheme in ("postgresql", "postgres"):
        return _postgresql(url)
    raise ValueError(f"CRONFA_DATABASE_URL must begin with sqlite: or postgresql:, not {parts.scheme}:")


def _sqlite(path: str) -> dict[str, Any]:
    # A commit is on the disk before it is acknowledged (FULL); a writer says so before it reads (IMMEDIATE), so that
    # nothing is read and then written over.
    pragmas = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY"
    options = {"init_command": pragmas, "transaction_mode": "IMMEDIATE", "timeout": 30}
    path = str(Path(path).absolute())
    server = {"HOST": "", "PORT": "", "USER": "", "PASSWORD": ""}
    return {"ENGINE": "django.db.backends.sqlite3", "NAME": path, "OPTIONS": options, **server}


def _postgresql(url: str) -> dict[str, Any]:
    parts = urlsplit(url)
    # Django prepares no statement unless it is told from which use on; those of the ledger ask for it themselves.
    options = {"prepare_threshold": 5, **dict(parse_qsl(parts.query))}
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": parts.hostname or options.pop("host", ""),
        "PORT": str(parts.port or options.pop("port", "")),
        "OPTIONS": options,
    }


def database_in_use() -> dict[str, Any]:
    """Django's description of the database that the environment names now."""
    return database_from(os.environ.get("CRONFA_DATABASE_URL") or DEFAULT_DATABASE_URL)


DATABASES = {"default": database_in_use()}
INSTALLED_APPS = ["cronfa.ledger.apps.LedgerConfig"]
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
SECRET_KEY = os.environ.get("CRONFA_SECRET_KEY", "no session, cookie or form is signed by this release")
TIME_ZONE = "UTC"
USE_TZ = True
LANGUAGE_CODE = "en-gb"
