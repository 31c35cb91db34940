-- Who has an account, who is signed in, who tried to, and who did what. Times: seconds since 1970, UTC.

CREATE TABLE IF NOT EXISTS accounts (
    key TEXT PRIMARY KEY,       -- the name as it is compared: case and blanks do not matter; of who
                                -- signs in with the office's account: issuer and subject
    name TEXT NOT NULL,         -- as it is shown, and written beside what was done
    password TEXT NOT NULL,     -- Argon2id, with its parameters and salt; empty with the office's account
    role TEXT NOT NULL,
    provinces TEXT NOT NULL,    -- a JSON list of names; an empty one stands for every province
    made_at INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS sessions (
    token BLOB PRIMARY KEY,     -- SHA-256 of what the browser holds
    account TEXT NOT NULL REFERENCES accounts (key) ON DELETE CASCADE,
    made_at INTEGER NOT NULL,
    seen_at INTEGER NOT NULL
);

-- What the office's provider gave at a sign-in; it wants to see it again when that ends.
CREATE TABLE IF NOT EXISTS id_tokens (
    token BLOB PRIMARY KEY REFERENCES sessions (token) ON DELETE CASCADE,
    id_token TEXT NOT NULL
);

-- Sign-ins under way at the office's provider; each is finished once, by the browser that began it.
CREATE TABLE IF NOT EXISTS handshakes (
    token BLOB PRIMARY KEY,     -- SHA-256 of what the browser holds
    kept TEXT NOT NULL,         -- state, nonce and code verifier, as JSON
    made_at INTEGER NOT NULL
);

CREATE TABLE IF NOT EXISTS failures (
    subject TEXT NOT NULL,      -- a part of the hash of a name, known or not, or an address
    at INTEGER NOT NULL
);

CREATE INDEX IF NOT EXISTS failures_by_subject ON failures (subject, at);

-- Who did what around the figures: signing in and out, refusals, downloads, accounts. What changed
-- the figures stands in the warehouse's own table "audit".
CREATE TABLE IF NOT EXISTS events (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    at INTEGER NOT NULL,
    actor TEXT NOT NULL,        -- the name of an account; empty if it is not known who
    action TEXT NOT NULL,
    about TEXT NOT NULL,        -- the account or the file it was done to
    provinces TEXT NOT NULL,    -- a JSON list of names; an empty one with periods: all of them
    first TEXT NOT NULL,        -- its periods
    last TEXT NOT NULL,
    place TEXT NOT NULL,        -- an address, or "shell"
    result TEXT NOT NULL,       -- done, refused or slowed
    detail TEXT NOT NULL
);

CREATE INDEX IF NOT EXISTS events_by_time ON events (at, number);

CREATE TRIGGER IF NOT EXISTS events_are_not_changed BEFORE UPDATE ON events
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;

CREATE TRIGGER IF NOT EXISTS events_are_not_deleted BEFORE DELETE ON events
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;

-- INSERT OR REPLACE deletes without asking the trigger above.
CREATE TRIGGER IF NOT EXISTS events_are_not_replaced BEFORE INSERT ON events
WHEN EXISTS (SELECT 1 FROM events WHERE number = NEW.number)
BEGIN SELECT RAISE(ABORT, 'the audit log is only added to'); END;
