"""A change of level that nobody could check."""

from cronfa.foresight.forecast import read_declared

read_declared("""\
breaks:
  - from: 2014-01
    size: +1.3%
    reason: {en: Smaller payments were published too., cy: Cyhoeddwyd taliadau llai hefyd.}
""")
