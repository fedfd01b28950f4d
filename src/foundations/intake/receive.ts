import { createHash } from 'node:crypto'
import { z } from 'zod'
import { asDate } from '../../platform/clock.ts'
import { Problem } from '../../platform/http/problem.ts'
import { inRounds } from '../../platform/in-rounds.ts'
import { openBox } from '../../platform/sealed-box.ts'
import { type Platform, transact, type Work } from '../context.ts'
import { scan } from '../files/virus-scan.ts'
import { system } from '../identity/actor.ts'
import type { IntakeKeys } from './intake-keys.ts'
import { boxContext, type SealedSubmission, type Submission } from './submission.ts'
import { words } from './words.zh.ts'

/**
 * Takes one submission of a kind over into its capability, in the transaction that notes it as received.
 * @throws ZodError when it does not say what it should
 */
export type Taker = (work: Work, submission: Submission, ctx: Platform) => Promise<void>

export type Intake = { keys: IntakeKeys; takers: Record<string, Taker> }

const opened = z.object({
  id: z.uuid(),
  kind: z.string(),
  receipt: z.string().max(40),
  at: z.iso.datetime(),
  data: z.unknown(),
  files: z.array(z.object({ name: z.string().max(200), mediaType: z.string().max(100), base64: z.base64() })).max(20),
})

const refused = (detail: string) => new Problem(422, 'unreadable-submission', words.refused, detail)

/**
 * Takes a sealed submission, however often it comes, and many at once in one transaction. What is acknowledged here is in the database, and the portal
 * forgets it.
 * @returns false when it had been taken before
 * @throws Problem 422 when it cannot be opened or does not say what its kind says; it will not be better next time
 */
export const receiveSubmission = async (
  platform: Platform,
  intake: Intake,
  sealed: SealedSubmission,
): Promise<boolean> => {
  const key = intake.keys.opening(sealed.key)
  if (!key) throw refused(words.unknownKey)
  const taker = Object.hasOwn(intake.takers, sealed.kind) ? intake.takers[sealed.kind] : undefined
  if (!taker) throw refused(words.unknownKind)
  const submission = open(sealed, key)
  // Never a reason to refuse: a citizen's submission counts from the day it came, whatever is attached to it.
  for (const { base64 } of submission.files) {
    const bytes = Buffer.from(base64, 'base64')
    await scan(platform, createHash('sha256').update(bytes).digest('hex'), bytes)
  }
  const verdict = await togetherOf(intake, platform)({ submission, taker })
  if (verdict.status === 'rejected') throw verdict.reason
  return verdict.value
}

type Opened = { submission: Submission; taker: Taker }
type Verdict = PromiseSettledResult<boolean>

/** Submissions taken in one transaction at most; a clerk who registers one for the same unit waits for as long. */
const togetherAtMost = 20
const rounds = new WeakMap<Intake, (one: Opened) => Promise<Verdict>>()

/** What comes at the same time shares a transaction. One that cannot be taken leaves the others as they are. */
const togetherOf = (intake: Intake, platform: Platform) => {
  let take = rounds.get(intake)
  if (!take) {
    take = inRounds(async (round: Opened[]): Promise<Verdict[]> => {
      try {
        return (await takeAll(platform, round)).map((value) => ({ status: 'fulfilled', value }))
      } catch {
        const verdicts: Verdict[] = []
        for (const one of round)
          verdicts.push(...(await Promise.allSettled([takeAll(platform, [one]).then(([taken]) => taken!)])))
        return verdicts
      }
    }, togetherAtMost)
    rounds.set(intake, take)
  }
  return take
}

const takeAll = (platform: Platform, round: readonly Opened[]): Promise<boolean[]> =>
  transact({ ...platform, actor: system }, async (work) => {
    const taken: boolean[] = []
    for (const { submission, taker } of round) {
      const { numInsertedOrUpdatedRows } = await work.trx
        .insertInto('intake_item')
        .values({
          id: submission.id,
          kind: submission.kind,
          receipt: submission.receipt,
          submitted_at: submission.at,
          received_at: asDate(work.at),
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirstOrThrow()
      taken.push(Boolean(numInsertedOrUpdatedRows))
      if (!numInsertedOrUpdatedRows) continue
      await taker(work, submission, platform).catch((error) => {
        throw error instanceof z.ZodError ? refused(words.wrongShape) : error
      })
    }
    return taken
  })

const open = (sealed: SealedSubmission, key: Parameters<typeof openBox>[0]): Submission => {
  try {
    const bytes = openBox(key, Buffer.from(sealed.box, 'base64'), boxContext(sealed))
    const submission = opened.parse(JSON.parse(bytes.toString('utf8')))
    if (submission.id === sealed.id && submission.kind === sealed.kind) return submission
  } catch {
    // Said below; what is inside a box that does not open is nobody's business.
  }
  throw refused(words.notOpened)
}
