"""A declaration about a scheme that has no spend."""

from cronfa.foresight.forecast import History, forecast, read_declared
from cronfa.monitoring import Fact

declared = read_declared("""\
incomplete:
  - months: [2026-04]
    schemes: [homecare]
    reason: {en: The file came late., cy: Daeth y ffeil yn hwyr.}
    source: the council's letter of 3 May
""")
months = [f"2026-{month:02d}" for month in range(1, 13)] + ["2027-01"]
forecast(History.of(Fact(month, "home-care", "", "council", 100_000_00) for month in months), declared=declared)
