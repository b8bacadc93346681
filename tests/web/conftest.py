"""The workspace as its users meet it: a small fund with people in every role, on a database of each test's own."""

import os
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

os.environ["DJANGO_SETTINGS_MODULE"] = "cronfa.site.web"
os.environ.setdefault("CRONFA_SECRET_KEY", "for tests alone")
os.environ["CRONFA_INSECURE"] = "1"
os.environ["CRONFA_SECOND_PROOF"] = "0"

import django
import pytest

django.setup()

from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.core.management import call_command
from django.test import Client

import served_on_postgres
from cronfa.fund.opening import RunningFund, find, open_fund
from cronfa.fund.taking_in import take_in
from cronfa.governance.models import Appointment, Person
from cronfa.governance.roles import ACTS, Role
from cronfa.ledger.database import connection, setup
from small_fund import AGREEMENT, MAPPING, PAYMENTS
from web import happenings
from web.desks import signed_in

PBKDF2PasswordHasher.iterations = 1_000  # not the million that keeps thieves out: tests sign in by the hundred

SHARED = "}}, {share: contributions}]"
EXPLAINED = "rag: {watch: 1%, over: 2%, commentary over: £1,000}\n"
FUNDS = (
    ("small", "Small pool", "Cronfa fach", SHARED, ""),
    ("other", "Other pool", "Cronfa arall", SHARED, ""),
    ("deciding", "Pool of decisions", "Cronfa benderfynu", "}}, {decide: joint}]", EXPLAINED),
)


def build(url: str, folder: Path) -> None:
    """Three funds: people in every role for the first, one stranger in the second, a board that decides in the third."""
    os.environ["CRONFA_DATABASE_URL"] = url
    setup(url)
    call_command("migrate", verbosity=0, interactive=False)
    (folder / "payments.csv").write_text(PAYMENTS, "utf-8")
    for name, title, title_cy, overspend, more in FUNDS:
        path = folder / f"{name}.yaml"
        text = AGREEMENT.format(name=name, title=title, title_cy=title_cy)
        path.write_text(text.replace(SHARED, overspend) + more, "utf-8")
        fund = open_fund(path, "manager")
        take_in(fund, folder / "payments.csv", MAPPING, "officer", confirmed=lambda _: True)
    for role in Role:
        for body in {"for the host": ("council",), "for the fund": ("",)}.get(ACTS[role], ("council", "board")):
            email = f"{role.value}-{body or 'fund'}@example.org"
            person = Person.objects.create_user(email, name=f"{role.value} {body}".strip(), password="!")
            Appointment.objects.create(
                person=person, fund="small", role=role.value, body=body, starts=date(2020, 4, 1), appointed_by="test"
            )
    stranger = Person.objects.create_user("stranger@example.org", name="stranger")
    Appointment.objects.create(
        person=stranger,
        fund="other",
        role=Role.MANAGER.value,
        body="council",
        starts=date(2020, 4, 1),
        appointed_by="test",
    )
    Person.objects.create_user("second@example.org", name="second manager")
    Appointment.objects.create(
        person=Person.objects.get(email="second@example.org"), fund="small", role=Role.MANAGER.value, body="council",
        starts=date(2020, 4, 1), appointed_by="test",
    )  # fmt: skip
    connection().close()


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The database that every test gets a copy of."""
    folder = tmp_path_factory.mktemp("made")
    build(f"sqlite:///{folder / 'fund.sqlite3'}", folder)
    return folder / "fund.sqlite3"


@pytest.fixture(scope="session")
def made_busy(made: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same after something of every kind has happened."""
    folder = tmp_path_factory.mktemp("busy")
    copy = folder / "fund.sqlite3"
    shutil.copy(made, copy)
    setup(f"sqlite:///{copy}")
    happenings.happen(folder)
    connection().close()
    return copy


@pytest.fixture
def busy_fund(made_busy: Path, tmp_path: Path) -> Iterator[RunningFund]:
    """The fund in which something of every kind has happened, on a copy of its own."""
    copy = tmp_path / "fund.sqlite3"
    shutil.copy(made_busy, copy)
    setup(f"sqlite:///{copy}")
    yield find("small")
    connection().close()


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.long)])
def fund(request: pytest.FixtureRequest) -> RunningFund:
    """The small fund, on a copy of its own; in the long version on PostgreSQL too, bound by row-level security."""
    found: RunningFund = request.getfixturevalue("fund_on_sqlite" if request.param == "sqlite" else "fund_on_postgres")
    return found


@pytest.fixture
def fund_on_sqlite(made: Path, tmp_path: Path) -> Iterator[RunningFund]:
    """The small fund in a file."""
    copy = tmp_path / "fund.sqlite3"
    shutil.copy(made, copy)
    setup(f"sqlite:///{copy}")
    yield find("small")
    connection().close()


@pytest.fixture(scope="session")
def made_on_postgres(postgres_server: str, tmp_path_factory: pytest.TempPathFactory) -> str:
    """The name of the database on PostgreSQL that every test gets a copy of."""
    return served_on_postgres.make(postgres_server, tmp_path_factory.mktemp("made"), build)


@pytest.fixture
def database_on_postgres(postgres_server: str, made_on_postgres: str) -> Iterator[str]:
    """The name of a database on PostgreSQL with the small fund."""
    with served_on_postgres.copied(postgres_server, made_on_postgres) as name:
        yield name


@pytest.fixture
def fund_on_postgres(postgres_server: str, database_on_postgres: str) -> Iterator[RunningFund]:
    """The small fund on PostgreSQL; requests are answered by the role that is bound."""
    setup(served_on_postgres.address(postgres_server, served_on_postgres.OWNER, database_on_postgres))
    with served_on_postgres.requests_bound():
        yield find("small")


@pytest.fixture
def sign_in(fund: RunningFund) -> Callable[..., Client]:
    """A browser at the desk of a role: ``sign_in(Role.PARTNER_OFFICER, "board")``."""
    return signed_in
