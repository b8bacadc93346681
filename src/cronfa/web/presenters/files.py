"""Taking in a file, step by step: what it says, what is wrong with it, what it adds up to, what happens next."""

import hashlib
from dataclasses import dataclass, field
from datetime import date

from django.urls import reverse

from cronfa.fund.entry_codes import NO_ONE_CHOSEN, NO_SCHEME
from cronfa.governance import approvals, checks, long_work, uploads
from cronfa.governance.codes import NO_REASON
from cronfa.governance.desk import Desk
from cronfa.governance.file_said import Said
from cronfa.governance.models import Check, Proposal, Upload
from cronfa.governance.roles import Right
from cronfa.governance.schemes_said import is_of_contributions, said, unsaid
from cronfa.governance.words import POSTING, STATES
from cronfa.language import Text, same
from cronfa.ledger.sources import SourceFile, sources
from cronfa.problems import Problem, stop
from cronfa.reporting import words
from cronfa.web.presenters.whom import told
from cronfa.web.sending import Reading

LEAVE_OUT = "leave out"
"""Chosen in place of a scheme: no scheme has a blank in its name."""

LABELS = {
    "title": Text(en="Take in a file", cy="Cymryd ffeil i mewn"),
    "lead": Text(
        en="A payments or contributions file as a partner sends it: CSV or Excel. It is looked at first, and posted only when "
        "its totals are confirmed and another person has approved it.",
        cy="Ffeil daliadau neu gyfraniadau fel y mae partner yn ei hanfon: CSV neu Excel. Edrychir arni'n gyntaf, ac "
        "ni chaiff ei phostio nes bod ei chyfansymiau wedi'u cadarnhau a rhywun arall wedi'i chymeradwyo.",
    ),
    "choose": Text(en="Choose a file", cy="Dewiswch ffeil"),
    "send": Text(en="Upload and look at it", cy="Llwytho i fyny ac edrych arni"),
    "under_way": Text(en="Under way", cy="Ar y gweill"),
    "taken": Text(en="Taken in", cy="Wedi'u cymryd i mewn"),
    "none": Text(en="No file has been taken in.", cy="Nid oes ffeil wedi'i chymryd i mewn."),
    "file": Text(en="File", cy="Ffeil"),
    "who": Text(en="By", cy="Gan"),
    "when": Text(en="When", cy="Pryd"),
    "state": Text(en="State", cy="Cyflwr"),
    "rows": Text(en="Rows", cy="Rhesi"),
    "total": Text(en="Total", cy="Cyfanswm"),
    "looked": Text(en="being looked at", cy="yn cael ei hystyried"),
    "scheme": Text(en="Scheme", cy="Cynllun"),
    "says": Text(en="What the file says", cy="Yr hyn a ddywed y ffeil"),
    "problems": Text(en="What must be put right", cy="Yr hyn y mae'n rhaid ei gywiro"),
    "warnings": Text(en="What to know", cy="Yr hyn i'w wybod"),
    "good": Text(en="Nothing is wrong with it.", cy="Nid oes dim o'i le arni."),
    "of_sheet": Text(en="of which on sheet {sheet}", cy="o hynny ar y ddalen {sheet}"),
    "refused": Text(en="refused", cy="gwrthodwyd"),
    "ignored": Text(en="ignored: {why}", cy="anwybyddwyd: {why}"),
    "mapping": Text(en="How its columns are read", cy="Sut y darllenir ei cholofnau"),
    "mapping_hint": Text(
        en="The mapping, as in the manual. Change it if something is read wrongly, and look again.",
        cy="Y mapio, fel yn y llawlyfr. Newidiwch ef os darllenir rhywbeth yn anghywir, ac edrychwch eto.",
    ),
    "again": Text(en="Look again with this mapping", cy="Edrych eto gyda'r mapio hwn"),
    "sort": Text(en="Which scheme each kind of line belongs to", cy="I ba gynllun y mae pob math o linell yn perthyn"),
    "sort_hint": Text(
        en="Choose for each; what you leave open is asked again. Nothing is posted by this.",
        cy="Dewiswch ar gyfer pob un; gofynnir eto am yr hyn a adewch ar agor. Nid oes dim yn cael ei bostio drwy hyn.",
    ),
    "whose": Text(en="Whose responsibility: {values}", cy="Cyfrifoldeb pwy: {values}"),
    "who_paid": Text(en="Who paid: {values}", cy="Pwy dalodd: {values}"),
    "by_agreement": Text(en="As the agreement says", cy="Fel y dywed y cytundeb"),
    "every_line": Text(en="Every line", cy="Pob llinell"),
    "kind": Text(en="{values} ({told})", cy="{values} ({told})"),
    "choose_scheme": Text(en="Choose", cy="Dewiswch"),
    "leave_out": Text(en="Not the fund's: leave out", cy="Nid y gronfa biau'r rhain: hepgor"),
    "out_why": Text(en="Why lines are left out, if any are", cy="Pam yr hepgorir llinellau, os oes rhai"),
    "sorted": Text(en="Look again with these schemes", cy="Edrych eto gyda'r cynlluniau hyn"),
    "confirm": Text(en="Confirm what the sender says", cy="Cadarnhau'r hyn y mae'r anfonwr yn ei ddweud"),
    "confirm_hint": Text(
        en="Type the number of rows and the total from the sender's letter, not from this page.",
        cy="Teipiwch nifer y rhesi a'r cyfanswm o lythyr yr anfonwr, nid o'r dudalen hon.",
    ),
    "not_sent": Text(en="It cannot be sent like this", cy="Ni ellir ei hanfon fel hyn"),
    "sender_rows": Text(en="Rows, as the sender says", cy="Rhesi, yn ôl yr anfonwr"),
    "sender_total": Text(en="Total, as the sender says", cy="Cyfanswm, yn ôl yr anfonwr"),
    "why": Text(en="Where the totals come from", cy="O ble y daw'r cyfansymiau"),
    "forward": Text(en="Send for approval", cy="Anfon i'w gymeradwyo"),
    "abandon": Text(en="Abandon this file", cy="Rhoi'r gorau i'r ffeil hon"),
    "proposal": Text(en="See the proposal", cy="Gweld y cynnig"),
    "reading": Text(en="being read", cy="yn cael ei darllen"),
    "waits": Text(en="It waits its turn to be read.", cy="Mae'n aros ei thro i gael ei darllen."),
    "forgotten": Text(
        en="It waits to be read, and nothing is at work: whoever runs the service starts “cronfa worker”.",
        cy="Mae'n aros i'w darllen, ac nid oes dim ar waith: pwy bynnag sy'n rhedeg y gwasanaeth all gychwyn “cronfa worker”.",
    ),
    "finding": Text(
        en="Finding out how its columns are read: {done} rows of about {total}.",
        cy="Canfod sut y darllenir ei cholofnau: {done} o resi o tua {total}.",
    ),
    "so_far": Text(en="Rows read so far: {done}.", cy="Rhesi a ddarllenwyd hyd yma: {done}."),
    "so_far_of": Text(
        en="Rows read so far: {done} of about {total}.", cy="Rhesi a ddarllenwyd hyd yma: {done} o tua {total}."
    ),
    "unposted": Text(
        en="Nothing is posted by reading it. You may leave this page and come back, or abandon the file.",
        cy="Nid oes dim yn cael ei bostio drwy ei darllen. Cewch adael y dudalen hon a dod yn ôl, neu roi'r gorau i'r ffeil.",
    ),
    "refresh": Text(en="See how far it is", cy="Gweld pa mor bell y mae"),
    "dropped": Text(en="abandoned", cy="rhoddwyd y gorau iddi"),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A file in a list."""

    address: str
    name: str
    who: str
    when: Text
    state: Text
    tone: str


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a file has been read; ``total`` is 0 where only reading it tells."""

    says: Text
    done: int
    total: int


@dataclass(frozen=True, slots=True)
class KindOfLine:
    """Lines of one kind with their field, and the scheme that has the same name, if one has."""

    name: str
    title: Text
    likely: str
    whose: str
    """The field for the partner whose they are."""
    whose_title: Text


@dataclass(frozen=True, slots=True)
class FilePage:
    """A file under way: what it says and what can be done with it."""

    line: Line
    progress: Progress | None
    """While a worker reads it; everything else waits for that."""
    sums: tuple[tuple[Text, Text, Text], ...]
    errors: tuple[Problem, ...]
    warnings: tuple[Problem, ...]
    kinds: tuple[KindOfLine, ...]
    """Kinds of line that have no scheme yet, to choose one for."""
    schemes: tuple[tuple[str, Text], ...]
    partners: tuple[tuple[str, Text], ...]
    """Whose lines of a kind may be; the first leaves that to the agreement."""
    mapping: str
    mapping_sha256: str
    open: bool
    ready: bool
    """Whether it can be put forward."""
    proposal: str
    words: dict[str, Text]
    sent: Reading = field(default_factory=lambda: Reading({}))
    """What was sent in vain, and shown again."""
    refused: tuple[Problem, ...] = ()
    """Why it could not be sent for approval."""


def listed(desk: Desk) -> dict[str, object]:
    """Files under way, and those taken in."""
    found = Upload.objects.filter(fund=desk.fund.slug, abandoned=False).select_related("made_by", "proposal")
    under_way = [line(desk, upload) for upload in found.defer("content") if not _is_posted(upload)]
    taken = [_taken(file) for file in reversed(sources(desk.fund.ledger))]
    return {"under_way": under_way, "taken": taken, "may": desk.may(Right.PROPOSE), "words": LABELS}


def _taken(file: SourceFile) -> tuple[Text, ...]:
    on = words.day(date.fromisoformat(file.received_at[:10]))
    return same(file.name), on, told(file.who), same(f"{file.rows:,}"), words.money(file.total_pence)


def _is_posted(upload: Upload) -> bool:
    return upload.proposal is not None and upload.proposal.state == Proposal.APPROVED


def line(desk: Desk, upload: Upload, *, reading: bool = False) -> Line:
    looking = "dropped" if upload.abandoned else "reading" if reading else "looked"
    posting = upload.proposal is not None and approvals.under_way(upload.proposal) is not None
    return Line(
        address=reverse("file", args=[desk.fund.slug, upload.pk]),
        name=upload.name,
        who=upload.made_by.name,
        when=words.day(upload.made_at.date()),
        state=POSTING if posting else STATES[upload.proposal.state] if upload.proposal else LABELS[looking],
        tone="watch" if upload.proposal and upload.proposal.state == Proposal.PREPARED else "plain",
    )


def page(desk: Desk, upload: Upload) -> FilePage:
    """A file with what it says through its mapping, or how far it has been read."""
    is_open = upload.proposal is None and not upload.abandoned
    check = checks.of(upload) if is_open else None
    progress = _progress(check) if check and check.state in long_work.UNDER_WAY else None
    says, problems = (None, ()) if progress else _found(desk, upload, check)
    errors = tuple(problem for problem in problems if problem.is_error)
    may = is_open and desk.may(Right.PROPOSE)
    return FilePage(
        line=line(desk, upload, reading=progress is not None),
        progress=progress,
        sums=_sums(desk, says) if says else (),
        errors=errors,
        warnings=tuple(problem for problem in problems if not problem.is_error),
        kinds=_kinds(desk, upload.mapping) if may and errors else (),
        schemes=(
            ("", LABELS["choose_scheme"]),
            *((name, desk.terms.scheme_title(name)) for name in desk.terms.schemes),
            (LEAVE_OUT, LABELS["leave_out"]),
        ),
        partners=(
            ("", LABELS["choose_scheme" if is_of_contributions(upload.mapping) else "by_agreement"]),
            *((name, desk.terms.name(name)) for name in desk.terms.partners),
        ),
        mapping=upload.mapping,
        mapping_sha256=digest(upload.mapping),
        open=may,
        ready=may and says is not None and not errors,
        proposal=reverse("proposal", args=[desk.fund.slug, upload.proposal.pk]) if upload.proposal else "",
        words=LABELS,
    )


def _kinds(desk: Desk, mapping: str) -> tuple[KindOfLine, ...]:
    called = {name.casefold(): name for name in desk.terms.schemes}
    for name in desk.terms.schemes:
        title = desk.terms.scheme_title(name)
        called |= {title.en.casefold(): name, title.cy.casefold(): name}
    found = []
    for each in unsaid(mapping):
        values = same(", ".join(each.values)) if each.values else LABELS["every_line"]
        title = LABELS["kind"].filled(values=values, told=each.told) if each.told else values
        likely = next((called[value.casefold()] for value in each.values if value.casefold() in called), "")
        asked = LABELS["who_paid" if is_of_contributions(mapping) else "whose"].filled(values=values)
        found.append(KindOfLine(f"scheme-{each.line}", title, likely, f"whose-{each.line}", asked))
    return tuple(found)


def digest(mapping: str) -> str:
    """Tells one mapping from another: choices are made for the lines of just one."""
    return hashlib.sha256(mapping.encode()).hexdigest()


def chosen(desk: Desk, mapping: str, sent: Reading) -> str:
    """The mapping with the schemes that a form chooses.

    Raises:
        Problems: none is chosen, or lines are left out without a reason.
    """
    given = {each.line: sent.text(f"scheme-{each.line}") for each in unsaid(mapping)}
    schemes = {line: scheme for line, scheme in given.items() if scheme in desk.terms.schemes}
    why = sent.text("out_why")
    ignored = {line: why for line, scheme in given.items() if scheme == LEAVE_OUT}
    if ignored and not why:
        stop(NO_REASON)
    if not schemes and not ignored:
        stop(NO_SCHEME)
    whose = {each.line: sent.text(f"whose-{each.line}") for each in unsaid(mapping)}
    whose = {line: partner for line, partner in whose.items() if partner in desk.terms.partners}
    if is_of_contributions(mapping) and schemes.keys() - whose.keys():
        stop(NO_ONE_CHOSEN)
    return said(mapping, schemes, ignored, whose)


def _progress(check: Check) -> Progress:
    waits = LABELS["forgotten" if long_work.is_forgotten(check) else "waits"]
    return Progress(waits if check.state == Check.WAITING else _so_far(check), check.done, check.total)


def _so_far(check: Check) -> Text:
    """The rows so far, of those there are where that is known: while its mapping is found, or as it is read through it."""
    if not check.rows:
        return LABELS["so_far"].filled(done=f"{check.done:,}")
    finding = not check.mapping and check.done <= check.rows
    done = check.done if check.mapping or finding else check.done - check.rows
    return LABELS["finding" if finding else "so_far_of"].filled(done=f"{done:,}", total=f"{check.rows:,}")


def _found(desk: Desk, upload: Upload, check: Check | None) -> tuple[Said | None, tuple[Problem, ...]]:
    """What a file says; of one that no worker could read, why."""
    if check and check.state == Check.FAILED:
        return None, long_work.why_failed(check)
    return uploads.looked(upload)


def _sums(desk: Desk, intake: Said) -> tuple[tuple[Text, Text, Text], ...]:
    parts = [(desk.terms.scheme_title(scheme), part) for scheme, part in intake.by_scheme().items()]
    parts += [(LABELS["ignored"].filled(why=why), part) for why, part in intake.ignored.items()]
    parts += [(LABELS["refused"], intake.refused)] if intake.refused.rows else []
    parts.append((LABELS["total"], intake.read))
    parts += [(LABELS["of_sheet"].filled(sheet=name), part) for name, part in intake.sheets.items()]
    return tuple((name, same(f"{part.rows:,}"), words.money(part.pence)) for name, part in parts)
