"""A candidate as an agreement file: the draft's own text with the words of the free terms changed.

Every clause that changes keeps its number with *(proposed)* behind it, so that each settled line says where it comes from;
the title and the first lines say that the whole is a proposal.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

import yaml

from cronfa.agreement.clauses import Terms
from cronfa.agreement.document import Path
from cronfa.agreement.reading import parse
from cronfa.agreement.steps import SHORT_FIELD
from cronfa.agreement.values import Limit, percent
from cronfa.agreement.versions import Agreement, Version
from cronfa.calendars import Year
from cronfa.foresight.design.brief import Brief
from cronfa.foresight.design.dials import (
    ContributionTerm,
    FreeTerm,
    LimitTerm,
    OrderTerm,
    ReserveTerm,
    ShareTerm,
    Values,
    step_at,
)
from cronfa.foresight.design.editing import Edit, Source, edited, quoted
from cronfa.language import Text

MARK = "(proposed)"
_TITLE = Text(en="{title} (proposal: {label})", cy="{title} (cynnig: {label})")
_HEAD = Text(
    en="PROPOSAL “{label}”, not an agreement: nobody has signed it. {made}",
    cy="CYNNIG “{label}”, nid cytundeb: nid oes neb wedi'i lofnodi. {made}",
)


@dataclass(frozen=True, slots=True)
class Label:
    """What a proposal is called, and how it was made, for the head of its file."""

    name: str
    made: Text


def written(draft: Agreement, brief: Brief, places: Iterable[int], label: Label) -> str:
    """The text of a candidate's file.

    Raises:
        Problems: the changed text is no valid agreement.
    """
    day = judging_day(draft, brief.year)
    version = draft.on(day)
    turned = [
        (term, values)
        for term, values in zip(brief.lattice.terms, brief.lattice.values(places), strict=True)
        if term.now(version.terms) != values
    ]
    source = Source(version.document)
    plain = [(term, values) for term, values in turned if not isinstance(term, OrderTerm)]
    text = edited(draft.text, [*_edits(source, version, plain), *titled(source, version.terms, label.name)])
    for term, values in turned:
        if isinstance(term, OrderTerm):
            text = reordered(text, term, values, day)
    return headed(text, label)


def judging_day(agreement: Agreement, year: str) -> date:
    """The day whose version judges a year: its last, or the agreement's last if that comes before."""
    return min(Year(year).last_day, agreement.latest.to)


def headed(text: str, label: Label) -> str:
    """The text under comment lines that say what it is."""
    words = _HEAD.filled(label=label.name, made=label.made)
    return f"# {words.en}\n# {words.cy}\n{text}"


def proposed(clause: str | None) -> str:
    """A clause's number, marked."""
    if clause is None:
        return quoted(MARK.strip("()"))
    return quoted(clause if clause.endswith(MARK) else f"{clause} {MARK}")


def titled(source: Source, terms: Terms, label: str) -> list[Edit]:
    """The title, in both languages, with the proposal's name."""
    known = terms.title or Text(en=terms.agreement, cy=terms.agreement)
    words = _TITLE.filled(title=known, label=label)
    both = f"{{en: {quoted(words.en)}, cy: {quoted(words.cy)}}}"
    values = {key.value: value for key, value in source.root.value}
    title = values.get("title")
    if isinstance(title, yaml.MappingNode):
        named = {str(key.value) for key, _ in title.value}
        return source.with_fields(title, {lang: quoted(words.to(lang)) for lang in ("en", "cy") if lang in named})
    if title is not None:
        return [source.replaced(title, both)]
    return source.with_fields(source.root, {"title": both})


def _edits(source: Source, version: Version, turned: Iterable[tuple[FreeTerm, Values]]) -> Iterator[Edit]:
    steps: dict[Path, dict[str, str]] = {}
    for term, values in turned:
        match term:
            case LimitTerm():
                steps.setdefault(term.paths[0], {}).update(_limit_fields(term, values))
            case ShareTerm():
                shares = term.shares(values)
                assert shares is not None
                steps.setdefault(term.paths[0], {}).update({"by": "shares", "shares": _shares(shares)})
            case ContributionTerm():
                yield from _contribution_edits(source, version.terms, term, values)
            case ReserveTerm():
                yield from _reserve_edits(source, version.terms, term, values)
    for path, fields in steps.items():
        yield from _step_edits(source, version.terms, path, fields)


