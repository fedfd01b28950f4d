import { cases, caseWords, citedClock, documentsOf, paperView } from '../../foundations/casework/index.ts'
import { topics } from '../../foundations/classification/index.ts'
import type { Ctx } from '../../foundations/context.ts'
import { holds } from '../../foundations/identity/actor.ts'
import { recognise } from '../../foundations/intake/recognise.ts'
import { maskPhone } from '../../foundations/personal-data/index.ts'
import { unitsById } from '../../foundations/units/index.ts'
import { legalDay } from '../../platform/clock.ts'
import { notFound } from '../../platform/http/problem.ts'
import { entryOfCase } from '../knowledge/index.ts'
import { mayDraftKnowledge } from './actions/draft-knowledge.ts'
import { openFile, reachOf, standingOf } from './case-file.ts'
import { isOpen, isSupervised, type Status, type Writer } from './inquiry.ts'
import { alikeCases, earlierCases, readableOf } from './other-cases.ts'
import { may, mayRead, mayUnmask, seesWriting } from './permissions.ts'
import { clocksOf, openPart, turnOf } from './state.ts'
import { inquiryKind } from './store.ts'
import { suggestionOf } from './suggest.ts'
import { actions, isPossible, transitions } from './transitions.ts'
import {
  actionLabels,
  channelLabels,
  eventLabels,
  kindLabels,
  lateSupervision,
  outcomeLabels,
  publicStatusLabels,
  statusLabels,
  stepKindLabels,
} from './words.zh.ts'
import { openContent, openWriter } from './writer.ts'

/** What everybody who works on it sees of a writer; the rest is shown on demand, with an audit entry. */
export const maskedParts = (writer: Writer, name: string) => ({
  name,
  phone: writer.phone && maskPhone(writer.phone),
  email: writer.email.replace(/^(.{0,2}).*@/, '$1***@'),
  address: writer.address && `${writer.address.slice(0, 6)}****`,
  anonymous: !writer.name && !writer.phone && !writer.email,
  masked: true as const,
})

/** Of the history of a complaint: what the unit complained of sees, and what the head of the government's office sees. */
const asked: readonly string[] = ['ask_statement', 'take_statement']
const overseen: readonly string[] = [...asked, 'register', 'accept', 'extend', 'escalate', 'urge']

/** Who may be made owner: clerks and section heads of the unit whose turn it is; for supervision's cases its people. */
const ownersFor = (ctx: Ctx, unitId: number, supervised: boolean) =>
  ctx.db
    .selectFrom('person')
    .select(['id', 'name'])
    .where('active', '=', true)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('post')
          .select('post.id')
          .whereRef('post.person_id', '=', 'person.id')
          .where('post.ended_on', 'is', null)
          .$if(supervised, (query) => query.where('post.role', '=', 'supervisor'))
          .$if(!supervised, (query) =>
            query.where('post.unit_id', '=', unitId).where('post.role', 'in', ['clerk', 'section_head']),
          ),
      ),
    )
    .orderBy('id')
    .execute()

/**
 * Everything about one inquiry that the actor may see: state, clocks with their days, what can be done next and why not.
 * @throws Problem 404
 */
