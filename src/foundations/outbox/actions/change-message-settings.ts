import { type MessageSettings, readMessageSettings, writeMessageSettings } from '../../../platform/messaging/index.ts'
import { type Ctx, transact } from '../../context.ts'

/** Changes quiet hours and days of keeping; in force for the next round of sending and the next sweep. */
export const changeMessageSettings = (ctx: Ctx, settings: MessageSettings): Promise<void> =>
  transact(ctx, async ({ trx, at, audit }) => {
    const from = await readMessageSettings(trx)
    await writeMessageSettings(trx, settings, at)
    audit({ action: 'message-settings.changed', subject: 'setting/messages', detail: { from, to: settings } })
  })
