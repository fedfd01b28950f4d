import { randomUUID } from 'node:crypto'
import { cases } from '../../foundations/casework/index.ts'
import { type Platform, transact } from '../../foundations/context.ts'
import { type Actor, system } from '../../foundations/identity/actor.ts'
import type { Role } from '../../foundations/identity/roles.ts'
import { legalDay } from '../../platform/clock.ts'
import { openInquiry } from './actions/open-inquiry.ts'
import { perform } from './actions/perform.ts'
import { openFile } from './case-file.ts'
import type { EventData } from './events.ts'
import type { Channel, InquiryContent, InquiryKind, Status, Writer } from './inquiry.ts'
import { writer } from './permissions.ts'
import { inquiryKind } from './store.ts'
import type { Action } from './transitions.ts'

export const someWriter = (more: Partial<Writer> = {}): Writer => ({
  name: '林望舒',
  phone: '19900005678',
  email: 'lin@example.cn',
  address: '云溪县青溪街道3号',
  pin: '',
  ...more,
})

export const someInquiry = (more: Partial<InquiryContent> = {}): InquiryContent => ({
  subject: '青溪路什么时候通公交',
  text: '青溪路小区已经入住两千多户，请问什么时候开通公交线路？',
  place: '',
  ...more,
})

type Team = Record<Role, Actor>

export type InquiryStory = ReturnType<typeof anInquiry>

/** An inquiry and what becomes of it: `await anInquiry(platform, { unitId }).step(people.clerk, 'pass_up', {}).id` */
export const anInquiry = (
  platform: Platform,
  given: {
    kind?: InquiryKind
    channel?: Channel
    mailboxId?: number | null
    source?: string
    sourceNumber?: string
    unitId: number | null
    writer?: Writer
    content?: InquiryContent
    aboutCaseId?: number | null
    aboutUnitId?: number | null
    code?: string
  },
) => {
  const as = (actor: Actor) => ({ ...platform, actor })
  let pending: Promise<number> = transact(as(system), (work) =>
    openInquiry(platform, work, {
      kind: 'question',
      channel: 'portal',
      topic: 'transport',
      mailboxId: null,
      source: '',
      sourceNumber: '',
      aboutCaseId: null,
      aboutUnitId: null,
      writer: someWriter(),
      content: someInquiry(),
      submittedAt: work.at,
      receivedOn: legalDay(work.at),
      code: null,
      intakeId: null,
      requestKey: randomUUID(),
      by: writer,
      note: '',
      ...given,
    }),
  )
  const fileOf = async (id: number) => openFile(platform.db, (await cases.caseById(platform.db, inquiryKind, id))!)
  const story = {
    get id() {
      return pending
    },
    file: async () => fileOf(await pending),
    /** Does one act as somebody, or as the citizen. */
    step<A extends Action>(who: Actor | typeof writer, action: A, data: EventData[A], note = '情况属实。') {
      const before = pending
      const next = before.then(async (id) => {
        const { row } = await fileOf(id)
        await perform(as(who === writer ? system : who), {
          caseId: id,
          action,
          data,
          version: row.version,
          note,
          ...(who === writer ? { by: writer } : {}),
        })
        return id
      })
      // A step that is refused is told to whoever waits for it; the story goes on from where it stood.
      next.catch(() => {
        if (pending === next) pending = before
      })
      pending = next
      return story
    },
    answered: (team: Team) =>
      story
        .step(team.clerk, 'propose', { outcome: 'answered', sources: { records: [], knowledge: [] } }, '计划年内开通。')
        .step(team.section_head, 'approve', {}),
    status: async (): Promise<Status> => (await fileOf(await pending)).state.status,
  }
  return story
}
