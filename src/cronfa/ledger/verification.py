"""Verification: everything in the database computed anew, and compared with what was signed."""

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from cronfa.ledger import canonical, checkpoints, codes, database, queries, stored
from cronfa.ledger.checkpoints import Checkpoint, read_checkpoint
from cronfa.ledger.findings import Verification as Verification, chain_problems, compared
from cronfa.ledger.funds import Fund, agreements, period_events
from cronfa.ledger.queries import TrialLine
from cronfa.ledger.reading import Reading, read
from cronfa.ledger.records import Standing
from cronfa.ledger.sources import is_kept_whole, kept_files
from cronfa.problems import Problem, Problems, Where


def verify(fund: Fund, *, checkpoint: Checkpoint | None = None, public_key: str | None = None) -> Verification:
    """Compute every hash of the fund anew, check every balance, seal and kept file, and compare with a checkpoint.

    ``public_key`` is the key that the checkpoint must have been signed with. Others may post meanwhile: what is posted
    after the beginning is not looked at.
    """
    return _verified(fund, checkpoint, public_key)[0]


def verified_trial_balance(fund: Fund) -> tuple[Verification, tuple[TrialLine, ...]]:
    """As :func:`verify`, with the trial balance of the very postings whose hashes were computed anew.

    There is none where the fund is not sound.
    """
    found, sums = _verified(fund, None, None)
    return found, queries.trial_lines(fund, sums) if found.is_sound else ()


def _verified(
    fund: Fund, signed: Checkpoint | None, public_key: str | None
) -> tuple[Verification, dict[tuple[int, int], int]]:
    last = stored.head(fund)[0]
    found = read(fund, last, at=signed.entries if signed else None)
    problems = _problems(fund, last, found)
    if signed:
        problems += compared(signed, found.chain, standing(fund), public_key)
    entries, head_hash, first_wrong = found.chain.entries, found.chain.head_hash, found.chain.first_wrong
    looked = signed is not None
    return Verification(fund.slug, entries, head_hash, first_wrong, tuple(problems), looked), found.sums


def verify_ledger(fund: Fund, checkpoint: Path | None = None, public_key: Path | None = None) -> Verification:
    """As :func:`verify`, with the checkpoint and the public key in files.

    Raises:
        Problems: the file is not a checkpoint.
    """
    signed = None
    if checkpoint:
        signed = read_checkpoint(checkpoint.read_text(encoding="utf-8"), Where(file=str(checkpoint)))
    key = public_key.read_text(encoding="utf-8").strip() if public_key else None
    return verify(fund, checkpoint=signed, public_key=key)


def standing(fund: Fund) -> Standing:
    """What stands beside the fund's entries."""
    return Standing(fund.slug, fund.title, fund.partners, agreements(fund), kept_files(fund), period_events(fund))


def checkpoint(fund: Fund, private_key: str) -> Checkpoint:
    """Sign how far the fund's history goes, after verifying it. Keep the result where the ledger's keeper cannot reach.

    Raises:
        Problems: the history is not sound, so it is not signed.
    """
    last, head_hash, recorded_at = stored.head(fund)
    found = read(fund, last, with_root=True)
    if problems := _problems(fund, last, found):
        raise Problems(problems)
    return checkpoints.signed(
        private_key,
        fund=fund.slug,
        entries=last,
        head_hash=head_hash,
        merkle_root=found.chain.merkle_root or "",
        beside=standing(fund).digest(),
        recorded_at=recorded_at,
    )


def write_checkpoint(fund: Fund, key: Path, out: Path) -> Checkpoint:
    """Sign a checkpoint into the file ``out`` with the private key in the file ``key``.

    If there is no key yet it is made, readable by its owner alone, and its public key is written beside it as ``.pub``.

    Raises:
        Problems: the history is not sound, so it is not signed.
    """
    if not key.exists():
        private_key, public_key = checkpoints.new_key()
        with os.fdopen(os.open(key, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600), "w") as file:
            file.write(private_key + "\n")
        key.with_suffix(".pub").write_text(public_key + "\n", encoding="ascii")
    signed = checkpoint(fund, key.read_text(encoding="ascii").strip())
    out.write_text(signed.as_json(), encoding="utf-8")
    return signed


def _problems(fund: Fund, last: int, found: Reading) -> list[Problem]:
    return [
        *chain_problems(fund.slug, found.chain),
        *_unbalanced(fund, found),
        *_stray_postings(fund, last, found),
        *_seals(fund, last),
        *_contents(fund),
    ]


def _unbalanced(fund: Fund, found: Reading) -> Iterator[Problem]:
    """The first entry that does not balance, even where the chain is broken before it."""
    number = found.unbalanced
    if number is None and found.chain.first_wrong is not None:
        broken = database.row(
            "SELECT entry_id FROM ledger_posting WHERE entry_id > %s AND entry_id < %s "
            "GROUP BY entry_id, partner_id HAVING sum(amount_pence) <> 0 ORDER BY entry_id LIMIT 1",
            [fund.first_id + found.chain.entries, fund.first_id + database.ENTRIES_A_FUND],
        )
        number = broken[0] - fund.first_id if broken else None
    if number is not None:
        yield codes.UNBALANCED_STORED.at(number=number, fund=fund.slug)


def _stray_postings(fund: Fund, last: int, found: Reading) -> Iterator[Problem]:
    """Postings after the last entry that belong to none. Before it they are the chain's to find, as a missing entry."""
    stray = database.row(
        "SELECT 1 FROM ledger_posting p WHERE entry_id > %s AND entry_id < %s "
        "AND NOT EXISTS (SELECT 1 FROM ledger_entry e WHERE e.id = p.entry_id) LIMIT 1",
        [fund.first_id + last, fund.first_id + database.ENTRIES_A_FUND],
    )
    if stray and found.chain.first_wrong is None:
        yield codes.STRAY_POSTINGS.at(fund=fund.slug)


def _seals(fund: Fund, last: int) -> Iterator[Problem]:
    """Seals must cover the entries one after another, each with the hashes that stand at its ends."""
    expected, previous = 1, canonical.genesis(fund.slug)
    found = database.rows(
        "SELECT s.first_number, s.last_number, s.previous_hash, s.last_hash, e.hash, e.batch_id, s.id FROM ledger_seal s "
        "LEFT JOIN ledger_entry e ON e.id = s.fund_id * 1099511627776 + s.last_number "
        "WHERE s.id > %s AND s.id <= %s ORDER BY s.id",
        [fund.first_id, fund.first_id + last],
    )
    for first, final, before, after, carried, batch_id, seal_id in found:
        if (first, before, after, batch_id) != (expected, previous, carried, seal_id):
            break
        expected, previous = final + 1, after
    if expected != last + 1:
        yield codes.SEAL_WRONG.at(fund=fund.slug, number=expected)


def _contents(fund: Fund) -> Iterator[Problem]:
    """Kept documents and files must have the SHA-256 they were registered with."""
    for version in agreements(fund):
        if hashlib.sha256(version.text.encode()).hexdigest() != version.sha256:
            yield codes.CONTENT_CHANGED.at(name=version.sha256)
    for file in kept_files(fund):
        if not is_kept_whole(fund, file.sha256):
            yield codes.CONTENT_CHANGED.at(name=file.name)
