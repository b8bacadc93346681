"""The settlement of a year as a page: the figures, what boards must decide, what partners say, what comes next."""

from dataclasses import dataclass, field, replace
from typing import Any

from django.urls import reverse

from cronfa.agreement import Terms
from cronfa.fund.settling import is_settled
from cronfa.governance.decisions import decided
from cronfa.governance.desk import Desk
from cronfa.governance.models import PartnerView, Proposal
from cronfa.governance.proposals import content_of
from cronfa.governance.reading import YearStands, years_stand
from cronfa.governance.roles import Right
from cronfa.governance.settlements import Position, in_order, position
from cronfa.language import Text, join, same
from cronfa.ledger.funds import periods
from cronfa.problems import Problem
from cronfa.reporting import settlement_schedule, words
from cronfa.reporting.phrases import TOTAL
from cronfa.reporting.shown import shown
from cronfa.settlement.figures import party_id
from cronfa.settlement.outcome import Decision
from cronfa.web.presenters.figures import filled
from cronfa.web.presenters.proposals import Line, line
from cronfa.web.presenters.waterfalls import LABELS as WATERFALLS, Waterfall, waterfalls
from cronfa.web.sending import Reading

LABELS = {
    "title": Text(en="Settlement", cy="Setliad"),
    "lead": Text(
        en="What each partner must pay or gets back, by the agreement's clauses. It is posted when all of them have accepted it.",
        cy="Yr hyn y mae'n rhaid i bob partner ei dalu neu ei gael yn ôl, yn ôl y cymalau. Fe'i postir pan fydd pob partner "
        "wedi'i dderbyn.",
    ),
    "year": Text(en="Year", cy="Blwyddyn"),
    "state": Text(en="State", cy="Cyflwr"),
    "posted": Text(en="posted", cy="wedi'i bostio"),
    "open": Text(en="not yet posted", cy="heb ei bostio eto"),
    "years": Text(en="Years", cy="Blynyddoedd"),
    "variance": Text(en="Over (+) or under (−)", cy="Gorwariant (+) neu danwariant (−)"),
    "pays": Text(en="{partner}: to pay (− to get)", cy="{partner}: i'w dalu (− i'w gael)"),
    "so_far": Text(
        en="A year that is not yet posted is shown as if it ended with the money posted so far.",
        cy="Dangosir blwyddyn nad yw wedi'i phostio eto fel pe bai'n gorffen gyda'r arian a bostiwyd hyd yma.",
    ),
    "none": Text(en="Nothing has been spent yet.", cy="Nid oes dim wedi'i wario eto."),
    "open_months": Text(
        en="{count} of its months are still open; they are closed before it is posted.",
        cy="Mae {count} o fisoedd y flwyddyn ar agor o hyd; fe'u caeir cyn ei phostio.",
    ),
    "partners": Text(en="What partners say", cy="Yr hyn a ddywed partneriaid"),
    "partner": Text(en="Partner", cy="Partner"),
    "to_pay": Text(en="To pay (− to get)", cy="I'w dalu (− i'w gael)"),
    "total": TOTAL,
    "view": Text(en="Says", cy="Yn dweud"),
    "by": Text(en="By", cy="Gan"),
    "why": Text(en="Why", cy="Pam"),
    "silent": Text(en="nothing yet", cy="dim eto"),
    "stale": Text(en="accepted other figures", cy="derbyniodd ffigurau eraill"),
    "your_word": Text(en="Your word for {partner}", cy="Eich gair ar ran {partner}"),
    "accept": Text(en="Accept these figures", cy="Derbyn y ffigurau hyn"),
    "dispute": Text(en="Dispute them", cy="Eu gwrthwynebu"),
    "mediate": Text(en="Take to mediation", cy="Mynd i gyfryngu"),
    "reason": Text(en="Reason (needed to dispute)", cy="Rheswm (mae ei angen i wrthwynebu)"),
    "decisions": Text(en="What a board must decide", cy="Yr hyn y mae'n rhaid i fwrdd ei benderfynu"),
    "must": Text(
        en="{amount} under {clause}: {board} must decide (“{decision}”).",
        cy="{amount} o dan {clause}: mae angen penderfyniad {board} (“{decision}”).",
    ),
    "recorded": Text(en="Decisions recorded", cy="Penderfyniadau a gofnodwyd"),
    "on": Text(en="Date of the meeting", cy="Dyddiad y cyfarfod"),
    "minute": Text(en="Minute reference", cy="Cyfeirnod cofnod y cyfarfod"),
    "agreed": Text(en="The board agreed", cy="Cytunodd y bwrdd"),
    "share_of": Text(en="{party} takes", cy="Mae {party} yn cymryd"),
    "waiting": Text(en="Waiting for approval", cy="Yn aros am gymeradwyaeth"),
    "against": Text(en="It cannot be posted like this", cy="Ni ellir ei bostio fel hyn"),
    "problem": Text(en="The decision cannot be sent like this", cy="Ni ellir anfon y penderfyniad fel hyn"),
    "name": Text(en="Decision", cy="Penderfyniad"),
    "board": Text(en="Board", cy="Bwrdd"),
    "split": Text(en="Who takes how much", cy="Pwy sy'n cymryd faint"),
    "record": Text(en="Send the decision for approval", cy="Anfon y penderfyniad i'w gymeradwyo"),
    "post": Text(en="Send for posting", cy="Anfon i'w bostio"),
    "post_why": Text(en="Remark", cy="Sylw"),
    "all": Text(en="Every partner has accepted these figures.", cy="Mae pob partner wedi derbyn y ffigurau hyn."),
    "waits": Text(en="Waits for {partners}.", cy="Yn aros am ateb {partners}."),
}
VIEWS = {
    PartnerView.ACCEPTED: (Text(en="accepted", cy="wedi'i dderbyn"), "good"),
    PartnerView.DISPUTED: (Text(en="disputed", cy="wedi'i wrthwynebu"), "over"),
    PartnerView.IN_MEDIATION: (Text(en="in mediation", cy="mewn cyfryngu"), "watch"),
}


