import { isDeepStrictEqual } from 'node:util'
import { type Ctx, transact } from '../../../foundations/context.ts'
import { stale } from '../../../platform/http/problem.ts'
import { type EntryFields, entryFields } from '../entry.ts'
import { handsAt, note, openFor } from '../standing.ts'
import * as store from '../store.ts'
import { say } from '../words.zh.ts'
import { tidy } from './write-entry.ts'

/**
 * Writes a draft over. Whoever writes counts as an author of it and passes none of its gates.
 * @param input.saves number of savings from which the typing began; another one since then is a conflict
 * @throws Problem as openFor, 409 when somebody else saved first
 */
export const saveDraft = (ctx: Ctx, input: { entryId: number; saves: number; fields: EntryFields }) =>
  transact(ctx, async (work) => {
    const { version } = await openFor(ctx, work, input.entryId, 'save', '')
    if (version.saves !== input.saves) throw stale(say.stale)
    const fields = tidy(input.fields)
    if (isDeepStrictEqual(fields, entryFields.parse(version))) return
    const authors = new Set([...version.authorIds, ...handsAt(work)])
    await store.saveVersion(work.trx, version, fields, [...authors])
    await note(work, 'saved', input.entryId, { version: version.number, saves: version.saves + 1 })
  })