export const inquiryDetail = async (ctx: Ctx, id: number) => {
  const row = await cases.caseById(ctx.db, inquiryKind, id)
  const file = row && (await openFile(ctx.db, row))
  if (!file || !mayRead(ctx.actor, reachOf(file))) throw notFound(caseWords.none)
  const { state, inquiry, limits } = file
  const today = legalDay(ctx.clock())
  const calendar = ctx.calendar()
  const clocks = clocksOf(state, limits, calendar, today)
  const standing = standingOf(file)
  const supervised = isSupervised(state.kind)
  // The unit complained of answers for what it did; it does not learn more of who complains than it knows.
  const inside = seesWriting(ctx.actor, state.kind)
  const oversees = holds(ctx.actor, 'signing_leader', state.leadId)
  const notes = await cases.notesOf(ctx.db, ctx.keyring, id)
  const units = await unitsById(ctx.db)
  const nameOf = (unitId: number | null) => (unitId === null ? '' : (units.get(unitId)?.name ?? ''))
  const writer = openWriter(ctx.keyring, id, inquiry.writerSealed)
  const content = openContent(ctx.keyring, id, inquiry.contentSealed)
  const { reply, explanation, takenExplanation: owed } = state
  const firstEnd = state.firstEnd
  const owner = row.ownerId === null ? undefined : await nameOfPerson(ctx, row.ownerId)
  const open = openPart(state)
  return {
    id,
    number: row.number,
    code: row.code,
    version: row.version,
    kind: state.kind,
    kindLabel: kindLabels[state.kind],
    channel: inquiry.channel,
    channelLabel: channelLabels[inquiry.channel],
    topic: inquiry.topic,
    topicLabel: topics[inquiry.topic],
    status: state.status,
    statusLabel: statusLabels[state.status],
    publicStatusLabel: publicStatusLabels[state.status],
    unitId: state.leadId,
    unitName: nameOf(state.leadId),
    turnUnitId: turnOf(state),
    turnUnitName: nameOf(turnOf(state)),
    ownerId: row.ownerId,
    ownerName: owner ?? null,
    summary: row.summary,
    complexity: state.complexity,
    content,
    writer: maskedParts(writer, inquiry.writerMasked),
    mayUnmask: mayUnmask(ctx.actor, standing),
    mailbox: inquiry.mailboxId === null ? null : await titleOfMailbox(ctx, inquiry.mailboxId),
    source: inquiry.source,
    sourceNumber: inquiry.sourceNumber,
    about:
      inquiry.aboutCaseId === null && inquiry.aboutUnitId === null
        ? null
        : {
            caseId: inquiry.aboutCaseId,
            number: inquiry.aboutCaseId === null ? null : await numberOf(ctx, inquiry.aboutCaseId),
            unitId: inquiry.aboutUnitId,
            unitName: nameOf(inquiry.aboutUnitId),
          },
    likeness: recognise(`${content.subject}\n${content.text}`),
    suggestion: state.status === 'sorting' ? suggestionOf(content, units.values()) : null,
    submittedAt: row.submittedAt.toISOString(),
    receivedOn: row.receivedOn,
    dueOn: row.dueOn,
    dueProvisional: row.dueProvisional,
    left: row.dueOn && isOpen(state.status) ? calendar.remaining(today, row.dueOn) : null,
    explained: (explanation && (explanation.taken === null ? 'waiting' : explanation.taken ? 'taken' : 'refused')) as
      | 'waiting'
      | 'taken'
      | 'refused'
      | null,
    lapsed: row.watchOn !== null && row.watchOn < today,
    escalated: state.escalated.length > 0,
    urgent: state.urges > 0,
    satisfaction: state.satisfaction,
    closedOn: row.closedOn,
    outcome: row.outcome,
    outcomeLabel: firstEnd && outcomeLabels[firstEnd.outcome],
    clock: citedClock(clocks.turn),
    leadClock: citedClock(clocks.lead),
    parts: clocks.parts.map(({ part, clock }) => ({
      number: part.number,
      unitId: part.unitId,
      unitName: nameOf(part.unitId),
      what: notes.get(part.seq) ?? '',
      askedOn: part.askedOn,
      answer: part.answeredSeq === null ? '' : (notes.get(part.answeredSeq) ?? ''),
      answeredOn: part.answeredOn,
      refusedOn: part.refusedOn,
      why: part.refusedOn === null ? '' : whyRefused(file.events, notes, part.seq),
      open: part === open,
      clock: citedClock(clock),
    })),
    stages: state.stages.map((stage) => ({
      unitId: stage.unitId,
      unitName: nameOf(stage.unitId),
      on: stage.on,
      what: stage.what,
    })),
    steps: state.steps.map((one) => ({
      step: one.step,
      label: stepKindLabels[one.step],
      on: one.on,
      text: notes.get(one.seq) ?? '',
    })),
    reply: reply && {
      outcome: reply.outcome,
      outcomeLabel: outcomeLabels[reply.outcome],
      text: notes.get(reply.seq) ?? '',
      sources: reply.sources,
      given: state.endedOn !== null,
    },
    knowledge: {
      entryId: (await entryOfCase(ctx.db, id)) ?? null,
      may: mayDraftKnowledge(ctx.actor, state),
    },
    formerReplies: state.formerReplies.map((former) => ({
      on: former.on,
      unitName: nameOf(former.unitId),
      outcomeLabel: outcomeLabels[former.outcome],
      text: notes.get(former.seq) ?? '',
      sources: former.sources,
      satisfaction: former.satisfaction,
    })),
    explanation: explanation && {
      text: notes.get(explanation.seq) ?? '',
      until: explanation.until,
      taken: explanation.taken,
    },
    owedExplanation: owed && { text: notes.get(owed.seq) ?? '', until: owed.until, unitName: nameOf(owed.unitId) },
    statement: state.statement,
    heldToAccountOn: state.heldToAccountOn,
    transfers: state.transfers,
    refusals: state.refusals,
    consent: state.consent,
    owners: may(ctx.actor, 'assign', standing).allowed ? await ownersFor(ctx, turnOf(state), supervised) : [],
    history: file.events
      .filter((event) => inside || (oversees ? overseen : asked).includes(event.action))
      .map((event) => ({
        seq: event.seq,
        at: event.at.toISOString(),
        on: event.on,
        action: event.action,
        label: event.action === 'escalate' && supervised ? lateSupervision : eventLabels[event.action],
        from: event.from,
        to: event.to as Status,
        by: event.by,
        actorName: (event as unknown as { actorName: string | null }).actorName,
        onBehalfOfName: (event as unknown as { onBehalfOfName: string | null }).onBehalfOfName,
        data: event.data as Record<string, unknown>,
        note: notes.get(event.seq) ?? '',
      })),
    documents: inside ? (await documentsOf(ctx.db, ctx.keyring, id)).map(paperView) : [],
    links: inside ? await linksOf(ctx, id) : [],
    earlier:
      state.kind === 'report' || !inside
        ? []
        : await earlierCases(ctx, { caseId: id, callerKey: inquiry.callerKey, contentKey: inquiry.contentKey }),
    alike: inside ? await alikeCases(ctx, id) : null,
    complaints:
      supervised || !ctx.actor.posts.some((post) => ['supervisor', 'disclosure_office'].includes(post.role))
        ? []
        : await complaintsAbout(ctx, id),
    /** Every verb of this kind: may it be done now, and if not, why. */
    verbs: actions
      .filter((action) =>
        transitions.some((one) => one.kind === state.kind && one.action === action && one.by !== 'writer'),
      )
      .map((action) => {
        const verdict = may(ctx.actor, action, standing)
        const one = verdict.allowed
          ? verdict.transition
          : (transitions.find(
              (each) => each.kind === state.kind && each.action === action && each.from === state.status,
            ) ?? transitions.find((each) => each.kind === state.kind && each.action === action)!)
        return {
          action,
          label: actionLabels[action],
          allowed: verdict.allowed,
          possible: isPossible(state.kind, action, state.status),
          wrong: verdict.allowed ? null : verdict.wrong,
          why: verdict.allowed ? '' : verdict.why,
          onBehalfOf: verdict.allowed ? (verdict.post?.onBehalfOf?.name ?? null) : null,
          reasonRequired: one.reason === 'required',
        }
      }),
  }
}

