"""Writes the manual's page of possible years of real funds, from the examples: ``.venv/bin/python tools/possible_years.py``.

Every figure on the page is drawn when the page is written; a test writes it again and compares.
"""

from collections.abc import Sequence
from pathlib import Path

from cronfa.agreement import load
from cronfa.foresight import compare, tails
from cronfa.foresight.engines import local
from cronfa.foresight.shock_file import load_shocks
from cronfa.foresight.simulating import Work, name, simulate
from cronfa.foresight.worlds import World
from cronfa.fund.example import LEEDS, example
from cronfa.fund.simulating import Asked, draft_of, past_world, with_chances
from cronfa.reporting import simulation_tables as tables
from cronfa.reporting.model import Table
from cronfa.reporting.shown import in_words
from cronfa.reporting.simulation_tables import Seen
from cronfa.reporting.simulation_words import about, chance

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "examples" / "possible-years"
PAGE = ROOT / "docs" / "reference" / "possible-years.md"
RUNS = 10_000
RULES = ("own-side", "proportional", "tiered")
REALLY_PAID_PENCE = 79_624_732_00
"""What the council published as paid from the fund in 2014-15, all payments of any size; not in the example."""

HEAD = """# Possible years of real funds

<!-- Made by tools/possible_years.py from examples/possible-years; change those. -->

What two real funds might have come to under different rules, drawn {runs:,} times each with seed 0. How to draw such years
for your own fund: [Ask what a bad year would cost](../how-to/simulate.md). What the words mean:
[Simulation](simulation.md).

## Leeds: the next year of a learning disability fund

**What is real and what is not.** The payments are Leeds City Council's, as published, December 2011 to December 2013.
Nothing is published on who contributed what, on budgets or on rules: those of the three drafts are invented to be compared,
with budgets set to what the payments lead one to expect. Until the end of 2013 only payments over £500 were published,
without credits. Months are those of payment, so that part of what swings is when invoices were paid, not what care cost;
over the six years published in full (April 2014 to March 2020), means of twelve months swung by 2.6 % about a straight
line, of six months by 5.3 %, of one month by 21 %. Whose responsibility a payment was is this example's own rule.

Three rule families, on the same years:

- **own side**: each partner bears what its own responsibilities cost over or under its contributions;
- **proportional**: variances are shared as the partners contribute;
- **tiered**: a reserve of £1m, then up to £3m shared as they contribute, then the host bears the rest.

{leeds}

What each draft changes against the first, year by year on the same years:

{changes}

The proportional rule costs nobody much on average, and makes the health body's bad years {health_less} less bad and the
council's {council_more} worse: pooling moves risk to whoever contributes most. The tiered draft does so more, because the
host bears the last layer.

### What the bad years are made of

Under the tiered draft, in each partner's own worst 1 in 20 years, what each scheme adds to its budget:

{tail}

And what was happening in those years, by cause:

{causes}

### Worries, one by one

Under the tiered draft, in an average year, and alone (each partner bearing its own responsibilities, with no pool):

{worries}

### What pooling is worth

{pooling}

### What happened

The council went on to publish £{real} of payments from the fund in 2014-15 (of any size, and with credits, which it had not
published before). The years drawn have £{low} to £{high} in nine cases of ten, and {below} of them less than was really
paid.

## Scottish Borders, 2018-19: the rule announced and the rule used

**What is real and what is not.** Published are the allocations (£45.8m and £122.5m), a forecast overspend of £6.0m, and, at
the end, what each body put in: £3.2m and £6.7m. That spend moves around the forecast by 2 % for both sides together and by
4 % for each alone is *assumed*, and so is how the forecast falls on the two sides. Sources as in [Worked examples:
published cases](worked-examples/published-cases.md).

Announced was a split by allocation; in the end each body funded its own side.

{borders}

Using the rule that was used instead of the one announced changes:

{borders_changes}

On average the council pays {borders_mean} more by the rule used. On the year as it came, £9.9m over, it paid £506k more
than its share by allocation (£3.2m instead of £2.69m). What the announced rule would have been worth to it is in the
spread: nine years in ten lie between {borders_low} and {borders_high}.

## Who gains when the fund saves

A Scottish clause (R12) keeps in the fund what management saves, and returns a windfall. The same £40,000 saved, by one cause and
by the other, on the same years of an invented prescribing budget of £1m; what it takes off each partner's bill in an
average year:

{savings}

In a year that is overspent either saving lowers what both bear; in a year that is underspent only the windfall goes back to the
partners.

## Published projections that are not drawn here

Fife 2023-24, Wirral 2022-23, Torbay 2016 and Cambridgeshire 2018 print an overspend and no budget it belongs to, and Oldham
2020-21 no budget of either side: nobody could say how far such a year might move. They are settled, as they stand, in
[Worked examples: published cases](worked-examples/published-cases.md).

## Everything assumed

Of the Leeds years:

{assumed}

Of the Borders years:

{borders_assumed}
"""


