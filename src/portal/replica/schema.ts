import { existsSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { segmenterVersion } from '../../foundations/text/segment.ts'
import { dialogueTables } from './dialogue-tables.ts'
import { knowledgeTables } from './knowledge-tables.ts'
import { orBroken, ReplicaBroken } from './replica-broken.ts'

/**
 * Changes with the tables, the way texts are cut into terms, and the dictionary. A file of another version is not
 * migrated: the log is at hand, so it is rebuilt.
 */
export const schemaVersion = `replica/5 ${segmenterVersion}`

/**
 * `doc` numbers editions: every published edition gets a new one, so a list of documents read earlier stays right and
 * only grows at its end. `minute` is the instant of publication in minutes since 1900. A document is cut into passages; `terms` (an impact-ordered inverted index kept by FTS5) has
 * one row per passage, its tokenizer only takes apart what `indexTerms` put together. `seq` of a row is the log entry that last changed it, which is how readers learn what is new.
 * `long_list` has the long lists of `terms` ready for searching, see `long-lists.ts`.
 * `earlier_edition` has the texts, as published, that a correction took the place of; a withdrawal empties it.
 * `log_line`, `log_tile` and `published_text` are what proofs are made of, see `tree-nodes.ts`.
 */
const tables = `
CREATE TABLE meta (key TEXT PRIMARY KEY, value ANY) STRICT, WITHOUT ROWID;
CREATE TABLE site (id INTEGER PRIMARY KEY CHECK (id = 1), payload TEXT NOT NULL) STRICT;
CREATE TABLE unit (id INTEGER PRIMARY KEY, payload TEXT NOT NULL) STRICT;
CREATE TABLE col (id INTEGER PRIMARY KEY, payload TEXT NOT NULL) STRICT;
CREATE TABLE sector (id INTEGER PRIMARY KEY, payload TEXT NOT NULL) STRICT;
CREATE TABLE catalogue_item (id INTEGER PRIMARY KEY, sector_id INTEGER NOT NULL, payload TEXT NOT NULL) STRICT;
CREATE INDEX catalogue_item_sector ON catalogue_item (sector_id);
CREATE TABLE record (
  id INTEGER PRIMARY KEY,
  seq INTEGER NOT NULL,
  hash TEXT NOT NULL,
  doc INTEGER,
  first_passage INTEGER NOT NULL DEFAULT 0,
  passages INTEGER NOT NULL DEFAULT 0,
  unit_id INTEGER NOT NULL,
  column_id INTEGER,
  catalogue_item_id INTEGER,
  sector_id INTEGER,
  kind INTEGER,
  published_at TEXT NOT NULL,
  published_on TEXT NOT NULL,
  minute INTEGER NOT NULL,
  changed_at TEXT NOT NULL,
  formed_on TEXT,
  effective_on TEXT,
  expires_on TEXT,
  validity INTEGER,
  index_number TEXT NOT NULL,
  index_tail TEXT NOT NULL DEFAULT '',
  doc_number TEXT NOT NULL DEFAULT '',
  doc_number_key TEXT,
  title TEXT NOT NULL DEFAULT '',
  issuer TEXT NOT NULL DEFAULT '',
  summary TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE UNIQUE INDEX record_doc ON record (doc) WHERE doc IS NOT NULL;
CREATE INDEX record_seq ON record (seq);
CREATE INDEX record_index_number ON record (index_number);
CREATE INDEX record_index_tail ON record (index_tail) WHERE index_tail <> '';
CREATE INDEX record_doc_number ON record (doc_number_key) WHERE doc_number_key IS NOT NULL;
CREATE INDEX record_title ON record (title) WHERE doc IS NOT NULL;
CREATE INDEX record_place ON record (unit_id, column_id, published_at DESC) WHERE doc IS NOT NULL;
CREATE INDEX record_effective ON record (effective_on) WHERE effective_on IS NOT NULL;
CREATE INDEX record_expires ON record (expires_on) WHERE expires_on IS NOT NULL;
CREATE TABLE retired_doc (doc INTEGER PRIMARY KEY, seq INTEGER NOT NULL) STRICT;
CREATE INDEX retired_doc_seq ON retired_doc (seq);
CREATE TABLE payload (record_id INTEGER PRIMARY KEY, json TEXT NOT NULL) STRICT;
CREATE TABLE attachment (
  record_id INTEGER NOT NULL, position INTEGER NOT NULL, hash TEXT NOT NULL, name TEXT NOT NULL,
  media_type TEXT NOT NULL, size INTEGER NOT NULL, PRIMARY KEY (record_id, position)
) STRICT, WITHOUT ROWID;
CREATE TABLE keyword (word TEXT PRIMARY KEY, items INTEGER NOT NULL) STRICT, WITHOUT ROWID;
CREATE TABLE article (
  record_id INTEGER PRIMARY KEY, version TEXT NOT NULL, rendered_on TEXT NOT NULL, html BLOB NOT NULL
) STRICT;
CREATE TABLE article_due (record_id INTEGER PRIMARY KEY) STRICT;
CREATE TABLE log_line (seq INTEGER PRIMARY KEY, record_id INTEGER, line TEXT NOT NULL, payload TEXT) STRICT;
CREATE INDEX log_line_record ON log_line (record_id) WHERE record_id IS NOT NULL;
CREATE TABLE log_tile (
  level INTEGER NOT NULL, idx INTEGER NOT NULL, hashes BLOB NOT NULL, PRIMARY KEY (level, idx)
) STRICT;
CREATE TABLE published_text (record_id INTEGER PRIMARY KEY, json TEXT NOT NULL) STRICT;
CREATE TABLE earlier_edition (seq INTEGER PRIMARY KEY, record_id INTEGER NOT NULL, json TEXT NOT NULL) STRICT;
CREATE INDEX earlier_edition_record ON earlier_edition (record_id);
CREATE VIRTUAL TABLE terms USING fts5(t, content='', columnsize=0, detail=none,
  tokenize="ascii tokenchars '+#&._%-'");
CREATE VIRTUAL TABLE vocabulary USING fts5vocab(terms, row);
CREATE TABLE long_list (
  term TEXT PRIMARY KEY, passages INTEGER NOT NULL, size INTEGER NOT NULL, dense INTEGER NOT NULL, list BLOB NOT NULL
) STRICT;
CREATE TABLE long_list_due (term TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
${knowledgeTables}${dialogueTables}`

/**
 * Opens the file, making the tables when it is new and may be written.
 *
 * @throws ReplicaBroken `schema` when another version made it or a reader finds none, `corrupt` when SQLite cannot read it
 */
export function openFile(path: string, options: { readOnly: boolean }): DatabaseSync {
  if (options.readOnly && !existsSync(path)) throw new ReplicaBroken('schema', `there is no replica at ${path} yet`)
  const db = new DatabaseSync(path, { readOnly: options.readOnly, timeout: 5000 })
  try {
    orBroken(() => prepareFile(db, options.readOnly))
    return db
  } catch (error) {
    db.close()
    throw error
  }
}

function prepareFile(db: DatabaseSync, readOnly: boolean) {
  const made = db.prepare("SELECT count(*) AS n FROM sqlite_master WHERE name = 'meta'").get() as { n: number }
  if (made.n === 0) {
    if (readOnly) throw new ReplicaBroken('schema', 'the replica file is empty')
    db.exec('PRAGMA journal_mode = WAL')
    db.exec('BEGIN IMMEDIATE')
    db.exec(tables)
    // What is withdrawn must leave the file, not only the answers: FTS5 takes postings out of its pages at once.
    db.exec("INSERT INTO terms (terms, rank) VALUES ('secure-delete', 1)")
    db.exec("INSERT INTO question_terms (question_terms, rank) VALUES ('secure-delete', 1)")
    db.exec("INSERT INTO letter_terms (letter_terms, rank) VALUES ('secure-delete', 1)")
    // Merging in steps, a little at every commit: a merge of a whole level at once would hold up the pages.
    db.exec("INSERT INTO terms (terms, rank) VALUES ('automerge', 16)")
    db.exec("INSERT INTO terms (terms, rank) VALUES ('crisismerge', 64)")
    db.prepare('INSERT INTO meta (key, value) VALUES (?, ?)').run('schema', schemaVersion)
    db.exec('COMMIT')
  }
  const version = db.prepare("SELECT value FROM meta WHERE key = 'schema'").get() as { value: string } | undefined
  if (version?.value !== schemaVersion) {
    throw new ReplicaBroken(
      'schema',
      `the replica is of version ${version?.value}, this program needs ${schemaVersion}`,
    )
  }
  db.exec('PRAGMA cache_size = -8000; PRAGMA temp_store = MEMORY; PRAGMA secure_delete = ON')
  // The merging of the index writes the same pages over and over: fewer checkpoints take them to the file once.
  if (!readOnly) {
    db.exec('PRAGMA synchronous = NORMAL; PRAGMA wal_autocheckpoint = 4000; PRAGMA journal_size_limit = 33554432')
  }
}
