"""The pack as a page: what the managers expect beside what is computed, the pack to take, and what came back with it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.core import signing
from django.urls import reverse

from cronfa.governance.desk import Desk
from cronfa.governance.models import ManagersForecast
from cronfa.governance.pack_reading import Forecast
from cronfa.governance.packs import Expected, newest, pack
from cronfa.governance.roles import Right
from cronfa.language import Text, same
from cronfa.problems import Problem
from cronfa.reporting import words
from cronfa.reporting.packs import Pack, PackLine
from cronfa.web.presenters.figures import filled

SALT = "cronfa.pack"
LABELS = {
    "title": Text(en="Managers' forecasts", cy="Rhagolygon rheolwyr"),
    "lead": Text(
        en="What those who answer for the budgets expect the year to come to, beside what is computed. It never takes the "
        "computed figure's place.",
        cy="Yr hyn y mae'r rhai sy'n atebol am y cyllidebau'n disgwyl i'r flwyddyn ddod iddo, wrth ochr yr hyn a gyfrifir. Nid "
        "yw byth yn cymryd lle'r ffigur a gyfrifwyd.",
    ),
    "month": Text(en="{month}, month {number} of {year}", cy="{month}, mis {number} o {year}"),
    "table": Text(en="Forecasts by scheme", cy="Rhagolygon fesul cynllun"),
    "scheme": Text(en="Scheme", cy="Cynllun"),
    "budget": Text(en="Budget", cy="Cyllideb"),
    "actual": Text(en="Actual", cy="Gwirioneddol"),
    "committed": Text(en="Committed", cy="Ymrwymwyd"),
    "computed": Text(en="Computed forecast", cy="Rhagolwg a gyfrifwyd"),
    "expected": Text(en="Manager's forecast", cy="Rhagolwg y rheolwr"),
    "difference": Text(en="Difference", cy="Gwahaniaeth"),
    "who": Text(en="By whom, when, why", cy="Gan bwy, pryd, pam"),
    "whole": Text(en="Fund", cy="Y gronfa"),
    "told": Text(en="{who}, {when} (at the end of month {month}){why}", cy="{who}, {when} (ar ddiwedd mis {month}){why}"),
    "mixed": Text(en="computed where no manager has said", cy="a gyfrifwyd lle nad oes rheolwr wedi dweud"),
    "take": Text(en="The pack", cy="Y pecyn"),
    "take_hint": Text(
        en="An Excel file with this month's figures, in which each manager fills in a forecast and why.",
        cy="Ffeil Excel gyda ffigurau'r mis hwn, lle mae pob rheolwr yn llenwi rhagolwg a'i reswm.",
    ),
    "download": Text(en="Download the pack (Excel)", cy="Lawrlwytho'r pecyn (Excel)"),
    "send": Text(en="Upload the pack that was filled in", cy="Llwytho i fyny'r pecyn a lenwyd"),
    "choose": Text(en="The pack", cy="Y pecyn"),
    "look": Text(en="Check it", cy="Ei wirio"),
    "problems": Text(en="What must be put right", cy="Yr hyn y mae'n rhaid ei gywiro"),
    "place": Text(en="row {row}, column {column}", cy="rhes {row}, colofn {column}"),
    "looked": Text(en="What {file} says", cy="Yr hyn a ddywed {file}"),
    "nothing_kept": Text(
        en="Nothing is kept yet. Confirm it, and another person approves it.",
        cy="Ni chedwir dim eto. Cadarnhewch ef, ac mae rhywun arall yn ei gymeradwyo.",
    ),
    "last": Text(en="Said last", cy="Dywedwyd ddiwethaf"),
    "new": Text(en="New", cy="Newydd"),
    "why": Text(en="Why", cy="Pam"),
    "remark": Text(en="For the person who approves it", cy="Ar gyfer y sawl sy'n ei gymeradwyo"),
    "confirm": Text(en="Confirm and send for approval", cy="Cadarnhau ac anfon i'w gymeradwyo"),
    "history": Text(en="Everything that was said of this month", cy="Popeth a ddywedwyd am y mis hwn"),
    "none": Text(en="No manager has sent a forecast of this month.", cy="Nid oes rheolwr wedi anfon rhagolwg o'r mis hwn."),
    "when": Text(en="When", cy="Pryd"),
    "by": Text(en="By", cy="Gan"),
}  # fmt: skip
Cells = tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Looked:
    """A pack that came back whole: its rows, and the sealed words by which it can be confirmed."""

    title: Text
    rows: tuple[Cells, ...]
    sealed: str


@dataclass(frozen=True, slots=True)
class Brief:
    """What managers expect, for a page about something wider: the schemes of which they have said something."""

    address: str
    rows: tuple[Cells, ...]
    words: dict[str, Text]


@dataclass(frozen=True, slots=True)
class Page:
    """One month's forecasts."""

    subtitle: Text
    rows: tuple[Cells, ...]
    download: str
    may: bool
    looked: Looked | None
    problems: tuple[tuple[Text | None, Problem], ...]
    history: tuple[Cells, ...]
    words: dict[str, Text]


