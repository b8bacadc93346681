"""Made-up models of demand: small enough to reason about, with everything that a model may have."""

from cronfa.foresight.demand.model import (
    Arrivals,
    Cell,
    Demand,
    Failure,
    Fixed,
    Gompertz,
    InCare,
    Leaving,
    Price,
    Source,
    Surge,
    Swing,
    Weibull,
    Which,
)
from cronfa.language import same

MADE_UP = Source("assumed", same("made up"))
WINTER = ("winter", (0.9, 0.9, 0.8, 0.8, 0.9, 1.0, 1.0, 1.1, 1.2, 1.4, 1.3, 1.2, 1.1))


def one_cell(people: int = 200, per_year: float = 260.0, steps: int = 26, shape: float = 0.7) -> Demand:
    """One locality, one sort of care: nobody moves."""
    return Demand(
        "one-cell",
        "2026-27",
        steps,
        (("town", "council", 1.0),),
        ("home",),
        ("all",),
        ("council",),
        (InCare(Which(), people, MADE_UP),),
        (Arrivals(Which(), per_year, MADE_UP, season="winter"),),
        (Leaving("care ends", Which(), Weibull(shape, 60.0), MADE_UP),),
        seasons=(WINTER,),
    )


def small(people: int = 60, steps: int = 13, shocks: bool = True) -> Demand:
    """Two localities of unlike size, three sorts of care, two ages, three routes of funding, and every way to move."""

    def of(care: str = "", funding: str = "", age: str = "") -> Which:
        return Which((), (care,) if care else (), (age,) if age else (), (funding,) if funding else ())

    council_self = Which(funding=("council", "self"))
    return Demand(
        "small",
        "2026-27",
        steps,
        (("north", "council-a", 2.0), ("south", "council-b", 1.0)),
        ("home", "residential", "nursing"),
        ("64", "65"),
        ("council", "self", "health"),
        (
            InCare(of("home", "council"), people // 2, MADE_UP),
            InCare(of("residential", "self"), people // 4, MADE_UP, (people // 4,)),
            InCare(of("residential", "council"), people // 4, MADE_UP),
        ),
        (
            Arrivals(of("home", "council"), people * 0.8, MADE_UP, 0.1, "winter", 0.4),
            Arrivals(of("residential", "self"), people * 0.5, MADE_UP, -0.05),
            Arrivals(of("nursing", "council", "65"), people * 0.2, MADE_UP, season="winter"),
        ),
        (
            Leaving("home ends", of("home"), Weibull(0.8, 70.0), MADE_UP),
            Leaving("death, older", of(age="65"), Gompertz(0.35, 0.3), MADE_UP),
            Leaving("death, younger", of(age="64"), Gompertz(0.05, 0.0), MADE_UP),
            Leaving("to residential", of("home"), Weibull(1.2, 90.0), MADE_UP, to_care="residential"),
            Leaving("to nursing", Which(care=("residential",)), Weibull(1.3, 80.0), MADE_UP, to_care="nursing"),
            Leaving("capital runs out", of(funding="self"), Weibull(3.0, 50.0), MADE_UP, None, "council", True),
            Leaving("continuing health care", of("nursing", "council"), Weibull(1, 60), MADE_UP, None, "health", True),
        ),
        prices=(
            Price(of("home", "council"), "home-care", 321_57, MADE_UP, uplift=(0.05,)),
            Price(
                Which(care=("residential", "nursing"), funding=("council",)),
                "homes",
                873_11,
                MADE_UP,
                uplift=(0.031, 0.02),
            ),
            Price(Which(care=("nursing",), funding=("council", "self")), "homes", 254_06, MADE_UP, "board"),
            Price(of("nursing", "health"), "homes", 1_423_01, MADE_UP, "board", (0.04,)),
        ),
        seasons=(WINTER,),
        swings=(
            (
                Swing("economy", False, council_self, 0.2, MADE_UP),
                Swing("home care only", False, of("home"), 0.1, MADE_UP),
                Swing("wages", True, Which(), 0.03, MADE_UP),
                Swing("nurses", True, of("nursing"), 0.06, MADE_UP),
            )
            if shocks
            else ()
        ),
        surges=(Surge("flu", of("home"), 0.4, 0.5, (9, 10, 11), MADE_UP),) if shocks else (),
        failures=(Failure("home closes", Which(care=("residential", "nursing")), 0.3, 0.25, 0.5, 5, MADE_UP),)
        if shocks
        else (),
        fixed=(Fixed("equipment", "board", 1_000_001, MADE_UP),),
    )


def many(people: int, localities: int = 22, steps: int = 39) -> Demand:
    """As many people as wanted, in as many localities, growing in size from the first to the last; no common shocks."""

    def of(*care: str, funding: str = "") -> Which:
        return Which(care=care, funding=(funding,) if funding else ())

    split = {
        ("home", "council"): 0.40,
        ("extra", "council"): 0.08,
        ("residential", "council"): 0.20,
        ("residential", "self"): 0.16,
        ("nursing", "council"): 0.10,
        ("nursing", "self"): 0.06,
    }
    return Demand(
        "many",
        "2026-27",
        steps,
        tuple((f"council-{n:02d}", f"council-{n:02d}", float(n)) for n in range(1, localities + 1)),
        ("home", "extra", "residential", "nursing", "day"),
        ("65",),
        ("council", "self", "health"),
        tuple(InCare(of(c, funding=f), round(people * part), MADE_UP) for (c, f), part in split.items()),
        tuple(
            Arrivals(of(c, funding=f), people * part * 0.45, MADE_UP, 0.02, "winter") for (c, f), part in split.items()
        ),
        (
            Leaving("care ends", of("home", "extra"), Weibull(0.8, 100.0), MADE_UP),
            Leaving("death", of("residential"), Weibull(0.82, 103.0), MADE_UP),
            Leaving("death", of("nursing"), Weibull(0.7, 60.0), MADE_UP),
            Leaving("to residential", of("home", "extra"), Weibull(1.1, 500.0), MADE_UP, "residential"),
            Leaving("to nursing", of("residential"), Weibull(1.1, 600.0), MADE_UP, "nursing"),
            Leaving("capital", Which(funding=("self",)), Weibull(2.0, 200.0), MADE_UP, None, "council", True),
            Leaving("health", of("nursing", funding="council"), Gompertz(0.05, 0.2), MADE_UP, None, "health", True),
        ),
        seasons=(WINTER,),
    )


def place(demand: Demand, locality: str, care: str, age: str, funding: str) -> int:
    """Where a cell stands among a model's."""
    return demand.cells.index(Cell(locality, care, age, funding))
