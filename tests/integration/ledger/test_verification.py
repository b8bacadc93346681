"""What verification tells: how far the history is right, what is wrong after that, and where the checkpoint comes from."""

import hashlib
import stat
from pathlib import Path

import pytest

from cronfa import ledger
from cronfa.ledger import codes, merkle
from cronfa.ledger.canonical import chained, genesis
from cronfa.ledger.checkpoints import new_key
from cronfa.ledger.database import ENTRIES_A_FUND
from cronfa.ledger.findings import Verification
from cronfa.ledger.funds import Fund
from cronfa.ledger.queries import entries
from cronfa.ledger.stored import between
from cronfa.problems import Problem, Problems
from lifted_triggers import run_lifted
from made_up_ledger import clock, open_made_up_fund, spends

pytestmark = pytest.mark.usefixtures("sqlite_ledger")
SLUG = "made-up"
HASH = "ab" * 32


@pytest.fixture
def fund() -> Fund:
    made = open_made_up_fund()
    ledger.register_agreement(made, "agreement: made-up\n", who="tester", recorded_at=clock(1))
    ledger.register_source(
        made, "f.csv", [b"a\n"], mapping="", rows=1, total_pence=0, who="tester", recorded_at=clock(1)
    )
    for last in (3, 5):
        ledger.post(made, spends(1, last), recorded_at=clock(last))
    return made


def _id(fund: Fund, number: int) -> int:
    return fund.id * ENTRIES_A_FUND + number


def _hashes(fund: Fund) -> list[str]:
    return [entry.hash for entry in entries(fund)]


def _problems(fund: Fund, *statements: str) -> tuple[Problem, ...]:
    run_lifted(
        *(statement.format(**{f"id{number}": _id(fund, number) for number in range(9)}) for statement in statements)
    )
    return ledger.verify(fund).problems


def test_a_sound_history_is_told_to_its_head(fund: Fund) -> None:
    assert ledger.verify(fund) == Verification(SLUG, 5, _hashes(fund)[-1], None, (), checkpoint=False)


def test_what_is_right_ends_before_the_first_wrong_entry(fund: Fund) -> None:
    hashes = _hashes(fund)
    run_lifted(f"UPDATE ledger_entry SET narrative = '' WHERE id = {_id(fund, 3)}")
    problems = (codes.ENTRY_WRONG.at(number=3, fund=SLUG, sound=2),)
    assert ledger.verify(fund) == Verification(SLUG, 2, hashes[1], 3, problems, checkpoint=False)


def test_an_entry_out_of_balance_is_named_beside_the_broken_chain_even_further_on(fund: Fund) -> None:
    one = "UPDATE ledger_posting SET amount_pence = amount_pence + 1 WHERE line = 1 AND entry_id = {id3}"
    assert _problems(fund, one) == (
        codes.ENTRY_WRONG.at(number=3, fund=SLUG, sound=2),
        codes.UNBALANCED_STORED.at(number=3, fund=SLUG),
    )
    assert _problems(fund, "UPDATE ledger_entry SET narrative = '' WHERE id = {id2}") == (
        codes.ENTRY_WRONG.at(number=2, fund=SLUG, sound=1),
        codes.UNBALANCED_STORED.at(number=3, fund=SLUG),
    )


def test_an_entry_out_of_balance_is_named_though_every_hash_is_right(fund: Fund) -> None:
    run_lifted(f"UPDATE ledger_posting SET amount_pence = 7 WHERE line = 1 AND entry_id = {_id(fund, 4)}")
    previous, statements = genesis(SLUG), []
    for entry in between(fund, 1, 5):
        before, previous = previous, chained(previous, entry.text(SLUG))
        statements.append(f"UPDATE ledger_entry SET hash = '{previous}' WHERE id = {_id(fund, entry.number)}")
        statements.append(f"UPDATE ledger_seal SET previous_hash = '{before}' WHERE first_number = {entry.number}")
        statements.append(f"UPDATE ledger_seal SET last_hash = '{previous}' WHERE last_number = {entry.number}")
    run_lifted(*statements)
    assert ledger.verify(fund).problems == (codes.UNBALANCED_STORED.at(number=4, fund=SLUG),)


def test_an_entry_of_another_fund_out_of_balance_is_not_this_ones(fund: Fund) -> None:
    other = open_made_up_fund("other")
    ledger.post(other, spends(1, 2))
    assert _problems(
        fund,
        "UPDATE ledger_entry SET narrative = '' WHERE id = {id2}",
        f"UPDATE ledger_posting SET amount_pence = 7 WHERE line = 1 AND entry_id = {_id(other, 1)}",
    ) == (codes.ENTRY_WRONG.at(number=2, fund=SLUG, sound=1),)


