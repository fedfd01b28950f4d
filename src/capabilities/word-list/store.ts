import type { Insertable, Selectable } from 'kysely'
import type { WordEntry, WordKind } from '../../foundations/wording/index.ts'
import { asDate } from '../../platform/clock.ts'
import type { Connection, Trx } from '../../platform/db/connect.ts'
import type { WordEntry as Row } from '../../platform/db/generated/schema.ts'

/** SQL on word_entry and word_change. */

const asEntry = (row: Selectable<Row>): WordEntry => ({
  word: row.word,
  advice: row.advice,
  kind: row.kind as WordKind,
  severity: row.severity as WordEntry['severity'],
  exceptions: row.exceptions,
  note: row.note,
  source: row.source,
  from: row.active_from,
  until: row.active_until,
})

const asRow = (entry: WordEntry): Insertable<Row> => ({
  word: entry.word,
  advice: entry.advice,
  kind: entry.kind,
  severity: entry.severity,
  exceptions: entry.exceptions,
  note: entry.note,
  source: entry.source,
  active_from: entry.from,
  active_until: entry.until,
})

export const ownEntries = async (db: Connection): Promise<WordEntry[]> =>
  (await db.selectFrom('word_entry').selectAll().orderBy('word').execute()).map(asEntry)

/** Changes whenever an entry does. */
export const lastChange = async (db: Connection): Promise<number> =>
  Number(
    (
      await db
        .selectFrom('word_change')
        .select((eb) => eb.fn.max('id').as('id'))
        .executeTakeFirst()
    )?.id ?? 0,
  )

export type WordChange = { before: WordEntry | null; after: WordEntry }

/** Two people changing the list at once do it one after the other. */
export const lockWords = (trx: Trx) => trx.selectFrom('word_entry').select('word').forUpdate().execute()

export const writeEntries = async (
  trx: Trx,
  changes: WordChange[],
  by: { actorId: number | null; at: Temporal.Instant; how: 'entered' | 'imported' },
): Promise<void> => {
  for (let i = 0; i < changes.length; i += 500) {
    const part = changes.slice(i, i + 500)
    await trx
      .insertInto('word_entry')
      .values(part.map(({ after }) => asRow(after)))
      .onConflict((oc) =>
        oc.column('word').doUpdateSet((eb) => ({
          advice: eb.ref('excluded.advice'),
          kind: eb.ref('excluded.kind'),
          severity: eb.ref('excluded.severity'),
          exceptions: eb.ref('excluded.exceptions'),
          note: eb.ref('excluded.note'),
          source: eb.ref('excluded.source'),
          active_from: eb.ref('excluded.active_from'),
          active_until: eb.ref('excluded.active_until'),
        })),
      )
      .execute()
    await trx
      .insertInto('word_change')
      .values(
        part.map(({ before, after }) => ({
          word: after.word,
          at: asDate(by.at),
          actor_id: by.actorId,
          how: by.how,
          before: before && JSON.stringify(before),
          after: JSON.stringify(after),
        })),
      )
      .execute()
  }
}

/** Changes of one entry, or of all, newest first. */
export const changesOf = async (db: Connection, word: string | undefined, size: number) =>
  (
    await db
      .selectFrom('word_change')
      .leftJoin('person', 'person.id', 'word_change.actor_id')
      .select(['word_change.id', 'word', 'at', 'person.name as actorName', 'how', 'before', 'after'])
      .$if(word !== undefined, (q) => q.where('word', '=', word!))
      .orderBy('word_change.id', 'desc')
      .limit(size)
      .execute()
  ).map((row) => ({
    ...row,
    id: Number(row.id),
    at: row.at.toISOString(),
    before: row.before as WordEntry | null,
    after: row.after as unknown as WordEntry,
  }))
