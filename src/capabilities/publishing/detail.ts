import { explain } from '../../foundations/calendar/index.ts'
import type { Ctx } from '../../foundations/context.ts'
import { type Role, roles } from '../../foundations/identity/roles.ts'
import { unitById } from '../../foundations/units/index.ts'
import { legalDay } from '../../platform/clock.ts'
import { notFound } from '../../platform/http/problem.ts'
import { blocking, checkDraft } from './checks.ts'
import { dueOf } from './due.ts'
import { gatherFacts } from './facts.ts'
import { lastSeen } from './last-seen.ts'
import { may, mayRead } from './permissions.ts'
import { type DraftFields, draftFields, type Gate, type Replacement, type Status } from './record.ts'
import { chainFor } from './rules/chain.ts'
import { withEarlierReasons } from './rules/reasons.ts'
import { distance, fromHex, simhash } from './rules/simhash.ts'
import { type CaseFile, caseFile, isOpen, standing } from './standing.ts'
import * as store from './store.ts'
import { type Action, actions, transitions } from './transitions.ts'
import {
  actionLabels,
  gateLabels,
  groundLabels,
  say,
  signedBy,
  signOffLabel,
  statusLabels,
  stepLabels,
  why,
} from './words.zh.ts'

type Revision = store.RevisionRow

export const revisionView = (revision: Revision) => ({
  number: revision.revisionNumber,
  at: revision.at.toISOString(),
  authorName: revision.authorName,
  title: revision.title,
  bodyHtml: revision.bodyHtml,
  kind: revision.kind,
  columnId: revision.columnId,
  catalogueItemId: revision.catalogueItemId,
  docNumber: revision.docNumber,
  subject: revision.subject,
  formedOn: revision.formedOn,
  effectiveOn: revision.effectiveOn,
  expiresOn: revision.expiresOn,
  issuer: revision.issuer,
  summary: revision.summary,
  keywords: revision.keywords,
  source: revision.source,
  attribute: revision.attribute,
  exemptionGround: revision.exemptionGround,
  attributeReason: revision.attributeReason,
  replaces: revision.replaces,
  attachments: revision.files.map((file) => ({
    ...file,
    url: `/api/files/${file.hash}?name=${encodeURIComponent(file.name)}`,
  })),
})

/** The draft fields of a revision as it was shown, for a caller that wants to change some of them. */
export const draftOf = (shown: ReturnType<typeof revisionView>): DraftFields => draftFields.parse(shown)

/** The day it must be public and how that day was counted (条例 art 26), for as long as it is not. */
const dueView = async (ctx: Ctx, revision: Revision, today: string) => {
  const due = await dueOf(ctx, ctx.db, revision)
  if (!due) return null
  return {
    on: due.on,
    provisional: due.provisional,
    remaining: ctx.calendar().remaining(today, due.on),
    explanation: due.ledger ? explain(due.ledger) : say.countedFrom(due.countedFrom, due.on),
    ledger: (due.ledger ?? []).map(({ date, counts, n, label }) => ({ date, counts, n, label })),
  }
}

const chainView = (file: CaseFile, edition: store.EditionRow, chain: Gate[]) => {
  const steps = file.steps.filter((step) => step.editionId === edition.id)
  const lastReturn = steps.findLastIndex((step) => step.action === 'return')
  const current = chain.indexOf(edition.status === 'consultation' ? edition.doubtedAt! : (edition.status as Gate))
  return chain.map((gate, place) => {
    const passed = steps.findLast((step, i) => i > lastReturn && step.action === 'approve' && step.fromStatus === gate)
    const decided = (!isOpen(edition.status) || edition.status === 'scheduled') && passed !== undefined
    const done = decided || (current >= 0 && place < current)
    return {
      gate,
      label: gateLabels[gate],
      state: done ? ('done' as const) : place === current ? ('current' as const) : ('ahead' as const),
      by: done && passed ? signedBy(passed.actorName, passed.principalName) : null,
      at: done ? (passed?.at.toISOString() ?? null) : null,
    }
  })
}

const actionView = (ctx: Ctx, file: CaseFile, blocked: number) => {
  const list = []
  for (const action of actions) {
    const facts = standing(file, action)
    // Only what the table knows for this status; other verbs would be noise.
    if (!transitions.some((row) => row.action === action && row.from === facts.status)) continue
    const verdict = may(ctx.actor, action, facts)
    if (!verdict.allowed && verdict.wrong === 'role') continue
    const stopped = blocked > 0 && (action === 'submit' || action === 'approve')
    list.push({
      action: action as Action,
      label: action === 'approve' && facts.status === 'sign_off' ? signOffLabel : actionLabels[action],
      allowed: verdict.allowed && !stopped,
      why: verdict.allowed ? (stopped ? why.blocked(blocked) : null) : verdict.why,
      reasonRequired: transitions.some(
        (row) => row.action === action && row.from === facts.status && row.reason === 'required',
      ),
      primary: action === 'submit' || action === 'approve' || action === 'clear',
      onBehalfOf: (verdict.allowed && verdict.post.onBehalfOf?.name) || null,
    })
  }
  return list
}

