import { randomUUID } from 'node:crypto'
import { type Channel, queueMessage } from '../../../platform/messaging/index.ts'
import { type Ctx, transact } from '../../context.ts'
import { test } from '../words.zh.ts'

/** Queues a message that says nothing but that it arrived. The audit log does not say to whom. */
export const sendTest = (ctx: Ctx, { channel, to }: { channel: Channel; to: string }): Promise<string> =>
  transact(ctx, async (work) => {
    const { id } = await queueMessage(work, ctx.keyring, {
      channel,
      // Not kept back at night: somebody waits for it.
      audience: 'staff',
      to,
      ...test,
      template: 'test',
      about: `person/${ctx.actor.personId}`,
      key: `test/${randomUUID()}`,
    })
    work.audit({ action: 'message.tested', subject: `message/${id}`, detail: { channel } })
    return id
  })
