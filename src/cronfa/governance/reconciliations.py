"""Reconciliations between people: an extract kept, what is unmatched explained line by line, signed off by another person."""

import hashlib
import json
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, cast

from django.db import IntegrityError, transaction
from django.utils import timezone

from cronfa.fund import reconciliation_codes as codes
from cronfa.fund.opening import RunningFund
from cronfa.fund.reconciling import Carried, Reconciled, extract, guessed, reconcile
from cronfa.governance import queries
from cronfa.governance.codes import NO_REASON
from cronfa.governance.models import Explanation, Extract, Person, Query, Reconciliation
from cronfa.governance.trail import record
from cronfa.intake import Intake, parse_mapping, read
from cronfa.language import Language
from cronfa.ledger.partner_lines import Against
from cronfa.ledger.stored import head
from cronfa.problems import Problems, stop
from cronfa.reconciliation import Item, Reason, Side

Reasons = dict[tuple[Side, str], Reason]


@dataclass(frozen=True, slots=True)
class Months:
    """Which ledger is reconciled, with what, for which months."""

    partner: str
    against: Against
    first: date
    last: date


def keep(
    fund: RunningFund, months: Months, name: str, content: bytes, person: Person, language: Language = "en"
) -> Reconciliation:
    """Keep an extract that has arrived, with the mapping of the partner's last one or a guess at one.

    Raises:
        Problems: the months overlap others that are signed off, or a reconciliation is open already.
    """
    return begin(fund, looked_at(fund, months, name, content, language), person)


def looked_at(
    fund: RunningFund, months: Months, name: str, content: bytes, language: Language = "en", mapping: str = ""
) -> Extract:  # fmt: skip
    """An extract as it would be kept, read so far as to propose a mapping where none is given. Nothing is written.

    Raises:
        Problems: the months overlap others that are signed off, or a reconciliation is open already.
    """
    _free(fund, months)
    made = Reconciliation(
        fund=fund.slug, partner=months.partner, against=months.against, first=months.first, last=months.last
    )
    kept = Extract(
        reconciliation=made, name=Path(name).name[:255], sha256=hashlib.sha256(content).hexdigest(),
        content=zlib.compress(content, 6),
    )  # fmt: skip
    kept.mapping = mapping or _proposed(fund, kept, months, language)
    return kept


def begin(fund: RunningFund, looked: Extract, person: Person) -> Reconciliation:
    """Keep an extract that has been looked at.

    Raises:
        Problems: a reconciliation of such months has been begun meanwhile.
    """
    wanted = looked.reconciliation
    months = Months(wanted.partner, cast(Against, wanted.against), wanted.first, wanted.last)
    try:
        with transaction.atomic():
            made = Reconciliation.objects.create(
                fund=fund.slug, partner=months.partner, against=months.against, first=months.first, last=months.last,
                made_by=person,
            )  # fmt: skip
            Extract.objects.create(
                reconciliation=made, name=looked.name, sha256=looked.sha256, content=looked.content,
                mapping=looked.mapping,
            )  # fmt: skip
            facts = {"file": looked.name, "sha256": looked.sha256, "against": months.against}
            record(fund.slug, who=person.name, what="began a reconciliation", about=_about(made), after=facts)
    except IntegrityError:
        _free(fund, months)
        raise
    return made


def _free(fund: RunningFund, months: Months) -> None:
    there = Reconciliation.objects.filter(
        fund=fund.slug, partner=months.partner, against=months.against, abandoned=False
    )
    for each in there:
        if each.signed_at is None or each.last >= months.first:
            said = f"{months.first:%Y-%m} – {months.last:%Y-%m}"
            stop(codes.MONTHS_RECONCILED, months=said, until=f"{each.last:%Y-%m}")


def _proposed(fund: RunningFund, kept: Extract, months: Months, language: Language) -> str:
    """The mapping of the partner's last extract if it reads this one; else a guess; else nothing."""
    earlier = Extract.objects.filter(
        reconciliation__fund=fund.slug, reconciliation__partner=months.partner, reconciliation__against=months.against
    ).exclude(mapping="")
    with as_file(kept) as path:
        for mapping in earlier.order_by("-id").values_list("mapping", flat=True)[:3]:
            try:
                if read(path, parse_mapping(mapping)).ok:
                    return mapping
            except Problems:
                continue
        try:
            return guessed(path, language)
        except Problems:
            return ""