/** Cases joined with this one. That somebody complained is known to those who may read the complaint. */
const linksOf = async (ctx: Ctx, id: number) => {
  const links = await cases.linksOf(ctx.db, id)
  const mine = await readableOf(
    ctx,
    links.filter(({ kind }) => kind === inquiryKind).map(({ caseId }) => Number(caseId)),
  )
  return links.filter(({ kind, caseId }) => kind !== inquiryKind || mine.has(Number(caseId)))
}

const nameOfPerson = async (ctx: Ctx, id: number) =>
  (await ctx.db.selectFrom('person').select('name').where('id', '=', id).executeTakeFirst())?.name
const titleOfMailbox = async (ctx: Ctx, id: number) =>
  (await ctx.db.selectFrom('mailbox').select('title').where('id', '=', id).executeTakeFirst())?.title ?? null
const numberOf = async (ctx: Ctx, id: number) =>
  (await ctx.db.selectFrom('case_file').select('number').where('id', '=', id).executeTakeFirst())?.number ?? null

const complaintsAbout = async (ctx: Ctx, id: number) =>
  (
    await ctx.db
      .selectFrom('inquiry')
      .innerJoin('case_file', 'case_file.id', 'inquiry.case_id')
      .select(['case_file.id as caseId', 'case_file.number', 'case_file.status'])
      .where('inquiry.about_case_id', '=', id)
      .where('inquiry.kind', '=', 'complaint')
      .orderBy('case_file.id')
      .execute()
  ).map(({ status, ...one }) => ({ ...one, statusLabel: statusLabels[status as Status] }))

/** Why the part that was asked for with event `seq` came back. */
const whyRefused = (
  events: readonly { seq: number; action: string }[],
  notes: ReadonlyMap<number, string>,
  seq: number,
): string => {
  const refusal = events.find((event) => event.seq > seq && event.action === 'refuse_part')
  return refusal ? (notes.get(refusal.seq) ?? '') : ''
}
