import type { DatabaseSync } from 'node:sqlite'
import type {
  InquiryFiguresChanged,
  LogEntry,
  MailboxChanged,
  ReplyPublished,
  ReplyWithdrawn,
} from '../../foundations/publication-log/entries.ts'
import { fold } from '../../foundations/text/normalise.ts'
import { wordsForIndex } from '../../foundations/text/segment.ts'

/**
 * Leaders' mailboxes, letters with their answers, explanations of late answers, figures by month. `letter.key` is twice the
 * id, and one more for an explanation; a withdrawn letter stays as a row without text, so that its address can say so.
 */
export const dialogueTables = `
CREATE TABLE line (id INTEGER PRIMARY KEY CHECK (id = 1), subject TEXT NOT NULL, payload TEXT NOT NULL) STRICT;
CREATE TABLE mailbox (id INTEGER PRIMARY KEY, subject TEXT NOT NULL, payload TEXT NOT NULL) STRICT;
CREATE TABLE letter (
  key INTEGER PRIMARY KEY,
  subject TEXT NOT NULL,
  seq INTEGER NOT NULL,
  live INTEGER NOT NULL,
  explains INTEGER NOT NULL,
  kind TEXT NOT NULL,
  unit_id INTEGER NOT NULL,
  mailbox_id INTEGER,
  topic TEXT NOT NULL,
  published_at TEXT NOT NULL,
  payload TEXT NOT NULL
) STRICT;
CREATE INDEX letter_subject ON letter (subject);
CREATE INDEX letter_listed ON letter (published_at, key, explains, kind, unit_id, mailbox_id, topic) WHERE live = 1;
CREATE VIRTUAL TABLE letter_terms USING fts5(t, tokenize="ascii tokenchars '+#&._%-'");
CREATE TABLE inquiry_month (month TEXT PRIMARY KEY, subject TEXT NOT NULL, payload TEXT NOT NULL) STRICT;
`

/** Where the newest text of an entry's subject lies. */
export const dialoguePlaces = {
  'line.changed': 'line',
  'mailbox.changed': 'mailbox',
  'reply.published': 'letter',
  'reply.withdrawn': 'letter',
  'inquiry-figures.changed': 'inquiry_month',
} as const
type DialogueKind = keyof typeof dialoguePlaces
export const isDialogue = (kind: string): kind is DialogueKind => Object.hasOwn(dialoguePlaces, kind)

export const letterKey = (id: number, what: ReplyPublished['what']): number => id * 2 + (what === 'explanation' ? 1 : 0)

/** How entries about letters and answers change the tables. */
export function dialogueApplier(db: DatabaseSync) {
  const putLine = db.prepare('INSERT OR REPLACE INTO line (id, subject, payload) VALUES (1, ?, ?)')
  const putMailbox = db.prepare('INSERT OR REPLACE INTO mailbox (id, subject, payload) VALUES (?, ?, ?)')
  const putMonth = db.prepare('INSERT OR REPLACE INTO inquiry_month (month, subject, payload) VALUES (?, ?, ?)')
  const putLetter = db.prepare(`INSERT OR REPLACE INTO letter (key, subject, seq, live, explains, kind, unit_id,
    mailbox_id, topic, published_at, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const dropTerms = db.prepare('DELETE FROM letter_terms WHERE rowid = ?')
  const putTerms = db.prepare('INSERT INTO letter_terms (rowid, t) VALUES (?, ?)')
  const moved = db.prepare(`INSERT INTO meta (key, value) VALUES ('letter_seq', ?)
    ON CONFLICT (key) DO UPDATE SET value = excluded.value`)

  return {
    apply({ kind, subject, seq, payload }: LogEntry, json: string): void {
      switch (kind) {
        case 'line.changed':
          putLine.run(subject, json)
          return
        case 'mailbox.changed':
          putMailbox.run((payload as MailboxChanged).id, subject, json)
          return
        case 'inquiry-figures.changed':
          putMonth.run((payload as InquiryFiguresChanged).month, subject, json)
          return
        case 'reply.published': {
          const letter = payload as ReplyPublished
          const key = letterKey(letter.id, letter.what)
          const explains = Number(letter.what === 'explanation')
          const { unitId, mailboxId, topic, publishedAt } = letter
          putLetter.run(key, subject, seq, 1, explains, letter.kind, unitId, mailboxId, topic, publishedAt, json)
          dropTerms.run(key)
          putTerms.run(key, wordsForIndex(fold(`${letter.title}\n${letter.question}`)).join(' '))
          moved.run(seq)
          return
        }
        case 'reply.withdrawn': {
          const gone = payload as ReplyWithdrawn
          const key = letterKey(gone.id, gone.what)
          const explains = Number(gone.what === 'explanation')
          putLetter.run(key, subject, seq, 0, explains, '', 0, null, '', gone.withdrawnAt, json)
          dropTerms.run(key)
          moved.run(seq)
          return
        }
      }
    },
  }
}
