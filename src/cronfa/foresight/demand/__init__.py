"""Demand and price: how many people are in care, for how long and at what fee, and what that makes a year cost.

Enter by :func:`cronfa.foresight.demand.reading.load` for a demand file, :func:`cronfa.foresight.demand.people.simulate` for
people counted step by step, and :class:`cronfa.foresight.demand.world.DemandWorld` for possible years of a fund. Words: a
*cell* is a locality, care type, age band and funding route; a *step* is four weeks; a *cohort* entered a cell together.
"""
