"""So many localities for so long that one run would not fit in memory."""

from cronfa.foresight.demand.reading import parse

towns = ", ".join(f"town-{number}: {{partner: council}}" for number in range(9_000))
parse(
    """\
demand: example
year: 2026-27
steps: 260
localities: {TOWNS}
care: [home, nursing]
ages: AGES
funding: [council]
in care:
  - {care: home, people: 120, assumed: a round figure}
arrivals:
  - {care: home, a year: 90, assumed: a round figure}
leaving:
  - {weibull: {shape: 0.8, median: 60 weeks}, assumed: a round figure}
prices:
  - {care: home, scheme: home-care, a week: £312, assumed: 13 hours at £24}
""".replace("TOWNS", towns).replace("AGES", str(list(range(65, 85))))
)
