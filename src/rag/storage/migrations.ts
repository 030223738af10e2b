/**
 * The schema, one script a version; a script that has been released is never edited, a new one is added.
 * Dates are ISO 8601 text, `_ms` columns milliseconds since 1970, JSON columns hold what their zod schema says.
 */
export const migrations: readonly string[] = [
  `
  CREATE TABLE setting (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;

  CREATE TABLE knowledge_chunk (
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    document_id TEXT NOT NULL,
    title TEXT NOT NULL,
    text TEXT NOT NULL,
    source TEXT NOT NULL,
    tags TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    updated_ms INTEGER NOT NULL,
    quality REAL NOT NULL,
    authority REAL NOT NULL,
    content_hash TEXT NOT NULL,
    model_id TEXT NOT NULL,
    dimensions INTEGER NOT NULL,
    embedding BLOB NOT NULL
  ) STRICT;
  CREATE INDEX knowledge_chunk_model ON knowledge_chunk (model_id, dimensions);
  CREATE INDEX knowledge_chunk_updated ON knowledge_chunk (updated_ms);
  CREATE VIRTUAL TABLE knowledge_text USING fts5 (
    title, body, content='', contentless_delete=1, tokenize="unicode61 remove_diacritics 0 tokenchars '_'"
  );
  CREATE VIRTUAL TABLE knowledge_words USING fts5vocab ('knowledge_text', 'row');

  CREATE TABLE golden_entry (
    id TEXT NOT NULL,
    version INTEGER NOT NULL,
    question TEXT NOT NULL,
    phrasings TEXT NOT NULL,
    answer TEXT NOT NULL,
    citations TEXT NOT NULL,
    category TEXT NOT NULL,
    tags TEXT NOT NULL,
    updated_at TEXT NOT NULL,
    retired INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (id, version)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE response_cache (
    key TEXT PRIMARY KEY,
    value TEXT NOT NULL,
    golden_id TEXT,
    signature TEXT,
    expires_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX response_cache_expires ON response_cache (expires_ms);

  CREATE TABLE usage_call (
    run_id TEXT NOT NULL,
    provider TEXT NOT NULL,
    cache_hit INTEGER NOT NULL,
    user_id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    model TEXT NOT NULL,
    input_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    cost REAL NOT NULL,
    pii_detected INTEGER NOT NULL,
    response_time_ms REAL NOT NULL,
    at TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (run_id, provider, cache_hit)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX usage_call_at ON usage_call (at_ms);
  CREATE TABLE usage_classification (
    run_id TEXT PRIMARY KEY,
    domain TEXT NOT NULL,
    action TEXT NOT NULL,
    confidence REAL NOT NULL,
    fallback_used INTEGER NOT NULL,
    at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE audit_record (
    id TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    run_id TEXT NOT NULL,
    at TEXT NOT NULL,
    record TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX audit_record_run ON audit_record (run_id);
  `,
  `
  CREATE TABLE knowledge_tag (
    tag TEXT NOT NULL,
    row INTEGER NOT NULL REFERENCES knowledge_chunk (row) ON DELETE CASCADE,
    PRIMARY KEY (tag, row)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX knowledge_tag_row ON knowledge_tag (row);
  INSERT OR IGNORE INTO knowledge_tag (tag, row) SELECT t.value, c.row FROM knowledge_chunk AS c, json_each(c.tags) AS t;
  `,
  `
  CREATE TABLE expert (
    id TEXT PRIMARY KEY,
    user_id TEXT NOT NULL UNIQUE,
    profile TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE expert_metrics (
    expert_id TEXT PRIMARY KEY,
    feedback_count INTEGER NOT NULL,
    correction_quality REAL NOT NULL,
    accuracy_rate REAL NOT NULL,
    trust_score REAL NOT NULL,
    updated_at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE faq_feedback (
    feedback_id TEXT PRIMARY KEY,
    run_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    faq_id TEXT,
    was_helpful INTEGER,
    comment TEXT,
    at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE knowledge_feedback (
    feedback_id TEXT PRIMARY KEY,
    run_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    knowledge_item_id TEXT NOT NULL,
    rating INTEGER,
    comment TEXT,
    at TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE expert_feedback (
    run_id TEXT NOT NULL,
    expert_id TEXT NOT NULL,
    feedback_id TEXT NOT NULL UNIQUE,
    verdict TEXT,
    correction_quality REAL NOT NULL,
    query_signature TEXT,
    record TEXT NOT NULL,
    PRIMARY KEY (run_id, expert_id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX expert_feedback_expert ON expert_feedback (expert_id);
  CREATE INDEX expert_feedback_signature ON expert_feedback (query_signature);

  CREATE TABLE golden_review (
    id TEXT PRIMARY KEY,
    expert_id TEXT,
    status TEXT NOT NULL,
    candidate TEXT NOT NULL,
    submitted_at TEXT NOT NULL,
    decided_at TEXT,
    decided_by TEXT
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX golden_review_expert ON golden_review (expert_id);

  CREATE TABLE kept_run (
    run_id TEXT PRIMARY KEY,
    state TEXT NOT NULL,
    ended_at TEXT NOT NULL,
    expires_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX kept_run_expires ON kept_run (expires_ms);
  `,
  `
  CREATE TABLE document_blob (
    id TEXT PRIMARY KEY,
    key_id TEXT NOT NULL,
    nonce BLOB NOT NULL,
    sealed BLOB NOT NULL,
    expires_ms INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX document_blob_expires ON document_blob (expires_ms);

  CREATE TABLE provenance_entry (
    seq INTEGER PRIMARY KEY,
    run_id TEXT NOT NULL,
    document_hash TEXT NOT NULL,
    record TEXT NOT NULL,
    previous_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    UNIQUE (run_id, document_hash)
  ) STRICT;
  CREATE TABLE provenance_head (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    seq INTEGER NOT NULL,
    hash TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER provenance_entry_stays BEFORE UPDATE ON provenance_entry
  BEGIN SELECT RAISE(ABORT, 'The ledger is only added to.'); END;
  CREATE TRIGGER provenance_entry_remains BEFORE DELETE ON provenance_entry
  BEGIN SELECT RAISE(ABORT, 'The ledger is only added to.'); END;
  `,
  `
  CREATE TABLE ccnl_agreement (
    id TEXT NOT NULL,
    valid_from TEXT NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (id, valid_from)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE knowledge_document (
    id TEXT PRIMARY KEY,
    location TEXT NOT NULL,
    content_hash TEXT NOT NULL,
    revision TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX knowledge_document_content ON knowledge_document (content_hash);
  CREATE INDEX knowledge_chunk_document ON knowledge_chunk (document_id);
  CREATE TABLE feed_state (
    location TEXT PRIMARY KEY,
    etag TEXT,
    last_modified TEXT
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE usage_of_call (
    run_id TEXT NOT NULL,
    call INTEGER NOT NULL,
    provider TEXT NOT NULL,
    cache_hit INTEGER NOT NULL,
    user_id TEXT NOT NULL,
    session_id TEXT NOT NULL,
    model TEXT NOT NULL,
    input_tokens INTEGER NOT NULL,
    output_tokens INTEGER NOT NULL,
    cost REAL NOT NULL,
    pii_detected INTEGER NOT NULL,
    response_time_ms REAL NOT NULL,
    at TEXT NOT NULL,
    at_ms INTEGER NOT NULL,
    PRIMARY KEY (run_id, call, provider, cache_hit)
  ) STRICT, WITHOUT ROWID;
  INSERT INTO usage_of_call SELECT run_id, 1, provider, cache_hit, user_id, session_id, model, input_tokens, output_tokens,
    cost, pii_detected, response_time_ms, at, at_ms FROM usage_call;
  DROP TABLE usage_call;
  ALTER TABLE usage_of_call RENAME TO usage_call;
  CREATE INDEX usage_call_at ON usage_call (at_ms);
  `,
  `
  CREATE TABLE chat_turn (
    turn INTEGER PRIMARY KEY AUTOINCREMENT,
    run_id TEXT NOT NULL UNIQUE,
    session_id TEXT NOT NULL,
    user_id TEXT NOT NULL,
    question TEXT NOT NULL,
    answer TEXT NOT NULL,
    at TEXT NOT NULL,
    at_ms INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX chat_turn_session ON chat_turn (session_id, user_id);
  CREATE INDEX chat_turn_at ON chat_turn (at_ms);
  `,
];
