"""More ways out of one sort of care than can be told apart."""

from cronfa.foresight.demand.reading import examine

ways = "\n".join(["  - {constant: {a year: 1%}, assumed: one cause of seventeen}"] * 17)
problems = examine(
    f"""\
demand: example
year: 2026-27
steps: 13
localities: {{town: {{partner: council}}}}
care: [home]
ages: [65+]
funding: [council]
in care:
  - {{care: home, people: 120, assumed: a round figure}}
arrivals:
  - {{care: home, a year: 90, assumed: a round figure}}
leaving:
{ways}
prices:
  - {{care: home, scheme: home-care, a week: £312, assumed: 13 hours at £24}}
""",
    "demand.yaml",
)[1]
