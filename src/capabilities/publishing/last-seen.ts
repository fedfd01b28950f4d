import type { Actor } from '../../foundations/identity/actor.ts'
import type { Connection } from '../../platform/db/connect.ts'
import type { CaseFile } from './standing.ts'
import * as store from './store.ts'
import { stepLabels } from './words.zh.ts'

/**
 * The text a person had before the eyes when last acting on the record, where it is another by now; for whoever comes
 * to a correction for the first time, the text that is public. Null: there is nothing to compare with, or the person wrote
 * what stands there now.
 */
export const lastSeen = async (
  db: Connection,
  actor: Actor,
  file: CaseFile,
  shown: { edition: number; revision: number; authorId: number | null },
) => {
  if (actor.personId !== null && shown.authorId === actor.personId) return null
  const own = file.steps.findLast(
    (step) =>
      step.revision !== null &&
      actor.personId !== null &&
      (step.actorId === actor.personId || step.principalId === actor.personId),
  )
  const other = (edition: number, revision: number) => edition !== shown.edition || revision !== shown.revision
  if (own)
    return other(own.edition, own.revision!)
      ? {
          edition: own.edition,
          revision: own.revision!,
          at: own.at.toISOString(),
          what: 'own_step' as const,
          label: stepLabels[own.action] ?? own.action,
        }
      : null
  const live = file.editions.find((edition) => edition.status === 'published')
  if (!live || live.number === shown.edition) return null
  const { revisionNumber } = await store.currentRevision(db, live.id)
  return {
    edition: live.number,
    revision: revisionNumber,
    at: live.publishedAt!.toISOString(),
    what: 'public' as const,
    label: stepLabels.publish!,
  }
}
