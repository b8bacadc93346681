"""Random agreements and outcomes: every form, rule, step, basis, limit and collar, each from a seed that repeats it."""

from dataclasses import replace
from datetime import date
from random import Random
from typing import Any

from cronfa.agreement.clauses import Terms
from cronfa.agreement.standard_terms import fill
from cronfa.money import parse_pence
from cronfa.settlement.outcome import Decision, Outcome, Party

YEAR = "2026-27"
NAMES = ("council", "board", "trust", "county", "city", "icb")
FORMS = (
    ["pooled"] * 8
    + ["lead commissioned", "aligned", "retained", "integrated management", "integrated management with pool"]
    + ["structural", "grant", "cross charge", "in view"]
)
PLAIN_FORMS = ["pooled", "lead commissioned", "structural", "grant", "in view"]
OFFSETS = ["variance", "variance", "uncommitted", "rescue", "rescue-each"]
PROFILES: tuple[Any, ...] = ("equal", "equal", "days", ["1", "0", "2", "1", "3", "1", "1", "1", "4", "1", "1", "2"])


def pounds(pence: int) -> str:
    return f"{'-' if pence < 0 else ''}£{abs(pence) // 100:,}.{abs(pence) % 100:02d}"


def times(value: Any, factor: int) -> Any:
    """A document in which every sum of money is so many times as large."""
    if isinstance(value, dict):
        return {key: times(part, factor) for key, part in value.items()}
    if isinstance(value, list):
        return [times(part, factor) for part in value]
    return pounds(parse_pence(value) * factor) if isinstance(value, str) and "£" in value else value


