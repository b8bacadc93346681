"""R6: whatever is changed, in an export or in the database by someone who can lift its triggers, is detected. A cut tail
and a history computed anew are detected with a checkpoint kept outside, and only with it. Nothing sound is accused.
"""

import random
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

import scale
from cronfa import ledger
from cronfa.ledger import canonical, chain, codes, reading, segment
from cronfa.ledger.checkpoints import Checkpoint, new_key
from cronfa.ledger.database import ENTRIES_A_FUND, connection
from cronfa.ledger.entries import SourceLine
from cronfa.ledger.funds import Fund
from cronfa.ledger.stored import between, head
from lifted_triggers import run_lifted
from made_up_ledger import PERIODS, clock, open_made_up_fund, spend, spends

FLIPS = scale.examples(120, 3_000)  # for each form of export
ENTRIES = 30
PRIVATE_KEY, PUBLIC_KEY = new_key()


def _fund(name: str = "made-up") -> Fund:
    fund = open_made_up_fund(name)
    ledger.register_agreement(fund, "agreement: made-up\n", who="tester", recorded_at=clock(1))
    file = ledger.register_source(
        fund, "f.csv", [b"a,1\nb,2\n"], mapping="m", rows=2, total_pence=3, who="tester", recorded_at=clock(1)
    )
    ledger.post(fund, spends(1, 10), recorded_at=clock(2))
    ledger.post(fund, [spend(11, source=SourceLine(file.sha256, 1))], recorded_at=clock(3))
    ledger.post(fund, spends(12, ENTRIES), recorded_at=clock(4))
    return fund


@pytest.mark.parametrize("form", ["csv", "parquet", "json"])
@pytest.mark.usefixtures("sqlite_ledger")
def test_every_byte_of_an_export_counts(form: str, tmp_path: Path) -> None:
    fund = _fund()
    path = ledger.export(fund, form, tmp_path / "export")
    ledger.write_checkpoint(fund, tmp_path / "key", tmp_path / "checkpoint.json")
    checkpoint, key = tmp_path / "checkpoint.json", tmp_path / "key.pub"
    assert ledger.verify_export(path, checkpoint, key).is_sound
    assert ledger.verify_export(path).is_sound
    chance = random.Random(form)
    files = [path] if path.is_file() else [file for file in sorted(path.rglob("*")) if file.is_file()]
    for flip in range(FLIPS):
        file = files[flip % len(files)]
        kept = file.read_bytes()
        place = chance.randrange(len(kept))
        file.write_bytes(kept[:place] + bytes([kept[place] ^ 1 << chance.randrange(8)]) + kept[place + 1 :])
        assert not ledger.verify_export(path, checkpoint, key).is_sound, (file.name, place)
        # One JSON file has no list of its parts' hashes: what stands beside the chain, only a checkpoint covers.
        if form != "json":
            assert not ledger.verify_export(path).is_sound, (file.name, place)
        file.write_bytes(kept)
    assert ledger.verify_export(path, checkpoint, key).is_sound


