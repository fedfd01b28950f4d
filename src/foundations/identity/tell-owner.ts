import { legalZone } from '../../platform/clock.ts'
import type { Ctx, Work } from '../context.ts'
// Not from its index: that registers routes, which need the identity.
import { notify } from '../notices/notify.ts'
import { accountNotices } from './words.zh.ts'

export type AccountChange = keyof typeof accountNotices

/**
 * Tells whose account it is that a way to sign in has changed, whoever changed it: whoever did not do it learns of it at the
 * bell, and by e-mail where an address is known (ASVS V2.2.3, V2.5.5).
 */
export const tellOwner = (work: Work, ctx: Ctx, personId: number, change: AccountChange): Promise<number> => {
  const at = work.at.toZonedDateTimeISO(legalZone)
  const time = `${at.month}月${at.day}日 ${String(at.hour).padStart(2, '0')}:${String(at.minute).padStart(2, '0')}`
  return notify(work, ctx, [personId], {
    kind: 'account.changed',
    text: accountNotices[change](time),
    address: '/security',
    about: `person/${personId}`,
    key: `account/${change}/${work.at}`,
  })
}