def _limit_fields(term: LimitTerm, values: Values) -> Mapping[str, str]:
    field = term.field.replace("_", " ")
    if term.field == "until":
        return {field: _money(values[0])}
    if term.partners:
        each = (f"{name}: {term.limit(value)}" for name, value in zip(term.partners, values, strict=True))
        return {field: "{" + ", ".join(each) + "}"}
    return {field: str(term.limit(values[0]))}


def _money(pence: int) -> str:
    return str(Limit("money", pence=pence))


def _shares(shares: Mapping[str, Fraction]) -> str:
    return "{" + ", ".join(f"{name}: {percent(share)}" for name, share in shares.items()) + "}"


def _step_edits(source: Source, terms: Terms, path: Path, fields: Mapping[str, str]) -> list[Edit]:
    """A step with other fields, however shortly it was written."""
    step = step_at(terms, path)
    changed = {**fields, "clause": proposed(step.clause)}
    item = source.node(path)
    if isinstance(item, yaml.MappingNode):
        body = item.value[0][1]
        if isinstance(body, yaml.MappingNode) and body.value:
            return source.with_fields(body, changed)
        short = {SHORT_FIELD[step.kind]: source.slice(body)} if step.kind in SHORT_FIELD and body.value else {}
        return [source.replaced(body, _flow({**short, **changed}))]
    return [source.replaced(item, f"{step.kind}: {_flow(changed)}")]


def _flow(fields: Mapping[str, str]) -> str:
    return "{" + ", ".join(f"{field}: {text}" for field, text in fields.items()) + "}"


def _reserve_edits(source: Source, terms: Terms, term: ReserveTerm, values: Values) -> list[Edit]:
    fields = {"opening": _money(values[0]), "clause": proposed(terms.reserves[term.reserve].clause)}
    node = source.node(term.paths[0])
    if isinstance(node, yaml.MappingNode):
        return source.with_fields(node, fields)
    return [source.replaced(node, _flow(fields))]


def _contribution_edits(source: Source, terms: Terms, term: ContributionTerm, values: Values) -> list[Edit]:
    """Other shares, or other sums with the same total, where the contributions of the year are written."""
    shares = term.shares.shares(values)
    assert shares is not None
    rule = terms.schemes[term.scheme].contributions
    assert rule is not None
    clause = proposed(rule.clause or terms.schemes[term.scheme].clause)
    if term.total_pence:
        sums = term.sums(terms, shares)
        each = {name: _money(sums.get(name, 0)) for name in terms.partner_ids}
    else:
        each = {name: percent(shares.get(name, Fraction(0))) for name in terms.partner_ids}
    whole = source.node(term.paths[0])
    assert isinstance(whole, yaml.MappingNode)
    inner = _of_year(whole, term.year)
    edits = source.with_fields(inner, each)
    if "by" in _keys(whole) or inner is not whole:
        return [*edits, *source.with_fields(whole, {"clause": clause})] if "by" in _keys(whole) else edits
    field = "amounts" if term.total_pence else "shares"
    rule_name = "fixed" if term.total_pence else "budget shares"
    return [source.replaced(whole, _flow({"by": rule_name, field: _flow(each), "clause": clause}))]


def _keys(node: yaml.MappingNode) -> dict[str, yaml.Node]:
    return {str(key.value).replace("/", "-"): value for key, value in node.value}


def _of_year(node: yaml.MappingNode, year: str) -> yaml.MappingNode:
    """The mapping of partners inside contributions: below ``amounts`` or ``shares``, and below the year, where there are such."""
    for field in ("amounts", "shares", year):
        inner = _keys(node).get(field)
        if isinstance(inner, yaml.MappingNode):
            node = inner
    return node


def reordered(text: str, term: OrderTerm, values: Values, day: date) -> str:
    """The text with the steps of a waterfall in another order, each with its clause marked.

    Raises:
        Problems: the text is no valid agreement.
    """
    order = term.order(values)
    moved = [at for at, was in enumerate(order) if at != was]
    version = parse(text).on(day)
    source = Source(version.document)
    marks = [edit for at in moved for edit in _step_edits(source, version.terms, (*term.paths[0], at), {})]
    text = edited(text, marks)
    source = Source(parse(text).on(day).document)
    spans = [source.item(source.node((*term.paths[0], at))) for at in range(term.steps)]
    words = [text[start:end] for start, end in spans]
    return edited(text, [Edit(*spans[at], words[order[at]]) for at in moved])
