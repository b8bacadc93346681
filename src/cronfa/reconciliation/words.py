"""The rules of matching in words, and one match explained."""

from cronfa.language import Text, counted
from cronfa.reconciliation.items import Match, Rule

RULES: dict[Rule, Text] = {
    Rule.REFERENCE: Text(en="the same reference", cy="yr un cyfeirnod"),
    Rule.AMOUNT: Text(en="the same amount, near in time", cy="yr un swm, yn agos mewn amser"),
    Rule.CANCELS: Text(en="lines that cancel each other", cy="llinellau sy'n canslo'i gilydd"),
    Rule.GROUP: Text(
        en="the sum of a party's, a scheme's or all lines", cy="swm llinellau parti, cynllun neu bob llinell"
    ),
    Rule.PARTS: Text(en="the only few lines that add up", cy="yr unig ychydig linellau sy'n adio"),
}
BECAUSE: dict[Rule, Text] = {
    Rule.REFERENCE: Text(
        en="Both ledgers have the reference {reference}.", cy="Mae'r cyfeirnod {reference} gan y ddau gyfriflyfr."
    ),
    Rule.AMOUNT: Text(
        en="One line each of this amount, {days} apart; there were {alike} to choose from.",
        cy="Un llinell yr un o'r swm hwn, {days} ar wahân; roedd {alike} i ddewis ohonynt.",
    ),
    Rule.CANCELS: Text(
        en="Lines of one ledger that come to nothing together.",
        cy="Llinellau un cyfriflyfr sy'n dod i ddim gyda'i gilydd.",
    ),
    Rule.GROUP: Text(
        en="One line is the sum of {count} lines that belong together, within {days}.",
        cy="Mae un llinell yn swm {count} o linellau sy'n perthyn i'w gilydd, o fewn {days}.",
    ),
    Rule.PARTS: Text(
        en="One line is the sum of {count} lines within {days}, and no other few lines near it are.",
        cy="Mae un llinell yn swm {count} o linellau o fewn {days}, ac nid oes grŵp bach arall o linellau "
        "gerllaw sy'n rhoi'r un swm.",
    ),
}


def because(found: Match) -> Text:
    """Why these lines belong together, with the facts of it."""
    first = (found.theirs or found.ours)[0]
    count = max(len(found.theirs), len(found.ours))
    facts = {
        "reference": first.reference or "–",
        "days": counted(found.days, "day", "diwrnod"),
        "alike": found.alike,
        "count": count,
    }
    return BECAUSE[found.rule].filled(**facts)
