"""The ledger's tables, constraints and triggers, written once for each kind of database."""

from importlib.resources import files

TABLES = (
    "fund",
    "partner",
    "agreement",
    "source",
    "source_chunk",
    "period",
    "period_event",
    "coding",
    "batch",
    "seal",
    "entry",
    "posting",
)

# On SQLite, INSERT OR REPLACE deletes the row it conflicts with and fires no trigger for it: so a row that is there
# already is refused before the insert.
_KEYS = {
    "fund": ("slug",),
    "partner": ("fund_id", "slug"),
    "agreement": ("fund_id", "sha256"),
    "source": ("fund_id", "sha256", "reading"),
    "source_chunk": ("source_id", "first_line"),
    "period": ("fund_id", "code"),
    "period_event": (),
    "coding": ("fund_id", "account", "scheme", "counterparty", "clause"),
}


def statements(vendor: str) -> list[str]:
    """What makes the ledger on ``sqlite`` or ``postgresql``, one script a list item, in order."""
    script = files(__package__).joinpath(f"{vendor}.sql").read_text(encoding="utf-8")
    return [script, *(_append_only(table, vendor) for table in TABLES)]


def _append_only(table: str, vendor: str) -> str:
    if vendor == "postgresql":
        return (
            f"CREATE TRIGGER ledger_{table}_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger_{table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse_change();"
        )
    refusals = [
        f"CREATE TRIGGER ledger_{table}_no_{change} BEFORE {change} ON ledger_{table} "
        f"BEGIN SELECT RAISE(ABORT, 'ledger: {change} is refused, the ledger is append-only'); END;"
        for change in ("update", "delete")
    ]
    if table in _KEYS:
        refusals.append(_no_replacement(table, _KEYS[table]))
    return "\n".join(refusals)


def _no_replacement(table: str, key: tuple[str, ...]) -> str:
    same = " AND ".join(f"{column} = NEW.{column}" for column in key)
    there = f"id = NEW.id OR ({same})" if key else "id = NEW.id"
    refused = f"SELECT RAISE(ABORT, 'ledger: a {table} is never replaced')"
    found = f"EXISTS (SELECT 1 FROM ledger_{table} WHERE {there})"  # noqa: S608  names of our own tables
    name = f"ledger_{table}_no_replacement"
    return f"CREATE TRIGGER {name} BEFORE INSERT ON ledger_{table} BEGIN {refused} WHERE {found}; END;"
