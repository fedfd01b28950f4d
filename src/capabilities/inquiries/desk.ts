import {
  addPosted,
  type CaseRow,
  cases,
  followByCode,
  followWords,
  ticketsOf,
} from '../../foundations/casework/index.ts'
import { type Ctx, type Platform, transact } from '../../foundations/context.ts'
import { scanPosted } from '../../foundations/files/virus-scan.ts'
import { system } from '../../foundations/identity/actor.ts'
import type { InquiryDesk, InquiryView } from '../../foundations/intake/inquiry-desk.ts'
import type { Submission } from '../../foundations/intake/submission.ts'
import { unitsById } from '../../foundations/units/index.ts'
import { legalDay } from '../../platform/clock.ts'
import { notFound, unprocessable } from '../../platform/http/problem.ts'
import { requestTickets } from '../requests/index.ts'
import { actWithin } from './actions/act.ts'
import { complain } from './actions/complain.ts'
import { perform as performAct } from './actions/perform.ts'
import { openFile, standingOf } from './case-file.ts'
import { timelineOf } from './desk-view.ts'
import { deskWords as w } from './desk-words.zh.ts'
import type { EventData } from './events.ts'
import { attachment, isOpen, isSupervised, type Status } from './inquiry.ts'
import { may, writer } from './permissions.ts'
import { clocksOf, isComplainable } from './state.ts'
import { inquiryKind, inquiryOf } from './store.ts'
import type { Action } from './transitions.ts'
import { kindLabels, outcomeLabels, publicStatusLabels } from './words.zh.ts'
import { codeIsEnough, openContent, openWriter, proves } from './writer.ts'

export type InquiryDeskOptions = {
  /** Told each try that did not fit or was refused. */
  failed: (outcome: 'wrong' | 'refused') => void
}

