-- Everything is insert-only: what has been said stays said. Run as kith_owner.

-- Which database role is which workstation. Kept by the administrator.
CREATE TABLE IF NOT EXISTS kith.workstations (
    db_role     text PRIMARY KEY,
    authority   text NOT NULL,
    workstation text NOT NULL,
    enrolled_at timestamptz NOT NULL DEFAULT now(),
    UNIQUE (authority, workstation)
);

-- Which database role may read which authority's log. Kept by the administrator.
CREATE TABLE IF NOT EXISTS kith.auditors (
    db_role   text NOT NULL,
    authority text NOT NULL,
    PRIMARY KEY (db_role, authority)
);

-- A workstation's log: its random id. A new file on the same workstation is a new chain, for all to see; nobody else can
-- ship under an id that is taken.
CREATE TABLE IF NOT EXISTS kith.chains (
    chain       text PRIMARY KEY,
    authority   text NOT NULL,
    workstation text NOT NULL,
    db_role     text NOT NULL,
    begun_at    timestamptz NOT NULL DEFAULT now(),
    CHECK (length(chain) BETWEEN 1 AND 128)
);

-- The entries. `month` is that of `at` (UTC) and stands in the key because a partitioned table wants it there. Order within a
-- chain is `idx`, never a time; `received_at` is the server's own clock, beside the workstation's.
CREATE TABLE IF NOT EXISTS kith.entries (
    chain       text NOT NULL,
    idx         bigint NOT NULL CHECK (idx >= 0),
    month       date NOT NULL,
    authority   text NOT NULL,
    at          timestamptz NOT NULL,
    hash        bytea NOT NULL CHECK (octet_length(hash) = 32),
    leaf        text NOT NULL CHECK (octet_length(leaf) <= 1048576),
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (chain, idx, month, authority),
    CHECK (month = CAST(date_trunc('month', at AT TIME ZONE 'UTC') AS date))
)/*partitions:*/ PARTITION BY LIST (authority)/*:partitions*/;

-- One row a batch, in the batch's own transaction. Its key lets one batch alone start at a place of a chain, whatever month its
-- entries fall in; that is how two copies of one workstation are kept from shipping side by side. No row is shared by two chains.
CREATE TABLE IF NOT EXISTS kith.shipments (
    chain      text NOT NULL,
    first      bigint NOT NULL CHECK (first >= 0),
    next       bigint NOT NULL,
    last_hash  bytea NOT NULL CHECK (octet_length(last_hash) = 32),
    authority  text NOT NULL,
    shipped_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (chain, first),
    CHECK (next > first)
);

-- Signed heads, as the workstations signed them.
CREATE TABLE IF NOT EXISTS kith.checkpoints (
    chain       text NOT NULL,
    size        bigint NOT NULL CHECK (size > 0),
    authority   text NOT NULL,
    root        bytea NOT NULL CHECK (octet_length(root) = 32),
    note        text NOT NULL CHECK (octet_length(note) <= 65536),
    received_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (chain, size)
);

-- Somebody asks for a second person's yes. `subject` commits to the exact request and says nothing of it to anybody else.
CREATE TABLE IF NOT EXISTS kith.approvals_asked (
    id                text PRIMARY KEY,
    authority         text NOT NULL,
    subject           bytea NOT NULL CHECK (octet_length(subject) = 32),
    asker_person      text NOT NULL CHECK (asker_person <> ''),
    asker_user        text NOT NULL,
    asker_name        text NOT NULL,
    asker_role        text NOT NULL,
    asker_workstation text NOT NULL,
    purpose           text NOT NULL,
    case_ref          text NOT NULL,
    asked_at          timestamptz NOT NULL DEFAULT now(),
    expires_at        timestamptz NOT NULL DEFAULT now() + INTERVAL '4 hours',
    UNIQUE (id, asker_person, asker_user, asker_workstation)
);

-- One answer a question. The asker's person, account and workstation are copied from the question, held to it by the foreign key, so that
-- plain checks can say: another person, another account, another workstation.
CREATE TABLE IF NOT EXISTS kith.approvals_answered (
    id                text PRIMARY KEY,
    answer            text NOT NULL CHECK (answer IN ('given', 'refused')),
    asker_person      text NOT NULL,
    asker_user        text NOT NULL,
    asker_workstation text NOT NULL,
    by_person         text NOT NULL CHECK (by_person <> ''),
    by_user           text NOT NULL,
    by_name           text NOT NULL,
    by_role           text NOT NULL,
    by_workstation    text NOT NULL,
    answered_at       timestamptz NOT NULL DEFAULT now(),
    FOREIGN KEY (id, asker_person, asker_user, asker_workstation)
        REFERENCES kith.approvals_asked (id, asker_person, asker_user, asker_workstation),
    CONSTRAINT another_person CHECK (lower(by_person) <> lower(asker_person)),
    CONSTRAINT another_account CHECK (lower(by_user) <> lower(asker_user)),
    CONSTRAINT another_workstation CHECK (by_workstation <> asker_workstation)
);

-- Which rulebook serials workstations have seen. Rows are only added, so that the highest can only go up.
CREATE TABLE IF NOT EXISTS kith.rulebooks_seen (
    authority   text NOT NULL,
    rulebook    text NOT NULL,
    serial      bigint NOT NULL CHECK (serial >= 0),
    hash        text NOT NULL,
    workstation text NOT NULL,
    seen_at     timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (authority, rulebook, serial, workstation)
);
