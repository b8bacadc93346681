"""What the verification of an export tells, with no database: the same words as of a ledger, and the file that is wrong."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cronfa import ledger
from cronfa.ledger import codes
from cronfa.ledger.canonical import chained, genesis
from cronfa.ledger.checkpoints import new_key
from cronfa.ledger.findings import Verification
from cronfa.ledger.stored import between
from cronfa.problems import Problems
from lifted_triggers import run_lifted
from made_up_ledger import clock, open_made_up_fund, spends

pytestmark = pytest.mark.usefixtures("sqlite_ledger")
SLUG, ENTRIES = "made-up", 5
FORMS = ("csv", "parquet", "json")


def _exported(tmp_path: Path, form: str, spoil: Callable[[int], tuple[str, ...]] = lambda first_id: ()) -> Path:
    """An export, and a checkpoint signed before ``spoil`` changed the database and the hashes were computed anew."""
    fund = open_made_up_fund()
    ledger.register_agreement(fund, "agreement: made-up\n", who="t", recorded_at=clock(1))
    ledger.register_source(fund, "f.csv", [b"a\n"], mapping="", rows=1, total_pence=0, who="t", recorded_at=clock(1))
    ledger.post(fund, spends(1, ENTRIES), recorded_at=clock(1))
    ledger.write_checkpoint(fund, tmp_path / "key", tmp_path / "checkpoint.json")
    if statements := spoil(fund.first_id):
        run_lifted(*statements)
        previous, anew = genesis(SLUG), []
        for entry in between(fund, 1, ENTRIES):
            previous = chained(previous, entry.text(SLUG))
            anew.append(f"UPDATE ledger_entry SET hash = '{previous}' WHERE id = {fund.first_id + entry.number}")
        run_lifted(*anew)
    return ledger.export(fund, form, tmp_path / "export")


def _head() -> str:
    return ledger.entry(ledger.find_fund(SLUG), ENTRIES).hash


@pytest.mark.parametrize("form", FORMS)
def test_a_sound_export_is_told_to_its_head_with_and_without_a_checkpoint(tmp_path: Path, form: str) -> None:
    path = _exported(tmp_path, form)
    sound = Verification(SLUG, ENTRIES, _head(), None, (), checkpoint=False)
    assert ledger.verify_export(path) == sound
    looked = ledger.verify_export(path, tmp_path / "checkpoint.json", tmp_path / "key.pub")
    assert looked == Verification(SLUG, ENTRIES, _head(), None, (), checkpoint=True)
    (tmp_path / "other.pub").write_text(new_key()[1])
    refused = ledger.verify_export(path, tmp_path / "checkpoint.json", tmp_path / "other.pub")
    assert refused.problems == (codes.NOT_SIGNED.at(),)


@pytest.mark.parametrize("form", FORMS)
def test_the_first_entry_out_of_balance_is_named_and_the_checkpoint_sees_another_history(
    tmp_path: Path, form: str
) -> None:
    def spoil(first_id: int) -> tuple[str, ...]:
        wrong = "UPDATE ledger_posting SET amount_pence = amount_pence + 1 WHERE line = 1 AND partner_id = 1 AND entry_id = {}"
        return tuple(wrong.format(first_id + number) for number in (2, 4))

    path = _exported(tmp_path, form, spoil)
    unbalanced = codes.UNBALANCED_STORED.at(number=2, fund=SLUG)
    assert ledger.verify_export(path) == Verification(SLUG, ENTRIES, _head(), None, (unbalanced,), checkpoint=False)
    rewritten = codes.HISTORY_REWRITTEN.at(fund=SLUG, signed=ENTRIES)
    assert ledger.verify_export(path, tmp_path / "checkpoint.json").problems == (unbalanced, rewritten)


def test_an_entry_without_lines_does_not_balance(tmp_path: Path) -> None:
    path = _exported(
        tmp_path, "json", lambda first_id: (f"DELETE FROM ledger_posting WHERE entry_id = {first_id + 3}",)
    )
    assert ledger.verify_export(path).problems == (codes.UNBALANCED_STORED.at(number=3, fund=SLUG),)


def test_an_entry_that_cannot_be_read_is_the_first_wrong_one(tmp_path: Path) -> None:
    path = _exported(tmp_path, "csv")
    text = (path / "postings.csv").read_text("utf-8-sig")
    assert text.count("1003") == 1
    (path / "postings.csv").write_text(text.replace("1003", "plenty"), "utf-8-sig")
    changed = codes.FILE_CHANGED.at(name="postings.csv")
    assert ledger.verify_export(path).problems == (changed, codes.ENTRY_WRONG.at(number=3, fund=SLUG, sound=2))


def test_what_was_cut_off_a_json_is_seen_by_its_own_head(tmp_path: Path) -> None:
    path = _exported(tmp_path, "json")
    text = path.read_text("utf-8")
    cut = text[: text.index(',\n{"number": 5')] + text[text.index("\n],\n") :]
    path.write_text(cut.replace('"count": 5', '"count": 4'), "utf-8")
    assert ledger.verify_export(path).problems == (codes.FILE_CHANGED.at(name="export"),)


def test_kept_texts_and_files_are_named(tmp_path: Path) -> None:
    path = _exported(tmp_path, "csv")
    [source] = (path / "sources").iterdir()
    source.write_bytes(b"b\n")
    name = f"sources/{source.name}"
    assert ledger.verify_export(path).problems == (
        codes.FILE_CHANGED.at(name=name),
        codes.CONTENT_CHANGED.at(name="f.csv"),
    )


def test_files_added_missing_and_changed_are_named_in_order(tmp_path: Path) -> None:
    path = _exported(tmp_path, "csv")
    (path / "a.txt").write_text("more")
    (path / "postings.csv").write_text((path / "postings.csv").read_text("utf-8-sig") + "\n", "utf-8-sig")
    names = [problem.facts["name"] for problem in ledger.verify_export(path).problems if problem.code == "EX013"]
    assert names == ["a.txt", "postings.csv"]


def test_a_manifest_with_other_words_is_changed(tmp_path: Path) -> None:
    path = _exported(tmp_path, "csv")
    manifest = path / "manifest.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text("utf-8"))), "utf-8")
    assert ledger.verify_export(path).problems == (codes.FILE_CHANGED.at(name="manifest.json"),)


def test_what_is_no_export_is_told_by_its_name_and_place(tmp_path: Path) -> None:
    path = tmp_path / "holiday.json"
    path.write_text("[]")
    found = ledger.verify_export(path)
    assert (found.fund, found.entries, found.head_hash, found.first_wrong) == ("holiday.json", 0, "", None)
    assert found.problems[0].where.file == str(path)
    with pytest.raises(Problems) as stopped:
        ledger.verify_export(path, path)
    assert stopped.value.problems[0].where.file == str(path)