@dataclass(frozen=True, slots=True)
class Word:
    """What one partner says."""

    partner: Text
    to_pay: Text
    view: Text
    tone: str
    by: str
    why: str


@dataclass(frozen=True, slots=True)
class Wanted:
    """A decision that a board must take, with the parties that may share it."""

    decision: str
    board: str
    says: Text
    parties: tuple[tuple[str, Text], ...]


@dataclass(frozen=True, slots=True)
class Page:
    """The settlement of a year's first months."""

    year: str
    months: int
    report: dict[str, Any]
    waterfalls: tuple[Waterfall, ...]
    why: str
    figures: str
    words_of: tuple[Word, ...]
    to_pay: Text
    """What all of them pay the fund, less what it gives back."""
    speaks_for: tuple[tuple[str, Text], ...]
    wanted: tuple[Wanted, ...]
    recorded: tuple[tuple[Text, ...], ...]
    open_months: Text | None
    posted: bool
    waits: Text
    may_post: bool
    may_decide: bool
    waiting: tuple[Line, ...]
    against: tuple[Problem, ...]
    """What is wrong with the settlement itself: it cannot be posted before that is put right."""
    falls: dict[str, Text]
    words: dict[str, Text]
    sent: Reading = field(default_factory=lambda: Reading({}))
    """A decision that was sent in vain, and shown again."""
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Year:
    """A year in the list: what its settlement comes to, in the order of the partners, and whether it is posted."""

    year: str
    address: str
    variance: Text
    to_pay: tuple[Text, ...]
    state: Text
    tone: str


@dataclass(frozen=True, slots=True)
class Years:
    """The years that have spend."""

    years: tuple[Year, ...]
    partners: tuple[Text, ...]
    words: dict[str, Text]


def listed(desk: Desk) -> Years:
    """Every year with spend and what its settlement comes to."""
    found = years_stand(desk)
    partners = list(dict.fromkeys(name for each in found for name in each.to_pay_pence))
    return Years(
        tuple(_year(desk, each, partners) for each in found),
        tuple(LABELS["pays"].filled(partner=desk.terms.name(name)) for name in partners),
        LABELS,
    )


def _year(desk: Desk, each: YearStands, partners: list[str]) -> Year:
    said, tone = (LABELS["posted"], "good") if each.posted else (LABELS["open"], "watch")
    return Year(
        each.year,
        reverse("settlement", args=[desk.fund.slug, each.year, 12]),
        words.money(each.variance_pence, sign=True),
        tuple(words.money(each.to_pay_pence[name]) if name in each.to_pay_pence else same("–") for name in partners),
        said,
        tone,
    )


