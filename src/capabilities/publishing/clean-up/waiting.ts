import type { Ctx } from '../../../foundations/context.ts'
import { legalDay } from '../../../platform/clock.ts'
import { mayTake, postsFor, type RoundAction } from './round.ts'
import * as store from './store.ts'
import { roundActionLabels } from './words.zh.ts'

/** A step of a round that waits for somebody. `open`: documents without an opinion, of `total`. */
export type WaitingRound = {
  id: number
  title: string
  action: Extract<RoundAction, 'mark' | 'assemble' | 'decide'>
  label: string
  unitId: number
  unitName: string
  dueOn: string
  overdue: boolean
  open: number
  total: number
  /** Whose post it is that waits, where the actor stands in for somebody. */
  onBehalfOf: string | null
}

/**
 * What clean-up rounds ask of the actor: each unit's documents still without an opinion, rounds that can be handed up or
 * are past their day, and rounds to be decided.
 */
export const waitingRounds = async (ctx: Ctx): Promise<WaitingRound[]> => {
  const today = legalDay(ctx.clock())
  const list: WaitingRound[] = []
  for (const round of await store.runningRounds(ctx.db)) {
    const shares = round.shares
    const open = shares.reduce((sum, one) => sum + one.open, 0)
    const total = shares.reduce((sum, one) => sum + one.total, 0)
    const overdue = round.dueOn < today
    const add = (action: WaitingRound['action'], of: Pick<WaitingRound, 'unitId' | 'unitName' | 'open' | 'total'>) => {
      const { id, title, dueOn } = round
      if (mayTake(ctx.actor, action, round.stage, of.unitId) !== 'yes') return
      const onBehalfOf = postsFor(ctx.actor, action, of.unitId)[0]?.onBehalfOf?.name ?? null
      list.push({ id, title, dueOn, overdue, action, label: roundActionLabels[action], onBehalfOf, ...of })
    }
    for (const share of shares) if (share.open) add('mark', share)
    const whole = { unitId: round.unitId, unitName: round.unitName, open, total }
    if (!open || overdue) add('assemble', whole)
    add('decide', whole)
  }
  return list
}
