"""Everything that a demand model takes for granted, as every output lists it."""

from collections.abc import Iterator

from cronfa.foresight.demand.model import Demand, Hazard, Source, Weibull, Which
from cronfa.foresight.worlds import Assumption
from cronfa.language import Text, same
from cronfa.money import pounds

ALL = Text(en="everywhere", cy="ym mhobman")
STEP = Text(
    en="people who come in a four-week step are counted in the whole of it; nobody grows into the next age band in care",
    cy="cyfrifir pobl sy'n dod mewn cam pedair wythnos yn y cam cyfan; nid oes neb yn symud i'r band oedran nesaf mewn gofal",
)
HOW = Text(en="How time is counted", cy="Sut y cyfrifir amser")
OURS = Text(en="the model's own simplification", cy="symleiddiad y model ei hun")


def assumptions(demand: Demand) -> tuple[Assumption, ...]:
    """One for each row of the file, in its order."""
    return (Assumption(HOW, STEP, OURS, "assumed"), *_people(demand), *_money(demand), *_shocks(demand))


def _people(demand: Demand) -> Iterator[Assumption]:
    for row in demand.in_care:
        value = Text(en="{n:,} people on the first day", cy="{n:,} o bobl ar y diwrnod cyntaf").filled(n=row.people)
        yield _one(Text(en="In care, {of}", cy="Mewn gofal, {of}"), row.which, value, row.source)
    for come in demand.arrivals:
        value = Text(
            en="{n:,.1f} a year, trend {trend:+.1%}, season {season}, spread {spread:.0%}",
            cy="{n:,.1f} y flwyddyn, tuedd {trend:+.1%}, tymor {season}, gwasgariad {spread:.0%}",
        ).filled(n=come.per_year, trend=come.trend_per_year, season=come.season or "–", spread=come.spread)
        yield _one(Text(en="Arrivals, {of}", cy="Dyfodiaid, {of}"), come.which, value, come.source)
    for leave in demand.leaving:
        yield _one(same(leave.name + ", {of}"), leave.which, _hazard(leave.hazard), leave.source)


def _hazard(hazard: Hazard) -> Text:
    if isinstance(hazard, Weibull):
        words = Text(
            en="Weibull, shape {shape:.3g}, scale {scale:,.4g} weeks",
            cy="Weibull, siâp {shape:.3g}, graddfa {scale:,.4g} wythnos",
        )
        return words.filled(shape=hazard.shape, scale=hazard.scale_weeks)
    if not hazard.growth_per_year:
        return Text(en="{rate:.3g} a year", cy="{rate:.3g} y flwyddyn").filled(rate=hazard.per_year)
    words = Text(
        en="{rate:.3g} a year at first, growth {growth:+.1%}", cy="{rate:.3g} y flwyddyn i ddechrau, twf {growth:+.1%}"
    )
    return words.filled(rate=hazard.per_year, growth=hazard.growth_per_year)


def _money(demand: Demand) -> Iterator[Assumption]:
    for row in demand.prices:
        rises = ", ".join(f"{rise:+.1%}" for rise in row.uplift)
        value = Text(en="{fee} a week, then {rises} a year", cy="{fee} yr wythnos, yna {rises} y flwyddyn").filled(
            fee=pounds(row.weekly_pence), rises=rises
        )
        yield _one(
            Text(en="Fee, " + row.scheme + ", {of}", cy="Ffi, " + row.scheme + ", {of}"), row.which, value, row.source
        )
    for fixed in demand.fixed:
        name = Text(en="Fixed money, {of}", cy="Arian sefydlog, {of}").filled(of=f"{fixed.scheme}, {fixed.partner}")
        yield Assumption(name, same(pounds(fixed.pence)), fixed.source.words, fixed.source.standing)


def _shocks(demand: Demand) -> Iterator[Assumption]:
    for swing in demand.swings:
        value = Text(
            en="{what} × one random number a year, mean one, standard deviation {spread:.1%}",
            cy="{what} × un haprif y flwyddyn, cymedr un, gwyriad safonol {spread:.1%}",
        ).filled(what=_OF_FEES if swing.of_fees else _OF_ARRIVALS, spread=swing.spread)
        yield _one(same(swing.name + ", {of}"), swing.which, value, swing.source)
    for surge in demand.surges:
        value = Text(
            en="chance {chance:.0%} a year; then arrivals {up:+.0%} in steps {steps}",
            cy="siawns {chance:.0%} y flwyddyn; wedyn dyfodiaid {up:+.0%} yng nghamau {steps}",
        ).filled(chance=surge.chance, up=surge.up, steps=", ".join(map(str, surge.steps)))
        yield _one(same(surge.name + ", {of}"), surge.which, value, surge.source)
    for failure in demand.failures:
        value = Text(
            en="chance {chance:.0%} a year in each locality; {share:.0%} of people cost {premium:.0%} more for {lasts} steps",
            cy="siawns {chance:.0%} y flwyddyn ym mhob ardal; {share:.0%} o bobl yn costio {premium:.0%} yn fwy am "
            "{lasts} o gamau",
        ).filled(chance=failure.chance_per_year, share=failure.share, premium=failure.premium, lasts=failure.lasts)
        yield _one(same(failure.name + ", {of}"), failure.which, value, failure.source)


_OF_FEES = Text(en="fees", cy="ffioedd")
_OF_ARRIVALS = Text(en="arrivals", cy="dyfodiaid")


def _one(name: Text, which: Which, value: Text, source: Source) -> Assumption:
    return Assumption(name.filled(of=described(which)), value, source.words, source.standing)


def described(which: Which) -> Text:
    """The cells that a row is about, in the file's own words."""
    parts = [", ".join(names) for names in (which.locality, which.care, which.age, which.funding) if names]
    return same(" · ".join(parts)) if parts else ALL
