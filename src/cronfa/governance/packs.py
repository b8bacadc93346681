"""Budget managers' forecasts: the pack of a month, what comes back prepared by one and approved by another, the newest of each.

What a manager expects stands beside what is computed and never takes its place: settlements and reports are computed from
the ledger alone.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from cronfa.calendars import Year
from cronfa.fund.opening import RunningFund
from cronfa.governance.models import ManagersForecast, Person, Proposal
from cronfa.governance.pack_codes import TOO_LONG
from cronfa.governance.pack_reading import Forecast, read_pack
from cronfa.governance.proposals import Content, Kind, kind, prepare
from cronfa.governance.roles import Right
from cronfa.language import Text, same
from cronfa.money import pounds
from cronfa.monitoring.standing import positions
from cronfa.monitoring.terms import terms_of
from cronfa.problems import Where, stop
from cronfa.reporting.inputs import Book
from cronfa.reporting.packs import Pack, PackLine

MOST_BYTES = 2_000_000
"""Of a pack that comes back."""


@dataclass(frozen=True, slots=True)
class Expected:
    """What a manager expects of a scheme's year, seen from the end of a month."""

    amount_pence: int
    why: str
    who: str
    at: datetime
    month: int


def pack(fund: RunningFund, filled: Book, month: int) -> Pack:
    """The pack of a month: where every scheme stands, with what its manager said last."""
    terms, year = filled.terms, filled.year
    said = newest(fund.slug, year, month)
    found = positions(filled.facts, terms_of(terms, year, moved=filled.moved), month=month)
    lines = [
        PackLine(
            each.scheme, terms.scheme_title(each.scheme), each.budget_year_pence, each.actual_to_date_pence,
            each.committed_pence, each.forecast_pence,
            said[each.scheme].amount_pence if each.scheme in said else None,
            said[each.scheme].why if each.scheme in said else "",
        )
        for each in found
        if each.scheme
    ]  # fmt: skip
    name = Year(year).months()[month - 1].name
    title = terms.title or same(fund.slug)
    return Pack(fund.slug, title, year, month, name, filled.as_at, tuple(lines))


def look(made: Pack, name: str, content: bytes) -> tuple[str, tuple[Forecast, ...]]:
    """What a pack says that came back, and what the file is called. Nothing is kept.

    Raises:
        Problems: everything wrong with it.
    """
    name = Path(name).name[:100] or "pack.xlsx"
    if len(content) > MOST_BYTES:
        stop(TOO_LONG, Where(file=name))
    with TemporaryDirectory(prefix="cronfa-pack-") as folder:
        path = Path(folder) / name
        path.write_bytes(content)
        return name, read_pack(path, made.fund, made.year, made.month, [line.scheme for line in made.lines])


def newest(fund: str, year: str, month: int) -> Mapping[str, Expected]:
    """By scheme: the newest forecast of a year that was made for this month or an earlier one."""
    found = ManagersForecast.objects.filter(fund=fund, year=year, month__lte=month).select_related("made_by")
    return {
        each.scheme: Expected(each.amount_pence, each.why, each.made_by.name, each.made_at, each.month)
        for each in found.order_by("month", "id")
    }


def put_forward(
    fund: RunningFund, year: str, month: int, file: str, rows: Sequence[Forecast], person: Person, why: str
) -> Proposal:
    """Put a pack's forecasts forward for another person to approve; nothing of them counts before.

    Raises:
        Problems: no reason is given, or the same forecasts wait or are kept already.
    """
    plain = [{"scheme": each.scheme, "amount_pence": each.amount_pence, "why": each.why} for each in rows]
    before = _kept(fund.slug, year, month)
    digest = hashlib.sha256(json.dumps([year, month, before, plain]).encode()).hexdigest()
    content = {"year": year, "month": month, "file": file, "rows": plain, "digest": digest}
    return prepare(fund, FORECASTS, content, person, key=digest, why=why)


def _kept(fund: str, year: str, month: int) -> int:
    """How many forecasts of a month are kept: the same ones may come again once others have come between."""
    return ManagersForecast.objects.filter(fund=fund, year=year, month=month).count()


def _says(fund: RunningFund, content: Content) -> Text:
    said = Text(
        en="Managers' forecasts at the end of {month}, from {file}: {total} for {schemes}",
        cy="Rhagolygon rheolwyr ar ddiwedd {month}, o {file}: {total} ar gyfer {schemes}",
    )
    more = Text(en="{first} and {count} more", cy="{first} ({count} arall hefyd)")
    month = Year(content["year"]).months()[content["month"] - 1].name
    total = pounds(sum(row["amount_pence"] for row in content["rows"]))
    first = _title(fund, content, content["rows"][0]["scheme"])
    others = len(content["rows"]) - 1
    schemes = more.filled(first=first, count=others) if others else first
    return said.filled(month=month, schemes=schemes, total=total, file=content["file"])


def _details(fund: RunningFund, content: Content) -> tuple[tuple[Text, Text], ...]:
    """Every scheme with what is expected of it and why."""
    return tuple(
        (
            _title(fund, content, row["scheme"]),
            same(f"{pounds(row['amount_pence'])}{': ' if row['why'] else ''}{row['why']}"),
        )
        for row in content["rows"]
    )


def _title(fund: RunningFund, content: Content, scheme: str) -> Text:
    return fund.terms_of(content["year"]).scheme_title(scheme)


def _keep(fund: RunningFund, content: Content, who: str) -> Content:
    proposal = Proposal.objects.get(
        fund=fund.slug, kind=FORECASTS.name, key=f"{FORECASTS.name}/{content['digest']}", state=Proposal.APPROVED
    )
    kept = ManagersForecast.objects.bulk_create(
        ManagersForecast(
            fund=fund.slug, year=content["year"], month=content["month"], scheme=row["scheme"],
            amount_pence=row["amount_pence"], why=row["why"], proposal=proposal, made_by=proposal.made_by,
        )
        for row in content["rows"]
    )  # fmt: skip
    return {"kept": len(kept)}


FORECASTS = kind(
    Kind(
        "forecasts",
        Text(en="Managers' forecasts", cy="Rhagolygon rheolwyr"),
        prepare=Right.PROPOSE,
        approve=Right.APPROVE,
        says=_says,
        do=_keep,
        details=_details,
    )
)
