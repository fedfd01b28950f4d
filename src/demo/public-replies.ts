import { actOnReply, inquiriesWith, type ReplyAction, replyProposal } from '../capabilities/inquiries/index.ts'
import type { Platform } from '../foundations/context.ts'
import { actorOf } from '../foundations/identity/index.ts'
import type { Role } from '../foundations/identity/roles.ts'

/** Letters and answers whose writers agreed, published through the hands of their unit; the last one waits at its first gate. */
export const loadPublicReplies = async (platform: Platform): Promise<number> => {
  const answered = await inquiriesWith(platform.db, { consent: true })
  let published = 0
  for (const [i, { caseId, unitId }] of answered.entries()) {
    const hands = await handsOf(platform, unitId)
    if (!hands) continue
    const text = await replyProposal({ ...platform, actor: hands.clerk }, caseId)
    const steps: [ReplyAction, keyof typeof hands][] = [
      ['prepare', 'clerk'],
      ...(i === answered.length - 1
        ? []
        : ([
            ['review', 'section_head'],
            ['publish', 'secrecy_reviewer'],
          ] as [ReplyAction, keyof typeof hands][])),
    ]
    for (const [version, [action, role]] of steps.entries())
      await actOnReply({ ...platform, actor: hands[role] }, { caseId, what: 'reply', action, version, text })
    published += steps.length === 3 ? 1 : 0
  }
  return published
}

const gates = ['clerk', 'section_head', 'secrecy_reviewer'] as const satisfies Role[]

/** Somebody for every step, three different people; undefined where the unit has not got them. */
const handsOf = async ({ db }: Platform, unitId: number) => {
  const hands = []
  for (const role of gates) {
    const person = await db
      .selectFrom('post')
      .innerJoin('person', 'person.id', 'post.person_id')
      .select('person.username')
      .where('post.unit_id', '=', unitId)
      .where('post.role', '=', role)
      .where('post.ended_on', 'is', null)
      .orderBy('person.id')
      .executeTakeFirst()
    const actor = person && (await actorOf(db, person.username))
    if (!actor) return undefined
    hands.push([role, actor] as const)
  }
  return Object.fromEntries(hands) as Record<(typeof gates)[number], (typeof hands)[number][1]>
}