def page(desk: Desk, year: str, months: int) -> Page:
    """The settlement with everything that is said of it."""
    fund = desk.fund
    book = filled(desk, year, months)
    at = position(fund, year, months)
    terms = book.terms
    posted = is_settled(fund, year) or is_settled(fund, year, months)
    waiting = at.waits_for(terms.partner_ids)
    return Page(
        year=year,
        months=months,
        report=shown(settlement_schedule(book, None), desk.language),
        waterfalls=waterfalls(book, desk.language),
        why=reverse("why", args=[fund.slug, "x"])[:-3],
        figures=at.figures_sha256,
        words_of=tuple(_word(terms.name(name), at, name) for name in terms.partner_ids),
        to_pay=words.money(sum(each.to_pay_pence for each in at.settlement.partners)),
        speaks_for=() if posted else tuple((name, terms.name(name)) for name in desk.standing.bodies(Right.ACCEPT)),
        wanted=tuple(_wanted(desk, at, index) for index in range(len(at.wanted))),
        recorded=_recorded(desk, year),
        open_months=_open_months(desk, year, months),
        posted=posted,
        waits=LABELS["waits"].filled(partners=words.and_list([terms.name(name) for name in waiting]))
        if waiting
        else LABELS["all"],
        may_post=not posted and not waiting and desk.may(Right.PROPOSE),
        may_decide=desk.may(Right.DECIDE),
        waiting=_waiting(desk, year),
        against=() if posted else tuple(each for each in at.settlement.problems if each.is_error),
        falls=WATERFALLS,
        words=LABELS,
    )


def refused(page: Page, sent: Reading, problems: tuple[Problem, ...]) -> Page:
    """The page with a decision that could not be sent: what was typed, and why not, each problem at its field."""
    number = [each.decision for each in page.wanted].index(sent.text("decision")) + 1
    return replace(page, sent=sent, problems=tuple(_at_field(each, number) for each in problems))


def _at_field(problem: Problem, number: int) -> Problem:
    """The problem with the field as the form of this number calls it."""
    name, _, party = (problem.where.path or "").partition(":")
    return replace(problem, where=replace(problem.where, path=f"{name}{number}{party}" if name else None))


def _word(name: Text, at: Position, partner: str) -> Word:
    to_pay = next(each.to_pay_pence for each in at.settlement.partners if each.partner == partner)
    said = at.views.get(partner)
    if said is None:
        view = (LABELS["stale"], "watch") if partner in at.stale else (LABELS["silent"], "plain")
    else:
        view = VIEWS[said.view]
    by = said.said_by.name if said else "–"
    return Word(name, words.money(to_pay), *view, by, said.why if said else "")


def _wanted(desk: Desk, at: Position, index: int) -> Wanted:
    wanted = at.wanted[index]
    terms = desk.fund.terms_of(at.settlement.year)
    says = LABELS["must"].filled(
        amount=words.money(wanted.amount_pence), clause=words.under(wanted.clause), decision=wanted.decision,
        board=_board(terms, wanted.board),
    )  # fmt: skip
    partners = tuple((name, terms.name(name)) for name in terms.partner_ids)
    reserves = tuple((f"reserve:{name}", each.name or same(name)) for name, each in terms.reserves.items())
    return Wanted(wanted.decision, wanted.board, says, partners + reserves)


def _board(terms: Terms, board: str) -> Text:
    found = terms.boards.get(board)
    return found.name if found and found.name else same(board)


def _waiting(desk: Desk, year: str) -> tuple[Line, ...]:
    """What of this year's settlement waits for a second person: decisions and the posting itself."""
    found = Proposal.objects.filter(fund=desk.fund.slug, state=Proposal.PREPARED, kind__in=("decision", "settlement"))
    return tuple(line(desk, each) for each in found.select_related("made_by") if content_of(each)["year"] == year)


def _recorded(desk: Desk, year: str) -> tuple[tuple[Text, ...], ...]:
    terms = desk.fund.terms_of(year)
    return tuple(
        (
            same(each.id), _board(terms, each.board), words.day(each.on), same(each.minute),
            _split(terms, each) if each.split else same("–"),
        )
        for each in decided(desk.fund, year).decisions.values()
    )  # fmt: skip


def _split(terms: Terms, made: Decision) -> Text:
    """Who takes how much by a decision."""
    parts = in_order(terms, ((party_id(who), pence) for who, pence in made.split))
    said = [same("{party} {amount}").filled(party=party, amount=words.money(pence)) for party, pence in parts]
    return join(said, between="; ")


def _open_months(desk: Desk, year: str, months: int) -> Text | None:
    from cronfa.calendars import Year as Calendar

    codes = {month.label for month in Calendar(year).months()[:months]}
    count = sum(period.code in codes and period.status == "open" for period in periods(desk.fund.ledger))
    return LABELS["open_months"].filled(count=count) if count else None
