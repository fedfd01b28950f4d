import {
  addPosted,
  type CaseRow,
  cases,
  documentsOf,
  followByCode,
  followWords,
  openDocument,
} from '../../foundations/casework/index.ts'
import { type Ctx, type Platform, transact } from '../../foundations/context.ts'
import { scanPosted } from '../../foundations/files/virus-scan.ts'
import { system } from '../../foundations/identity/actor.ts'
import type { CaseView, Desk, DeskAct, DeskFile } from '../../foundations/intake/desk.ts'
import { paperApart, paperMediaTypes } from '../../foundations/paper/index.ts'
import { unitById } from '../../foundations/units/index.ts'
import { legalDay } from '../../platform/clock.ts'
import { notFound, unavailable, unprocessable } from '../../platform/http/problem.ts'
import { act } from './actions/act.ts'
import { applicantKey, contentKey, openApplicant, openContent, proves } from './applicant.ts'
import { openFile, standingOf } from './case-file.ts'
import { askedBefore, caseOfForm, nameOfOwner } from './desk-store.ts'
import { answerKind, answerOf, clockView, filesFor, lettersFor, receivedOf, tasksOf, timelineOf } from './desk-view.ts'
import { deskWords as w } from './desk-words.zh.ts'
import type { EventData } from './events.ts'
import { lettersOfCase } from './letters/index.ts'
import { letterPaper } from './letters/letter-paper.ts'
import { applicant, may } from './permissions.ts'
import { remedyOf } from './remedy-told.ts'
import { readSettings } from './settings.ts'
import { requestKind, requestOf } from './store.ts'
import { requestTickets } from './tickets.ts'
import type { Action } from './transitions.ts'
import { publicStatusLabels } from './words.zh.ts'

export type DeskOptions = {
  /** Told each try that did not fit or was refused. */
  failed: (outcome: 'wrong' | 'refused') => void
}

