-- The ledger on SQLite. The database is the last line: what these constraints and triggers refuse cannot be written by
-- anyone who connects, whatever program they use. An entry's id is its fund's id times 2^40 plus its number in the fund.

CREATE TABLE ledger_fund (
    id INTEGER PRIMARY KEY CHECK (id BETWEEN 1 AND 8388607),
    slug TEXT NOT NULL UNIQUE CHECK (slug <> ''),
    title TEXT NOT NULL,
    opened_at TEXT NOT NULL,
    who TEXT NOT NULL
) STRICT;

CREATE TABLE ledger_partner (
    id INTEGER PRIMARY KEY,
    fund_id INTEGER NOT NULL REFERENCES ledger_fund (id),
    slug TEXT NOT NULL CHECK (slug <> ''),
    UNIQUE (fund_id, slug)
) STRICT;

CREATE TABLE ledger_agreement (
    id INTEGER PRIMARY KEY,
    fund_id INTEGER NOT NULL REFERENCES ledger_fund (id),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    text TEXT NOT NULL,
    who TEXT NOT NULL,
    registered_at TEXT NOT NULL,
    UNIQUE (fund_id, sha256)
) STRICT;

-- A file whose mapping is corrected is registered again, as its second reading; its bytes are kept with the first.
CREATE TABLE ledger_source (
    id INTEGER PRIMARY KEY,
    fund_id INTEGER NOT NULL REFERENCES ledger_fund (id),
    sha256 TEXT NOT NULL CHECK (length(sha256) = 64),
    name TEXT NOT NULL,
    mapping TEXT NOT NULL,
    rows INTEGER NOT NULL,
    total_pence INTEGER NOT NULL,
    who TEXT NOT NULL,
    received_at TEXT NOT NULL,
    reading INTEGER NOT NULL CHECK (reading >= 1),
    UNIQUE (fund_id, sha256, reading)
) STRICT;

CREATE TABLE ledger_source_chunk (
    id INTEGER PRIMARY KEY,
    source_id INTEGER NOT NULL REFERENCES ledger_source (id),
    first_line INTEGER NOT NULL CHECK (first_line >= 1),
    content BLOB NOT NULL,
    UNIQUE (source_id, first_line)
) STRICT;

CREATE TABLE ledger_period (
    id INTEGER PRIMARY KEY,
    fund_id INTEGER NOT NULL REFERENCES ledger_fund (id),
    code TEXT NOT NULL CHECK (code <> ''),
    starts TEXT NOT NULL CHECK (length(starts) = 10),
    ends TEXT NOT NULL CHECK (length(ends) = 10 AND ends >= starts),
    UNIQUE (fund_id, code)
) STRICT;

CREATE TABLE ledger_period_event (
    id INTEGER PRIMARY KEY,
    period_id INTEGER NOT NULL REFERENCES ledger_period (id),
    status TEXT NOT NULL CHECK (status IN ('open', 'soft-closed', 'closed')),
    reason TEXT NOT NULL,
    who TEXT NOT NULL,
    recorded_at TEXT NOT NULL
) STRICT;
CREATE INDEX ledger_period_event_latest ON ledger_period_event (period_id, id);

CREATE TABLE ledger_coding (
    id INTEGER PRIMARY KEY,
    fund_id INTEGER NOT NULL REFERENCES ledger_fund (id),
    account TEXT NOT NULL CHECK (account <> ''),
    scheme TEXT NOT NULL,
    counterparty TEXT NOT NULL,
    clause TEXT NOT NULL,
    UNIQUE (fund_id, account, scheme, counterparty, clause)
) STRICT;

-- A batch is opened, filled and sealed in one transaction. The deferred key below lets no commit pass without the seal,
-- and the seal's trigger lets no unbalanced entry, broken numbering or broken chain pass.
CREATE TABLE ledger_batch (
    id INTEGER PRIMARY KEY REFERENCES ledger_seal (id) DEFERRABLE INITIALLY DEFERRED,
    fund_id INTEGER NOT NULL REFERENCES ledger_fund (id),
    recorded_at TEXT NOT NULL
) STRICT;

