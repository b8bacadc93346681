"""The ledger: append-only double entry for pooled funds, balanced for the fund *and for every partner*.

Words. A *fund* has *partners*, *periods* (open, soft-closed, closed), registered *agreements* and *source files*. An
*entry* is one event; its *postings* are signed pence (debit above zero, credit below) on an *account* for a scheme, a
partner, sometimes a counterparty, by a clause. Entries posted together are a *batch*, which its *seal* closes. Each
entry's *hash* covers its canonical text and the hash before it, so the fund's entries form a *chain*; a *checkpoint* is
a signed statement of the chain's length and head, kept elsewhere.

Make :class:`~cronfa.ledger.entries.EntryDraft` values (no database needed), then::

    from cronfa import ledger

    ledger.setup()                                   # $CRONFA_DATABASE_URL, or ./cronfa.sqlite3; makes the tables
    fund = ledger.open_fund("leeds-ld", "Learning disability pool", ["leeds", "nhs-leeds"], who="manager")
    ledger.open_periods(fund, [("2012-13 M01", date(2012, 4, 1), date(2012, 4, 30))], who="manager")
    ledger.post(fund, drafts)                        # all or nothing, each key once
    ledger.balances(fund, ("partner", "account"), as_at=date(2012, 4, 30))
    assert ledger.verify(fund).is_sound

Nothing that is posted is changed or deleted: mistakes are undone by :func:`reverse`. The database refuses everything
else, whoever asks. ``with ledger.transaction():`` makes several of these calls one. To read entries in order use
:func:`cronfa.ledger.queries.entries`; to list funds and files, :func:`cronfa.ledger.funds.funds` and
:func:`cronfa.ledger.sources.sources`.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

from cronfa.ledger.codes import KINDS as KINDS
from cronfa.ledger.entries import (
    ACCOUNT_NAMES as ACCOUNT_NAMES,
    ACCOUNTS as ACCOUNTS,
    Account as Account,
    Entry as Entry,
    EntryDraft as EntryDraft,
    EntryKind as EntryKind,
    PostingDraft as PostingDraft,
    SourceLine as SourceLine,
)

if TYPE_CHECKING:
    from cronfa.ledger.batches import PostResult as PostResult
    from cronfa.ledger.checkpoints import (
        Checkpoint as Checkpoint,
        new_key as new_key,
        read_checkpoint as read_checkpoint,
    )
    from cronfa.ledger.database import setup as setup, transaction as transaction
    from cronfa.ledger.exporting import export as export
    from cronfa.ledger.funds import (
        Agreement as Agreement,
        Fund as Fund,
        Period as Period,
        add_partner as add_partner,
        agreements as agreements,
        find_fund as find_fund,
        open_fund as open_fund,
        open_periods as open_periods,
        period_events as period_events,
        periods as periods,
        register_agreement as register_agreement,
        set_period as set_period,
    )
    from cronfa.ledger.offline import verify_export as verify_export
    from cronfa.ledger.posting import accrue as accrue, post as post, reverse as reverse
    from cronfa.ledger.queries import (
        balances as balances,
        entry as entry,
        numbers_by_key as numbers_by_key,
        trial_balance as trial_balance,
    )
    from cronfa.ledger.sources import (
        SourceFile as SourceFile,
        register_source as register_source,
        source as source,
        source_content as source_content,
        source_line as source_line,
    )
    from cronfa.ledger.verification import (
        Verification as Verification,
        checkpoint as checkpoint,
        standing as standing,
        verified_trial_balance as verified_trial_balance,
        verify as verify,
        verify_ledger as verify_ledger,
        write_checkpoint as write_checkpoint,
    )

# Django is imported only when one of these is first used, so that commands without a database start at once.
_HOMES = {
    "batches": ("PostResult",),
    "database": ("setup", "transaction"),
    "funds": (
        "Agreement",
        "Fund",
        "Period",
        "add_partner",
        "agreements",
        "find_fund",
        "open_fund",
        "open_periods",
        "period_events",
        "periods",
        "register_agreement",
        "set_period",
    ),
    "posting": ("accrue", "post", "reverse"),
    "queries": ("balances", "entry", "numbers_by_key", "trial_balance"),
    "sources": ("SourceFile", "register_source", "source", "source_content", "source_line"),
    "exporting": ("export",),
    "offline": ("verify_export",),
    "verification": (
        "Verification",
        "checkpoint",
        "standing",
        "verified_trial_balance",
        "verify",
        "verify_ledger",
        "write_checkpoint",
    ),
    "checkpoints": ("Checkpoint", "new_key", "read_checkpoint"),
}
_HOME = {name: home for home, names in _HOMES.items() for name in names}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOME[name]}"), name)
