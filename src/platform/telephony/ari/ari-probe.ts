import { z } from 'zod'
import type { AriAccount } from './ari-client.ts'

/** What stands at an address where a switch is said to be. */
export type Probe =
  /** `listening`: our application is known there, so somebody hears its calls. */
  | { found: 'switch'; version: string; listening: boolean }
  | { found: 'refused' | 'something_else' | 'nobody' | 'no_such_host' | 'no_answer' | 'untrusted' | 'unreachable' }

/** Longest time for an answer, ms. */
const patience = 5_000
const info = z.looseObject({ system: z.looseObject({ version: z.string() }) })
/** As Asterisk writes its versions, e.g. 20.9.2 or certified/18.9-cert5; what else may stand there is not repeated. */
const version = /^[\w./+~-]{1,40}$/

const troubles: Record<string, Exclude<Probe['found'], 'switch'>> = {
  ECONNREFUSED: 'nobody',
  ENOTFOUND: 'no_such_host',
  EAI_AGAIN: 'no_such_host',
  ETIMEDOUT: 'no_answer',
  UND_ERR_CONNECT_TIMEOUT: 'no_answer',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'untrusted',
  SELF_SIGNED_CERT_IN_CHAIN: 'untrusted',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'untrusted',
  CERT_HAS_EXPIRED: 'untrusted',
  ERR_TLS_CERT_ALTNAME_INVALID: 'untrusted',
}

/** Asks an address once whether it is an Asterisk that lets us in. Never throws; nothing of what was answered but the version is kept. */
export const probeAri = async ({ url, user, password, app }: AriAccount): Promise<Probe> => {
  const authorization = `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}`
  const ask = (path: string) =>
    fetch(`${url.replace(/\/$/, '')}/ari/${path}`, {
      headers: { authorization },
      redirect: 'manual',
      signal: AbortSignal.timeout(patience),
    })
  try {
    const answer = await ask('asterisk/info?only=system')
    if (answer.status === 401 || answer.status === 403) return { found: 'refused' }
    const said = answer.ok ? info.safeParse(await answer.json().catch(() => undefined)) : undefined
    if (!said?.success || !version.test(said.data.system.version)) return { found: 'something_else' }
    const application = await ask(`applications/${encodeURIComponent(app)}`)
    await application.body?.cancel()
    return { found: 'switch', version: said.data.system.version, listening: application.ok }
  } catch (error) {
    const { name, cause } = error as Error & { cause?: { code?: string } }
    if (name === 'TimeoutError') return { found: 'no_answer' }
    return { found: troubles[cause?.code ?? ''] ?? 'unreachable' }
  }
}
