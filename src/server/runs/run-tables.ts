/** The tables of the run store; the number of scripts is the version of the file. */
export const runMigrations = [
  `
  CREATE TABLE server (
    id TEXT PRIMARY KEY,
    pid INTEGER NOT NULL,
    seen_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE run (
    place INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id TEXT NOT NULL UNIQUE,
    request_id TEXT NOT NULL,
    entry TEXT NOT NULL,
    route TEXT NOT NULL,
    graph_hash TEXT NOT NULL,
    user_id TEXT,
    session_id TEXT,
    server_id TEXT NOT NULL,
    status TEXT NOT NULL,
    started_at INTEGER NOT NULL,
    ended_at INTEGER,
    latency_ms REAL,
    steps INTEGER NOT NULL DEFAULT 0,
    retries INTEGER NOT NULL DEFAULT 0,
    status_code INTEGER,
    source TEXT,
    error TEXT,
    trail TEXT NOT NULL DEFAULT ''
  ) STRICT;
  CREATE INDEX run_status ON run (status);
  CREATE TABLE run_event (
    run_id TEXT NOT NULL REFERENCES run (run_id) ON DELETE CASCADE,
    first_n INTEGER NOT NULL,
    last_n INTEGER NOT NULL,
    events TEXT NOT NULL,
    PRIMARY KEY (run_id, first_n)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  ALTER TABLE run ADD COLUMN walk TEXT NOT NULL DEFAULT '';
  `,
];
