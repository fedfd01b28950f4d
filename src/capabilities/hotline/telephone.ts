import { z } from 'zod'
import { type Ctx, type Platform, transact } from '../../foundations/context.ts'
import { asDate } from '../../platform/clock.ts'
import type { Connection } from '../../platform/db/connect.ts'
import { unprocessable } from '../../platform/http/problem.ts'
import type { SealedColumn } from '../../platform/sealed-columns.ts'
import { text } from '../../platform/shapes.ts'
import { type AriSettings, ariSwitch, type Switch } from '../../platform/telephony/index.ts'
import { settingIssues as say } from './setting-words.zh.ts'

/**
 * The connection to the county's telephone switch: as it was set on the console, or else as the server's environment says. The
 * password is sealed and given to nobody but the switch it was set for.
 */

const passwordPlace = (id: string) => `telephone-switch/${id}/password`
export const sealedSwitch: SealedColumn = {
  table: 'telephone_switch',
  key: 'id',
  column: 'password_sealed',
  place: passwordPlace,
}
export const switchSubject = 'hotline/switch'

const address = (typed: string): URL | undefined => {
  const url = URL.parse(typed)
  return url && /^https?:$/.test(url.protocol) && !url.username && !url.password && url.hostname ? url : undefined
}
const endpoint = z
  .string()
  .trim()
  .max(100)
  .regex(/^[^\s{}]*\{number\}[^\s{}]*$/, say.endpoint)

/** A connection as it is typed. An empty password keeps the one that is there. */
export const switchShape = z.object({
  url: text(200).refine((typed) => address(typed) !== undefined, say.url),
  user: text(100).min(1, say.user),
  password: text(200),
  app: z
    .string()
    .trim()
    .regex(/^[\w-]{1,60}$/, say.app),
  seatEndpoint: endpoint,
  numberEndpoint: endpoint,
  /** '' where recorded sounds are played. */
  speech: text(300).refine((typed) => !typed || (typed.includes('{text}') && address(typed) !== undefined), say.speech),
})
export type SwitchTyped = z.infer<typeof switchShape>

type Kept = { settings: AriSettings; from: 'console' | 'server'; version: string }

/** What is set now; undefined when nothing is. */
export const keptSwitch = async (
  db: Connection,
  { keyring }: Pick<Platform, 'keyring'>,
  server: AriSettings | undefined,
): Promise<Kept | undefined> => {
  const row = await db.selectFrom('telephone_switch').selectAll().executeTakeFirst()
  if (!row) return server && { settings: server, from: 'server', version: 'server' }
  return {
    settings: {
      url: row.url,
      user: row.user_name,
      password: keyring.open(row.password_sealed, passwordPlace(String(row.id))),
      app: row.app,
      seatEndpoint: row.seat_endpoint,
      numberEndpoint: row.number_endpoint,
      speech: row.speech_url || undefined,
    },
    from: 'console',
    version: (row.changed_at as unknown as Date).toISOString(),
  }
}

/** Asked for again after so many ms. */
const keep = 2_000

/** Gives the switch that is set now, at most two seconds late; the same object for as long as nothing was changed. */
export const presentSwitch = (platform: Platform, server: AriSettings | undefined) => {
  let known: { version: string; pbx: Switch } | undefined
  let asked: { at: number; pbx: Promise<Switch | undefined> } | undefined
  const ask = async () => {
    const kept = await keptSwitch(platform.db, platform, server)
    if (kept?.version !== known?.version) known = kept && { version: kept.version, pbx: ariSwitch(kept.settings) }
    return known?.pbx
  }
  return (): Promise<Switch | undefined> => {
    const now = performance.now()
    if (asked && now - asked.at < keep) return asked.pbx
    const pbx = ask()
    asked = { at: now, pbx }
    pbx.catch(() => {
      asked = undefined
    })
    return pbx
  }
}

/**
 * The connection with its password. The one that is kept goes to the address and user it was set for and nowhere else: who
 * may change the address must not get it sent to an address of their own.
 * @throws Problem 422 it has to be typed
 */
export const withPassword = ({ password, speech, ...typed }: SwitchTyped, kept: Kept | undefined): AriSettings => {
  const same = kept?.settings.url === typed.url && kept.settings.user === typed.user
  const whole = password || (same ? kept.settings.password : '')
  if (!whole) {
    const message = kept ? say.passwordAnew : say.password
    throw unprocessable(message, [{ field: 'password', key: 'missing', message }])
  }
  return { ...typed, password: whole, speech: speech || undefined }
}

export const writeSwitch = (ctx: Ctx, server: AriSettings | undefined, typed: SwitchTyped): Promise<void> =>
  transact(ctx, async (work) => {
    const settings = withPassword(typed, await keptSwitch(work.trx, ctx, server))
    const row = {
      url: settings.url,
      user_name: settings.user,
      password_sealed: ctx.keyring.seal(settings.password, passwordPlace('1')),
      app: settings.app,
      seat_endpoint: settings.seatEndpoint,
      number_endpoint: settings.numberEndpoint,
      speech_url: settings.speech ?? '',
      changed_at: asDate(work.at),
    }
    await work.trx
      .insertInto('telephone_switch')
      .values(row)
      .onConflict((conflict) => conflict.column('id').doUpdateSet(row))
      .execute()
    const { password, ...detail } = typed
    work.audit({
      action: 'telephone-switch.changed',
      subject: switchSubject,
      detail: { ...detail, passwordChanged: password !== '' },
    })
  })

/** Back to what the server's environment says; nothing happens where nothing was set here. */
export const forgetSwitch = (ctx: Ctx): Promise<void> =>
  transact(ctx, async (work) => {
    const { numDeletedRows } = await work.trx.deleteFrom('telephone_switch').executeTakeFirst()
    if (numDeletedRows) work.audit({ action: 'telephone-switch.forgotten', subject: switchSubject })
  })
