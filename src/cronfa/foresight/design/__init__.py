"""Design: which agreements would serve the partners better than the draft before them.

Enter by :func:`cronfa.foresight.design.designing.design`. A *brief* says what may vary and what must hold; a *dial* is one
number that may vary; a *candidate* is one setting of every dial; a *proposal* is a candidate worth the partners' time,
written as an agreement file. What is *owned* is what a partner's own responsibilities would have cost it alone.
"""
