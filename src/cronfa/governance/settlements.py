"""A settlement between people: what boards decided, which partners accept its figures, and when it may be posted.

Figures are worked out anew from the ledger and the recorded decisions each time; acceptance names the figures it is of,
so an acceptance of other figures does not count.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from cronfa.agreement import Terms
from cronfa.fund.opening import RunningFund
from cronfa.fund.settling import accept, work_out
from cronfa.governance import codes
from cronfa.governance.decisions import decided, reported
from cronfa.governance.models import BoardDecision, PartnerView, Person, Proposal
from cronfa.governance.proposals import Content, Kind, kind, prepare
from cronfa.governance.roles import Right
from cronfa.governance.trail import record
from cronfa.language import Text, same
from cronfa.ledger.database import Session
from cronfa.ledger.funds import lock
from cronfa.problems import Problems, stop
from cronfa.reporting import words
from cronfa.settlement.figures import figures
from cronfa.settlement.outcome import Decision, DecisionRequired, Settlement
from cronfa.settlement.reading import party


@dataclass(frozen=True, slots=True)
class Position:
    """A settlement as it stands between the partners."""

    settlement: Settlement
    figures_sha256: str
    views: Mapping[str, PartnerView]
    """By partner: its newest word on these very figures."""
    stale: Mapping[str, PartnerView]
    """By partner: its newest word, where that was on other figures."""
    wanted: tuple[DecisionRequired, ...]
    """What boards must decide: what no decision covers, and what one covers no longer since the figures moved."""

    def waits_for(self, partners: tuple[str, ...]) -> tuple[str, ...]:
        """The partners who have not accepted these figures."""
        accepted = {name for name, view in self.views.items() if view.view == PartnerView.ACCEPTED}
        return tuple(name for name in partners if name not in accepted)


def position(fund: RunningFund, year: str, months: int) -> Position:
    """The settlement of a year's first months with what partners say of it."""
    settled = work_out(fund, year, months, reported(fund, year, months))
    digest = hashlib.sha256(json.dumps(figures(settled), sort_keys=True).encode()).hexdigest()
    said = PartnerView.objects.filter(fund=fund.slug, year=year, months=months).select_related("said_by")
    newest = {each.partner: each for each in said}
    now = {name: view for name, view in newest.items() if view.figures_sha256 == digest}
    stale = {name: view for name, view in newest.items() if name not in now}
    return Position(settled, digest, now, stale, _wanted(fund, year, months, settled))


def _wanted(fund: RunningFund, year: str, months: int, settled: Settlement) -> tuple[DecisionRequired, ...]:
    """Decisions outstanding. One that leaves some of its amount is wanted again: it was made of other figures."""
    asked = {each.decision for each in settled.decisions}
    outgrown = {each.facts.get("decision") for each in settled.problems if each.is_error} - asked
    known = decided(fund, year)
    left = {name: made for name, made in known.decisions.items() if name not in outgrown}
    if len(left) == len(known.decisions):
        return settled.decisions
    anew = work_out(fund, year, months, replace(known, decisions=left)).decisions
    return (*settled.decisions, *(each for each in anew if each.decision in outgrown))


def say(
    fund: RunningFund, year: str, months: int, partner: str, view: str, person: Person, *, figures_sha256: str, why: str
) -> None:
    """A partner accepts the figures that it saw, disputes them, or takes them to mediation.

    Raises:
        Problems: the figures have moved since, a dispute has no reason, or the partner has said just this already.
    """
    if view != PartnerView.ACCEPTED and not why.strip():
        stop(codes.NO_REASON)
    if position(fund, year, months).figures_sha256 != figures_sha256:
        stop(codes.FIGURES_MOVED, year=year)
    with transaction.atomic():
        lock(fund.ledger, Session())
        newest = PartnerView.objects.filter(fund=fund.slug, year=year, months=months, partner=partner).last()
        if newest and (newest.view, newest.figures_sha256, newest.why) == (view, figures_sha256, why):
            stop(codes.SAID_ALREADY, partner=fund.terms_of(year).name(partner))
        PartnerView.objects.create(
            fund=fund.slug, year=year, months=months, partner=partner, view=view, figures_sha256=figures_sha256, why=why,
            said_by=person,
        )  # fmt: skip
        facts = {"partner": partner, "months": months, "figures": figures_sha256}
        record(fund.slug, who=person.name, what=f"settlement {view}", about=year, why=why, after=facts)


