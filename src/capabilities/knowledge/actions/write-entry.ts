import type { Work } from '../../../foundations/context.ts'
import { cleanHtml } from '../../../foundations/documents/index.ts'
import { unitById } from '../../../foundations/units/index.ts'
import { unprocessable } from '../../../platform/http/problem.ts'
import { type EntryFields, entryFields } from '../entry.ts'
import { handsAt } from '../standing.ts'
import * as store from '../store.ts'
import { say } from '../words.zh.ts'

/** Turns what was typed into what is kept: clean HTML, no phrasing twice. */
export const tidy = (given: EntryFields): EntryFields => {
  const fields = entryFields.parse(given)
  return {
    ...fields,
    answerHtml: cleanHtml(fields.answerHtml),
    phrasings: [...new Set(fields.phrasings)].filter((one) => one && one !== fields.question),
    sources: [...new Set(fields.sources)],
  }
}

/**
 * Writes a new entry with its first draft, in the caller's transaction.
 * @throws Problem 422 when the unit has ended
 */
export const writeEntry = async (
  work: Work,
  given: { unitId: number; fields: EntryFields; caseId?: number; how: 'create' | 'import' | 'suggest' },
): Promise<number> => {
  const unit = await unitById(work.trx, given.unitId)
  if (!unit || unit.dissolvedOn)
    throw unprocessable(say.dissolved, [{ field: 'unitId', key: 'unit-dissolved', message: say.dissolved }])
  const { at, actor, trx } = work
  const entryId = await store.insertEntry(trx, {
    unitId: unit.id,
    caseId: given.caseId ?? null,
    createdBy: actor.personId,
    at,
  })
  const fields = tidy(given.fields)
  const versionId = await store.insertVersion(trx, { entryId, number: 1, fields, authorIds: handsAt(work), at })
  await store.insertStep(trx, {
    entryId,
    versionId,
    action: given.how,
    from: 'draft',
    to: 'draft',
    actorId: actor.personId,
    onBehalfOf: work.principal?.personId ?? null,
    role: 'clerk',
    reason: '',
    at,
  })
  await work.emit({ name: 'knowledge.drafted', subject: `knowledge/${entryId}`, payload: { unitId: unit.id } })
  return entryId
}

/** The next version of an entry as a draft, with the words of `from`. */
export const nextDraft = async (
  work: Work,
  from: store.Version,
  { number, authorIds }: { number: number; authorIds: readonly number[] },
): Promise<void> => {
  const fields = entryFields.parse(from)
  await store.insertVersion(work.trx, { entryId: from.entryId, number, fields, authorIds, at: work.at })
}
