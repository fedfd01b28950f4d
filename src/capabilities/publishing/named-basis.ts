import type { Work } from '../../foundations/context.ts'
import { unprocessable } from '../../platform/http/problem.ts'
import * as store from './store.ts'
import { basisWords as words } from './words.zh.ts'

/** What a repeal or a round rests on: a public item, or a document named by hand. */
export type Basis = { basis: string; basisRecordId: number | null }

/**
 * The basis by the name the public sees: the chosen item's own number, else its title, else what was typed.
 * @throws Problem 422 nothing named, or the chosen item is not public
 */
export const namedBasis = async ({ trx }: Pick<Work, 'trx'>, { basis, basisRecordId }: Basis): Promise<string> => {
  const refuse = (field: string, key: string, message: string) => unprocessable(message, [{ field, key, message }])
  if (basisRecordId === null) {
    if (!basis.trim()) throw refuse('basis', 'basis-missing', words.missing)
    return basis.trim()
  }
  const edition = (await store.editionsOf(trx, basisRecordId)).find(({ status }) => status === 'published')
  if (!edition) throw refuse('basisRecordId', 'basis-not-public', words.notPublic)
  const { docNumber, title } = await store.currentRevision(trx, edition.id)
  return docNumber || `《${title}》`
}
