"""Small payment files for the tests of intake: made up, in the layouts that councils publish."""

import gzip
from pathlib import Path

from cronfa.intake import Intake, Mapping, parse_mapping, read
from cronfa.problems import Problems

PLAIN = """\
mapping: made-up
columns: {date: Date, amount: Amount, transaction: Ref, supplier: Supplier, category: Type}
dates: [yyyy-mm-dd, dd/mm/yyyy, dd-mmm-yy]
schemes: [{scheme: care}]
"""
HEADER = "Date,Ref,Supplier,Type,Amount\n"
LINE = "2019-01-10,T1,Rose House,Residential,100.50\n"

LAYOUTS = {
    path.stem: path.read_text(encoding="utf-8") for path in sorted((Path(__file__).parent / "layouts").iterdir())
}
"""A few made-up lines in each of several published layouts, by the name of the council or the kind of body."""


def written(folder: Path, content: str | bytes, name: str = "payments.csv") -> Path:
    """A file of this content; compressed if its name ends so."""
    path = folder / name
    data = content.encode() if isinstance(content, str) else content
    path.write_bytes(gzip.compress(data, mtime=0) if name.endswith(".gz") else data)
    return path


def taken(folder: Path, content: str | bytes, mapping: str | Mapping = PLAIN, name: str = "payments.csv") -> Intake:
    """The intake of a file of this content."""
    return read(written(folder, content, name), parse_mapping(mapping) if isinstance(mapping, str) else mapping)


def outcome(folder: Path, content: str | bytes, mapping: str = PLAIN, name: str = "payments.csv") -> set[str]:
    """The codes of every problem that taking a file in reports, however it reports them."""
    try:
        return set(taken(folder, content, mapping, name).counts)
    except Problems as found:
        return {problem.code for problem in found.problems}
