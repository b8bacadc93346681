"""What a year would come to if it ended as it is forecast, in words: who would bear it, by which clauses, what reserves do.

What stands between ⟦ and ⟧ is said with stress where a page can; :func:`plain` takes the marks away.
"""

from cronfa.agreement.clauses import Terms
from cronfa.language import Text, same
from cronfa.reporting import words
from cronfa.settlement.outcome import Settlement

IF_SO = Text(en="If the year ended like this, {parts}.", cy="Pe bai'r flwyddyn yn gorffen fel hyn, {parts}.")
WOULD_BEAR = Text(
    en="⟦{partner} would bear {amount}⟧{under}", cy="⟦byddai {partner} yn ysgwyddo {amount}⟧{under}"
)  # fmt: skip
WOULD_GET = Text(
    en="⟦{partner} would get {amount} back⟧{under}", cy="⟦byddai {partner} yn cael {amount} yn ôl⟧{under}"
)  # fmt: skip
BY_CLAUSES = Text(en=" under {clauses}", cy=" o dan {clauses}")
NOBODY_BEARS = Text(en="no partner would bear anything", cy="ni fyddai unrhyw bartner yn ysgwyddo dim")
RESERVE_DRAWN = Text(
    en="{reserve}: {amount} would be drawn, leaving {left}.", cy="{reserve}: tynnid {amount}, gan adael {left}."
)
RESERVE_KEPT = Text(
    en="{reserve} would grow by {amount}, to {left}.", cy="Byddai {reserve} yn tyfu {amount}, i {left}."
)
RESERVE_SAME = Text(en="{reserve} of {left} would not be touched.", cy="{reserve}: ni chyffyrddid â'r {left}.")
BROUGHT = Text(
    en="{amount} brought forward from last year meets part of what is spent.",
    cy="Mae {amount} a gariwyd o'r llynedd yn talu am ran o'r gwariant.",
)
BROUGHT_SHORT = Text(
    en="A deficit of {amount} brought forward from last year has to be met as well.",
    cy="Rhaid talu hefyd am ddiffyg o {amount} a gariwyd o'r llynedd.",
)
CARRIED = Text(
    en="{amount} of underspend would be carried into next year's fund.",
    cy="Câi {amount} o danwariant ei gario i gronfa'r flwyddyn nesaf.",
)
CARRIED_SHORT = Text(
    en="A deficit of {amount} would be carried into next year's fund.",
    cy="Câi diffyg o {amount} ei gario i gronfa'r flwyddyn nesaf.",
)
WAITS = Text(
    en="{amount} would wait for a decision by {board}, under {clause}.",
    cy="Byddai {amount} yn aros am benderfyniad {board}, o dan {clause}.",
)


def year_ahead(terms: Terms, would: Settlement) -> tuple[Text, ...]:
    """Who would bear the forecast, by which clauses, what next year would take, what the reserves would do, what a board
    would have to decide: together they come to the forecast's variance."""
    parts = []
    for each in would.partners:
        if each.borne_pence:
            said = WOULD_BEAR if each.borne_pence > 0 else WOULD_GET
            name, amount = terms.name(each.partner), words.rounded(abs(each.borne_pence))
            parts.append(said.filled(partner=name, amount=amount, under=_under(would, each.partner)))
    lead = [IF_SO.filled(parts=words.and_list(parts or [NOBODY_BEARS])), *_other_years(would)]
    for reserve in would.reserves:
        known = terms.reserves.get(reserve.reserve)
        name = known.name if known and known.name else same(reserve.reserve)
        moved = reserve.kept_pence - reserve.drawn_pence
        said = RESERVE_SAME if not moved else RESERVE_KEPT if moved > 0 else RESERVE_DRAWN
        lead.append(
            said.filled(reserve=name, amount=words.rounded(abs(moved)), left=words.rounded(reserve.closing_pence))
        )
    for wanted in would.decisions:
        board = terms.boards.get(wanted.board)
        lead.append(
            WAITS.filled(
                amount=words.rounded(wanted.amount_pence), board=board.name if board else same(wanted.board),
                clause=words.under(wanted.clause),
            )
        )  # fmt: skip
    return tuple(sentence(text) for text in lead)


def _other_years(would: Settlement) -> list[Text]:
    """What came from last year, and what would go into next year's fund: underspends of some schemes, deficits of others."""
    brought = [each.brought_forward_pence for each in would.schemes]
    carried = [line.amount_pence for line in would.lines if line.party.kind == "next year"]
    kept, short = sum(pence for pence in carried if pence < 0), sum(pence for pence in carried if pence > 0)
    said = (
        (BROUGHT, sum(pence for pence in brought if pence > 0)),
        (BROUGHT_SHORT, sum(pence for pence in brought if pence < 0)),
        (CARRIED, kept), (CARRIED_SHORT, short),
    )  # fmt: skip
    return [sentence.filled(amount=words.rounded(abs(pence))) for sentence, pence in said if pence]


def _under(would: Settlement, partner: str) -> Text | str:
    """By which clauses a partner bears its part; nothing where none of them has a number."""
    lines = [line for line in would.lines if line.party.kind == "partner" and line.party.id == partner]
    found = dict.fromkeys(line.clause for line in lines if line.amount_pence and line.clause)
    return BY_CLAUSES.filled(clauses=words.and_list([words.clause(clause) for clause in found])) if found else ""


def sentence(text: Text) -> Text:
    """With a capital at its beginning, in each language, stressed or not."""
    return text.map(lambda said: "⟦" + said[1:2].upper() + said[2:] if said[:1] == "⟦" else said[:1].upper() + said[1:])


def plain(text: Text) -> Text:
    """The same words without stress."""
    return text.map(lambda said: said.replace("⟦", "").replace("⟧", ""))
