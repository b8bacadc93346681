"""A fund's own past as a world of possible years: from its ledger, or from its payments files before there is one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from hashlib import sha256
from itertools import islice
from pathlib import Path

from cronfa.agreement import Agreement, Terms, load
from cronfa.attribution import attribute_columns, rules_of
from cronfa.attribution.rules import Rules
from cronfa.calendars import Year
from cronfa.foresight.anatomy import anatomy, terms_of_year, year_of_model
from cronfa.foresight.assumed import around_budgets
from cronfa.foresight.codes import NO_PAST_TO_CHANGE
from cronfa.foresight.demand.model import Demand
from cronfa.foresight.history import History, HistoryWorld, Plan, fitted, no_payments
from cronfa.foresight.shocked import ShockedWorld
from cronfa.foresight.shocks import Shock
from cronfa.foresight.simulating import Draft, Work, check_fits, needed_bytes
from cronfa.foresight.worlds import World
from cronfa.fund.attributing import BATCH, columns
from cronfa.fund.example import EXAMPLES, example
from cronfa.fund.opening import RunningFund, find
from cronfa.fund.projecting import last_month_with_spend
from cronfa.intake import Line, parse_mapping, read
from cronfa.language import Text, same
from cronfa.ledger.database import is_there
from cronfa.ledger.queries import balances
from cronfa.problems import Problems

FROM_LEDGER = Text(en="the fund's ledger", cy="cyfriflyfr y gronfa")
FROM_FILES = Text(en="the payments files {files}", cy="y ffeiliau taliadau {files}")
AGREEMENT, PAYMENTS, MAPPING = "agreement.yaml", "payments", "payments.mapping.yaml"
"""Where the payments that belong to an agreement lie beside it, and how they are read."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What decides a world of the fund's past beside the records."""

    year: str
    seed: int = 0
    growth: Fraction | None = None
    from_month: str | None = None


def history_of_ledger(fund: RunningFund) -> History:
    """What the ledger holds as spent, by month of service, scheme and responsible partner, while its months are in."""
    found = balances(fund.ledger, ("period", "scheme", "partner"), where={"account": "expenditure"})
    last = last_month_with_spend(fund)
    spend = {
        (str(month), str(scheme), str(partner)): pence
        for (month, scheme, partner), pence in found.items()
        if str(month) <= last
    }
    return History.of(spend, FROM_LEDGER)


def history_of_files(agreement: Agreement, files: Sequence[Path], mapping: Path) -> History:
    """What payments files hold, attributed by the agreement as the ledger would.

    Raises:
        Problems: everything wrong with a file, its mapping or its lines.
    """
    rules = rules_of(agreement)
    text = mapping.read_text(encoding="utf-8-sig")
    spend: dict[tuple[str, str, str], int] = defaultdict(int)
    for file in files:
        intake = read(file, parse_mapping(text, file=str(mapping)))
        if not intake.ok:
            raise Problems(intake.problems)
        lines = iter(intake.lines())
        while batch := list(islice(lines, BATCH)):
            _add(batch, rules, file.name, spend)
    return History.of(spend, FROM_FILES.filled(files=" … ".join(dict.fromkeys((files[0].name, files[-1].name)))))


def _add(batch: Sequence[Line], rules: Rules, file: str, spend: dict[tuple[str, str, str], int]) -> None:
    done = attribute_columns(columns(batch, file), rules)
    for partner, pence in zip(rules.partners, done.responsible.tolist(), strict=True):
        for line, amount in zip(batch, pence, strict=True):
            spend[f"{line.service_date:%Y-%m}", line.scheme, partner] += amount


def files_beside(agreement: Path) -> tuple[tuple[Path, ...], Path] | None:
    """The payments files and their mapping that lie beside an agreement; nothing if there are none."""
    folder = agreement.parent
    files = sorted(each for each in (folder / PAYMENTS).glob("*.csv*") if each.is_file())
    mapping = folder / MAPPING
    return (tuple(files), mapping) if files and mapping.is_file() else None


def world_of_history(terms: Terms, history: History, asked: Asked) -> HistoryWorld:
    """The fund's past as a world for one year of the agreement.

    Raises:
        Problems: too few months, or the agreement has no sums for the year.
    """
    plan = anatomy(terms, asked.year)
    budgets = {scheme: dict(zip(plan.partners, rows, strict=True)) for scheme, rows in plan.rows.items()}
    wanted = Plan(
        asked.year, plan.partners, plan.schemes, plan.titles, budgets, asked.seed, asked.growth, asked.from_month
    )
    return fitted(history, wanted)


