"""Writes the manual's page of the back-test, from the payments that ship: ``.venv/bin/python tools/back_test_page.py``.

Every figure on the page is worked out when the page is written. In every run a test works out the first tables again and
compares; the long run does so with the whole page.
"""

from dataclasses import replace
from pathlib import Path

from cronfa.cli.back_test_shown import back_test_tables
from cronfa.foresight.forecast import back_test, load_declared
from cronfa.foresight.forecast.backtest import BackTest
from cronfa.fund.forecasting import back_test_of, published_history, ten_years
from lumpy_lines import lumpy_table

ROOT = Path(__file__).resolve().parents[1]
PAGE = ROOT / "docs" / "reference" / "forecast-back-test.md"

HEAD = """# How forecasts would have done: ten years of Leeds

<!-- Made by tools/back_test_page.py from examples/leeds-learning-disability; change those. -->

What each [method](forecast.md#methods) would have said of the year end, month by month, had it been used on Leeds City
Council's pooled-fund payments (139,012 payments, £821,234,314.63, December 2010 to March 2020), beside what finance teams
do now: the straight line, and the rest of the year as budgeted. At the end of a month only that month and earlier ones are
seen, by the choice of a method and by the intervals too. To make the tables yourself, from the files that ship with cronfa:

```sh
cronfa forecast back-test
```

"""
TAIL = """
## How to read it

- An error is the forecast less what the year came to, in % of the latter; *mean error* is the mean of its sizes over the
  years, *bias* the mean with its sign, over all months.
- **Eight years are few.** A difference of half a per cent between two methods after the same month is within what one year
  can turn: see the years one by one above. The intervals were tried 88 times, 11 times in each year, so those tries are not
  apart either.
- **After month 6 it is a tie with the straight line.** The chosen method is a little ahead, by less than one year can turn,
  and ahead in four of the eight years. After months 1 to 5 its errors are between a quarter and two thirds of the straight
  line's, and later mostly less. In these years two errors of the straight line cancel in the middle of the year: the month
  with a second pay run falls between May and August, so that it says too much, and spend grows through the year, so that it
  says too little. Where pay runs fall otherwise, or spend does not grow, they will not cancel.
- The rules of choice (two years of trials, a tenth better than the combination) were settled while looking at these same
  years. Of the variants looked at, those that ask for some two years of trials gave 2.5 to 3.1 % after month 6, those that
  ask for half a year 2.7 to 4.4 %; all beat the straight line over all months.
- Smoothing and ARIMA are learnt each half year and carried on in between, so that a forecast takes a fifth of the time. Learnt
  anew every month, the chosen method's mean error is 2.50 % over all months and 2.82 % after month 6; every year, 2.53 % and
  3.10 %. So the comparison after month 6 decides nothing either way.
- *Last year's profile* needs a whole year before, and has one year less.
- No budgets are published. For *the rest as budgeted* last year's mean month stands in, twelve times: a real budget would
  foresee growth, and do better than this row.
- The council's records begin in December 2010 with months missing in 2011, so the first years are forecast from little.

## What declaring the pay runs is worth

The same, without the four-weekly pay runs being [declared](forecast.md#what-is-declared):

{without}

Methods that look for growth take the month with two runs for the beginning of something; told of it, they do not.

## Lines that come in lumps

The fund as a whole is smooth beside what is in it. The payments name no schemes, but they name payees, and many of those were
paid in some months only. Each payee who had £250,000 or more over the years, in between a tenth and six tenths of the months
since its first, is forecast as a category of a fund would be, and each interval is set beside what came:

{lumpy}

Neighbouring tries share months, so far fewer are apart. An interval is wide where a line comes in lumps, because what
it may hold is a lump, or none; it is as wide as its errors have been, and not wider.

## What was declared

{declared}
"""


def tables() -> str:
    """The first tables, worked out anew."""
    return back_test_tables(back_test_of(ten_years()), "en")


def page() -> str:
    """The whole page, worked out anew."""
    published = ten_years()
    assert published.declared is not None
    declared = load_declared(published.declared)
    without = back_test(published_history(published), declared=replace(declared, pay_runs=None))
    reasons = "\n".join(f"- {each.reason.en} *Source:* {each.source}." for each in declared.grounds)
    tail = TAIL.format(without=_errors(without), lumpy=lumpy_table(published), declared=reasons)
    return HEAD + tables() + "\n" + tail


def _errors(made: BackTest) -> str:
    """The errors alone, of the fitted methods and of the chosen one."""
    lines = back_test_tables(made, "en").split("\n\n")[1].splitlines()
    return "\n".join([*lines[:2], *(line for line in lines[2:] if line.startswith(_WANTED))])


_WANTED = ("| straight line", "| exponential smoothing", "| ARIMA", "| combination", "| chosen")

if __name__ == "__main__":
    PAGE.write_text(page(), encoding="utf-8")
