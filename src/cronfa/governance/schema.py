"""What the database itself refuses of governance, written once for each kind of database.

Events of the trail are only ever added. A proposal keeps what was proposed, by whom and why; it is decided once and never
goes. Views, decisions, explanations, sign-offs, frozen reports and managers' forecasts are records too: a newer one counts, an
older one stays. What a job was asked to do is not changed, nor who approved what a worker is to carry out, nor a worry once its
partner has released it; a token carries what it was issued with until it is revoked for good.
"""

ONLY_ADDED = ("event", "boarddecision", "partnerview", "frozenreport", "signoff", "managersforecast", "explanation")
NEVER_GONE = (
    *ONLY_ADDED,
    "reconciliation",
    "extract",
    "proposal",
    "appointment",
    "query",
    "commentary",
    "job",
    "approval",
    "worry",
    "token",
    "allowance",
)
ISSUED = ("person_id", "fund", "body", "name", "rights", "sha256", "issued_at", "issued_by", "expires")
PROPOSED = ("fund", "kind", "content", "key", "made_by_id", "made_at", "why")
DECIDED = ("state", "decided_by_id", "decided_at", "remark")


def statements(vendor: str) -> list[str]:
    """What makes the refusals on ``sqlite`` or ``postgresql``, one statement a list item."""
    return _postgresql() if vendor == "postgresql" else _sqlite()


def _sqlite() -> list[str]:
    found = [_refusal(table, "update", "") for table in ONLY_ADDED]
    found += [_refusal(table, "delete", "") for table in NEVER_GONE]
    found += [_no_replacement(table) for table in NEVER_GONE]
    found += [_refusal(table, "update", f"WHEN {changed}") for table, changed in _fixed("IS NOT").items()]
    return found


def _refusal(table: str, change: str, when: str) -> str:
    words = f"governance: {change} of {table} is refused, it is a record"
    return (
        f"CREATE TRIGGER governance_{table}_no_{change} BEFORE {change} ON governance_{table} {when} "
        f"BEGIN SELECT RAISE(ABORT, '{words}'); END"
    )


def _no_replacement(table: str) -> str:
    """INSERT OR REPLACE deletes the row it conflicts with and fires no trigger for it."""
    key = " OR (fund = NEW.fund AND number = NEW.number)" if table == "event" else ""
    return (
        f"CREATE TRIGGER governance_{table}_no_replacement BEFORE INSERT ON governance_{table} "  # noqa: S608  names of our own tables
        f"WHEN EXISTS (SELECT 1 FROM governance_{table} WHERE id = NEW.id{key}) "
        f"BEGIN SELECT RAISE(ABORT, 'governance: a {table} is never replaced'); END"
    )


def _fixed(differs: str) -> dict[str, str]:
    """By table: what is changed of a row that may not be."""
    asked = " OR ".join(
        f"NEW.{column} {differs} OLD.{column}" for column in ("fund", "content", "partner", "made_by_id")
    )
    worry = f"(OLD.released_at IS NOT NULL AND (NEW.content {differs} OLD.content OR NEW.released_at {differs} OLD.released_at))"
    issued = " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in ISSUED)
    token = f"({issued} OR (OLD.revoked_at IS NOT NULL AND NEW.revoked_at {differs} OLD.revoked_at))"
    approved = " OR ".join(
        f"NEW.{column} {differs} OLD.{column}" for column in ("fund", "proposal_id", "person_id", "remark", "made_at")
    )
    return {
        "proposal": _proposal_changed(differs), "approval": f"({approved})", "job": f"({asked})", "worry": worry,
        "token": token,
    }  # fmt: skip


def _proposal_changed(differs: str) -> str:
    """Whether what was proposed is touched at all, or what was decided once it has been."""
    proposed = " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in PROPOSED)
    decided = " OR ".join(f"NEW.{column} {differs} OLD.{column}" for column in DECIDED)
    return f"({proposed} OR (OLD.state <> 'prepared' AND ({decided} OR OLD.outcome <> '')))"


def _postgresql() -> list[str]:
    refuse = (
        "CREATE FUNCTION governance_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'governance: % of % is refused, it is a record', lower(TG_OP), TG_TABLE_NAME; END $$"
    )
    found = [refuse]
    for table in NEVER_GONE:
        changes = "UPDATE OR DELETE OR TRUNCATE" if table in ONLY_ADDED else "DELETE OR TRUNCATE"
        found.append(
            f"CREATE TRIGGER governance_{table}_record BEFORE {changes} ON governance_{table} "
            "FOR EACH STATEMENT EXECUTE FUNCTION governance_refuse()"
        )
    found += [
        f"CREATE TRIGGER governance_{table}_kept BEFORE UPDATE ON governance_{table} FOR EACH ROW "
        f"WHEN {changed} EXECUTE FUNCTION governance_refuse()"
        for table, changed in _fixed("IS DISTINCT FROM").items()
    ]
    return found