CREATE TABLE ledger_seal (
    id INTEGER PRIMARY KEY REFERENCES ledger_batch (id),
    fund_id INTEGER NOT NULL REFERENCES ledger_fund (id),
    first_number INTEGER NOT NULL CHECK (id = fund_id * 1099511627776 + first_number),
    last_number INTEGER NOT NULL CHECK (last_number >= first_number AND last_number < 1099511627776),
    previous_hash TEXT NOT NULL CHECK (length(previous_hash) = 64),
    last_hash TEXT NOT NULL CHECK (length(last_hash) = 64)
) STRICT;

-- An entry names its batch, period, source and the entry it reverses without foreign keys: its trigger and the seal's ask
-- the same, the seal once for a whole batch. All four are append-only, so what was there then is there for ever.
CREATE TABLE ledger_entry (
    id INTEGER PRIMARY KEY,
    fund_id INTEGER NOT NULL,
    number INTEGER NOT NULL CHECK (number >= 1 AND id = fund_id * 1099511627776 + number),
    batch_id INTEGER NOT NULL CHECK (batch_id > id - number AND batch_id <= id),
    kind TEXT NOT NULL CHECK (kind <> ''),
    posting_date TEXT NOT NULL CHECK (length(posting_date) = 10),
    service_date TEXT NOT NULL CHECK (length(service_date) = 10),
    period_id INTEGER NOT NULL,
    source_id INTEGER,
    source_line INTEGER CHECK ((source_line IS NULL) = (source_id IS NULL)),
    narrative TEXT NOT NULL,
    who TEXT NOT NULL CHECK (who <> ''),
    reason TEXT NOT NULL,
    idempotency_key TEXT NOT NULL CHECK (idempotency_key <> ''),
    reverses_id INTEGER CHECK (reverses_id < id),
    category TEXT NOT NULL,
    supplier TEXT NOT NULL,
    adjustment INTEGER NOT NULL CHECK (adjustment IN (0, 1)),
    hash TEXT NOT NULL CHECK (length(hash) = 64),
    -- The one before it stays for ever: see ledger_entry_added.
    previous_id INTEGER GENERATED ALWAYS AS (CASE WHEN number > 1 THEN id - 1 END) VIRTUAL REFERENCES ledger_entry (id),
    CHECK (kind <> 'reversal' OR (reverses_id IS NOT NULL AND reason <> ''))
) STRICT;
CREATE UNIQUE INDEX ledger_entry_key ON ledger_entry (fund_id, idempotency_key);
CREATE UNIQUE INDEX ledger_entry_reversed_once ON ledger_entry (reverses_id) WHERE reverses_id IS NOT NULL;

-- A posting names its entry, partner and coding without foreign keys, for the same reason.
CREATE TABLE ledger_posting (
    entry_id INTEGER NOT NULL,
    partner_id INTEGER NOT NULL,
    line INTEGER NOT NULL CHECK (line >= 1),
    coding_id INTEGER NOT NULL,
    amount_pence INTEGER NOT NULL,
    PRIMARY KEY (entry_id, partner_id, line)
) STRICT, WITHOUT ROWID;

-- The batch that a fund is being posted by, between its opening and its seal; nothing once the transaction has ended. What
-- is asked for every row is asked of this table, which is one page.
CREATE TABLE ledger_open (
    fund_id INTEGER PRIMARY KEY,
    batch_id INTEGER NOT NULL
) STRICT;

CREATE VIEW ledger_line AS
SELECT f.slug AS fund, e.number, p.line, b.recorded_at, e.kind, e.posting_date, e.service_date, per.code AS period,
       e.narrative, e.category, e.supplier, part.slug AS partner, c.account, c.scheme, c.counterparty, c.clause,
       p.amount_pence
FROM ledger_posting p
JOIN ledger_entry e ON e.id = p.entry_id
JOIN ledger_batch b ON b.id = e.batch_id
JOIN ledger_fund f ON f.id = e.fund_id
JOIN ledger_period per ON per.id = e.period_id
JOIN ledger_partner part ON part.id = p.partner_id
JOIN ledger_coding c ON c.id = p.coding_id;

CREATE TRIGGER ledger_batch_opened BEFORE INSERT ON ledger_batch BEGIN
    SELECT RAISE(ABORT, 'ledger: turn PRAGMA foreign_keys on before posting')
    WHERE NOT (SELECT foreign_keys FROM pragma_foreign_keys);
    SELECT RAISE(ABORT, 'ledger: a batch is never replaced') WHERE EXISTS (SELECT 1 FROM ledger_batch WHERE id = NEW.id);
