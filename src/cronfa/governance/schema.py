"""What the database itself refuses of governance, written once for each kind of database.

Events of the trail are only ever added. A proposal keeps what was proposed, by whom and why; it is decided once and never
goes. Views, decisions, sign-offs and frozen reports are records too: a newer one counts, an older one stays.
"""

ONLY_ADDED = ("event", "boarddecision", "partnerview", "frozenreport", "signoff")
NEVER_GONE = (*ONLY_ADDED, "proposal", "appointment", "query", "commentary")
PROPOSED = ("fund", "kind", "content", "key", "made_by_id", "made_at", "why")
DECIDED = ("state", "decided_by_id", "decided_at", "remark")


def statements(vendor: str) -> list[str]:
    """What makes the refusals on ``sqlite`` or ``postgresql``, one statement a list item."""
    return _postgresql() if vendor == "postgresql" else _sqlite()


def _sqlite() -> list[str]:
    found = [_refusal(table, "update", "") for table in ONLY_ADDED]
    found += [_refusal(table, "delete", "") for table in NEVER_GONE]
    found += [_no_replacement(table) for table in NEVER_GONE]
    found.append(_refusal("proposal", "update", f"WHEN {_proposal_changed('IS NOT')}"))
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
        f"CREATE TRIGGER governance_{table}_no_replacement BEFORE INSERT ON governance_{table} "  # noqa: S608
        f"WHEN EXISTS (SELECT 1 FROM governance_{table} WHERE id = NEW.id{key}) "
        f"BEGIN SELECT RAISE(ABORT, 'governance: a {table} is never replaced'); END"
    )


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
    found.append(
        "CREATE TRIGGER governance_proposal_kept BEFORE UPDATE ON governance_proposal FOR EACH ROW "
        f"WHEN {_proposal_changed('IS DISTINCT FROM')} EXECUTE FUNCTION governance_refuse()"
    )
    return found
