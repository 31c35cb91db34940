-- The warehouse. One file is one published version and is never edited afterwards.
-- The same statements run on DuckLake: no keys, checks, enums, sequences or indexes; ids are
-- hashes or random, uniqueness is checked while a report is staged. Times are UTC.

CREATE TABLE facts (name VARCHAR, value VARCHAR);

-- One row is one activity of a current report. (upload, "row") traces it to the line of the file.
CREATE TABLE records (
    upload VARCHAR,
    "row" INTEGER,
    vintage SMALLINT,
    province_code VARCHAR,
    period VARCHAR,
    kind VARCHAR,
    title VARCHAR,
    form VARCHAR,
    date_start DATE,
    date_end DATE,
    date_precision VARCHAR,
    quantity BIGINT,
    quantity_qualifier VARCHAR,
    participants BIGINT,
    participants_qualifier VARCHAR,
    copies BIGINT,
    copies_qualifier VARCHAR,
    organiser VARCHAR,
    role VARCHAR,
    mode VARCHAR,
    channel VARCHAR[],
    topic VARCHAR,
    document_no VARCHAR,
    status VARCHAR,
    source VARCHAR,
    note VARCHAR
);

-- Rows of reports that were replaced or undone, as they were: undo puts them back from here.
CREATE TABLE former_records AS FROM records;

-- Sums per slice, kind and status, kept in the transaction of the load.
-- *_marks: 1 at least, 2 at most, 4 about, added over the rows by OR.
CREATE TABLE monthly (
    vintage SMALLINT,
    province_code VARCHAR,
    period VARCHAR,
    kind VARCHAR,
    status VARCHAR,
    records BIGINT,
    quantity BIGINT,
    quantity_marks UTINYINT,
    participants BIGINT,
    participants_marks UTINYINT,
    copies BIGINT,
    copies_marks UTINYINT
);

-- Every report and every refused attempt. size: bytes of the file as sent.
CREATE TABLE uploads (
    upload VARCHAR,
    sent_at TIMESTAMP,
    sender VARCHAR,
    file VARCHAR,
    sha256 VARCHAR,
    size BIGINT,
    row_count BIGINT,
    refused BOOLEAN,
    notes VARCHAR
);

-- Every report as it was sent, none if refused: zstd of the file, cut into pieces from 0 on.
CREATE TABLE report_bytes (
    upload VARCHAR,
    piece INTEGER,
    bytes BLOB
);

-- The slices of each upload, and how their time as the current version ended.
CREATE TABLE slice_versions (
    vintage SMALLINT,
    province_code VARCHAR,
    period VARCHAR,
    upload VARCHAR,
    replaced VARCHAR,
    row_count BIGINT,
    nil BOOLEAN,
    first_at TIMESTAMP,
    ended_by VARCHAR,
    undone BOOLEAN
);

-- The slices that a refused attempt was about, as far as its provinces and periods were understood.
CREATE TABLE attempted_slices (
    upload VARCHAR,
    vintage SMALLINT,
    province_code VARCHAR,
    period VARCHAR
);

-- The current version of each slice. first_at: when its first accepted report arrived.
CREATE TABLE slices (
    vintage SMALLINT,
    province_code VARCHAR,
    period VARCHAR,
    upload VARCHAR,
    row_count BIGINT,
    nil BOOLEAN,
    first_at TIMESTAMP
);

-- Locked slices; a whole period is locked by a row for each of its provinces.
CREATE TABLE locks (
    period VARCHAR,
    province_code VARCHAR,
    locked_at TIMESTAMP,
    actor VARCHAR,
    why VARCHAR
);

-- Who did what, when, from where, with what result. Only ever added to; step numbers the lines.
-- place: an address, or "shell". period: the one that was locked or unlocked, whole where
-- province_code is empty; what an upload is about stands in slice_versions.
CREATE TABLE audit (
    step BIGINT,
    logged_at TIMESTAMP,
    actor VARCHAR,
    action VARCHAR,
    upload VARCHAR,
    file VARCHAR,
    sha256 VARCHAR,
    result VARCHAR,
    detail VARCHAR,
    place VARCHAR,
    period VARCHAR,
    province_code VARCHAR
);

-- What was said to a warning of a report, added to and never changed: the last line counts.
-- It holds for the same activity when the month is sent again. state: explained, dismissed, open.
CREATE TABLE explained (
    vintage SMALLINT,
    province_code VARCHAR,
    period VARCHAR,
    warning VARCHAR,
    title VARCHAR,
    value VARCHAR,
    upload VARCHAR,
    "row" INTEGER,
    state VARCHAR,
    reason VARCHAR,
    actor VARCHAR,
    explained_at TIMESTAMP
);

-- Views of the explore page under a name, added to and never changed: the last line of a name
-- counts. query: the choices of its URL; none where the view was taken away.
CREATE TABLE named_views (
    name VARCHAR,
    query VARCHAR,
    actor VARCHAR,
    saved_at TIMESTAMP
);

-- What a year is to reach: one row is a year, place and measure; province_code is '' for the
-- country. A year's provinces are those of its January. (upload, "row") traces it to its file.
CREATE TABLE targets (
    year SMALLINT,
    vintage SMALLINT,
    province_code VARCHAR,
    measure VARCHAR,
    value BIGINT,
    source VARCHAR,
    upload VARCHAR,
    "row" INTEGER
);

-- Every table of targets as it was sent; bytes: zstd.
CREATE TABLE target_files (
    upload VARCHAR,
    sent_at TIMESTAMP,
    sender VARCHAR,
    file VARCHAR,
    sha256 VARCHAR,
    size BIGINT,
    bytes BLOB,
    row_count BIGINT
);

-- The provinces of both vintages, written anew from data/reference/ with each version.
CREATE TABLE provinces (
    vintage SMALLINT,
    province_code VARCHAR,
    name VARCHAR,
    region VARCHAR,
    current_code VARCHAR,
    current_name VARCHAR,
    current_region VARCHAR,
    unit VARCHAR
);