END;

CREATE TRIGGER ledger_batch_open AFTER INSERT ON ledger_batch BEGIN
    INSERT INTO ledger_open VALUES (NEW.fund_id, NEW.id);
END;

CREATE TRIGGER ledger_seal_closes AFTER INSERT ON ledger_seal BEGIN
    DELETE FROM ledger_open WHERE batch_id = NEW.id;
END;

CREATE TRIGGER ledger_open_checks BEFORE INSERT ON ledger_open BEGIN
    SELECT RAISE(ABORT, 'ledger: a fund has one open batch at a time')
    WHERE EXISTS (SELECT 1 FROM ledger_open WHERE fund_id = NEW.fund_id OR batch_id = NEW.batch_id)
    OR NOT EXISTS (SELECT 1 FROM ledger_batch WHERE id = NEW.batch_id AND fund_id = NEW.fund_id)
    OR EXISTS (SELECT 1 FROM ledger_seal WHERE id = NEW.batch_id);
END;

CREATE TRIGGER ledger_open_no_update BEFORE UPDATE ON ledger_open BEGIN
    SELECT RAISE(ABORT, 'ledger: an open batch is sealed, not changed');
END;

CREATE TRIGGER ledger_open_no_delete BEFORE DELETE ON ledger_open
WHEN NOT EXISTS (SELECT 1 FROM ledger_seal WHERE id = OLD.batch_id)
BEGIN
    SELECT RAISE(ABORT, 'ledger: an open batch is sealed, not forgotten');
END;

-- These run once a row, so they ask as little as they can, and after the insert, which costs less than before it; what
-- they refuse is undone. INSERT OR REPLACE finds nothing to replace: the id of a posted entry is below that of any open
-- batch of its fund, and an entry replaced for its key, or for what it reverses, would be missed by the one after it,
-- whose foreign key refuses that, or by the seal, which counts.
CREATE TRIGGER ledger_entry_added AFTER INSERT ON ledger_entry
WHEN NOT EXISTS (SELECT 1 FROM ledger_open WHERE fund_id = NEW.fund_id AND batch_id = NEW.batch_id)
BEGIN
    SELECT RAISE(ABORT, 'ledger: an entry needs an open batch');
END;

CREATE TRIGGER ledger_posting_added AFTER INSERT ON ledger_posting
WHEN NOT EXISTS (
    SELECT 1 FROM ledger_open WHERE fund_id = NEW.entry_id / 1099511627776 AND batch_id <= NEW.entry_id
)
BEGIN
    SELECT RAISE(ABORT, 'ledger: a posting needs an entry in an open batch');
END;

