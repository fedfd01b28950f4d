import type { Ctx } from '../../foundations/context.ts'
import { roles } from '../../foundations/identity/roles.ts'
import { delegationWords } from '../../foundations/identity/words.zh.ts'
import { unitById } from '../../foundations/units/index.ts'
import { legalDay } from '../../platform/clock.ts'
import { notFound } from '../../platform/http/problem.ts'
import { itemStates } from '../publishing/index.ts'
import { checkEntry } from './checks.ts'
import { isOpen } from './entry.ts'
import { gatherFacts } from './facts.ts'
import { may } from './permissions.ts'
import { type EntryFile, entryFile, isPublic, seesAll, standingOf, versionFor } from './standing.ts'
import * as store from './store.ts'
import { type Action, actions, transitions } from './transitions.ts'
import { actionLabels, say, statusLabels, stepLabels } from './words.zh.ts'

/** The button a person is most likely here for. */
const primaries: readonly Action[] = ['approve', 'submit', 'confirm']

const shownActions = (ctx: Ctx, file: EntryFile) => {
  const offered = actions.flatMap((action) => {
    const version = versionFor(file, action)
    // A verb of another state is not on the screen at all; one that another person may take is grey and says why.
    if (!transitions.some((row) => row.action === action && row.from === version.status)) return []
    const verdict = may(ctx.actor, action, standingOf(file, action))
    if (!verdict.allowed && verdict.wrong === 'role') return []
    const row = verdict.allowed
      ? verdict.transition
      : transitions.find((one) => one.action === action && one.from === version.status)!
    return [
      {
        action,
        label: actionLabels[action],
        allowed: verdict.allowed,
        why: verdict.allowed ? null : verdict.why,
        reasonRequired: row.reason === 'required',
        onBehalfOf: verdict.allowed ? (verdict.post.onBehalfOf?.name ?? null) : null,
      },
    ]
  })
  const primary = primaries.find((action) => offered.some((one) => one.action === action && one.allowed))
  return offered.map((one) => ({ ...one, primary: one.action === primary }))
}

const by = (name: string | null, principal: string | null) =>
  name === null ? say.system : principal ? delegationWords.signature(name, principal) : name

/**
 * An entry as its screen shows it. Who does not work in the unit sees what the public sees.
 * @throws Problem 404
 */
export const entryDetail = async (ctx: Ctx, entryId: number) => {
  const { db } = ctx
  const entry = await store.entryById(db, entryId)
  if (!entry) throw notFound(say.none)
  const whole = await entryFile(db, entry)
  const inside = seesAll(ctx, whole)
  if (!inside && !isPublic(whole)) throw notFound(say.none)
  const file = inside ? whole : { ...whole, open: undefined, versions: [whole.settled!], steps: [] }
  const shown = file.open ?? file.settled ?? file.versions[0]!
  const today = legalDay(ctx.clock())
  const unit = (await unitById(db, entry.unitId))!
  const sources = new Map((await itemStates(db, shown.sources, today)).map((one) => [one.recordId, one]))
  const issues = isOpen(shown.status) ? checkEntry(shown, await gatherFacts(ctx, db, shown, { entryId })) : []
  const live = file.settled?.status === 'published' ? file.settled : undefined
  const before = file.open && live ? live : undefined
  return {
    id: entry.id,
    unitId: entry.unitId,
    unitName: unit.name,
    status: shown.status,
    statusLabel: statusLabels[shown.status],
    version: shown.number,
    saves: shown.saves,
    topic: shown.topic,
    question: shown.question,
    phrasings: shown.phrasings,
    answerHtml: shown.answerHtml,
    reviewOn: shown.reviewOn,
    reviewDue: live !== undefined && live.reviewOn !== null && live.reviewOn <= today,
    sources: shown.sources.map((recordId) => {
      const found = sources.get(recordId)
      return { recordId, title: found?.title ?? '', state: found?.state ?? ('unknown' as const) }
    }),
    publicVersion: live?.number ?? null,
    publicPath: live ? `/questions/${entry.id}` : null,
    /** What the public reads while a new version is worked on. */
    before: before ? { question: before.question, answerHtml: before.answerHtml } : null,
    flagged: entry.flaggedAt && live ? { at: entry.flaggedAt.toISOString(), reason: entry.flagReason } : null,
    mergedInto: entry.mergedInto,
    caseId: inside ? entry.caseId : null,
    inside,
    issues,
    actions: inside ? shownActions(ctx, file) : [],
    timeline: file.steps.map((step) => ({
      at: step.at.toISOString(),
      actorName: by(step.actorName, step.principalName),
      roleLabel: step.role && step.role in roles ? roles[step.role as keyof typeof roles].label : '',
      action: step.action,
      actionLabel: stepLabels[step.action] ?? step.action,
      toStatusLabel: step.from === step.to ? '' : (statusLabels[step.to as keyof typeof statusLabels] ?? step.to),
      reason: step.reason,
      version: step.version,
    })),
    versions: file.versions.map(({ number, status, question, answerHtml, publishedAt }) => ({
      number,
      status,
      statusLabel: statusLabels[status],
      question,
      answerHtml,
      publishedAt: publishedAt?.toISOString() ?? null,
    })),
  }
}
