"""A misspelt heading."""

from cronfa.foresight.forecast import read_declared

read_declared("""\
incompleat:
  - months: [2011-11]
    reason: {en: Only equipment was published., cy: Dim ond offer a gyhoeddwyd.}
    source: the council's files
""")