def put_forward(fund: RunningFund, year: str, months: int, person: Person, why: str) -> Proposal:
    """Put a settlement forward to be posted, once every partner has accepted its figures.

    Raises:
        Problems: a partner has not accepted these figures.
    """
    at = _accepted_by_all(fund, year, months)
    to_pay = {each.partner: each.to_pay_pence for each in at.settlement.partners}
    content = {"year": year, "months": months, "figures": at.figures_sha256, "to_pay": to_pay}
    return prepare(fund, SETTLEMENT, content, person, key=f"{year}/{months}/{at.figures_sha256}", why=why)


def decision_wanted(at: Position, decision: str) -> DecisionRequired | None:
    """What the settlement leaves to a board under this name, if it does."""
    return next((each for each in at.wanted if each.decision == decision), None)


def put_decision_forward(
    fund: RunningFund, wanted: DecisionRequired, person: Person, *, year: str, months: int, on: date, minute: str,
    agreed: bool, split: Mapping[str, int],
) -> Proposal:  # fmt: skip
    """Put forward what a board has decided, as its minutes say; ``split`` is pence by party.

    Raises:
        Problems: it does not settle the amount, no minute is named, or this decision of this minute has been put forward
            already.
    """
    content = {
        "year": year, "months": months, "decision": wanted.decision, "board": wanted.board, "on": on.isoformat(),
        "minute": minute, "agreed": agreed, "split": dict(split),
    }  # fmt: skip
    _must_fit(fund, content)
    return prepare(fund, DECISION, content, person, key=f"{year}/{wanted.decision}/{minute}", why=minute)


def _must_fit(fund: RunningFund, content: Content) -> None:
    """Stop where a decision would leave the settlement with an error: once recorded, nobody would be asked for it again."""
    year, name = content["year"], content["decision"]
    made = Decision(
        id=name, board=content["board"], on=date.fromisoformat(content["on"]), minute=content["minute"],
        agreed=content["agreed"], split=tuple((party(who), pence) for who, pence in content["split"].items()),
    )  # fmt: skip
    known = decided(fund, year)
    settled = work_out(fund, year, content["months"], replace(known, decisions={**known.decisions, name: made}))
    if wrong := [each for each in settled.problems if each.is_error and each.facts.get("decision") == name]:
        raise Problems(wrong)


def _accepted_by_all(fund: RunningFund, year: str, months: int) -> Position:
    at = position(fund, year, months)
    terms = fund.terms_of(year)
    if waiting := at.waits_for(terms.partner_ids):
        stop(codes.NOT_ACCEPTED, year=year, partners=", ".join(terms.name(name).en for name in waiting))
    return at


def _post(fund: RunningFund, content: Content, who: str) -> Content:
    at = _accepted_by_all(fund, content["year"], content["months"])
    if at.figures_sha256 != content["figures"]:
        stop(codes.FIGURES_MOVED, year=content["year"])
    done = accept(fund, content["year"], who, decided(fund, content["year"]), months=content["months"])
    return {"entries": [done.entry]}


def _record_decision(fund: RunningFund, content: Content, who: str) -> Content:
    _must_fit(fund, content)
    made = BoardDecision.objects.create(
        fund=fund.slug, year=content["year"], decision=content["decision"], board=content["board"],
        on=date.fromisoformat(content["on"]), minute=content["minute"], agreed=content["agreed"],
        split=json.dumps(content["split"]) if content["split"] else "", recorded_by=who,
    )  # fmt: skip
    return {"decision": made.pk}


