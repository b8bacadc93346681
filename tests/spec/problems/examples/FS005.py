"""A month that is none."""

from cronfa.foresight.forecast import read_declared

read_declared("""\
incomplete:
  - months: [2011-13]
    reason: {en: Only equipment was published., cy: Dim ond offer a gyhoeddwyd.}
    source: the council's files
""")
