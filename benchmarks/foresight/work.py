"""The work of rows M1 and M2: residents of 22 councils in five sorts of care, three years in four-weekly steps.

Some are in care already, and have been for a known time; others come, more in winter. Stays end or move on by hazards that change
with the time spent (Weibull): care at home turns into residential and nursing care, those who pay for themselves run out of
capital, nursing care becomes the health service's. Every engine counts the people of each council, care type and funding route
in each step. Figures are made up, of the size that councils publish; nothing here is a forecast.
"""

from dataclasses import dataclass

COUNCILS = 22
STEPS = 39
WEEKS = 4
TURNOVER_A_YEAR = 0.45
"""Arrivals a year for each resident."""
SEASON = (0.9, 0.9, 0.8, 0.8, 0.9, 1.0, 1.0, 1.1, 1.2, 1.3, 1.2, 1.0, 0.9)
LONGEST_ELAPSED = 100
FADES = 0.97
"""For each step longer in care, this share as many."""
START = {
    ("home", "council"): 0.32,
    ("day", "council"): 0.06,
    ("extra", "council"): 0.06,
    ("residential", "council"): 0.20,
    ("residential", "self"): 0.16,
    ("nursing", "council"): 0.10,
    ("nursing", "self"): 0.07,
    ("nursing", "health"): 0.03,
}


@dataclass(frozen=True)
class Way:
    """One way in which a stay ends: care ends, or it goes on elsewhere, the clock kept or begun anew."""

    cares: tuple[str, ...]
    fundings: tuple[str, ...]
    shape: float
    scale_weeks: float
    to_care: str | None = None
    to_funding: str | None = None
    keeps_clock: bool = False


ALL = ("council", "self", "health")
WAYS = (
    Way(("home", "day", "extra"), ALL, 0.8, 110.0),
    Way(("residential",), ALL, 0.82, 103.0),
    Way(("nursing",), ALL, 0.75, 65.0),
    Way(("home", "day", "extra"), ALL, 1.1, 420.0, to_care="residential"),
    Way(("residential",), ALL, 1.1, 520.0, to_care="nursing"),
    Way(("residential", "nursing"), ("self",), 2.0, 190.0, to_funding="council", keeps_clock=True),
    Way(("nursing",), ("council",), 1.0, 900.0, to_funding="health", keeps_clock=True),
)


def councils() -> tuple[str, ...]:
    return tuple(f"council-{number:02d}" for number in range(COUNCILS))


def weights() -> list[float]:
    """The councils differ in size by five to one."""
    return [1.0 + 4.0 * number / (COUNCILS - 1) for number in range(COUNCILS)]


def elapsed_weights() -> list[float]:
    return [FADES**steps for steps in range(LONGEST_ELAPSED)]


def ways_out(care: str, funding: str) -> list[Way]:
    return [way for way in WAYS if care in way.cares and funding in way.fundings]


def season(step: int) -> float:
    return SEASON[step % 13] * 13 / sum(SEASON)
