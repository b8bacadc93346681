"""Words of contributions: how each stands, always said and never told by a colour alone."""

from cronfa.agreement.contributions import Status as StatusClause
from cronfa.language import Text, counted, same
from cronfa.monitoring.instalments import Standing
from cronfa.reporting.model import Status, Tone

ONE_DAY = Text(en="one day", cy="un diwrnod")
STATES: dict[str, tuple[Text, Tone]] = {
    "arrived": (Text(en="Arrived", cy="Wedi cyrraedd"), "good"),
    "arrived late": (Text(en="Arrived {days} late", cy="Cyrhaeddodd {days} yn hwyr"), "good"),
    "part": (Text(en="Part arrived, not yet due", cy="Rhan wedi cyrraedd, heb fod yn ddyledus eto"), "watch"),
    "late": (Text(en="Late by {days}", cy="{days} yn hwyr"), "over"),
    "part late": (Text(en="Part arrived, the rest late by {days}", cy="Rhan wedi cyrraedd, y gweddill {days} yn hwyr"), "over"),
    "to come": (Text(en="Not yet due", cy="Heb fod yn ddyledus eto"), "plain"),
    "nothing due": (Text(en="Nothing due", cy="Dim yn ddyledus"), "plain"),
}  # fmt: skip
WITHHELD = Text(en="{status}; {state}", cy="{status}; {state}")
SETTLED = Text(en="Not paid; it is in the settlement of the year", cy="Heb ei dalu; mae yn setliad y flwyddyn")
STATUSES: dict[str, Text] = {
    "indicative": Text(en="Indicative", cy="Dangosol"),
    "confirmed": Text(en="Confirmed", cy="Wedi'i gadarnhau"),
    "withheld": Text(en="Withheld", cy="Wedi'i ddal yn ôl"),
    "refused": Text(en="Refused", cy="Wedi'i wrthod"),
    "loaned": Text(en="Loaned", cy="Ar fenthyg"),
}
AS_SIGNED = Text(en="As signed", cy="Fel y'i llofnodwyd")


def days(count: int) -> Text:
    """``one day``, ``45 days``."""
    return ONE_DAY if count == 1 else counted(count, "day", "diwrnod")


def state(standing: Standing, *, settled: bool) -> Status:
    """How an instalment stands, in words with their colour."""
    if settled and standing.outstanding_pence:
        return Status(SETTLED, "watch")
    said, tone = STATES[standing.state]
    word = said.filled(days=days(standing.days_late))
    known = standing.instalment.status
    if standing.is_withheld and known:
        return Status(WITHHELD.filled(status=STATUSES[known.status], state=word), "over")
    return Status(word, tone)


def recorded(known: StatusClause | None) -> Text:
    """What the agreement records of a contribution, with the reason if it gives one."""
    if known is None:
        return AS_SIGNED
    word = STATUSES[known.status]
    return same("{status} ({reason})").filled(status=word, reason=known.reason) if known.reason else word