def test_postings_of_no_entry_are_named(fund: Fund) -> None:
    stray = "INSERT INTO ledger_posting SELECT {id6}, partner_id, line, coding_id, 0 FROM ledger_posting WHERE entry_id = {id5}"
    assert _problems(fund, stray) == (codes.STRAY_POSTINGS.at(fund=SLUG),)


@pytest.mark.parametrize(
    ("statement", "number"),
    [
        ("DELETE FROM ledger_seal WHERE id = {id4}", 4),
        ("DELETE FROM ledger_seal WHERE id = {id1}", 1),
        ("UPDATE ledger_seal SET last_number = 2 WHERE id = {id1}", 1),
        (f"UPDATE ledger_seal SET last_hash = '{HASH}' WHERE id = {{id4}}", 4),
        (f"UPDATE ledger_seal SET previous_hash = '{HASH}' WHERE id = {{id4}}", 4),
    ],
)
def test_seals_that_do_not_cover_the_entries_are_named_from_where_they_fail(
    fund: Fund, statement: str, number: int
) -> None:
    assert _problems(fund, statement) == (codes.SEAL_WRONG.at(fund=SLUG, number=number),)


def test_an_entry_in_another_batch_than_its_seal_says_is_named(fund: Fund) -> None:
    found = _problems(
        fund,
        "UPDATE ledger_batch SET recorded_at = (SELECT recorded_at FROM ledger_batch WHERE id = {id4}) WHERE id = {id1}",
        "UPDATE ledger_entry SET batch_id = {id1} WHERE id = {id5}",
    )
    assert found[-1] == codes.SEAL_WRONG.at(fund=SLUG, number=4)


def test_kept_texts_that_are_not_as_registered_are_named(fund: Fund) -> None:
    sha256 = hashlib.sha256(b"agreement: made-up\n").hexdigest()
    assert _problems(fund, "UPDATE ledger_agreement SET text = 'x'", "DELETE FROM ledger_source_chunk") == (
        codes.CONTENT_CHANGED.at(name=sha256),
        codes.CONTENT_CHANGED.at(name="f.csv"),
    )


def test_a_trial_balance_is_given_of_a_sound_history_only(fund: Fund) -> None:
    assert ledger.verified_trial_balance(fund) == (ledger.verify(fund), ledger.trial_balance(fund))
    run_lifted(f"UPDATE ledger_entry SET narrative = '' WHERE id = {_id(fund, 5)}")
    assert ledger.verified_trial_balance(fund)[1] == ()


def test_a_checkpoint_says_how_far_the_history_goes_and_its_key_is_the_owners_alone(fund: Fund, tmp_path: Path) -> None:
    key, out = tmp_path / "key", tmp_path / "checkpoint.json"
    signed = ledger.write_checkpoint(fund, key, out)
    root = merkle.root_of([bytes.fromhex(each) for each in _hashes(fund)]).hex()
    assert (signed.fund, signed.entries, signed.head_hash, signed.merkle_root) == (SLUG, 5, _hashes(fund)[-1], root)
    assert (signed.beside, signed.recorded_at) == (ledger.standing(fund).digest(), "2012-04-01T09:00:05.000000Z")
    assert signed.is_signed((tmp_path / "key.pub").read_text().strip())
    assert stat.S_IMODE(key.stat().st_mode) == 0o600
    assert out.read_text("utf-8") == signed.as_json()
    assert ledger.write_checkpoint(fund, key, out) == signed, "another key was made"


def test_a_history_is_compared_with_the_checkpoint_and_the_key_in_files(fund: Fund, tmp_path: Path) -> None:
    key, out, other = tmp_path / "key", tmp_path / "checkpoint.json", tmp_path / "other.pub"
    ledger.write_checkpoint(fund, key, out)
    other.write_text(new_key()[1] + "\n")
    sound = Verification(SLUG, 5, _hashes(fund)[-1], None, (), checkpoint=True)
    assert ledger.verify_ledger(fund, out, tmp_path / "key.pub") == ledger.verify_ledger(fund, out) == sound
    assert ledger.verify_ledger(fund, out, other).problems == (codes.NOT_SIGNED.at(),)
    assert not ledger.verify_ledger(fund).checkpoint
    with pytest.raises(Problems) as found:
        ledger.verify_ledger(fund, other)
    assert found.value.problems[0].where.file == str(other)


def test_an_unsound_history_is_not_signed_and_it_is_said_why(fund: Fund, tmp_path: Path) -> None:
    run_lifted(f"UPDATE ledger_entry SET narrative = '' WHERE id = {_id(fund, 4)}")
    with pytest.raises(Problems) as found:
        ledger.write_checkpoint(fund, tmp_path / "key", tmp_path / "checkpoint.json")
    assert found.value.problems == ledger.verify(fund).problems
    assert not (tmp_path / "checkpoint.json").exists()
