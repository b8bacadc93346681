"""A fund's own past as a world of possible years: from its ledger, or from its payments files before there is one."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import islice
from pathlib import Path

from cronfa.agreement import Agreement, Terms
from cronfa.attribution import attribute_columns, rules_of
from cronfa.attribution.rules import Rules
from cronfa.calendars import Year
from cronfa.foresight import codes
from cronfa.foresight.anatomy import Anatomy, anatomy
from cronfa.foresight.assumed import AssumedWorld
from cronfa.foresight.history import History, HistoryWorld, Plan, fitted
from cronfa.fund.attributing import BATCH, columns
from cronfa.fund.opening import RunningFund
from cronfa.intake import Line, parse_mapping, read
from cronfa.language import Text
from cronfa.ledger.queries import balances
from cronfa.problems import Problems, stop

FROM_LEDGER = Text(en="the fund's ledger", cy="cyfriflyfr y gronfa")
FROM_FILES = Text(en="the payments files {files}", cy="y ffeiliau taliadau {files}")
PAYMENTS, MAPPING = "payments", "payments.mapping.yaml"
"""Where the payments that belong to an agreement lie beside it, and how they are read."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What decides a world of the fund's past beside the records."""

    year: str
    seed: int = 0
    growth: Fraction | None = None
    from_month: str | None = None


def years_with_budgets(agreement: Agreement) -> tuple[str, ...]:
    """The years for which the agreement has budgets, in order."""
    found = [
        year
        for version in agreement.versions
        for scheme in version.terms.schemes.values()
        for year in scheme.budget.years
    ]
    return tuple(sorted(set(found)))


def terms_of_year(agreement: Agreement, year: str) -> Terms:
    """The terms that settle a year.

    Raises:
        Problems: the agreement has no budgets for it.
    """
    known = years_with_budgets(agreement)
    if year not in known:
        stop(codes.YEAR_UNKNOWN, year=year, known=", ".join(known) or "–")
    day = min(max(Year(year).last_day, agreement.versions[0].from_), agreement.latest.to)
    return agreement.on(day).terms


def history_of_ledger(fund: RunningFund) -> History:
    """What the ledger holds as spent, by month of service, scheme and responsible partner."""
    found = balances(fund.ledger, ("period", "scheme", "partner"), where={"account": "expenditure"})
    spend = {(str(month), str(scheme), str(partner)): pence for (month, scheme, partner), pence in found.items()}
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
    names = ", ".join(file.name for file in files)
    return History.of(spend, FROM_FILES.filled(files=names))


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
        asked.year, plan.partners, plan.schemes, _titles(plan), budgets, asked.seed, asked.growth, asked.from_month
    )
    return fitted(history, wanted)


def assumed_world(terms: Terms, asked: Asked) -> AssumedWorld:
    """Spend around the budgets of one year, by stated spreads."""
    plan = anatomy(terms, asked.year)
    profile = {scheme: plan.profile(scheme) for scheme in plan.schemes}
    return AssumedWorld(asked.year, asked.seed, plan.partners, plan.rows, profile, _titles(plan))


def _titles(plan: Anatomy) -> dict[str, Text]:
    return {scheme: plan.terms.scheme_title(scheme) for scheme in plan.schemes}
