-- Who has an account, who is signed in, and who tried to. Times are seconds since 1970, UTC.

CREATE TABLE IF NOT EXISTS accounts (
    key TEXT PRIMARY KEY,       -- the name as it is compared: case and blanks do not matter
    name TEXT NOT NULL,         -- as it is shown, and written beside what was done
    password TEXT NOT NULL,     -- Argon2id, with its parameters and salt
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

CREATE TABLE IF NOT EXISTS failures (
    subject TEXT NOT NULL,      -- an account's key, known or not, or an address
    at INTEGER NOT NULL
);

CREATE INDEX IF NOT EXISTS failures_by_subject ON failures (subject, at);