/** What it is to end, has ended, and was ended by. */
const relationsView = async (ctx: Ctx, recordId: number, revision: Revision) => {
  const facts = await store.relationsOf(ctx.db, recordId)
  const planned = revision.replaces.filter((one) => !facts.some((fact) => fact.recordId === one.recordId))
  const others = facts.map((fact) => (fact.recordId === recordId ? fact.byRecordId! : fact.recordId))
  const titles = await store.titlesOf(ctx.db, [...others, ...planned.map((one) => one.recordId)])
  const named = (id: number) => ({ recordId: id, title: titles.get(id) ?? say.unknownItem(id) })
  return [
    ...planned.map((one) => ({ ...named(one.recordId), how: one.how, direction: 'ends' as const, on: null })),
    ...facts.map((fact) => ({
      ...named(fact.recordId === recordId ? fact.byRecordId! : fact.recordId),
      how: fact.how as Replacement,
      direction: fact.recordId === recordId ? ('ended_by' as const) : ('ends' as const),
      on: fact.on,
    })),
  ]
}

/** The last day in force of what is public, and what was decided about it. */
const termView = async (ctx: Ctx, live: store.EditionRow) => {
  const last = await store.lastTermDecision(ctx.db, live.recordId)
  return {
    expiresOn: live.expiresOn,
    decision: last
      ? { decision: last.decision as store.TermDecision, basis: last.basis, at: last.at.toISOString() }
      : null,
  }
}

/** Whose name stands under the last step of a kind. */
const signedWith = (file: CaseFile, action: Action): string | undefined => {
  const step = file.steps.findLast((one) => one.action === action)
  return step && signedBy(step.actorName, step.principalName)
}

const stepView = (step: store.StepRow) => ({
  at: step.at.toISOString(),
  actorName: signedBy(step.actorName, step.principalName),
  roleLabel: step.role ? (roles[step.role as Role]?.label ?? step.role) : '',
  action: step.action,
  actionLabel: stepLabels[step.action] ?? step.action,
  fromStatus: step.fromStatus,
  toStatus: step.toStatus,
  toStatusLabel: statusLabels[step.toStatus],
  reason: step.reason,
  edition: step.edition,
  revision: step.revision,
  findings: (step.findings as { field: string; key: string; message: string }[]) ?? [],
})

/**
 * A record as its people see it: text, checks, clock, chain, timeline and what this actor may do next.
 * @throws Problem 404 when it is not in the actor's scope
 */
export const recordDetail = async (ctx: Ctx, recordId: number) => {
  const head = await store.recordHead(ctx.db, recordId)
  if (!head || !mayRead(ctx.actor, head.responsibleId)) throw notFound()
  const file = await caseFile(ctx.db, head, ctx.clock())
  const edition = (file.open ?? file.settled)!
  const revision = await store.currentRevision(ctx.db, edition.id)
  const unit = (await unitById(ctx.db, head.unitId))!
  const live = file.editions.find((one) => one.status === 'published')
  const today = legalDay(ctx.clock())
  const facts = await gatherFacts(ctx, ctx.db, revision, { recordId, unitId: head.unitId, live: live !== undefined })
  const issues = isOpen(edition.status)
    ? withEarlierReasons(checkDraft(revision, facts), file.steps, edition.id, (gate) => gateLabels[gate as Gate] ?? '')
    : []
  const withdrawal = edition.status === 'withdrawn' ? await store.lastWithdrawal(ctx.db, recordId) : undefined
  const repeal = await store.repealOf(ctx.db, recordId)
  const signature = simhash(facts.bodyText)
  return {
    recordId,
    indexNumber: head.indexNumber,
    unitId: unit.id,
    unitName: unit.name,
    status: edition.status as Status,
    statusLabel: statusLabels[edition.status],
    edition: edition.number,
    correctionReason: edition.correctionReason,
    publication: {
      wish: edition.publishWish?.toISOString() ?? null,
      planned: edition.publishAt?.toISOString() ?? null,
      maySetHour: edition.status === edition.chain?.at(-1) && revision.attribute === 'proactive',
    },
    chain: chainView(file, edition, edition.chain ?? chainFor(unit.reviewChain, revision.attribute)),
    revision: revisionView(revision),
    lastSeen: await lastSeen(ctx.db, ctx.actor, file, {
      edition: edition.number,
      revision: revision.revisionNumber,
      authorId: revision.authorId,
    }),
    liveEdition: live?.number ?? null,
    publicUrl: live ? `/items/${recordId}` : null,
    due: isOpen(edition.status) && !live ? await dueView(ctx, revision, today) : null,
    timeline: file.steps.map(stepView),
    editions: file.editions.map((one) => ({
      number: one.number,
      status: one.status,
      statusLabel: statusLabels[one.status],
      publishedAt: one.publishedAt?.toISOString() ?? null,
      correctionReason: one.correctionReason,
    })),
    issues,
    duplicates: isOpen(edition.status)
      ? facts.near.map((one) => ({
          recordId: one.recordId,
          title: one.title,
          unitName: one.unitName,
          publishedOn: one.publishedAt
            ? legalDay(Temporal.Instant.fromEpochMilliseconds(one.publishedAt.getTime()))
            : '',
          similarity: Math.round((1 - distance(signature, fromHex(one.simhash)) / 64) * 100) / 100,
          url: `/items/${one.recordId}`,
        }))
      : [],
    actions: actionView(ctx, file, blocking(issues).length),
    withdrawal: withdrawal
      ? {
          at: withdrawal.at.toISOString(),
          ground: withdrawal.ground,
          groundLabel: groundLabels[withdrawal.ground as keyof typeof groundLabels],
          reason: withdrawal.reason,
          actorName: signedWith(file, 'withdraw') ?? withdrawal.actorName,
        }
      : null,
    repeal: repeal ? { on: repeal.on, by: repeal.by, reason: repeal.reason } : null,
    relations: await relationsView(ctx, recordId, revision),
    term: live ? await termView(ctx, live) : null,
    migrated: head.sourceId ? { sourceId: head.sourceId, note: head.sourceNote ?? say.migrated } : null,
  }
}
