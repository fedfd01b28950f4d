import { randomUUID } from 'node:crypto'
import { addDocument, cases } from '../../foundations/casework/index.ts'
import { type Platform, transact } from '../../foundations/context.ts'
import { type Actor, system } from '../../foundations/identity/actor.ts'
import type { Role } from '../../foundations/identity/roles.ts'
import { creditCheckCharacter } from '../../foundations/numbers/credit-code.ts'
import { identityCheckCharacter } from '../../foundations/numbers/index.ts'
import { legalDay } from '../../platform/clock.ts'
import { act } from './actions/act.ts'
import { type Entry, register } from './actions/register.ts'
import { openFile } from './case-file.ts'
import type { EventData } from './events.ts'
import { type GivenLetter, lettersOf } from './letters/index.ts'
import { applicant } from './permissions.ts'
import type { Applicant, Channel, DocumentKind, RequestContent, Status } from './request.ts'
import type { ReplyKindKey } from './rules/reply-kinds.ts'
import { requestKind } from './store.ts'
import type { Action } from './transitions.ts'

/** A made-up number of a place that does not exist, with its check character. */
export const madeUpIdentity = (serial = 1, born = '19900307'): string => {
  const body = `119999${born}${String(serial).padStart(3, '0')}`
  return body + identityCheckCharacter(body)
}

export const madeUpCreditCode = (category = '91'): string => {
  const body = `${category}999999MA0000007`
  return body + creditCheckCharacter(body)
}

export const someApplicant = (more: Partial<Applicant> = {}): Applicant => ({
  party: 'natural_person',
  name: '苏见山',
  identityKind: 'resident',
  identityNumber: madeUpIdentity(),
  representative: '',
  agent: '',
  guardian: '',
  phone: '19900001234',
  email: 'su@example.cn',
  address: '云溪县示范大道8号',
  postcode: '999900',
  ...more,
})

export const someContent = (more: Partial<RequestContent> = {}): RequestContent => ({
  asks: 'information',
  what: '云溪县2025年农村饮水安全工程的验收报告',
  features: '',
  form: 'electronic',
  way: 'online',
  ...more,
})

export const noReply: Omit<EventData['propose']['reply'], 'kind'> = {
  grounds: [],
  reasons: '',
  materials: [],
  way: '',
  competentAgency: '',
  specialLaw: '',
  earlierCaseId: null,
  overridden: [],
  overrideReason: '',
}

type Team = Record<Role, Actor>

/** A letter with a text of its own for everything an act sends out. */
export const someLetters = (keys: readonly GivenLetter['key'][]): GivenLetter[] =>
  keys.map((key) => ({ key, title: `文书 ${key}`, html: `<p>正文 ${key}</p>`, templateVersion: 0 }))

export type RequestStory = ReturnType<typeof aRequest>

/** A request and what becomes of it: `await aRequest(platform, team, { channel: 'counter' }).proposed('granted').signed().id` */
export const aRequest = (
  platform: Platform,
  team: Team,
  given: Partial<Entry> & { unitId: number; channel?: Exclude<Channel, 'portal'> },
) => {
  const as = (actor: Actor) => ({ ...platform, actor })
  let pending: Promise<number> = register(as(team.clerk), {
    channel: 'counter',
    applicant: someApplicant(),
    content: someContent(),
    reachedOn: legalDay(platform.clock()),
    note: '',
    requestKey: randomUUID(),
    ...given,
  })
  const fileOf = async (id: number) => openFile(platform.db, (await cases.caseById(platform.db, requestKind, id))!)
  const perform = async <A extends Action>(
    id: number,
    actor: Actor | typeof applicant,
    action: A,
    data: EventData[A],
    note = '理由充分。',
  ) => {
    const { row } = await fileOf(id)
    await act(as(actor === applicant ? system : actor), {
      caseId: id,
      action,
      data,
      version: row.version,
      note,
      letters: someLetters(lettersOf(action, data)),
      ...(actor === applicant ? { by: applicant } : {}),
    })
    return id
  }
  const story = {
    get id() {
      return pending
    },
    file: async () => fileOf(await pending),
    today: () => legalDay(platform.clock()),
    /** Does one act as the person with that role, or as the citizen. */
    step<A extends Action>(who: Role | typeof applicant, action: A, data: EventData[A], note?: string) {
      const before = pending
      const next = before.then((id) => perform(id, who === applicant ? applicant : team[who], action, data, note))
      // A step that is refused is told to whoever waits for it; the story goes on from where it stood.
      next.catch(() => {
        if (pending === next) pending = before
      })
      pending = next
      return story
    },
    /** A paper in the case, told to `take` by its id. */
    async document(kind: DocumentKind, text = '验收报告正文'): Promise<string> {
      const caseId = await pending
      return transact(as(team.clerk), async (work) => {
        const { version } = (await cases.lockCase(work.trx, requestKind, caseId))!
        return addDocument(platform, work, {
          caseId,
          seq: version,
          kind,
          name: '验收报告.txt',
          mediaType: 'text/plain',
          bytes: Buffer.from(text),
          forApplicant: kind === 'release',
        })
      })
    },
    proposed: (kind: ReplyKindKey, more: Partial<EventData['propose']['reply']> = {}) =>
      story.step('clerk', 'propose', { reply: { ...noReply, kind, ...more } }),
    approved: (gate: 'review' | 'secrecy_review' | 'sign_off') =>
      story.step(
        ({ review: 'section_head', secrecy_review: 'secrecy_reviewer', sign_off: 'signing_leader' } as const)[gate],
        'approve',
        {},
      ),
    status: async (): Promise<Status> => (await fileOf(await pending)).state.status,
  }
  return story
}
