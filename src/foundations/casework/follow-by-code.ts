import { notFound, Problem } from '../../platform/http/problem.ts'
import { type Platform, transact } from '../context.ts'
import { system } from '../identity/actor.ts'
import { charge, clientOf, forgive } from './code-attempts.ts'
import { readCode } from './query-code.ts'
import { followWords as w } from './words.zh.ts'

/** 凭查询码查询: whoever shows code and proof gets a ticket, and with it may look again for half an hour. */

/** How long a ticket holds after the last page, min. */
const holds = 30
/** Wrong tries that cost nothing: of one client, and of one code (a receipt that somebody saw) from wherever. */
const freeTries = { client: 5, code: 10 }

const over = () => new Problem(401, 'ticket', '请重新查询', w.ticketOver)

export type Tickets = { give: (caseId: number) => string; read: (ticket: string) => number }

/** Tickets of one kind of case; those of another do not open. `read` throws Problem 401 when it has run out. */
export const ticketsOf = ({ keyring, clock }: Pick<Platform, 'keyring' | 'clock'>, place: string): Tickets => ({
  give: (id) => keyring.seal(JSON.stringify({ id, until: clock().add({ minutes: holds }).epochMilliseconds }), place),
  read(ticket) {
    let read: { id: number; until: number }
    try {
      read = JSON.parse(keyring.open(ticket, place))
    } catch {
      throw over()
    }
    if (read.until < clock().epochMilliseconds) throw over()
    return read.id
  },
})

/**
 * Finds a case by code and proof. Every try is charged before it is made, so that guessing gets slower and slower.
 * @param find the case of a code, when the proof is its own
 * @param failed told each try that did not fit or was refused
 * @throws Problem 404 no such case or the wrong proof (the same for both), 429 with `extra.seconds`
 */
export const followByCode = async <T>(
  platform: Platform,
  { code: typed, address }: { code: string; address: string },
  find: (code: string) => Promise<T | undefined>,
  failed: (outcome: 'wrong' | 'refused') => void,
): Promise<T> => {
  const { db, keyring } = platform
  const now = platform.clock()
  const code = readCode(typed)
  const client = keyring.fingerprint(clientOf(address), 'code attempt client')
  const ofCode = keyring.fingerprint(code ?? typed, 'code attempt code')
  const refuse = (seconds: number) => {
    failed('refused')
    return new Problem(429, 'too-many', '请稍后再试', w.wait(seconds), { extra: { seconds } })
  }
  const byClient = await charge(db, client, freeTries.client, now)
  if (!('key' in byClient)) throw refuse(byClient.wait)
  const byCode = await charge(db, ofCode, freeTries.code, now)
  if (!('key' in byCode)) {
    await forgive(db, [byClient])
    throw refuse(byCode.wait)
  }
  const found = code ? await find(code) : undefined
  if (found !== undefined) {
    await forgive(db, [byClient, byCode])
    return found
  }
  failed('wrong')
  // Once for each run of failures: who guesses must not be able to fill the audit log.
  if (byClient.failures === freeTries.client)
    await transact({ ...platform, actor: system }, async (work) =>
      work.audit({ action: 'desk.guessed', subject: 'desk', detail: { failures: freeTries.client } }),
    )
  throw notFound(w.noCase)
}
