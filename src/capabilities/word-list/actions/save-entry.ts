import { isDeepStrictEqual } from 'node:util'
import { type Ctx, transact } from '../../../foundations/context.ts'
import { type WordEntry, wordFaults } from '../../../foundations/wording/index.ts'
import { unprocessable } from '../../../platform/http/problem.ts'
import { entryNow } from '../list.ts'
import * as store from '../store.ts'
import { faultWords, sentences } from '../words.zh.ts'

/**
 * Puts an entry into the county's list, over the one of the same form. To take one out, give it an end.
 * @throws Problem 422 with what is wrong with it
 */
export const saveEntry = (ctx: Ctx, entry: WordEntry): Promise<void> =>
  transact(ctx, async ({ trx, at, emit, audit }) => {
    const issues = wordFaults(entry).map(({ field, key }) => ({ field, key, message: faultWords[key] }))
    if (issues.length) throw unprocessable(sentences.mend, issues)
    await store.lockWords(trx)
    const before = entryNow(await store.ownEntries(trx), entry.word)
    if (isDeepStrictEqual(before, entry)) return
    const by = { actorId: ctx.actor.personId, at, how: 'entered' as const }
    await store.writeEntries(trx, [{ before, after: entry }], by)
    await emit({ name: 'words.changed', subject: 'word-list', payload: { changed: 1 } })
    audit({ action: 'words.changed', subject: 'word-list', detail: { before, after: entry } })
  })