def found_agreement(asked: str) -> tuple[Path, Agreement]:
    """An agreement by its file, its folder, or the name of an example that ships with cronfa.

    Raises:
        Problems: it cannot be read, or has errors.
    """
    path = Path(asked)
    if path.is_dir():
        path = path / AGREEMENT
    elif not path.exists() and asked in EXAMPLES:
        path = example(asked) / AGREEMENT
    return path, load(path)


def draft_of(path: Path, agreement: Agreement, year: str) -> Draft:
    """An agreement as one draft of a simulation: its terms for a year, and the hash of its file."""
    terms = terms_of_year(agreement, year)
    title = terms.title or same(agreement.id)
    name = path.parent.name if path.name == AGREEMENT else path.stem
    return Draft(name, title, terms, sha256(path.read_bytes()).hexdigest())


def past_world(path: Path, agreement: Agreement, history: str | None, asked: Asked) -> World:
    """The world of a fund's past: as told, else payments beside the agreement, else the open ledger, else assumptions.

    Payments in a folder of their own are attributed by the agreement that lies with them: it was in force then.

    Raises:
        Problems: the past was asked for and there is too little of it.
    """
    terms = terms_of_year(agreement, asked.year)
    if history in EXAMPLES:
        history = str(example(history))
    if history == "none":
        return around_budgets(terms, asked.year, asked.seed)
    if history == "ledger":
        return world_of_history(terms, history_of_ledger(find(agreement.id)), asked)
    told = Path(history) / AGREEMENT if history else path
    beside = files_beside(told)
    if beside is not None:
        judged_by = load(told) if history and told.is_file() else agreement
        return world_of_history(terms, history_of_files(judged_by, *beside), asked)
    if history is not None:
        raise Problems([no_payments(history, PAYMENTS, MAPPING)])
    return from_ledger(agreement.id, terms, asked)


def from_ledger(slug: str, terms: Terms, asked: Asked) -> World:
    """The past in the open ledger of a fund of this name, if it holds a year; else assumptions around the budgets."""
    ledger = _open_ledger(slug)
    known = history_of_ledger(ledger) if ledger else None
    if known is not None and len(known.months) >= 12:
        return world_of_history(terms, known, asked)
    return around_budgets(terms, asked.year, asked.seed)


def demand_world(demand: Demand, terms: Terms, asked: Asked, file: str) -> World:
    """A model of demand as a world for one year of an agreement.

    Raises:
        Problems: the model does not reach the year.
    """
    from cronfa.foresight.demand.world import DemandWorld

    return DemandWorld(
        demand, terms.partner_ids, asked.seed, year_of_model(demand.first_year, demand.steps, asked.year, file)
    )


def _open_ledger(slug: str) -> RunningFund | None:
    """The fund of this name, if the database that is there holds it."""
    if not is_there():
        return None
    try:
        return find(slug)
    except Problems:
        return None


def with_chances(world: World, shocks: Sequence[Shock], partners: tuple[str, ...]) -> World:
    """The world with those shocks laid over it that have a chance of happening in a year."""
    likely = tuple(shock for shock in shocks if shock.chance)
    return ShockedWorld(world, likely, partners, by_chance=True) if likely else world


def check_past(world: World, asked: Asked) -> None:
    """Before any long work: is what was asked of the past about these years?

    Raises:
        Problems: growth or a first month was given, and the years are not drawn from the past.
    """
    given = {"--growth": asked.growth is not None, "--since": asked.from_month is not None}
    if not isinstance(world, HistoryWorld) and any(given.values()):
        raise Problems(NO_PAST_TO_CHANGE.at(option=option) for option, is_given in given.items() if is_given)


def as_at(world: World) -> date:
    """The day until which a world knows what happened: the end of its records, else the eve of the year."""
    base = world.base if isinstance(world, ShockedWorld) else world
    last = base.known_until if isinstance(base, HistoryWorld) else None
    return last or Year(world.year).first_day - timedelta(days=1)


def check_memory(work: Work, workers: int) -> None:
    """Before any long work: would it fit?

    Raises:
        Problems: it would need more memory than is free.
    """
    free = free_bytes()
    if free is not None:
        check_fits(needed_bytes(work, workers), free)


def free_bytes() -> int | None:
    """Memory that is free on this machine, where the system says so."""
    try:
        found = Path("/proc/meminfo").read_text(encoding="ascii")
    except OSError:
        return None
    for line in found.splitlines():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    return None
