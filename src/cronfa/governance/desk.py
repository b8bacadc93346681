"""A desk: one person at one fund, on one day. Whatever is asked of a fund, by a page or a program, is asked at a desk."""

from dataclasses import dataclass
from datetime import date

from cronfa.agreement import Terms
from cronfa.fund.opening import RunningFund
from cronfa.governance import keeping, sight
from cronfa.governance.models import Person
from cronfa.governance.rights import NOBODY, Standing, standing
from cronfa.governance.roles import Right
from cronfa.language import Language


@dataclass(frozen=True, slots=True)
class Desk:
    """Who asks, about which fund, with what rights, in which language."""

    person: Person
    fund: RunningFund
    standing: Standing
    language: Language
    today: date

    def may(self, right: Right, body: str | None = None) -> bool:
        return self.standing.may(right, body)

    @property
    def terms(self) -> Terms:
        """The terms in force today; those nearest to today where the agreement's term does not reach."""
        first, last = self.fund.agreement.versions[0].from_, self.fund.agreement.latest.to
        return self.fund.agreement.on(max(first, min(self.today, last))).terms

    @property
    def sees_partners(self) -> tuple[str, ...]:
        """The partners whose postings this person may see."""
        if self.standing.sees_all:
            return self.fund.partners
        mine = self.standing.bodies(Right.SEE_POSTINGS)
        return tuple(partner for partner in self.fund.partners if partner in mine)

    @property
    def only_partners(self) -> tuple[str, ...] | None:
        """The partners to which lists of entries are narrowed; ``None`` where every entry may be seen."""
        return None if self.standing.sees_all else self.sees_partners


def sit_down(person: Person, slug: str, language: Language, today: date) -> Desk | None:
    """The desk of a person at a fund; ``None`` if there is no such fund, or no standing in it. Opens the fund's rows to them."""
    sight.enter(person, slug)
    fund = keeping.fund(slug)
    held = standing(person, fund.agreement, today) if fund else NOBODY
    if fund is None or not held.held:
        sight.leave()
        return None
    sight.stand(held)
    return Desk(person, fund, held, language, today)
