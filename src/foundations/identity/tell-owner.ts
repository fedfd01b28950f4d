import { legalDay, legalZone } from '../../platform/clock.ts'
import type { Ctx, Work } from '../context.ts'
// Not from its index: that registers routes, which need the identity.
import { notify } from '../notices/notify.ts'
import { holdersOf } from './holders.ts'
import { accountNotices, codeReused } from './words.zh.ts'

export type AccountChange = keyof typeof accountNotices

const timeOf = (work: Work): string => {
  const at = work.at.toZonedDateTimeISO(legalZone)
  return `${at.month}月${at.day}日 ${String(at.hour).padStart(2, '0')}:${String(at.minute).padStart(2, '0')}`
}

/**
 * Tells whose account it is that a way to sign in has changed, whoever changed it: whoever did not do it learns of it at the
 * bell, and by e-mail where an address is known (ASVS V2.2.3, V2.5.5).
 */
export const tellOwner = (work: Work, ctx: Ctx, personId: number, change: AccountChange): Promise<number> =>
  notify(work, ctx, [personId], {
    kind: 'account.changed',
    text: accountNotices[change](timeOf(work)),
    address: '/security',
    about: `person/${personId}`,
    key: `account/${change}/${work.at}`,
  })

/**
 * A one-time code came a second time: somebody may have read it over a shoulder or on the way (ASVS V2.8.5). Its holder is
 * told, and at a sign-in the security administrators too; inside a running session it is mostly haste.
 */
export const tellOfReuse = async (work: Work, ctx: Ctx, personId: number): Promise<void> => {
  await tellOwner(work, ctx, personId, 'code_reused')
  if (ctx.actor.session) return
  const { name, username } = ctx.actor
  const people = await holdersOf(work.trx, 'security_administrator', { today: legalDay(work.at) })
  const others = people.filter((id) => id !== personId)
  await notify(work, ctx, others, {
    kind: 'account.suspect',
    text: codeReused(name, username, timeOf(work)),
    address: `/people?q=${username}`,
    about: `person/${personId}`,
    key: `account/code_reused/${personId}/${work.at}`,
  })
}
