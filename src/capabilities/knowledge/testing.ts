import type { Ctx } from '../../foundations/context.ts'
import type { Actor } from '../../foundations/identity/actor.ts'
import type { Role } from '../../foundations/identity/roles.ts'
import { createEntry } from './actions/create-entry.ts'
import { approve, sendBack } from './actions/decide.ts'
import { discard, submit } from './actions/hand-in.ts'
import { confirmEntry, flagEntry, mergeEntry, revise, withdrawEntry } from './actions/settle.ts'
import { entryDetail } from './detail.ts'
import { type EntryFields, entryFields, type Gate, type Status } from './entry.ts'
import { gateRole } from './transitions.ts'

/** Whatever can act as somebody: a test's platform. */
export type Stage = { as: (actor: Actor) => Ctx }
/** One person for every role, all in the unit whose entries are made. */
export type People = Record<Role, Actor>

let count = 0

/** An entry that no check finds fault with; each call asks something else. */
export const cleanFields = (given: Partial<EntryFields> = {}): EntryFields => {
  const n = ++count
  const matter = ['河道采砂', '取水许可', '水库钓鱼', '灌溉用水', '防汛物资', '水土保持', '排污口', '小水电'][n % 8]
  return entryFields.parse({
    topic: 'agriculture',
    question: `${matter}第${n}项怎么办理？`,
    answerHtml: `<p>请到县水务局服务窗口办理第${n}项，三个工作日办结。</p>`,
    reviewOn: '2026-12-31',
    ...given,
  })
}

export type EntryStory = PromiseLike<number> & {
  submitted: () => EntryStory
  /** Approved at the gate it stands at. */
  approved: () => EntryStory
  published: () => EntryStory
  returned: (reason?: string) => EntryStory
  discarded: () => EntryStory
  revised: () => EntryStory
  flagged: (reason?: string) => EntryStory
  confirmed: (reviewOn: string) => EntryStory
  mergedInto: (id: number) => EntryStory
  withdrawn: (reason?: string) => EntryStory
  broughtTo: (status: Status) => EntryStory
}

/**
 * An entry and what happens to it, told in order: `await anEntry(platform, people).submitted().approved()` gives its id.
 * Every step is taken by the same actions that people use.
 */
export const anEntry = (stage: Stage, people: People, given: Partial<EntryFields> = {}): EntryStory => {
  const as = (role: Role) => stage.as(people[role])
  const clerk = as('clerk')
  let story = createEntry(clerk, { unitId: clerk.actor.posts[0]!.unitId, fields: cleanFields(given) })
  const detail = (id: number) => entryDetail(as('disclosure_office'), id)
  const then = (step: (entryId: number) => Promise<unknown>): EntryStory => {
    story = story.then(async (id) => {
      await step(id)
      return id
    })
    return told
  }
  const hand = async (entryId: number) => submit(clerk, { entryId, saves: (await detail(entryId)).saves, reason: '' })
  const pass = async (entryId: number) => {
    const { status, issues } = await detail(entryId)
    const acknowledged = issues.filter((one) => one.severity === 'warn').map((one) => one.key)
    await approve(as(gateRole[status as Gate]), { entryId, status: status as Gate, reason: '', acknowledged })
  }
  const bring = (status: Status) => async (entryId: number) => {
    for (let now = (await detail(entryId)).status; now !== status; now = (await detail(entryId)).status)
      await (now === 'draft' ? hand(entryId) : pass(entryId))
  }
  const told: EntryStory = {
    // biome-ignore lint/suspicious/noThenProperty: awaiting the story gives the entry's id
    then: (done, failed) => story.then(done, failed),
    submitted: () => then(hand),
    approved: () => then(pass),
    published: () => then(bring('published')),
    broughtTo: (status) => then(bring(status)),
    returned: (reason = '请补充依据。') =>
      then(async (entryId) => {
        const { status } = await detail(entryId)
        await sendBack(as(gateRole[status as Gate]), { entryId, status: status as Gate, reason })
      }),
    discarded: () => then((entryId) => discard(clerk, { entryId, reason: '不再需要。' })),
    revised: () => then((entryId) => revise(clerk, { entryId, reason: '' })),
    flagged: (reason = '政策有变。') => then((entryId) => flagEntry(as('section_head'), { entryId, reason })),
    confirmed: (reviewOn) =>
      then((entryId) => confirmEntry(as('section_head'), { entryId, reviewOn, reason: '仍然准确。' })),
    mergedInto: (into) =>
      then((entryId) => mergeEntry(as('section_head'), { entryId, into, reason: '问的是一件事。' })),
    withdrawn: (reason = '不再适用。') => then((entryId) => withdrawEntry(as('section_head'), { entryId, reason })),
  }
  return told
}