@contextmanager
def as_file(kept: Extract) -> Iterator[Path]:
    """The kept content as a file of its own name, for as long as it is read."""
    with TemporaryDirectory(prefix="cronfa-extract-") as folder:
        path = Path(folder) / (kept.name or "file")
        path.write_bytes(zlib.decompress(bytes(kept.content)))
        yield path


def look(kept: Extract) -> Intake:
    """What the extract says through its mapping.

    Raises:
        Problems: the mapping is wrong, or the file cannot be read at all.
    """
    with as_file(kept) as path:
        return extract(path, kept.mapping)


def work_out(fund: RunningFund, made: Reconciliation, kept: Extract) -> Reconciled:
    """The extract beside the fund, with what the partner's last reconciliation carried.

    Raises:
        Problems: everything wrong with the extract.
    """
    against = cast(Against, made.against)
    carried, _ = carried_into(fund, made)
    return reconcile(fund, made.partner, against, made.first, made.last, look(kept), carried=carried)


def carried_into(fund: RunningFund, made: Reconciliation) -> tuple[Carried, Reasons]:
    """The lines that the last signed reconciliation before this one left unmatched, with their reasons."""
    last = (
        Extract.objects.filter(
            reconciliation__fund=fund.slug, reconciliation__partner=made.partner,
            reconciliation__against=made.against, reconciliation__signed_at__isnull=False,
            reconciliation__last__lt=made.first,
        )
        .order_by("-reconciliation__last")
        .first()
    )  # fmt: skip
    if last is None:
        return {}, {}
    carried: dict[Side, list[Item]] = {"theirs": [], "ours": []}
    reasons: Reasons = {}
    for line in json.loads(last.outcome)["carried"]:
        item = _item(line)
        carried[line["side"]].append(item)
        reasons[line["side"], item.id] = Reason(line["reason"])
    return carried, reasons


def _item(line: dict[str, Any]) -> Item:
    return Item(
        line["id"], date.fromisoformat(line["on"]), line["pence"], line["reference"], line["text"], line["group"]
    )  # fmt: skip


def explanations(made: Reconciliation) -> dict[tuple[Side, str], Explanation]:
    """What was last said of each line."""
    found = made.explanations.select_related("said_by", "query")
    return {(cast(Side, each.side), each.line): each for each in found}


def reasons_of(fund: RunningFund, made: Reconciliation) -> Reasons:
    """The reason of each line: what was said of it, or what it was carried with."""
    _, before = carried_into(fund, made)
    said: Reasons = {line: Reason(each.reason) for line, each in explanations(made).items()}
    return before | said


def explain(
    fund: RunningFund,
    made: Reconciliation,
    person: Person,
    side: Side,
    lines: Sequence[str],
    reason: str,
    text: str,
    *,
    today: date,
    asks: bool,
) -> None:
    """Say why lines stand in one ledger alone. An error in the fund opens an exception for each, where one ``asks``.

    Raises:
        Problems: no line is chosen, there are no words, it is no reason, or it is signed off already.
    """
    open_one(made)
    if not lines:
        stop(codes.NOTHING_CHOSEN)
    if reason not in {each.value for each in Reason}:
        stop(codes.NOT_A_REASON, reason=reason)
    if not text.strip():
        stop(NO_REASON)
    questioned = asks and side == "ours" and reason == Reason.OUR_ERROR
    with transaction.atomic():
        Explanation.objects.bulk_create(
            Explanation(
                reconciliation=made, side=side, line=line, reason=reason, text=text.strip(), said_by=person,
                query=_question(fund, made, person, int(line), text, today) if questioned else None,
            )
            for line in lines
        )  # fmt: skip
        facts = {"side": side, "lines": list(lines)[:100], "count": len(lines), "reason": reason}
        record(fund.slug, who=person.name, what="explained lines", about=_about(made), why=text, after=facts)


def _question(fund: RunningFund, made: Reconciliation, person: Person, entry: int, text: str, today: date) -> Query:
    """The exception about an entry: the one that waits, or a new one."""
    there = Query.objects.filter(fund=fund.slug, entry=entry, partner=made.partner, outcome="").first()
    return there or queries.ask(fund, entry, made.partner, person, text=text, evidence=None, today=today)


