"""Any entries at all, with text of every script and temper, come back from every form of export as they went in."""

import tempfile
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings, strategies as st

import scale
from cronfa.ledger.canonical import clean, genesis
from cronfa.ledger.entries import ACCOUNTS
from cronfa.ledger.exports import csv_folder, json_file, parquet_folder
from cronfa.ledger.exports.content import HEAD_COLUMNS, Content
from cronfa.ledger.offline import verify_export
from cronfa.ledger.records import Agreement, Standing
from made_up_ledger import stored_chain

texts = st.text(alphabet=st.characters(codec="utf-8"), max_size=10).map(clean)


@st.composite
def lines(draw: st.DrawFn) -> tuple[tuple[str, str, str, str, str, int], ...]:
    found = []
    for partner in draw(st.lists(texts, min_size=1, max_size=2, unique=True)):
        pence = draw(st.integers(-(10**14), 10**14))
        found += [
            (partner, draw(st.sampled_from(ACCOUNTS)), draw(texts), draw(texts), draw(texts), amount)
            for amount in (pence, -pence)
        ]
    return tuple(found)


bodies = st.lists(st.tuples(st.tuples(*[texts] * len(HEAD_COLUMNS)), lines()), max_size=5)


@pytest.mark.parametrize(
    ("write", "read"),
    [
        (csv_folder.write, csv_folder.read),
        (parquet_folder.write, parquet_folder.read),
        (json_file.write, lambda path: json_file.read(path).entries()),
    ],
    ids=["csv", "parquet", "json"],
)
@settings(max_examples=scale.examples(25, 400))
@given(bodies=bodies, title=texts)
def test_what_was_written_is_read_and_verified(write, read, bodies, title) -> None:
    entries = stored_chain("pool", bodies)
    standing = Standing(
        "pool", title, ("a",), (Agreement(sha256(title.encode()).hexdigest(), title, "x", "y"),), (), ()
    )
    head_hash = entries[-1].hash if entries else genesis("pool")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "export"
        if write is not json_file.write:
            path.mkdir()
        write(Content(standing, lambda: iter(entries), lambda _: b"", head_hash), path)
        assert list(read(path)) == entries
        assert verify_export(path).is_sound