/** What a portal asks and does for a citizen who proved a case to be theirs (foundations/intake/inquiry-desk.ts). */
export const inquiryDesk = (platform: Platform, { failed }: InquiryDeskOptions): InquiryDesk => {
  const ctx: Ctx = { ...platform, actor: system }
  const { db, keyring } = platform
  const tickets = ticketsOf(platform, 'inquiry desk')

  const rowOf = async (ticket: string): Promise<CaseRow> => {
    const row = await cases.caseById(db, inquiryKind, tickets.read(ticket))
    if (!row) throw notFound(followWords.noCase)
    return row
  }

  const complaintsAbout = async (caseId: number) =>
    (
      await db
        .selectFrom('inquiry')
        .innerJoin('case_file', 'case_file.id', 'inquiry.case_id')
        .select(['case_file.code', 'case_file.status'])
        .where('inquiry.about_case_id', '=', caseId)
        .where('inquiry.kind', '=', 'complaint')
        .orderBy('case_file.id')
        .execute()
    ).map((one) => ({ code: one.code, statusLabel: publicStatusLabels[one.status as Status] }))

  const ticketOfRequest = async (caseId: number) => {
    const request = (await cases.linksOf(db, caseId)).find(({ how, kind }) => how === 'inquiry' && kind === 'request')
    return request ? requestTickets(platform).give(request.caseId) : null
  }

  const viewOf = async (row: CaseRow): Promise<InquiryView> => {
    const file = await openFile(db, row)
    const { state, events, inquiry, settings, limits } = file
    const calendar = platform.calendar()
    const today = legalDay(platform.clock())
    const notes = await cases.notesOf(db, keyring, row.id)
    const units = await unitsById(db)
    const { subject, text } = openContent(keyring, row.id, inquiry.contentSealed)
    const clocks = clocksOf(state, limits, calendar, today)
    const standing = standingOf(file)
    const can = (action: Action) => may(writer, action, standing).allowed
    const { reply, explanation, endedOn, endedAs } = state
    const complaints = isSupervised(state.kind) ? [] : await complaintsAbout(row.id)
    const due = clocks.turn.due
    return {
      ticket: tickets.give(row.id),
      code: row.code,
      number: row.number,
      kind: state.kind,
      kindLabel: kindLabels[state.kind],
      unitId: state.leadId,
      subject,
      text,
      status: state.status,
      // Of what was not registered there is a word for citizens; every other end is called by what it was.
      statusLabel: endedAs && endedAs !== 'void' ? outcomeLabels[endedAs] : publicStatusLabels[state.status],
      open: isOpen(state.status),
      submittedAt: row.submittedAt.toISOString(),
      due: due && isOpen(state.status) ? { ...due, left: calendar.remaining(today, due.on) } : null,
      timeline: timelineOf(events, notes, (id) => units.get(id)?.name ?? '', settings.petitionOffice),
      answer:
        reply && endedOn
          ? {
              on: endedOn,
              label: outcomeLabels[reply.outcome],
              text: notes.get(reply.seq) ?? '',
              unitId: state.leadId,
              records: reply.sources.records,
              knowledge: reply.sources.knowledge,
            }
          : null,
      formerAnswers: state.formerReplies.map((former) => ({
        on: former.on,
        label: outcomeLabels[former.outcome],
        text: notes.get(former.seq) ?? '',
        unitId: former.unitId,
      })),
      explanation:
        explanation?.taken && isOpen(state.status)
          ? { text: notes.get(explanation.seq) ?? '', until: explanation.until }
          : null,
      satisfaction: state.satisfaction,
      consent: state.consent,
      may: {
        supplement: can('supplement'),
        withdraw: can('withdraw'),
        rate: can('rate'),
        consent: can('consent'),
        // While it runs late, or once it was answered; one complaint at a time.
        complain:
          isComplainable(state, due?.on ?? null, today) &&
          !complaints.some(
            (one) => one.statusLabel !== publicStatusLabels.closed && one.statusLabel !== publicStatusLabels.void,
          ),
      },
      petition: endedAs === 'petition' ? { office: settings.petitionOffice } : null,
      requestTicket: endedAs === 'request' ? await ticketOfRequest(row.id) : null,
      complaints,
    }
  }

  const perform = async <A extends Action>(row: CaseRow, action: A, data: EventData[A], note = '') => {
    await performAct(ctx, { caseId: row.id, action, data, version: null, note, by: writer })
    return viewOf((await cases.caseById(db, inquiryKind, row.id))!)
  }

  const supplement = async ({ id: caseId }: CaseRow, note: string, files: Submission['files']) => {
    await scanPosted(platform, files)
    await transact(ctx, (work) =>
      actWithin(ctx, work, { caseId, action: 'supplement', data: {}, version: null, note, by: writer }, (_, __, seq) =>
        addPosted(platform, work, { caseId, seq, kind: attachment }, files),
      ),
    )
    return viewOf((await cases.caseById(db, inquiryKind, caseId))!)
  }

  return {
    async look({ proof, ...given }) {
      const found = await followByCode(
        platform,
        given,
        async (code) => {
          const row = await cases.caseByCode(db, inquiryKind, code)
          if (!row) return undefined
          const { kind, writerSealed } = await inquiryOf(db, row.id)
          const who = openWriter(keyring, row.id, writerSealed)
          return codeIsEnough(kind, who) || proves(who, proof) ? row : undefined
        },
        failed,
      )
      return viewOf(found)
    },
    view: async (ticket) => viewOf(await rowOf(ticket)),
    async act(given) {
      const row = await rowOf(given.ticket)
      switch (given.action) {
        case 'supplement':
          if (!given.text) throw missing()
          return supplement(row, given.text, given.files ?? [])
        case 'withdraw':
          return perform(row, 'withdraw', {}, given.text)
        case 'rate':
          return perform(row, 'rate', { satisfaction: given.satisfaction, how: 'online' }, given.text)
        case 'consent':
          return perform(row, 'consent', { publish: given.publish })
        case 'complain':
          await scanPosted(platform, given.files ?? [])
          await complain(platform, row.id, given)
          return viewOf(row)
      }
    },
  }
}

const missing = () => unprocessable(w.nothingSaid, [{ field: 'text', key: 'missing', message: w.nothingSaid }])