CREATE TRIGGER ledger_seal_checks BEFORE INSERT ON ledger_seal BEGIN
    SELECT RAISE(ABORT, 'ledger: a seal is never replaced') WHERE EXISTS (SELECT 1 FROM ledger_seal WHERE id = NEW.id);
    SELECT RAISE(ABORT, 'ledger: the batch belongs to another fund')
    WHERE NOT EXISTS (SELECT 1 FROM ledger_batch WHERE id = NEW.id AND fund_id = NEW.fund_id);
    SELECT RAISE(ABORT, 'ledger: the chain is broken')
    WHERE EXISTS (
        SELECT 1 FROM (
            SELECT last_number, last_hash FROM ledger_seal
            WHERE id >= NEW.fund_id * 1099511627776 AND id < (NEW.fund_id + 1) * 1099511627776 ORDER BY id DESC LIMIT 1
        ) WHERE last_number <> NEW.first_number - 1 OR last_hash <> NEW.previous_hash
    ) OR (NEW.first_number > 1 AND NOT EXISTS (
        SELECT 1 FROM ledger_seal WHERE id >= NEW.fund_id * 1099511627776 AND id < NEW.id
    ));
    SELECT RAISE(ABORT, 'ledger: the entries of the batch are not numbered one after another')
    WHERE NOT EXISTS (
        SELECT 1 FROM ledger_entry WHERE id = NEW.fund_id * 1099511627776 + NEW.last_number AND hash = NEW.last_hash
    );
    SELECT CASE (
        SELECT CASE
            WHEN count(*) <> NEW.last_number - NEW.first_number + 1 OR min(batch_id) <> NEW.id OR max(batch_id) <> NEW.id
            THEN 'numbers'
            WHEN min(reverses_id) <= NEW.fund_id * 1099511627776 THEN 'reversed'
        END
        FROM ledger_entry WHERE id >= NEW.id AND id < (NEW.fund_id + 1) * 1099511627776
    )
        WHEN 'numbers' THEN RAISE(ABORT, 'ledger: the entries of the batch are not numbered one after another')
        WHEN 'reversed' THEN RAISE(ABORT, 'ledger: an entry reverses one that its fund does not have')
    END;
    SELECT CASE (
        SELECT max(CASE
            WHEN NOT EXISTS (SELECT 1 FROM ledger_period WHERE id = used.period_id AND fund_id = NEW.fund_id)
                OR (used.source_id IS NOT NULL AND NOT EXISTS (
                    SELECT 1 FROM ledger_source WHERE id = used.source_id AND fund_id = NEW.fund_id
                ))
            THEN 2
            WHEN coalesce((
                SELECT status FROM ledger_period_event WHERE period_id = used.period_id ORDER BY id DESC LIMIT 1
            ), 'closed') NOT IN ('open', CASE WHEN adjustment = 1 THEN 'soft-closed' ELSE 'open' END)
            THEN 1
        END)
        FROM (
            SELECT DISTINCT period_id, source_id, adjustment FROM ledger_entry
            WHERE id BETWEEN NEW.id AND NEW.fund_id * 1099511627776 + NEW.last_number
        ) AS used
    )
        WHEN 2 THEN RAISE(ABORT, 'ledger: an entry names a period or a source that its fund does not have')
        WHEN 1 THEN RAISE(ABORT, 'ledger: the period is closed')
    END;
    SELECT RAISE(ABORT, 'ledger: a posting names a partner or a coding that its fund does not have')
    WHERE EXISTS (
        SELECT 1 FROM (
            SELECT DISTINCT partner_id, coding_id FROM ledger_posting
            WHERE entry_id BETWEEN NEW.id AND NEW.fund_id * 1099511627776 + NEW.last_number
        ) AS used
        WHERE NOT EXISTS (SELECT 1 FROM ledger_partner WHERE id = used.partner_id AND fund_id = NEW.fund_id)
        OR NOT EXISTS (SELECT 1 FROM ledger_coding WHERE id = used.coding_id AND fund_id = NEW.fund_id)
    );
    SELECT RAISE(ABORT, 'ledger: a posting is of no entry of the batch')
    WHERE EXISTS (
        SELECT 1 FROM ledger_posting
        WHERE entry_id > NEW.fund_id * 1099511627776 + NEW.last_number AND entry_id < (NEW.fund_id + 1) * 1099511627776
    );
    SELECT RAISE(ABORT, 'ledger: an entry has no postings')
    WHERE (
        SELECT count(DISTINCT entry_id) FROM ledger_posting
        WHERE entry_id BETWEEN NEW.id AND NEW.fund_id * 1099511627776 + NEW.last_number
    ) <> NEW.last_number - NEW.first_number + 1;
    SELECT RAISE(ABORT, 'ledger: an entry does not balance for every partner')
    WHERE EXISTS (
        SELECT 1 FROM ledger_posting
        WHERE entry_id BETWEEN NEW.id AND NEW.fund_id * 1099511627776 + NEW.last_number
        GROUP BY entry_id, partner_id HAVING sum(amount_pence) <> 0
    );
END;

CREATE TRIGGER ledger_period_event_checks BEFORE INSERT ON ledger_period_event BEGIN
    SELECT RAISE(ABORT, 'ledger: a period is reopened only with a reason')
    WHERE trim(NEW.reason) = '' AND NEW.status <> 'closed' AND EXISTS (
        SELECT 1 FROM (
            SELECT status FROM ledger_period_event WHERE period_id = NEW.period_id ORDER BY id DESC LIMIT 1
        ) WHERE status = 'closed' OR (status = 'soft-closed' AND NEW.status = 'open')
    );
END;