@pytest.mark.parametrize("form", ["csv", "parquet"])
@pytest.mark.usefixtures("sqlite_ledger")
def test_files_of_an_export_that_are_cut_missing_or_added(form: str, tmp_path: Path) -> None:
    path = ledger.export(_fund(), form, tmp_path / "export")
    for file in sorted(file for file in path.rglob("*") if file.is_file()):
        kept = file.read_bytes()
        file.write_bytes(kept[: len(kept) // 2])
        assert not ledger.verify_export(path).is_sound, file
        file.unlink()
        assert not ledger.verify_export(path).is_sound, file
        file.write_bytes(kept)
    (path / "extra.csv").write_text("1")
    assert not ledger.verify_export(path).is_sound


@pytest.mark.usefixtures("sqlite_ledger")
def test_the_first_wrong_entry_of_an_export_is_named(tmp_path: Path) -> None:
    path = ledger.export(_fund(), "csv", tmp_path / "export")
    text = (path / "entries.csv").read_text(encoding="utf-8-sig")
    (path / "entries.csv").write_text(text.replace("Placement 7,", "Placement 8,"), encoding="utf-8-sig")
    found = ledger.verify_export(path)
    assert (found.first_wrong, found.entries) == (7, 6)
    assert [problem.code for problem in found.problems] == ["EX013", "EX003"]


@pytest.mark.usefixtures("sqlite_ledger")
def test_an_export_cut_or_computed_anew_needs_the_checkpoint(tmp_path: Path) -> None:
    fund = _fund()
    ledger.write_checkpoint(fund, tmp_path / "key", tmp_path / "checkpoint.json")
    other = open_made_up_fund("other")
    ledger.post(other, spends(1, 3))
    ledger.setup(f"sqlite:///{tmp_path / 'second.sqlite3'}")
    forged = open_made_up_fund("made-up")
    ledger.post(forged, [spend(number, 9_999) for number in range(1, ENTRIES + 1)], recorded_at=clock(2))
    path = ledger.export(forged, "csv", tmp_path / "forged")
    assert ledger.verify_export(path).is_sound
    found = ledger.verify_export(path, tmp_path / "checkpoint.json")
    assert [problem.code for problem in found.problems] == ["EX005", "EX006"]


# The database, by someone who owns it and lifts its triggers.

Tamper = Callable[[Fund], None]


def _id(fund: Fund, number: int) -> int:
    return fund.id * ENTRIES_A_FUND + number


def _update(table: str, change: str, where: str) -> Tamper:
    return lambda fund: run_lifted(
        f"UPDATE ledger_{table} SET {change} WHERE {where.format(fund=fund, id=_id(fund, 7))}"
    )


def _swap(fund: Fund) -> None:
    for a, b in ((7, 99), (8, 7), (99, 8)):
        one, two = _id(fund, a), _id(fund, b)
        run_lifted(f"UPDATE ledger_entry SET id = {two}, number = {b} WHERE id = {one}",
             f"UPDATE ledger_posting SET entry_id = {two} WHERE entry_id = {one}")  # fmt: skip


def _insert(fund: Fund) -> None:
    run_lifted(
        "INSERT INTO ledger_posting (entry_id, partner_id, line, coding_id, amount_pence) "
        f"SELECT entry_id, partner_id, line + 10, coding_id, 0 FROM ledger_posting WHERE entry_id = {_id(fund, 7)}"
    )


def _stray(fund: Fund) -> None:
    run_lifted(
        "INSERT INTO ledger_posting (entry_id, partner_id, line, coding_id, amount_pence) "
        f"SELECT entry_id + 5000, partner_id, line, coding_id, 0 FROM ledger_posting WHERE entry_id = {_id(fund, 7)}"
    )


ENTRY = "id = {id}"
POSTING = "entry_id = {id} AND line = 1"
TAMPERINGS: dict[str, Tamper] = {
    **{
        f"entry {column}": _update("entry", f"{column} = {value}", ENTRY)
        for column, value in {
            "kind": "'income'",
            "posting_date": "'2012-04-02'",
            "service_date": "'2012-04-02'",
            "period_id": "period_id + 1",
            "narrative": "narrative || '.'",
            "who": "'other'",
            "reason": "'because'",
            "idempotency_key": "'other'",
            "reverses_id": "1",
            "category": "'Care'",
            "supplier": "'Other'",
            "adjustment": "1",
            "hash": f"'{'ab' * 32}'",
        }.items()
    },
    "entry source": _update("entry", "source_id = 1, source_line = 1", ENTRY),
    "entry batch": _update("entry", "batch_id = batch_id + 1", ENTRY),
    "posting amount": _update("posting", "amount_pence = amount_pence + 1", POSTING),
    "posting partner": _update("posting", "partner_id = partner_id + 2", "entry_id = {id} AND line = 3"),
    "posting coding": _update("posting", "coding_id = coding_id + 1", POSTING),
    "posting line": _update("posting", "line = 9", POSTING),
    "posting deleted": lambda fund: run_lifted(f"DELETE FROM ledger_posting WHERE entry_id = {_id(fund, 7)} AND line = 1"),
    "postings deleted": lambda fund: run_lifted(f"DELETE FROM ledger_posting WHERE entry_id = {_id(fund, 7)}"),
    "posting inserted": _insert,
    "entry deleted": lambda fund: run_lifted(
        f"DELETE FROM ledger_posting WHERE entry_id = {_id(fund, 7)}", f"DELETE FROM ledger_entry WHERE id = {_id(fund, 7)}"
    ),
    "entries swapped": _swap,
    "coding account": _update("coding", "account = 'income'", "account = 'expenditure'"),
    "coding clause": _update("coding", "clause = 'Sch 9'", "clause = 'Sch 2 para 4'"),
    "partner renamed": _update("partner", "slug = 'someone'", "slug = 'council'"),
    "period renamed": _update("period", "code = 'M99'", "code = '2012-13 M01'"),
    "batch time": _update("batch", "recorded_at = '2011-04-01T09:00:00.000000Z'", "fund_id = {fund.id}"),
}  # fmt: skip
NAMED_BY_FIRST = {"coding account", "coding clause", "partner renamed", "period renamed", "batch time"}


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("name", TAMPERINGS)
def test_what_is_tampered_with_in_the_database_is_named(name: str) -> None:
    fund = _fund()
    assert ledger.verify(fund).is_sound
    TAMPERINGS[name](fund)
    found = ledger.verify(ledger.find_fund("made-up"))
    assert not found.is_sound
    assert found.first_wrong == (1 if name in NAMED_BY_FIRST else 7)


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    ("tamper", "code"),
    [
        (_stray, "EX011"),
        (_update("seal", "last_number = last_number - 1", "first_number = 1"), "EX009"),
        (_update("seal", f"previous_hash = '{'ab' * 32}'", "first_number = 11"), "EX009"),
        (lambda fund: run_lifted("DELETE FROM ledger_seal WHERE first_number = 11"), "EX009"),
        (_update("agreement", "text = 'agreement: other'", "fund_id = {fund.id}"), "EX010"),
        (_update("source_chunk", "first_line = first_line + 1", "first_line = 1"), "EX010"),
        (lambda fund: run_lifted("DELETE FROM ledger_source_chunk"), "EX010"),
    ],
    ids=[
        "stray postings",
        "seal cut",
        "seal rehung",
        "seal deleted",
        "agreement",
        "source lines shifted",
        "source deleted",
    ],
)
def test_what_stands_beside_the_entries_is_checked_too(tamper: Tamper, code: str) -> None:
    fund = _fund()
    tamper(fund)
    assert code in [problem.code for problem in ledger.verify(fund).problems]


def _checkpoint(fund: Fund) -> Checkpoint:
    return ledger.checkpoint(fund, PRIVATE_KEY)


def _compared(fund: Fund, signed: Checkpoint) -> list[str]:
    found = ledger.verify(ledger.find_fund(fund.slug), checkpoint=signed, public_key=PUBLIC_KEY)
    return [problem.code for problem in found.problems]


def _cut(fund: Fund) -> None:
    """Take the last batch away without a trace."""
    run_lifted(
        f"DELETE FROM ledger_posting WHERE entry_id >= {_id(fund, 12)}",
        f"DELETE FROM ledger_entry WHERE id >= {_id(fund, 12)}",
        f"DELETE FROM ledger_seal WHERE id >= {_id(fund, 12)}",
        f"DELETE FROM ledger_batch WHERE id >= {_id(fund, 12)}",
    )


def _chain_anew(fund: Fund) -> None:
    """Change entry 7, keeping it balanced, and compute every hash after it again."""
    run_lifted(f"UPDATE ledger_entry SET narrative = 'never mind' WHERE id = {_id(fund, 7)}")
    _hash_anew(fund)


def _hash_anew(fund: Fund) -> None:
    previous, statements = canonical.genesis(fund.slug), []
    for entry in between(fund, 1, ENTRIES):
        before, previous = previous, canonical.chained(previous, entry.text(fund.slug))
        statements.append(f"UPDATE ledger_entry SET hash = '{previous}' WHERE id = {_id(fund, entry.number)}")
        statements.append(f"UPDATE ledger_seal SET previous_hash = '{before}' WHERE first_number = {entry.number}")
        statements.append(f"UPDATE ledger_seal SET last_hash = '{previous}' WHERE last_number = {entry.number}")
    run_lifted(*statements)


@pytest.mark.usefixtures("database")
def test_a_cut_tail_is_seen_with_a_checkpoint_and_only_with_it() -> None:
    fund = _fund()
    signed = _checkpoint(fund)
    assert _compared(fund, signed) == []
    _cut(fund)
    assert ledger.verify(fund).is_sound
    assert _compared(fund, signed) == ["EX004"]


@pytest.mark.usefixtures("database")
def test_a_history_computed_anew_is_seen_with_a_checkpoint_and_only_with_it() -> None:
    fund = _fund()
    signed = _checkpoint(fund)
    _chain_anew(fund)
    assert ledger.verify(fund).is_sound
    assert _compared(fund, signed) == ["EX005"]


@pytest.mark.usefixtures("database")
def test_a_cut_tail_with_other_entries_in_its_place_is_seen() -> None:
    fund = _fund()
    signed = _checkpoint(fund)
    _cut(fund)
    ledger.post(fund, [spend(number, 50) for number in range(12, 100)])
    assert _compared(fund, signed) == ["EX005"]


@pytest.mark.usefixtures("database")
def test_no_false_alarm_while_the_fund_lives_on() -> None:
    fund = _fund()
    signed = _checkpoint(fund)
    ledger.post(fund, spends(100, 140))
    ledger.register_agreement(fund, "agreement: second version\n", who="tester")
    ledger.set_period(fund, PERIODS[0][0], "closed", who="tester")
    ledger.add_partner(fund, "fourth")
    assert _compared(fund, signed) == []
    assert _compared(fund, _checkpoint(ledger.find_fund(fund.slug))) == []


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize(
    "tamper",
    [
        _update("fund", "title = 'Other'", "slug = 'made-up'"),
        _update("source", "total_pence = 4", "fund_id = {fund.id}"),
        _update("source", "name = 'g.csv'", "fund_id = {fund.id}"),
        _update("period_event", "who = 'other'", "status = 'open'"),
        _update("agreement", "who = 'other'", "fund_id = {fund.id}"),
        lambda fund: run_lifted("DELETE FROM ledger_agreement"),
    ],
    ids=["title", "control total", "file name", "period event", "agreement's author", "agreement deleted"],
)
def test_what_stands_beside_the_entries_is_signed_too(tamper: Tamper) -> None:
    fund = _fund()
    signed = _checkpoint(fund)
    tamper(fund)
    assert _compared(fund, signed) == ["EX006"]


@pytest.mark.usefixtures("sqlite_ledger")
def test_a_checkpoint_of_another_fund_or_key_is_refused() -> None:
    fund, other = _fund(), open_made_up_fund("other")
    assert _compared(other, _checkpoint(fund)) == ["EX007"]
    foreign = ledger.checkpoint(fund, new_key()[0])
    assert _compared(fund, foreign) == ["EX002"]


@pytest.mark.usefixtures("sqlite_ledger")
def test_an_unsound_history_is_not_signed() -> None:
    fund = _fund()
    _update("posting", "amount_pence = amount_pence + 1", POSTING)(fund)
    with pytest.raises(ledger_problems()):
        _checkpoint(fund)


def ledger_problems() -> type[Exception]:
    from cronfa.problems import Problems

    return Problems


@pytest.mark.usefixtures("sqlite_ledger")
def test_any_flipped_byte_of_the_database_file_never_passes_for_another_history(tmp_path: Path) -> None:
    """A flipped byte either makes the file unreadable, or is detected, or touches nothing that the ledger says."""
    fund = _fund()
    signed = _checkpoint(fund)
    said = _everything(fund)
    connection().cursor().execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection().close()
    original = Path(str(connection().settings_dict["NAME"]))
    chance, silent = random.Random(3), 0
    for flip in range(scale.examples(60, 2_000)):
        copy = tmp_path / f"copy{flip}.sqlite3"
        shutil.copy(original, copy)
        raw = bytearray(copy.read_bytes())
        raw[chance.randrange(100, len(raw))] ^= 1 << chance.randrange(8)
        copy.write_bytes(raw)
        silent += _passes(f"sqlite:///{copy}", signed, said)
        copy.unlink()
    assert silent > 0  # free space, indexes that verification does not read: allowed, since nothing said differs


def _everything(fund: Fund) -> object:
    return ledger.trial_balance(fund), [entry.text("") for entry in between(fund, 1, head(fund)[0])]


def _passes(url: str, signed: Checkpoint, said: object) -> bool:
    try:
        ledger.setup(url)
        fund = ledger.find_fund("made-up")
        sound = ledger.verify(fund, checkpoint=signed, public_key=PUBLIC_KEY).is_sound
        if sound:
            assert _everything(fund) == said
    except AssertionError:
        raise
    except Exception:  # noqa: BLE001 - however the database fails on a broken file, it has been noticed
        return False
    finally:
        connection().close()
    return sound


@pytest.mark.usefixtures("database")
def test_what_is_read_from_the_database_is_what_the_canonical_texts_say() -> None:
    fund = _fund()
    entries = list(between(fund, 1, ENTRIES))
    links = ((entry.number, entry.hash, entry.text(fund.slug)) for entry in entries)
    signed = chain.check(fund.slug, links, at=20, with_root=True)
    assert reading.read(fund, ENTRIES, at=20, with_root=True).chain == signed
    assert signed.entries == ENTRIES


def _lines(fund: Fund) -> tuple[bool, object]:
    found, lines = ledger.verified_trial_balance(fund)
    return found.is_sound, lines


@pytest.mark.usefixtures("database")
def test_the_verified_trial_balance_is_that_of_the_queries() -> None:
    fund = _fund()
    assert _lines(fund) == (True, ledger.trial_balance(fund))
    _update("posting", "amount_pence = amount_pence + 1", POSTING)(fund)
    assert not _lines(fund)[0]


# A long chain on SQLite is checked by two processes.


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> list[segment.Found]:
    """Share however few entries there are between two processes; gives what the second one answers."""
    given: list[segment.Found] = []
    answer = reading._answer

    def kept(helper: "subprocess.Popen[bytes]", asked: segment.Segment) -> segment.Found:
        given.append(answer(helper, asked))
        assert helper.returncode == 0
        return given[-1]

    monkeypatch.setattr(reading, "SHARED_FROM", 2)
    monkeypatch.setattr(reading.os, "cpu_count", lambda: 2)
    monkeypatch.setattr(reading, "_answer", kept)
    return given


@pytest.mark.usefixtures("sqlite_ledger")
def test_two_processes_read_what_one_reads(answers: list[segment.Found]) -> None:
    fund = _fund()
    assert _lines(fund) == (True, ledger.trial_balance(fund))
    assert [found.entries for found in answers] == [ENTRIES // 2]


@pytest.mark.usefixtures("sqlite_ledger")
@pytest.mark.parametrize("number", [1, 7, 15, 16, 22, ENTRIES])
@pytest.mark.parametrize(
    "change",
    [
        "UPDATE ledger_entry SET narrative = 'never mind' WHERE id = {id}",
        f"UPDATE ledger_entry SET hash = '{'ab' * 32}' WHERE id = {{id}}",
        "UPDATE ledger_posting SET amount_pence = amount_pence + 1 WHERE entry_id = {id} AND line = 1",
        "DELETE FROM ledger_posting WHERE entry_id = {id}",
        "UPDATE ledger_posting SET coding_id = 999999 WHERE entry_id = {id} AND line = 1",
    ],
)
def test_both_processes_name_what_is_wrong(change: str, number: int, answers: list[segment.Found]) -> None:
    fund = _fund()
    run_lifted(change.format(id=_id(fund, number)))
    found = ledger.verify(fund)
    assert (found.first_wrong, found.entries, found.is_sound) == (number, number - 1, False)
    assert len(answers) == (number > ENTRIES // 2)


@pytest.mark.usefixtures("sqlite_ledger")
@pytest.mark.parametrize("number", [7, 22])
def test_an_entry_out_of_balance_is_named_though_every_hash_is_right(number: int, answers: list[segment.Found]) -> None:
    fund = _fund()
    run_lifted(
        f"UPDATE ledger_posting SET amount_pence = amount_pence + 1 WHERE entry_id = {_id(fund, number)} AND line = 1"
    )
    _hash_anew(fund)
    assert ledger.verify(fund).problems == (codes.UNBALANCED_STORED.at(number=number, fund=fund.slug),)
    assert len(answers) == 1


@pytest.mark.usefixtures("sqlite_ledger")
def test_where_no_second_process_starts_the_first_does_it_all(monkeypatch: pytest.MonkeyPatch) -> None:
    fund = _fund()
    monkeypatch.setattr(reading, "SHARED_FROM", 2)
    monkeypatch.setattr(segment, "__file__", "/nowhere/segment.py")
    assert _lines(fund) == (True, ledger.trial_balance(fund))
