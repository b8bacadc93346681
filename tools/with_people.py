"""Runs examples of problems that people have with each other, in the small fund with two people appointed to it.

A process of its own, because a workspace is another Django than the command line's: ``python tools/with_people.py FILE …``
writes, pickled, what every file gives. Used by ``tools/problem_pages.py``.
"""

import os
import pickle
import shutil
import sys
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

os.environ["DJANGO_SETTINGS_MODULE"] = "cronfa.site.web"
os.environ["CRONFA_SECRET_KEY"] = "nothing is signed in an example"
os.environ["CRONFA_INSECURE"] = "1"

import problem_pages
from cronfa.ledger.database import connection, setup

PEOPLE = {
    "officer@example.org": ("Finance officer", "partner-finance-officer"),
    "chief@example.org": ("Chief finance officer", "chief-finance-officer"),
}
"""Who acts for the council in the examples."""


def appoint() -> None:
    """Make the people, in the fund whose folder this process stands in."""
    from cronfa.governance.models import Appointment, Person

    for email, (name, role) in PEOPLE.items():
        person = Person.objects.create_user(email, name=name)
        Appointment.objects.create(
            person=person, fund="small-pool", role=role, body="council", starts=date(2026, 4, 1), appointed_by="example"
        )


def main(examples: list[Path]) -> None:
    """Run each example on a copy of one database of its own."""
    left = {}
    with problem_pages.small_fund(), TemporaryDirectory() as copies:
        appoint()
        connection().close()
        for example in examples:
            copy = Path(copies) / f"{example.stem}.sqlite3"
            shutil.copy("cronfa.sqlite3", copy)
            setup(f"sqlite:///{copy}")
            left[example.stem] = problem_pages.left_by(example)
            connection().close()
    sys.stdout.buffer.write(pickle.dumps(left))


if __name__ == "__main__":
    main([Path(name).resolve() for name in sys.argv[1:]])