def page() -> str:
    """The page, drawn anew."""
    drafts = [FOLDER / f"agreement-leeds-{rule}.yaml" for rule in RULES]
    leeds = _drawn(drafts, "2014-15", str(example(LEEDS)), FOLDER / "shocks-leeds.yaml", grid=False)
    tiered = _drawn(drafts[2:], "2014-15", str(example(LEEDS)), FOLDER / "shocks-leeds.yaml", grid=True)
    sides = [FOLDER / f"agreement-borders-{rule}.yaml" for rule in ("announced", "own-side")]
    borders = _drawn(sides, "2018-19", "none", FOLDER / "shocks-borders.yaml", grid=False)
    savings = _drawn([FOLDER / "agreement-savings.yaml"], "2026-27", "none", FOLDER / "shocks-savings.yaml", grid=True)
    return HEAD.format(
        runs=RUNS,
        leeds=_bills(leeds),
        changes=markdown(tables.draft_changes(leeds)),
        tail=markdown(tables.tail_schemes(tiered)),
        causes=markdown(tables.causes(tiered)),
        worries=markdown(tables.worries(tiered)),
        pooling=markdown(tables.pooling(tiered)),
        borders=_bills(borders),
        borders_changes=markdown(tables.draft_changes(borders)),
        savings=markdown(tables.worries(savings)),
        assumed=markdown(tables.assumptions(tiered)),
        borders_assumed=markdown(tables.assumptions(borders)),
        **_said(leeds, borders),
    )


def _drawn(drafts: Sequence[Path], year: str, history: str, shocks: Path, *, grid: bool) -> Seen:
    read = [(path, load(path)) for path in drafts]
    made = [draft_of(path, agreement, year) for path, agreement in read]
    worries = load_shocks(shocks, made[0].terms)
    past: World = past_world(*read[0], history, Asked(year))
    world = with_chances(past, worries, made[0].terms.partner_ids)
    work = Work.of(made, world, RUNS, worries if grid else ())
    return Seen(work, simulate(work, local))


def _bills(seen: Seen) -> str:
    """Every partner's year under every draft."""
    lines = [
        "| Draft | Partner | Budget | Average year | Good year (1 in 20) | Bad year (1 in 20) | Worst 1 in 20, on average |"
    ]
    lines.append("|---|---|--:|--:|--:|--:|--:|")
    for number, draft in enumerate(seen.work.drafts):
        for bill in tails.bills(seen.work, seen.summary, number):
            sums = (bill.planned_pence, bill.mean_pence, bill.low_pence, bill.high_pence, bill.shortfall_pence)
            said = " | ".join(about(pence).en for pence in sums)
            lines.append(f"| {draft.title.en.partition(': ')[2]} | {seen.partner(bill.partner).en} | {said} |")
    return "\n".join(lines)


def _said(leeds: Seen, borders: Seen) -> dict[str, str]:
    """The figures that stand in sentences."""
    health, council = (
        next(each for each in compare.changes(leeds.work, leeds.summary, 1) if each.partner == partner)
        for partner in ("nhs-leeds", "leeds")
    )
    used = next(each for each in compare.changes(borders.work, borders.summary, 1) if each.partner == "council")
    spent = leeds.summary.columns[name("spend")]
    return {
        "health_less": about(-health.bad_year_pence).en,
        "council_more": about(council.bad_year_pence).en,
        "real": f"{REALLY_PAID_PENCE / 10**8:.1f}m",
        "low": f"{spent.quantile_pence(tails.LOW) / 10**8:.1f}m",
        "high": f"{spent.quantile_pence(tails.HIGH) / 10**8:.1f}m",
        "below": chance(1 - spent.over(REALLY_PAID_PENCE)).en,
        "borders_mean": about(used.mean_pence).en,
        "borders_low": about(used.low_pence).en,
        "borders_high": about(used.high_pence).en,
    }


def markdown(table: Table) -> str:
    """A table of the report as Markdown, in English."""
    heads = [column.title.en for column in table.columns]
    marks = ["--:" if column.kind in ("money", "pounds", "percent", "count") else "---" for column in table.columns]
    lines = [f"| {' | '.join(heads)} |", f"|{'|'.join(marks)}|"]
    for row in table.rows:
        cells = [in_words(column, cell.value, "en") for column, cell in zip(table.columns, row.cells, strict=True)]
        bold = row.level == "total"
        lines.append(f"| {' | '.join(f'**{cell}**' if bold else cell for cell in cells)} |")
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