/** What a portal asks and does for the applicant who proved a case to be theirs (foundations/intake/desk.ts). */
export const requestDesk = (platform: Platform, { failed }: DeskOptions): Desk => {
  const ctx: Ctx = { ...platform, actor: system }
  const { db, keyring } = platform

  const tickets = requestTickets(platform)
  const rowOf = async (ticket: string): Promise<CaseRow> => {
    const row = await cases.caseById(db, requestKind, tickets.read(ticket))
    if (!row) throw notFound(followWords.noCase)
    return row
  }

  const viewOf = async (row: CaseRow): Promise<CaseView> => {
    const file = await openFile(db, row)
    const { state, events } = file
    const calendar = platform.calendar()
    const today = legalDay(platform.clock())
    const request = await requestOf(db, row.id)
    const letters = await lettersOfCase(db, keyring, row.id)
    const settings = await readSettings(db)
    const kind = answerKind(events)
    const unit = await unitById(db, row.unitId)
    const { what, way } = openContent(keyring, row.id, request.contentSealed)
    const papers = await documentsOf(db, keyring, row.id)
    return {
      ticket: tickets.give(row.id),
      code: row.code,
      number: row.number,
      unitId: row.unitId,
      asks: request.asks,
      applicant: request.applicantMasked,
      what,
      status: state.status,
      statusLabel: state.withdrawnOn ? w.withdrawn.title : publicStatusLabels[state.status],
      submittedAt: row.submittedAt.toISOString(),
      received: receivedOf(state),
      clock: clockView(file, calendar, today),
      timeline: timelineOf(events, await cases.notesOf(db, keyring, row.id), dayInWords),
      tasks: tasksOf(state, letters, calendar, today),
      mayWithdraw: may(applicant, 'withdraw', standingOf(file)).allowed,
      letters: lettersFor(letters, events).map(({ id, title, number, issuedOn, answer }) => ({
        id,
        title,
        number,
        issuedOn,
        answer,
      })),
      files: filesFor(papers, events).map(({ id, name, mediaType, size }) => ({ id, name, mediaType, size })),
      answer: answerOf(
        events,
        calendar,
        settings.onlineReview,
        kind && unit ? await remedyOf(db, unit, kind, way) : '',
      ),
      staff: settings.showStaffNames && row.ownerId !== null ? await nameOfOwner(db, row.ownerId) : null,
    }
  }

  const letterOf = async (row: CaseRow, id: string) => {
    const { events } = await openFile(db, row)
    const letter = lettersFor(await lettersOfCase(db, keyring, row.id), events).find((one) => one.id === id)
    if (!letter) throw notFound(w.noPaper)
    return letter
  }
  const letterPdf = async (row: CaseRow, id: string): Promise<DeskFile> => {
    const letter = await letterOf(row, id)
    const unit = await unitById(db, row.unitId)
    const bytes = await paperApart(letterPaper(letter, unit!.name, platform.clock()), 'pdf')
    if (!bytes) throw unavailable(w.busy)
    const name = `${letter.title}${letter.number ? `（${letter.number}）` : ''}.pdf`
    return { name, mediaType: paperMediaTypes.pdf, bytes }
  }

  const perform = async <A extends Action>(
    row: CaseRow,
    action: A,
    data: EventData[A],
    note = '',
    files: Extract<DeskAct, { action: 'correct' }>['files'] = [],
  ) => {
    await act(ctx, { caseId: row.id, action, data, version: null, note, by: applicant }, (work, caseId, seq) =>
      addPosted(platform, work, { caseId, seq, kind: 'correction' }, files),
    )
    return viewOf((await cases.caseById(db, requestKind, row.id))!)
  }

  return {
    async look({ proof, ...given }) {
      const found = await followByCode(
        platform,
        given,
        async (code) => {
          const row = await cases.caseByCode(db, requestKind, code)
          const sealed = row && (await requestOf(db, row.id)).applicantSealed
          return row && proves(openApplicant(keyring, row.id, sealed!), proof) ? row : undefined
        },
        failed,
      )
      return viewOf(found)
    },
    view: async (ticket) => viewOf(await rowOf(ticket)),
    async act(given) {
      const row = await rowOf(given.ticket)
      const on = legalDay(platform.clock())
      switch (given.action) {
        case 'confirm':
          return perform(row, 'confirm', { on, how: 'online' })
        case 'correct':
          if (!given.text && !given.files.length) throw missing(w.nothingSaid)
          await scanPosted(platform, given.files)
          return perform(row, 'take_correction', { on, excused: false }, given.text, given.files)
        case 'reasons':
          if (!given.text) throw missing(w.noReasons)
          return perform(row, 'take_reasons', { on }, given.text)
        case 'withdraw':
          return perform(row, 'withdraw', { on }, given.text)
      }
    },
    async letter(ticket, id) {
      const row = await rowOf(ticket)
      const { title, number, issuedOn, html } = await letterOf(row, id)
      await fetched(row.id, { letter: id })
      return { title, number, issuedOn, unitId: row.unitId, caseNumber: row.number, html }
    },
    async file(ticket, id) {
      const row = await rowOf(ticket)
      const { events } = await openFile(db, row)
      const paper = filesFor(await documentsOf(db, keyring, row.id), events).find((one) => one.id === id)
      const opened = paper ? await openDocument(platform, row.id, id) : await letterPdf(row, id)
      if (!opened) throw notFound(w.noPaper)
      await fetched(row.id, { document: id })
      return opened
    },
    async alike({ unitId, applicant: who, content }) {
      const at = await askedBefore(db, {
        unitId,
        applicantKey: applicantKey(keyring, who),
        contentKey: contentKey(keyring, content),
      })
      return at ? { on: legalDay(Temporal.Instant.fromEpochMilliseconds(at.getTime())) } : null
    },
    taken: async (formId) => (await caseOfForm(db, formId)) ?? null,
  }

  /** The applicant took it: what proves later that an answer was received. */
  async function fetched(caseId: number, detail: Record<string, string>): Promise<void> {
    await transact(ctx, async (work) => work.audit({ action: 'request.fetched', subject: `request/${caseId}`, detail }))
  }
}

const missing = (message: string) => unprocessable(message, [{ field: 'text', key: 'missing', message }])

const dayInWords = (day: string): string => {
  const { year, month, day: date } = Temporal.PlainDate.from(day)
  return `${year}年${month}月${date}日`
}