class Maker:
    """Makes one agreement and outcomes for it from one seed; ``plain`` keeps to what can be compiled."""

    def __init__(self, seed: int, *, plain: bool = False) -> None:
        self.random = Random(seed)
        self.plain = plain
        self.partners = list(NAMES[: self.random.randint(2, 6)])
        self.schemes = [f"scheme-{n}" for n in range(1, self.random.randint(1, 4) + 1)]
        self.reserves = [f"reserve-{n}" for n in range(self.random.randint(0, 2))]
        self.document = self.document_of()

    def chance(self, likely: float) -> bool:
        return self.random.random() < likely

    def pence(self, most: int = 10**8) -> int:
        return self.random.choice([0, 1, self.random.randint(0, 99), self.random.randint(0, most), most])

    def money(self, most: int = 10**8) -> str:
        return pounds(self.pence(most))

    def partner(self) -> str:
        return self.random.choice(self.partners)

    def party(self) -> str:
        return self.random.choice([*self.partners, "host", "lead commissioner"])

    def some(self, items: list[str]) -> list[str]:
        return self.random.sample(items, self.random.randint(1, len(items)))

    def shares(self) -> dict[str, str]:
        """Shares by partner that add up to a hundred, some of nought."""
        cuts = sorted(self.random.randint(0, 10_000) for _ in self.partners[1:])
        parts = [high - low for low, high in zip([0, *cuts], [*cuts, 10_000], strict=True)]
        return {name: f"{part // 100}.{part % 100:02d}%" for name, part in zip(self.partners, parts, strict=True)}

    def sums(self, most: int = 10**8) -> dict[str, str]:
        return {name: self.money(most) for name in self.partners if self.chance(0.9)} or {self.partners[0]: "£1.00"}

    def limit(self) -> str:
        share = self.random.choice(["1%", "12.5%", "1/3", "50%", "0.37%", "100%"])
        of = self.random.choice(["budget", "contributions", "contribution", "budget" if self.plain else "amount"])
        if self.plain:
            return self.random.choice([self.money(10**7), f"{share} of {of}"])
        return self.random.choice([self.money(10**7), f"{share} of {of}", f"{share} of {of}", "remaining contribution"])

    def limits(self) -> Any:
        return [self.limit(), self.limit()] if self.chance(0.2) else self.limit()

    def step(self, direction: str) -> Any:
        kinds = ["share", "share", "share", "bear", "carry", "decide"]
        kinds += ["draw", "offset", "lend"] if direction == "overspend" else ["keep", "return"]
        kind = self.random.choice(kinds)
        if kind in ("draw", "keep") and not self.reserves:
            kind = "share"
        body = getattr(self, f"step_{kind}")()
        if self.chance(0.6):
            body["up to"] = self.limits()
        if self.chance(0.15) and not self.plain:
            body["when"] = {"cause": "windfall"} if self.chance(0.5) else {"over": self.limit()}
        if self.chance(0.1):
            body["unless"] = self.random.choice(["permit", "never"])
        return {kind: body}

    def step_share(self) -> dict[str, Any]:
        bases = ["contributions", "contributions", "contributions", "shares", "equal", "spend", "own side", "people"]
        by = self.random.choice(bases[:5] if self.plain else bases)
        body: dict[str, Any] = {"by": by}
        if by == "shares":
            body["shares"] = self.shares()
        if self.chance(0.25):
            body["among"] = self.some(self.partners)
        if self.chance(0.4):
            everyone = self.chance(0.5)
            body["each up to"] = (
                self.limits() if everyone else {name: self.limits() for name in self.some(self.partners)}
            )
            if self.chance(0.3):
                body["cap lifted by"] = self.random.choice(["permit", "never"])
        return body

    step_return = step_share

    def step_bear(self) -> dict[str, Any]:
        return {"partner": self.party()}

    def step_lend(self) -> dict[str, Any]:
        years = {"years": str(self.random.randint(1, 5))}
        return {
            "partner": self.party(),
            "repay": years if self.chance(0.5) else {"schedule": {"2027-28": "£10", "2028-29": "£5"}},
        }

    def step_carry(self) -> dict[str, Any]:
        return {}

    def step_decide(self) -> dict[str, Any]:
        body = {"board": "board-of-all", "if undecided": self.random.choice(["wait", "next"])}
        if self.chance(0.6):
            body["decision"] = self.random.choice(["split-it", "not-agreed", "unheard", "too-much"])
        return body

    def step_draw(self) -> dict[str, Any]:
        return {"reserve": self.random.choice(self.reserves)}

    def step_keep(self) -> dict[str, Any]:
        body = {"reserve": self.random.choice(self.reserves)}
        return body | {"until": self.money(10**7)} if self.chance(0.5) else body

    def step_offset(self) -> dict[str, Any]:
        against: Any = "all" if self.chance(0.6) else self.some(self.schemes)
        return {
            "against": against,
            "of": "variance" if self.plain else self.random.choice(OFFSETS),
        }

    def waterfall(self, direction: str) -> list[Any]:
        steps = [self.step(direction) for _ in range(self.random.randint(0, 4))]
        if direction == "underspend" and self.chance(0.3):
            offset = {"offset": {"against": "all" if self.chance(0.6) else self.some(self.schemes)}}
            if self.chance(0.4):
                offset["offset"]["up to"] = self.limits()
            steps.insert(0, offset)
        last = self.random.choice(
            [{"share": {"by": "equal"}}, {"bear": {"partner": "host"}}, {"share": {"by": "contributions"}}, "carry"]
        )
        return [*steps, last]

    def contributions(self) -> Any:
        rule = self.random.choice(
            ["fixed"] * 4
            + ["budget shares", "baseline", "increment"]
            + ["expenditure shares", "liability", "volume", "no worse off", "daily charge"] * (not self.plain)
        )
        body: dict[str, Any] = {"by": rule}
        if rule in ("budget shares", "expenditure shares", "increment") or self.chance(0.3):
            body["shares"] = self.shares()
        if rule in ("fixed", "volume"):
            body["amounts"] = self.sums()
        if rule in ("baseline", "increment"):
            body["baseline"] = self.sums(10**7)
        if rule == "baseline":
            body |= {
                "recurrent": self.sums(10**5),
                "uplift": {self.partner(): "2.37%"},
                "efficiency": {self.partner(): "1/7"},
            }
        if rule == "volume":
            body["reductions"] = [{"partners": self.some(self.partners), "up to": "10%"}, {"partners": self.partners}]
        if rule == "no worse off":
            body["alone"] = self.sums()
        if rule == "daily charge":
            payer, payee = self.random.sample(self.partners, 2)
            return body | {"payer": payer, "payee": payee, "rate": "£155.05", "measure": "days"}
        return body | self.extras()

    def extras(self) -> dict[str, Any]:
        body: dict[str, Any] = {}
        if self.chance(0.2):
            body["charges"] = {"collected by": self.partner(), "budget": self.money(10**6)}
            if not self.plain:
                body["charges"]["measure"] = "charges"
        if self.chance(0.2):
            body["one off"] = [
                {"year": YEAR, "amounts": {self.partner(): pounds(self.random.randint(-(10**6), 10**6))}}
            ]
        if self.chance(0.2) and not self.plain:
            body["performance"] = [{"partner": self.partner(), "amount": self.money(10**6), "measure": "earned"}]
        return body

    def scheme(self) -> dict[str, Any]:
        form = self.random.choice(PLAIN_FORMS if self.plain else FORMS)
        scheme: dict[str, Any] = {"form": form, "profile": self.random.choice(PROFILES)}
        if self.chance(0.9):
            scheme["budget"] = self.money(10**9)
        if self.chance(0.9):
            scheme["contributions"] = self.contributions()
        if self.chance(0.3):
            scheme["host"] = self.partner()
        if self.chance(0.3):
            scheme["lead commissioner"] = self.partner()
        if self.chance(0.08):
            scheme["risk profile"] = "fixed"
        for direction in ("overspend", "underspend"):
            if self.chance(0.7):
                scheme[direction] = self.waterfall(direction)
        return scheme

    def collar(self) -> dict[str, Any]:
        excess = [self.step("overspend") for _ in range(self.random.randint(1, 3))]
        return {"partner": self.partner(), "up to": self.limits(), "excess": excess}

    def document_of(self) -> dict[str, Any]:
        measures = {
            "people": {"title": "People"},
            "days": {"title": "Days"},
            "charges": {"title": "Charges", "unit": "pence"},
            "earned": {"title": "Earned", "unit": "pence", "per": "fund"},
            "rescue": {"title": "Rescue", "unit": "pence", "per": self.random.choice(["fund", "partner"])},
            "rescue-each": {"title": "Rescue of each", "unit": "pence", "per": "scheme"},
        }
        data: dict[str, Any] = {
            "agreement": "random",
            "power": self.random.choice(["nhs-act-2006-s75", "joint-working-scotland-2014"]),
            "term": {"from": "2026-04-01", "to": "2029-03-31"},
            "host": self.partner(),
            "partners": {name: self.body() for name in self.partners},
            "boards": {"board-of-all": {"name": "Board"}},
            "measures": measures,
            "reserves": {name: self.money(10**7) for name in self.reserves},
            "schemes": {name: self.scheme() for name in self.schemes},
        }
        for direction in ("overspend", "underspend"):
            if self.chance(0.35):
                data[direction] = self.waterfall(direction)
        if self.chance(0.35) and not self.plain:
            data["exposure"] = [self.collar() for _ in range(self.random.randint(1, 2))]
        return data

    def terms(self, factor: int = 1) -> Terms:
        """The agreement, with all its money so many times as large."""
        return Terms.model_validate(fill(times(self.document, factor))[0])

    def body(self) -> dict[str, Any]:
        body: dict[str, Any] = {"kind": "other"}
        if self.chance(0.4):
            body["maximum contribution"] = self.money(4 * 10**8)
        return body

    def recorded_split(self) -> tuple[tuple[Party, int], ...]:
        parties = [Party("partner", self.partner()), Party("next year", "fund"), Party("partner", self.partners[0])]
        parties += [Party("reserve", name) for name in self.reserves]
        size = self.random.choice([3, 1000, 10**7])
        sign = self.random.choice([1, 1, -1])
        return tuple((party, sign * self.random.randint(0, size)) for party in self.random.sample(parties, 2))

    def decisions(self) -> dict[str, Decision]:
        day = date(2027, 5, 1)
        known = {
            "permit": Decision("permit", "board-of-all", day, "1"),
            "not-agreed": Decision("not-agreed", "board-of-all", day, "2", agreed=False),
            "split-it": Decision("split-it", "board-of-all", day, "3", split=self.recorded_split()),
            "too-much": Decision(
                "too-much", "board-of-all", day, "4", split=((Party("partner", self.partners[0]), 10**13),)
            ),
        }
        if self.plain:
            del known["split-it"], known["too-much"]
        return {name: decision for name, decision in known.items() if self.chance(0.7)}

    def outcomes(self, terms: Terms, count: int) -> list[Outcome]:
        """Outcomes of one year that share their months and decisions, as a vector of scenarios must."""
        months, decisions = self.random.choice([12, 12, 12, 3, 7]), self.decisions()
        reported = self.reserves if self.chance(0.5) else []
        made = [self.outcome(months, decisions, reported) for _ in range(count)]
        brought = self.brought_forward()
        return [replace(outcome, brought_forward=brought) for outcome in made]

    def brought_forward(self) -> dict[str, dict[str, int]]:
        """In half of the years, what earlier ones carried: surpluses and deficits."""
        if self.chance(0.5):
            return {}
        some = [scheme for scheme in self.schemes if self.chance(0.5)]
        return {scheme: {name: self.random.randint(-(10**7), 10**7) for name in self.partners} for scheme in some}

    def outcome(self, months: int, decisions: dict[str, Decision], reserves: list[str]) -> Outcome:
        people = {name: self.random.randint(0, 1000) for name in self.partners}
        return Outcome(
            year=YEAR,
            spend={scheme: {name: self.spent() for name in self.partners} for scheme in self.schemes},
            measures={
                "people": people if self.chance(0.9) else dict.fromkeys(self.partners, 0),
                "days": {name: self.random.randint(0, 500) for name in self.partners},
                "charges": {name: self.pence(10**6) for name in self.partners},
                "earned": {"fund": self.pence(10**6)},
                "rescue": {"fund": self.pence(10**7)} | {name: self.pence(10**6) for name in self.partners},
                "rescue-each": {scheme: self.pence(10**6) for scheme in self.schemes},
            },
            causes={scheme: {"windfall": self.random.randint(-(10**8), 10**8)} for scheme in self.schemes},
            uncommitted={scheme: self.pence(10**6) for scheme in self.schemes},
            reserves={name: self.pence(10**7) for name in reserves},
            decisions=decisions,
            months=months,
        )

    def spent(self) -> int:
        return self.random.choice([0, self.random.randint(0, 10**8), self.random.randint(0, 10**8), -self.pence(10**5)])
