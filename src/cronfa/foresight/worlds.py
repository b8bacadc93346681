"""Possible years of a fund: what a world is, and what it must say about itself.

A :class:`World` draws years. Everything that is simulated (what partners owe, what shocks do, which draft is better)
asks a world for years and knows nothing else about it, so that a fund's own history, a model of demand and a plain
assumption can stand in for each other.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal, Protocol

from cronfa.foresight.shocks import Shock
from cronfa.language import Text
from cronfa.settlement.arrays import Column, Table
from cronfa.settlement.scenarios import Scenarios

Standing = Literal["fitted", "published", "assumed"]
"""Where an assumption's value comes from: the fund's own records, a publication, or nobody but us."""

OTHER = "other"
"""The driver that holds what no named cause explains."""


@dataclass(frozen=True, slots=True)
class Assumption:
    """One thing that a world takes for granted. Every output lists them all."""

    name: Text
    value: Text
    """As a reader should see it, with its unit."""
    source: Text
    standing: Standing


@dataclass(frozen=True, slots=True)
class Years:
    """A block of possible years: the runs from ``first`` on."""

    first: int
    """The number of the first run, from nought."""
    scenarios: Scenarios
    drivers: Mapping[str, Column] = field(default_factory=dict)
    """Pence of the fund's spend over (above zero) or under its expectation that each cause brought, in every run.

    They add up to the fund's spend less the world's ``expected_pence``; :data:`OTHER` is the rest.
    """
    path: Table | None = None
    """The fund's spend in each part of the year (rows: twelve months, or thirteen four-week periods); its rows add up to
    the fund's spend. Left out by a world that knows only whole years."""

    @property
    def count(self) -> int:
        return self.scenarios.count


class World(Protocol):
    """Where possible years come from. Worlds are frozen and small, and go to other processes as they are (pickle)."""

    @property
    def name(self) -> Text:
        """What a reader should call it, such as *the fund's own history*."""

    @property
    def year(self) -> str:
        """The financial year that it draws, as the agreement writes it."""

    @property
    def seed(self) -> int:
        """What makes its years these and no others."""

    @property
    def assumptions(self) -> tuple[Assumption, ...]:
        """Everything that it takes for granted, with sources."""

    @property
    def illustrative(self) -> Text | None:
        """Why it is no real fund's; shown wherever a figure of it is shown. Nothing if it is one."""

    @property
    def expected_pence(self) -> int:
        """What the fund is expected to spend: the level from which drivers are counted."""

    @property
    def causes(self) -> Mapping[str, Text]:
        """The names of its drivers, each with the words a reader sees; :data:`OTHER` may be left out."""

    @property
    def fingerprint(self) -> str:
        """A short stable text that differs when anything that decides the years differs (seed included)."""

    def years(self, first: int, count: int) -> Years:
        """The runs ``first … first + count − 1``.

        A pure function of the world and the run's number: any cut of the runs into blocks gives the same pence, bit for
        bit. Random numbers are counter-based (see :mod:`cronfa.foresight.draws`), never a global state.
        """

    def shocked(self, shocks: Sequence[Shock]) -> "World":
        """The same years, run by run, with the shocks laid over them (:func:`cronfa.foresight.shocked.laid_over`)."""