def sign(fund: RunningFund, made: Reconciliation, person: Person, found: Reconciled) -> None:
    """Sign a reconciliation off: its statement is kept, and what may still match is carried into the next.

    Raises:
        Problems: the person prepared it, a line has no reason, or it is signed off already.
    """
    open_one(made)
    if made.made_by_id == person.pk:
        stop(codes.OWN_RECONCILIATION)
    reasons = reasons_of(fund, made)
    missing = [key for key in unmatched(found) if key not in reasons]
    if missing:
        stop(codes.NOT_EXPLAINED, count=len(missing))
    kept = made.extract
    name = fund.agreement.latest.terms.name(made.partner)
    steps = found.statement(name, reasons).steps
    outcome = {
        "statement": [{"en": s.says.en, "cy": s.says.cy, "pence": s.pence, "lines": s.count} for s in steps],
        "carried": list(_carried(found, reasons, kept)),
    }
    with transaction.atomic():
        waiting = Reconciliation.objects.filter(pk=made.pk, signed_at=None, abandoned=False)
        if not waiting.update(signed_by=person, signed_at=timezone.now(), ledger_head=head(fund.ledger)[1]):
            stop(codes.SIGNED)
        Extract.objects.filter(pk=kept.pk).update(outcome=json.dumps(outcome, ensure_ascii=False))
        facts = {"theirs_pence": steps[0].pence, "ours_pence": steps[-1].pence, "carried": len(outcome["carried"])}
        record(fund.slug, who=person.name, what="signed off a reconciliation", about=_about(made), after=facts)


def unmatched(found: Reconciled) -> dict[tuple[Side, str], Item]:
    """Every unmatched line of both sides."""
    sides: tuple[Side, ...] = ("theirs", "ours")
    return {(side, item.id): item for side in sides for item in found.result.unmatched(side)}


def _carried(found: Reconciled, reasons: Reasons, kept: Extract) -> Iterator[dict[str, Any]]:
    """What is looked for again next time. A line of the extract is named by its file from then on."""
    before = {(side, item.id) for side, items in found.carried.items() for item in items}
    for (side, line), item in unmatched(found).items():
        if reasons[side, line].is_carried:
            named = line if side == "ours" or (side, line) in before else f"{kept.pk}:{line}"
            yield {
                "side": side, "id": named, "on": item.on.isoformat(), "pence": item.amount_pence,
                "reference": item.reference, "text": item.text, "group": item.group, "reason": reasons[side, line].value,
            }  # fmt: skip


def signed_statement(made: Reconciliation) -> list[dict[str, Any]]:
    """The steps of the statement as they were signed off; none before that."""
    steps: list[dict[str, Any]] = json.loads(made.extract.outcome)["statement"] if made.extract.outcome else []
    return steps


def change_mapping(made: Reconciliation, mapping: str) -> None:
    """Read the extract otherwise.

    Raises:
        Problems: it is signed off already.
    """
    open_one(made)
    Extract.objects.filter(reconciliation=made).update(mapping=mapping)


def abandon(fund: RunningFund, made: Reconciliation, person: Person) -> None:
    """Drop an extract; that it was there stays in the trail."""
    with transaction.atomic():
        if Reconciliation.objects.filter(pk=made.pk, signed_at=None, abandoned=False).update(abandoned=True):
            Extract.objects.filter(reconciliation=made).update(content=b"")
            record(fund.slug, who=person.name, what="abandoned a reconciliation", about=_about(made))


def last_reconciled(fund: str) -> dict[str, Reconciliation]:
    """The latest signed reconciliation of each partner that has one."""
    found = Reconciliation.objects.filter(fund=fund, signed_at__isnull=False).order_by("last", "id")
    return {each.partner: each for each in found}


def open_one(made: Reconciliation) -> None:
    """Refuse to change what has ended.

    Raises:
        Problems: it is signed off or abandoned.
    """
    if made.signed_at is not None or made.abandoned:
        stop(codes.SIGNED)


def _about(made: Reconciliation) -> str:
    return f"reconciliation {made.pk}"
