"""A swing and a surge of one name."""

from cronfa.foresight.demand.reading import examine

problems = examine(
    """\
demand: example
year: 2026-27
steps: 13
localities: {town: {partner: council}}
care: [home]
ages: [65+]
funding: [council]
in care:
  - {care: home, people: 120, assumed: a round figure}
arrivals:
  - {care: home, a year: 90, assumed: a round figure}
leaving:
  - {weibull: {shape: 0.8, median: 60 weeks}, assumed: a round figure}
prices:
  - {care: home, scheme: home-care, a week: £312, assumed: 13 hours at £24}
swings:
  winter: {of: arrivals, spread: 5%, assumed: a round figure}
surges:
  winter: {chance: 30%, up: 20%, steps: [9, 10, 11], assumed: one winter in three}
""",
    "demand.yaml",
)[1]
