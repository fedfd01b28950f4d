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

/** The same for all of a kind that came at the same time, where that costs less than one after the other. */
export type TakerOfMany = { many: (work: Work, submissions: readonly Submission[], ctx: Platform) => Promise<void> }

export type Intake = { keys: IntakeKeys; takers: Record<string, Taker | TakerOfMany> }

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
 * Takes a sealed submission, however often it comes, and many at once in one transaction. What is acknowledged here is in
 * the database, and the portal forgets it.
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
  return togetherOf(intake, platform)({ submission, taker })
}

type Opened = { submission: Submission; taker: Taker | TakerOfMany }

/** Submissions taken in one transaction at most; a clerk who registers one for the same unit waits for as long. */
const togetherAtMost = 50
const rounds = new WeakMap<Intake, (one: Opened) => Promise<boolean>>()

/** What comes at the same time shares a transaction. One that cannot be taken leaves the others as they are. */
const togetherOf = (intake: Intake, platform: Platform) => {
  let take = rounds.get(intake)
  if (!take) {
    take = inRounds((round: Opened[]) => takeAll(platform, round), { most: togetherAtMost, apart: true })
    rounds.set(intake, take)
  }
  return take
}

const takeAll = (platform: Platform, round: readonly Opened[]): Promise<boolean[]> =>
  transact({ ...platform, actor: system }, async (work) => {
    const noted = await work.trx
      .insertInto('intake_item')
      .values(
        round.map(({ submission: { id, kind, receipt, at } }) => ({
          id,
          kind,
          receipt,
          submitted_at: at,
          received_at: asDate(work.at),
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .execute()
    const left = new Set(noted.map(({ id }) => id))
    // One that came twice is new the first time.
    const isNew = round.map(({ submission }) => left.delete(submission.id))
    for (const [taker, some] of Map.groupBy(
      round.filter((_, i) => isNew[i]),
      (one) => one.taker,
    )) {
      const submissions = some.map(({ submission }) => submission)
      await (typeof taker === 'function' ? oneByOne(taker) : taker.many)(work, submissions, platform).catch((error) => {
        throw error instanceof z.ZodError ? refused(words.wrongShape) : error
      })
    }
    return isNew
  })

const oneByOne =
  (taker: Taker): TakerOfMany['many'] =>
  async (work, submissions, platform) => {
    for (const submission of submissions) await taker(work, submission, platform)
  }

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
