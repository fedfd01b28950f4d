import { createHash } from 'node:crypto'
import { type Scanner, TooLongToScan } from '../../platform/clamd.ts'
import { asDate } from '../../platform/clock.ts'
import type { Connection } from '../../platform/db/connect.ts'
import { unprocessable } from '../../platform/http/problem.ts'
import type { Platform } from '../context.ts'
import { scanWords as words } from './words.zh.ts'

type Scanning = Pick<Platform, 'db' | 'clock' | 'log' | 'scanner'>

/** What is known of a file: `found` names a virus, '' none; not looked at yet when there is no entry. */
export const scansOf = async (db: Connection, hashes: readonly string[]): Promise<Map<string, string>> => {
  if (hashes.length === 0) return new Map()
  const rows = await db.selectFrom('file_scan').select(['hash', 'found']).where('hash', 'in', hashes).execute()
  return new Map(rows.map(({ hash, found }) => [hash, found]))
}

/**
 * Has bytes looked through and remembers the answer.
 * @returns the name of what was found, '' for nothing; undefined when no scanner is set or it does not answer: the file
 * may be kept, and is looked at again by the job
 */
export const scan = async (platform: Scanning, hash: string, bytes: Uint8Array): Promise<string | undefined> => {
  if (!platform.scanner) return undefined
  const known = (await scansOf(platform.db, [hash])).get(hash)
  if (known !== undefined) return known
  return look(platform, platform.scanner, hash, bytes).catch((error) => {
    const why =
      error instanceof TooLongToScan ? 'the virus scanner takes no file so large' : 'the virus scanner does not answer'
    platform.log.warn({ err: error, hash }, `${why}; the file waits to be looked at`)
    return undefined
  })
}

/** @throws what the scanner throws */
const look = async (platform: Scanning, scanner: Scanner, hash: string, bytes: Uint8Array): Promise<string> => {
  const answer = await scanner(bytes)
  const found = answer.clean ? '' : answer.found
  if (found) platform.log.error({ hash, found }, 'a virus was found in a file')
  await platform.db
    .insertInto('file_scan')
    .values({ hash, found, scanned_at: asDate(platform.clock()) })
    .onConflict((oc) => oc.doNothing())
    .execute()
  return found
}

/** For what citizens send with an act: never a reason to refuse it, what is found stands at the file. */
export const scanPosted = async (platform: Scanning, files: readonly { base64: string }[]): Promise<void> => {
  for (const { base64 } of files) {
    const bytes = Buffer.from(base64, 'base64')
    await scan(platform, createHash('sha256').update(bytes).digest('hex'), bytes)
  }
}

/** For what staff hand in. @throws Problem 422 naming the virus; nothing of it is kept then */
export const refuseInfected = async (platform: Scanning, bytes: Uint8Array): Promise<void> => {
  const found = await scan(platform, createHash('sha256').update(bytes).digest('hex'), bytes)
  if (!found) return
  const message = words.refused(found)
  throw unprocessable(message, [{ field: 'file', key: 'virus-found', message }])
}

/** For what is handed out to staff. @throws Problem 422 naming the virus */
export const giveNoVirus = async (db: Connection, hash: string): Promise<void> => {
  const found = (await scansOf(db, [hash])).get(hash)
  if (found) throw unprocessable(words.notGiven(found))
}

/** What stands against publishing a file: a virus, or, where a scanner is set, that it has not looked yet. */
export const scanIssue = (
  scanner: Platform['scanner'],
  found: string | undefined,
): { kind: 'virus-found' | 'virus-unscanned'; message: string } | undefined => {
  if (found) return { kind: 'virus-found', message: words.infected(found) }
  return scanner && found === undefined ? { kind: 'virus-unscanned', message: words.notYet } : undefined
}

/** Files that stand in the store and were not looked at, the newest first, as many as are looked at in one round. */
const waiting = (db: Connection, most: number) =>
  db
    .selectFrom('stored_file')
    .leftJoin('file_scan', 'file_scan.hash', 'stored_file.hash')
    .select('stored_file.hash')
    .where('file_scan.hash', 'is', null)
    .orderBy('stored_file.stored_at', 'desc')
    .limit(most)
    .execute()

const perRound = 500

/**
 * One round of the job: what was uploaded while the scanner was away, and everything from before there was one. A file
 * that it refuses to look at (too large for its settings, say) holds nobody up.
 */
export const scanWaiting = async (platform: Scanning & Pick<Platform, 'files'>): Promise<void> => {
  const { scanner } = platform
  if (!scanner) return
  let unanswered = 0
  for (const { hash } of await waiting(platform.db, perRound)) {
    const bytes = await platform.files.read(hash).catch(() => undefined)
    if (!bytes) continue
    try {
      await look(platform, scanner, hash, bytes)
    } catch (error) {
      if (error instanceof TooLongToScan) continue
      platform.log.warn({ err: error, hash }, 'the virus scanner does not answer; the file waits to be looked at')
      // Away, not choosy.
      if (++unanswered >= 3) return
    }
  }
}

/** For the operator: how many files wait to be looked at, and in how many something was found. */
export const scanFigures = async (db: Connection): Promise<{ waiting: number; infected: number }> => {
  const { waiting } = await db
    .selectFrom('stored_file')
    .leftJoin('file_scan', 'file_scan.hash', 'stored_file.hash')
    .where('file_scan.hash', 'is', null)
    .select((eb) => eb.fn.countAll<string>().as('waiting'))
    .executeTakeFirstOrThrow()
  const { infected } = await db
    .selectFrom('file_scan')
    .where('found', '<>', '')
    .select((eb) => eb.fn.countAll<string>().as('infected'))
    .executeTakeFirstOrThrow()
  return { waiting: Number(waiting), infected: Number(infected) }
}
