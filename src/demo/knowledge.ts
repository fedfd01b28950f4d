import { randomUUID } from 'node:crypto'
import { answers, type DemoAnswer } from '../../db/seeds/demo/knowledge.ts'
import { people } from '../../db/seeds/demo/people.ts'
import * as knowledge from '../capabilities/knowledge/index.ts'
import { type Ctx, type Platform, transact } from '../foundations/context.ts'
import { escapeText } from '../foundations/documents/index.ts'
import { type Actor, system } from '../foundations/identity/actor.ts'
import { actorOf, type Role } from '../foundations/identity/index.ts'
import { allUnits, type Unit } from '../foundations/units/index.ts'
import { fixedClock, legalDay } from '../platform/clock.ts'

const dayFrom = (today: string, days: number) => Temporal.PlainDate.from(today).add({ days }).toString()

/** Paragraphs, and lists of the lines that begin with `- `. */
const asHtml = (answer: string): string =>
  answer
    .split('\n')
    .map((line) =>
      line.startsWith('- ') ? `<ul><li>${escapeText(line.slice(2))}</li></ul>` : `<p>${escapeText(line)}</p>`,
    )
    .join('')
    .replaceAll('</ul><ul>', '')

/** Questions and answers in every state, each brought there by the same acts that people do. */
export const loadKnowledge = async (platform: Platform): Promise<number> => {
  const today = legalDay(platform.clock())
  const units = new Map((await allUnits(platform.db)).map((unit) => [unit.code, unit]))
  const rows = await platform.db.selectFrom('record').select(['id', 'source_id as source']).execute()
  const items = new Map(rows.map((row) => [row.source, row.id]))
  const ids = new Map<string, number>()
  for (const one of [...answers].sort((a, b) => b.ago - a.ago)) {
    const unit = units.get(one.unit)!
    const sources = one.sources.map((key) => {
      const id = items.get(`demo-${key}`)
      if (!id) throw new Error(`demo answer “${one.question}”: no item ${key}`)
      return id
    })
    const hands = await handsIn(platform, unit, dayFrom(today, -one.ago))
    const fields = {
      topic: one.topic,
      question: one.question,
      phrasings: one.phrasings,
      answerHtml: asHtml(one.answer),
      sources,
      reviewOn: dayFrom(today, one.reviewIn),
    }
    const id = await knowledge.createEntry(hands('clerk', 0), { unitId: unit.id, fields })
    ids.set(one.question, id)
    await bring(one, id, hands)
  }
  for (const one of answers) if (one.into) await merge(platform, one, ids)
  // What ended since it was written.
  await knowledge.flagEnded(platform)
  await countUses(platform, ids)
  return answers.length
}

type Hands = (role: Role, minute: number) => Ctx

/** The people of a unit at their desks that morning; where the demo has none, the program stands in for them. */
const handsIn = async (platform: Platform, unit: Unit, day: string): Promise<Hands> => {
  const known = new Map<Role, Actor>()
  for (const { username, roles, unit: code } of people)
    if (code === unit.code) for (const role of roles) known.set(role, (await actorOf(platform.db, username))!)
  return (role, minute) => ({
    ...platform,
    clock: fixedClock(`${day}T01:${String(30 + minute).padStart(2, '0')}:00Z`),
    actor: known.get(role) ?? {
      ...system,
      posts: [{ id: 0, unitId: unit.id, unitName: unit.name, role, title: '' }],
    },
  })
}

const bring = async (one: DemoAnswer, entryId: number, hands: Hands) => {
  const { stands } = one
  if (stands === 'draft') return
  await knowledge.submit(hands('clerk', 5), { entryId, saves: 1, reason: '' })
  if (stands === 'review') return
  const head = hands('section_head', 10)
  if (stands === 'returned') {
    await knowledge.sendBack(head, { entryId, status: 'review', reason: one.reason! })
    return
  }
  await approveAs(head, entryId, 'review')
  if (stands === 'secrecy_review') return
  await approveAs(hands('secrecy_reviewer', 15), entryId, 'secrecy_review')
  if (stands === 'withdrawn') await knowledge.withdrawEntry(hands('section_head', 20), { entryId, reason: one.reason! })
  if (stands === 'revising') await knowledge.revise(hands('clerk', 20), { entryId, reason: '' })
}

/** Passes a gate, having seen every warning. */
const approveAs = async (ctx: Ctx, entryId: number, status: 'review' | 'secrecy_review') => {
  const { issues } = await knowledge.entryDetail(ctx, entryId)
  const acknowledged = issues.filter((issue) => issue.severity === 'warn').map((issue) => issue.key)
  await knowledge.approve(ctx, { entryId, status, reason: '', acknowledged })
}

const merge = async (platform: Platform, one: DemoAnswer, ids: ReadonlyMap<string, number>) => {
  const office = people.find(({ roles }) => roles.includes('disclosure_office'))!
  const ctx = { ...platform, actor: (await actorOf(platform.db, office.username))! }
  await knowledge.mergeEntry(ctx, { entryId: ids.get(one.question)!, into: ids.get(one.into!)!, reason: one.reason! })
}

/** What readers said and staff read out, spread over the last weeks. */
const countUses = async (platform: Platform, ids: ReadonlyMap<string, number>) => {
  const now = platform.clock()
  const ctx: Ctx = { ...platform, actor: system }
  await transact(ctx, async (work) => {
    for (const { question, use } of answers) {
      const entryId = ids.get(question)!
      const said = [
        ...Array.from({ length: use?.wanted ?? 0 }, () => true),
        ...Array.from({ length: use?.unwanted ?? 0 }, () => false),
      ]
      for (const [i, wanted] of said.entries()) {
        const at = now.subtract({ hours: 24 * (i % 30) }).toString()
        const vote = { id: randomUUID(), kind: '', receipt: '', at, data: { entryId, wanted }, files: [] }
        await knowledge.takeVote(work, vote, platform)
      }
      for (let n = 0; n < (use?.told ?? 0); n++) await knowledge.countTold(work, entryId)
    }
  })
}