def _settlement_says(fund: RunningFund, content: Content) -> Text:
    whole = Text(en="Post the settlement of {year}", cy="Postio setliad {year}")
    part = Text(
        en="Post the settlement of {year}, months 1 to {months}", cy="Postio setliad {year}, misoedd 1 i {months}"
    )
    return (whole if content["months"] == 12 else part).filled(year=content["year"], months=content["months"])


def _settlement_details(fund: RunningFund, content: Content) -> tuple[tuple[Text, Text], ...]:
    """What each partner is to pay by the figures that all have accepted."""
    terms = fund.terms_of(content["year"])
    said = ((pence, DETAILS["pays" if pence >= 0 else "gets"]) for pence in content["to_pay"].values())
    names = (terms.name(partner) for partner in content["to_pay"])
    return tuple(
        (says.filled(party=name), words.money(abs(pence))) for name, (pence, says) in zip(names, said, strict=True)
    )


def _decision_says(fund: RunningFund, content: Content) -> Text:
    return Text(
        en="Record what {board} decided on {on}: minute {minute}",
        cy="Cofnodi'r hyn a benderfynodd {board} ar {on}: cofnod cyfarfod {minute}",
    ).filled(
        board=_board(fund, content), on=words.day(date.fromisoformat(content["on"])), minute=content["minute"]
    )  # fmt: skip


def _board(fund: RunningFund, content: Content) -> Text:
    board = fund.terms_of(content["year"]).boards.get(content["board"])
    return board.name if board and board.name else same(content["board"])


DETAILS = {
    "pays": Text(en="{party} pays", cy="Mae {party} yn talu"),
    "gets": Text(en="{party} gets back", cy="Mae {party} yn cael yn ôl"),
    "year": Text(en="Settlement of", cy="Setliad"),
    "decision": Text(en="Decision", cy="Penderfyniad"),
    "takes": Text(en="{party} takes", cy="Mae {party} yn cymryd"),
    "total": Text(en="Together", cy="Gyda'i gilydd"),
    "agreed": Text(en="The board", cy="Y bwrdd"),
    "not_agreed": Text(en="could not agree", cy="methodd â chytuno"),
}


def _decision_details(fund: RunningFund, content: Content) -> tuple[tuple[Text, Text], ...]:
    """Who takes how much: what the second person sets beside the minutes."""
    split = content["split"]
    said = [(DETAILS["year"], same(content["year"])), (DETAILS["decision"], same(content["decision"]))]
    said += [
        (DETAILS["takes"].filled(party=who), words.money(pence))
        for who, pence in in_order(fund.terms_of(content["year"]), split.items())
    ]
    said += [(DETAILS["total"], words.money(sum(split.values())))] if len(split) > 1 else []
    return (*said, *([] if content["agreed"] else [(DETAILS["agreed"], DETAILS["not_agreed"])]))


def in_order(terms: Terms, split: Iterable[tuple[str, int]]) -> list[tuple[Text, int]]:
    """Who takes how much, as people call them: partners as the agreement has them, then reserves; pence as given."""
    order = (*terms.partner_ids, *(f"reserve:{name}" for name in terms.reserves))
    found = sorted(split, key=lambda each: order.index(each[0]) if each[0] in order else len(order))
    return [(party_called(terms, name), pence) for name, pence in found]


def party_called(terms: Terms, name: str) -> Text:
    """A partner or a reserve (``reserve:name``) as people call it."""
    if name.startswith("reserve:"):
        reserve = terms.reserves.get(name.removeprefix("reserve:"))
        return reserve.name if reserve and reserve.name else same(name)
    return terms.name(name)


SETTLEMENT = kind(
    Kind(
        "settlement",
        Text(en="Settlement", cy="Setliad"),
        prepare=Right.PROPOSE,
        approve=Right.APPROVE,
        says=_settlement_says,
        do=_post,
        details=_settlement_details,
    )
)
DECISION = kind(
    Kind(
        "decision",
        Text(en="A board's decision", cy="Penderfyniad bwrdd"),
        prepare=Right.DECIDE,
        approve=Right.APPROVE,
        says=_decision_says,
        do=_record_decision,
        details=_decision_details,
    )
)