def page(
    desk: Desk, year: str, month: int, *, came: tuple[str, tuple[Forecast, ...]] | None = None,
    problems: Iterable[Problem] = (),
) -> Page:  # fmt: skip
    """One month: with what a pack said that came back, or everything wrong with it."""
    made = pack(desk.fund, filled(desk, year, month), month)
    said = newest(desk.fund.slug, made.year, month)
    return Page(
        subtitle=LABELS["month"].filled(month=made.month_name, number=month, year=made.year),
        rows=beside(made, said),
        download=reverse("pack-file", args=[desk.fund.slug, made.year, month]),
        may=desk.may(Right.PROPOSE),
        looked=_looked(made, said, *came) if came else None,
        problems=tuple((_place(each), each) for each in problems),
        history=tuple(_history(desk, made)),
        words=LABELS,
    )


def brief(desk: Desk, year: str, month: int) -> Brief:
    """What managers expect beside what is computed, in short, with the way to the whole of it."""
    address = reverse("forecasts", args=[desk.fund.slug, year, month])
    said = newest(desk.fund.slug, year, month)
    if not said:
        return Brief(address, (), LABELS)
    lines = pack(desk.fund, filled(desk, year, month), month).lines
    rows = [_row(line, said[line.scheme]) for line in lines if line.scheme in said]
    return Brief(address, tuple((row[0], *row[4:]) for row in rows), LABELS)


def beside(made: Pack, said: Mapping[str, Expected]) -> tuple[Cells, ...]:
    """Every scheme: what is computed, what its manager expects, the difference, and who says so; the fund beneath."""
    rows = [_row(line, said.get(line.scheme)) for line in made.lines]
    if made.lines:
        computed = sum(line.computed_pence or 0 for line in made.lines)
        expected = sum(
            said[line.scheme].amount_pence if line.scheme in said else line.computed_pence or 0 for line in made.lines
        )
        budget = sum(line.budget_pence or 0 for line in made.lines)
        spent, promised = (
            sum(line.actual_pence for line in made.lines),
            sum(line.committed_pence for line in made.lines),
        )
        amounts = (budget, spent, promised, computed)
        managers = (words.rounded(expected), _more(expected - computed), LABELS["mixed"]) if said else (same("–"),) * 3
        rows.append((LABELS["whole"], *(words.rounded(each) for each in amounts), *managers))
    return tuple(rows)


def _row(line: PackLine, said: Expected | None) -> Cells:
    amounts = (line.budget_pence, line.actual_pence, line.committed_pence, line.computed_pence)
    cells = tuple(same("–") if each is None else words.rounded(each) for each in amounts)
    if said is None:
        return (line.title, *cells, same("–"), same("–"), same("–"))
    difference = same("–") if line.computed_pence is None else _more(said.amount_pence - line.computed_pence)
    return (line.title, *cells, words.rounded(said.amount_pence), difference, _told(said))


def _more(pence: int) -> Text:
    return words.rounded(pence, sign=True)


def _told(said: Expected) -> Text:
    why = f": {said.why}" if said.why else ""
    return LABELS["told"].filled(who=said.who, when=words.day(said.at.date()), month=said.month, why=why)


def _looked(made: Pack, said: Mapping[str, Expected], file: str, rows: tuple[Forecast, ...]) -> Looked:
    lines = {line.scheme: line for line in made.lines}
    shown = []
    for each in rows:
        line, last = lines[each.scheme], said.get(each.scheme)
        computed = same("–") if line.computed_pence is None else words.money(line.computed_pence)
        before = words.money(last.amount_pence) if last else same("–")
        shown.append((line.title, computed, before, words.money(each.amount_pence), same(each.why or "–")))
    plain = [(each.scheme, each.amount_pence, each.why) for each in rows]
    sealed = signing.dumps([made.fund, made.year, made.month, file, plain], salt=SALT, compress=True)
    return Looked(LABELS["looked"].filled(file=file), tuple(shown), sealed)


def _place(problem: Problem) -> Text | None:
    if problem.where.line is None:
        return None
    return LABELS["place"].filled(row=problem.where.line, column=_letters(problem.where.column))


def _letters(column: int | None) -> str:
    """A column as a spreadsheet names it: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters or "–"


def _history(desk: Desk, made: Pack) -> Iterator[Cells]:
    titles = {line.scheme: line.title for line in made.lines}
    found = ManagersForecast.objects.filter(fund=made.fund, year=made.year, month=made.month).select_related("made_by")
    for each in found.order_by("-id")[:100]:
        title = titles.get(each.scheme, desk.terms.scheme_title(each.scheme))
        on = words.day(each.made_at.date())
        yield (title, words.money(each.amount_pence), same(each.made_by.name), on, same(each.why or "–"))
