"""A brief from YAML, beside the agreement it is about.

```yaml
design: leeds-2013-14
year: 2013-14
may vary:
  - {limit: "schemes.residential.overspend[1]", from: £0, to: £3,000,000, by: £50,000}
  - {shares: schemes.residential.contributions, of: {leeds: 85% to 98%}, by: 0.5%}
  - {reserve: contingency, from: £0, to: £1,000,000, by: £50,000}
must hold:
  worse off than alone: £25,000
  exposure: {leeds: £2,500,000, nhs-leeds: £600,000}
better on: [shortfall, reserve runs out]
years: {spread: 5%, together: 30%}
```
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from cronfa.agreement.clauses import Terms
from cronfa.agreement.versions import Agreement, Version
from cronfa.calendars import CalendarError, Year
from cronfa.foresight.anatomy import terms_of_year
from cronfa.foresight.design import codes
from cronfa.foresight.design.brief import BY_PARTNER, MEASURES, Brief, Constraint, GlidePath, Measure, Stage
from cronfa.foresight.design.dials import Lattice
from cronfa.foresight.design.fields import Fields, basis_points, money
from cronfa.foresight.design.reading_terms import free_term
from cronfa.foresight.design.reading_years import world
from cronfa.foresight.design.rewriting import judging_day
from cronfa.foresight.settings_file import BRIEF, read_settings
from cronfa.language import Text
from cronfa.problems import Problems

FIELDS = ("design", "year", "may vary", "must hold", "better on", "glide path", "years")
A_PARTNER = Text(en="partner", cy="partner")
A_SCHEME = Text(en="scheme", cy="cynllun")
A_MEASURE = Text(en="one of {known}", cy="un o'r rhain: {known}")
A_NAME = Text(en="a short name", cy="enw byr")
CHANCES = ("reserve runs out", "waiting")
MONEYS = ("worse off than alone", "cross-subsidy", "exposure", "shortfall")


def read_brief(text: str, agreement: Agreement, file: str = "brief.yaml", seed: int = 0) -> Brief:
    """Read a brief about an agreement; ``seed`` is for the years that the brief assumes.

    Raises:
        Problems: every value that cannot be read, or points nowhere, with file, line and column.
    """
    fields = Fields(read_settings(text, file, BRIEF, "year:"))
    data = fields.document.data
    fields.only(data, (), FIELDS)
    for needed in ("year", "may vary"):
        if needed not in data:
            fields.refuse(codes.MISSING_FIELD, (), field=needed)
    fields.stop()
    year, version = _version(fields, agreement)
    listed = enumerate(fields.sequence(data["may vary"], ("may vary",)))
    terms = [free_term(fields, each, ("may vary", at), version, year) for at, each in listed]
    if not terms and not fields.problems:
        fields.refuse(codes.NOTHING_VARIES, ("may vary",))
    brief = Brief(
        str(data.get("design") or agreement.id),
        year,
        Lattice(tuple(term for term in terms if term is not None)),
        _constraints(fields, version.terms),
        _measures(fields, version.terms),
        _glide(fields, version.terms),
        world(fields, version.terms, year, seed) if "years" in data else None,
        fields.document.where(("may vary",)),
    )
    fields.stop()
    return brief


def _version(fields: Fields, agreement: Agreement) -> tuple[str, Version]:
    """The year, and the version by which it is judged."""
    written = str(fields.document.data["year"])
    try:
        year = Year.parse(written)
    except CalendarError as error:
        fields.problems.append(error.at(fields.document.where(("year",))))
        fields.stop()
        raise
    try:
        terms_of_year(agreement, year.label)  # it must have budgets for the year
        return year.label, agreement.on(judging_day(agreement, year.label))
    except Problems as error:
        fields.problems += [replace(each, where=fields.document.where(("year",))) for each in error.problems]
        fields.stop()
        raise


def _constraints(fields: Fields, terms: Terms) -> tuple[Constraint, ...]:
    made: list[Constraint] = []
    wanted = fields.mapping(fields.document.data.get("must hold"), ("must hold",))
    fields.only(wanted, ("must hold",), (*MONEYS, *CHANCES))
    for name, value in wanted.items():
        path = ("must hold", name)
        where = fields.document.where(path)
        if name in CHANCES:
            limit = fields.read(value, path, basis_points, 0)
            made.append(Constraint(name, limit, None, where))  # type: ignore[arg-type]  # one of the names known above
        elif name in MONEYS:
            each = value if isinstance(value, dict) else dict.fromkeys(terms.partner_ids, value)
            for partner, limit_text in each.items():
                if fields.known(partner, (*path, partner), terms.partner_ids, A_PARTNER):
                    limit = fields.read(limit_text, (*path, partner), money, 0)
                    made.append(Constraint(name, limit, partner, fields.document.where((*path, partner))))  # type: ignore[arg-type]  # one of the names known above
    return tuple(made)


def _measures(fields: Fields, terms: Terms) -> tuple[Measure, ...]:
    """What a proposal should be better on: what the brief says, or the worst years and cross-subsidy."""
    default = ["shortfall", "cross-subsidy", *(["reserve runs out"] if terms.reserves else [])]
    made: list[Measure] = []
    for at, name in enumerate(fields.sequence(fields.document.data.get("better on") or default, ("better on",))):
        if name not in MEASURES:
            fields.unreadable(("better on", at), name, A_MEASURE.filled(known=", ".join(MEASURES)))
        elif name in BY_PARTNER:
            made += [Measure(name, partner) for partner in terms.partner_ids]
        else:
            made.append(Measure(name))
    return tuple(made)


def _glide(fields: Fields, terms: Terms) -> GlidePath | None:
    if "glide path" not in fields.document.data:
        return None
    path = ("glide path",)
    wanted: Mapping[str, Any] = fields.mapping(fields.document.data["glide path"], path)
    fields.only(wanted, path, ("stages", "schemes", "clause"))
    stages = fields.mapping(wanted.get("stages"), (*path, "stages"))
    if not stages:
        fields.refuse(codes.MISSING_FIELD, path, field="stages")
    made = tuple(
        Stage(str(year), fields.read(part, (*path, "stages", year), basis_points, 0)) for year, part in stages.items()
    )
    _check_stages(fields, terms, made)
    schemes = tuple(str(name) for name in wanted.get("schemes") or terms.schemes)
    for at, name in enumerate(schemes if "schemes" in wanted else ()):
        fields.known(name, (*path, "schemes", at), terms.schemes, A_SCHEME)
    return GlidePath(made, schemes, str(wanted.get("clause") or "glide path"))


def _check_stages(fields: Fields, terms: Terms, stages: tuple[Stage, ...]) -> None:
    """Years one after another inside the term, with no less shared than the year before."""
    before: Stage | None = None
    for stage in stages:
        path = ("glide path", "stages", stage.year)
        try:
            year = Year(stage.year)
        except CalendarError as error:
            fields.problems.append(error.at(fields.document.where(path)))
            return
        inside = terms.term.from_ <= year.first_day <= terms.term.to
        follows = before is None or (Year(before.year).next.label == stage.year and before.part_bp <= stage.part_bp)
        if not inside or not follows or stage.part_bp > 10_000:
            fields.refuse(codes.NOT_A_STAGE, path, text=stage.year)
        before = stage
