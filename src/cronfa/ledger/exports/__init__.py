"""Exports: a fund written out whole, in forms that others read. No database and no Django in here.

Each form is a module with ``write(content, out)``; csv, parquet and json also have ``read(path)``, which
:func:`cronfa.ledger.offline.verify_export` verifies. An export is a :class:`~cronfa.ledger.exports.content.Content`: the
fund's standing data, its entries in order, and the files they came from.
"""
