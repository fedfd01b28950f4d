import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { newCode } from '../../foundations/casework/query-code.ts'
import { type SealedSubmission, type Submission, sealSubmission } from '../../foundations/intake/submission.ts'
import type { Clock } from '../../platform/clock.ts'
import { legalDay } from '../../platform/clock.ts'
import { unavailable } from '../../platform/http/problem.ts'
import type { Log } from '../../platform/observability/log.ts'
import type { Metrics } from '../../platform/observability/metrics.ts'
import { type OfficeLink, SubmissionRefused } from '../office-link.ts'
import type { PortalSecret } from './portal-secret.ts'
import { openQueue } from './queue.ts'

/** The portal's side of everything citizens hand in. */
export type PortalIntake = {
  /**
   * Seals and queues; when it resolves, the submission is safe on disk.
   * @param id made by the form, so that a double click is one submission
   * @returns the receipt number (of a request its 查询码), on one day the same for the same id, whichever portal is asked
   *   and however often it was started anew; undefined while this portal has never heard the office's key
   * @throws QueueFull, or the disk's error
   */
  take: (kind: string, id: string, data: unknown, files?: Submission['files']) => Promise<string | undefined>
  /** Takes over what another portal sealed, to pass it on. */
  relay: (sealed: SealedSubmission) => Promise<void>
  /** The office's key, to tell another portal. @throws Error before it is known */
  knownKey: () => Promise<string>
  /** Delivers for as long as the portal runs. */
  follow: (how: { log: Log; metrics: Metrics; signal: AbortSignal }) => Promise<void>
}

const receiptsRemembered = 10_000
/** Delivered side by side, which the office takes in one transaction; larger ones (bytes) go one by one behind them. */
const sideBySide = 40
const large = 256 * 1024
/** Submissions of one round at most. */
const roundSize = 2_000
/** Time between two looks at the queue, between two rounds while the office is away, and how long a key is believed, ms. */
const between = 1_000
const away = 5_000
const keyHolds = 600_000

/** @param folder of this portal; the queue and the office's public key are kept in it */
export const openPortalIntake = (
  folder: string,
  office: Pick<OfficeLink, 'intakeKey' | 'deliver'>,
  clock: Clock,
  secret: Pick<PortalSecret, 'hash'>,
): PortalIntake => {
  const queue = openQueue(join(folder, 'queue'))
  const keyFile = join(folder, 'intake-key')
  const kept = () => {
    try {
      return readFileSync(keyFile, 'utf8').trim() || undefined
    } catch {
      return undefined
    }
  }
  let key = kept()
  let keyAsked = Number.NEGATIVE_INFINITY
  const receipts = new Map<string, Promise<string>>()
  let wake = new AbortController()

  const refreshKey = async () => {
    if (key && performance.now() - keyAsked < keyHolds) return
    const now = await office.intakeKey()
    keyAsked = performance.now()
    if (now === key) return
    mkdirSync(folder, { recursive: true })
    writeFileSync(`${keyFile}.part`, now)
    renameSync(`${keyFile}.part`, keyFile)
    key = now
  }

  /** One round; false when more waits behind it. Throws when the office is away, or would not take some. */
  const deliver = async (log: Log, signal: AbortSignal): Promise<boolean> => {
    const found = await queue.waiting(roundSize)
    let failed: { error: unknown; inARow: number } | undefined
    const hands = async (ids: Iterator<string>, most: number) => {
      const one = async () => {
        for (let next = ids.next(); !next.done; next = ids.next()) {
          // One that the office stumbles over holds nobody up; when none goes through, it is away.
          if (signal.aborted || (failed && failed.inARow >= most)) return
          const id = next.value
          try {
            const sealed = await queue.read(id)
            if (!sealed) throw new SubmissionRefused('what lies in the queue is torn')
            await office.deliver(sealed)
            await queue.done(id)
            if (failed) failed.inARow = 0
          } catch (error) {
            if (error instanceof SubmissionRefused) {
              log.error({ id, reason: error.message }, 'a submission was put aside: the office cannot take it')
              await queue.putAside(id)
            } else failed = { error, inARow: (failed?.inARow ?? 0) + 1 }
          }
        }
      }
      await Promise.all(Array.from({ length: most }, one))
    }
    const idsOf = (some: typeof found) => some.map(({ id }) => id).values()
    await hands(idsOf(found.filter(({ bytes }) => bytes < large)), sideBySide)
    await hands(idsOf(found.filter(({ bytes }) => bytes >= large)), 1)
    if (failed) throw (failed as { error: unknown }).error
    return found.length < roundSize
  }

  return {
    async knownKey() {
      if (!key) throw unavailable('还没有取得工作端的公钥，请稍后再试。')
      return key
    },
    async take(kind, id, data, files = []) {
      const before = receipts.get(id)
      if (before) return before
      if (!key) return undefined
      const now = clock()
      const receipt = newCode(legalDay(now), secret.hash(id, 'receipt').subarray(0, 5))
      const sealed = sealSubmission({ id, kind, receipt, at: now.round('millisecond').toString(), data, files }, key)
      const taken = queue.add(sealed).then(() => receipt)
      receipts.set(id, taken)
      taken.then(
        () => wake.abort(),
        () => receipts.delete(id),
      )
      if (receipts.size > receiptsRemembered) receipts.delete(receipts.keys().next().value!)
      return taken
    },
    async relay(sealed) {
      await queue.add(sealed)
      wake.abort()
    },
    async follow({ log, metrics, signal }) {
      let told = false
      while (!signal.aborted) {
        let pause = between
        try {
          await refreshKey()
          const all = await deliver(log, signal)
          if (!all) pause = 0
          told = false
        } catch (error) {
          pause = away
          if (!told) log.warn({ err: error }, 'the office is away; what is handed in waits in the queue')
          told = true
        }
        metrics.intakeWaiting.set(queue.size())
        await queue.aside().then(
          (n) => metrics.intakeRefused.set(n),
          () => undefined,
        )
        // Woken by a submission; not while the office is away, so that a busy form does not hammer on it.
        const until = pause <= between ? AbortSignal.any([signal, wake.signal]) : signal
        await sleep(pause, undefined, { signal: until }).catch(() => undefined)
        if (wake.signal.aborted) wake = new AbortController()
      }
    },
  }
}
