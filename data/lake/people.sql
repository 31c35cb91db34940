-- The tables of data/people.sql for PostgreSQL, in a schema of their own beside the catalog's.

CREATE TABLE accounts (
    key TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    password TEXT NOT NULL,
    role TEXT NOT NULL,
    provinces TEXT NOT NULL,
    made_at BIGINT NOT NULL
);

CREATE TABLE sessions (
    token BYTEA PRIMARY KEY,
    account TEXT NOT NULL REFERENCES accounts (key) ON DELETE CASCADE,
    made_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);

CREATE TABLE id_tokens (
    token BYTEA PRIMARY KEY REFERENCES sessions (token) ON DELETE CASCADE,
    id_token TEXT NOT NULL
);

-- SQLite numbers the rows of every table by itself; here it has to be said where they are asked for.
CREATE TABLE handshakes (
    token BYTEA PRIMARY KEY,
    kept TEXT NOT NULL,
    made_at BIGINT NOT NULL,
    rowid BIGINT GENERATED ALWAYS AS IDENTITY
);

CREATE TABLE failures (
    subject TEXT NOT NULL,
    at BIGINT NOT NULL,
    rowid BIGINT GENERATED ALWAYS AS IDENTITY
);

CREATE INDEX failures_by_subject ON failures (subject, at);

CREATE TABLE events (
    number BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    about TEXT NOT NULL,
    provinces TEXT NOT NULL,
    first TEXT NOT NULL,
    last TEXT NOT NULL,
    place TEXT NOT NULL,
    result TEXT NOT NULL,
    detail TEXT NOT NULL
);

CREATE INDEX events_by_time ON events (at, number);

CREATE FUNCTION only_added_to() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'the audit log is only added to'; END $$;

CREATE TRIGGER events_are_not_changed BEFORE UPDATE OR DELETE ON events
FOR EACH ROW EXECUTE FUNCTION only_added_to();

CREATE TRIGGER events_are_not_emptied BEFORE TRUNCATE ON events
FOR EACH STATEMENT EXECUTE FUNCTION only_added_to();

-- What SQLite's function of this name gives, so that one question serves both.
CREATE FUNCTION json_each(list TEXT) RETURNS TABLE (value TEXT) LANGUAGE sql IMMUTABLE AS
$$ SELECT json_array_elements_text(list::json) $$;
