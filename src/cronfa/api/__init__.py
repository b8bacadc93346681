"""The API: what pages show and take, for programs, under ``/api/v1``.

A *token* lets a program act for one person in one fund and for one body (:mod:`cronfa.governance.tokens`); sessions of
browsers open nothing here. Every address is registered with the right that it needs (:mod:`cronfa.api.addresses`) and its
handler is called at a *desk*, as a page's is. Handlers ask the rooms and give back plain values (``shapes``); whatever is
refused is a problem document. What changes something is sent with a key, and has one effect for one key.
"""
