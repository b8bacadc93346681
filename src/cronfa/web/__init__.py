"""The shared workspace: pages on which partners see the same figures and decide what is theirs to decide.

A *page* is a function registered with the right that it needs (:mod:`cronfa.web.pages`); it is called at a *desk*: one
person in one fund, in the language of the address. Presenters make what a page says and shows; templates place it.
Nothing here decides who pays: pages ask the rooms.
"""
