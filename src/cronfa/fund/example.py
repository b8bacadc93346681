"""The example that ships with cronfa, found in a checkout and in an installed package alike, and room to run it."""

from importlib.resources import files
from pathlib import Path

import cronfa
from cronfa.fund import codes
from cronfa.ledger import database
from cronfa.problems import stop

LEEDS = "leeds-learning-disability"
EXAMPLES = (LEEDS, "older-people", "rotherham-style", "small-pool")


def example(name: str) -> Path:
    """The folder of an example."""
    installed = Path(str(files(cronfa) / "_examples" / name))
    in_checkout = Path(cronfa.__file__).parents[2] / "examples" / name
    found = installed if installed.is_dir() else in_checkout
    assert found.is_dir(), f"the example {name} is not where it ships"
    return found


def begin_anew(who: str) -> None:
    """Take away the database that an earlier run of the example made, and no other.

    Raises:
        Problems: the database holds funds that ``who`` did not open, or is not a file that can be made anew.
    """
    if not database.is_there():
        return
    database.setup()
    opened = database.rows("SELECT slug, who FROM ledger_fund")
    others = [slug for slug, opener in opened if opener != who]
    if others or (opened and database.is_postgresql()):
        stop(codes.DATABASE_IN_USE, funds=", ".join(others or [slug for slug, _ in opened]))
    if opened:
        path = Path(str(database.connection().settings_dict["NAME"]))
        database.connection().close()
        for part in ("", "-wal", "-shm"):
            path.with_name(path.name + part).unlink(missing_ok=True)
