import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Ctx, type Platform, transact } from '../../../foundations/context.ts'
import { logHead } from '../../../foundations/publication-log/read.ts'
import { asDate } from '../../../platform/clock.ts'
import { forbidden, notFound, unprocessable } from '../../../platform/http/problem.ts'
import { unitsInReach } from '../reach.ts'
import { archiveWords as words } from '../words.zh.ts'
import { checkPackage } from './check-package.ts'
import { LostFile, recordsOfYear, writePackage } from './package.ts'
import * as store from './store.ts'

/** Packages are for whoever answers for the unit today: also those of units whose duties have come to the actor's. */
const reaches = async (ctx: Ctx, unitId: number): Promise<boolean> => {
  const units = await unitsInReach(ctx.db, ctx.actor)
  return units === 'all' || units.includes(unitId)
}

/**
 * Asks for the package of a unit's year; it is made in the background. Asked again while one waits, it is that one.
 * @throws Problem 403 not one of its people, 422 nothing was public in that year
 */
export const askPackage = async (ctx: Ctx, input: { unitId: number; year: number }): Promise<number> => {
  if (!(await reaches(ctx, input.unitId))) throw forbidden()
  return transact(ctx, async ({ trx, at, audit }) => {
    const ids = await recordsOfYear(trx, input.unitId, input.year)
    if (!ids.length) throw unprocessable(words.nothing, [{ field: 'year', key: 'nothing', message: words.nothing }])
    const waiting = await store.waitingPackage(trx, input)
    if (waiting !== undefined) return waiting
    const row = { ...input, askedBy: ctx.actor.personId, at, items: ids.length }
    const id = await store.insertPackage(trx, row)
    audit({ action: 'archive.asked', subject: `archive/${id}`, detail: { ...input, items: ids.length } })
    return id
  })
}

/** Packages of the units whose drafts the actor may read, the newest first, and what else could be packed. */
export const packagesFor = async (ctx: Ctx) => {
  const units = await unitsInReach(ctx.db, ctx.actor)
  return { items: await store.packagesOf(ctx.db, units), choices: await store.yearsOf(ctx.db, units) }
}

/** A package that the actor may see. @throws Problem 404 not there, or not the actor's to see */
const packageFor = async (ctx: Ctx, id: number): Promise<store.PackageRow> => {
  const found = await store.packageById(ctx.db, id)
  if (!found || !(await reaches(ctx, found.unitId))) throw notFound()
  return found
}

/** A package, what is in it, what became public since, and every check of it. @throws Problem 404 */
export const packageDetail = async (ctx: Ctx, id: number) => {
  const found = await packageFor(ctx, id)
  const records = await store.recordsIn(ctx.db, id)
  const since = found.hash ? await store.publishedSince(ctx.db, found) : 0
  return { ...found, records, since, checks: await store.checksOf(ctx.db, id) }
}

/** The zip of a finished package. @throws Problem 404 not there, not finished, or not the actor's to see */
export const openPackage = async (ctx: Ctx, id: number) => {
  const found = await packageFor(ctx, id)
  const opened = found.hash ? await ctx.files.open(found.hash) : undefined
  if (!opened) throw notFound()
  await transact(ctx, async ({ audit }) => audit({ action: 'archive.fetched', subject: `archive/${id}` }))
  return { ...opened, name: words.fileName(found.unitName, found.year!) }
}

/** Reads a finished package again, file by file, and keeps what was found. @throws Problem 404 as `openPackage` */
export const verifyPackage = async (ctx: Ctx, id: number): Promise<void> => {
  const { hash } = await packageFor(ctx, id)
  if (!hash) throw notFound()
  const opened = await ctx.files.open(hash)
  const { files, faults } = opened ? await checkPackage(opened.stream, hash) : { files: 0, faults: [words.gone] }
  await transact(ctx, async ({ trx, at, audit }) => {
    await store.insertCheck(trx, { packageId: id, by: ctx.actor.personId, at, files, faults: faults.slice(0, 100) })
    audit({ action: 'archive.checked', subject: `archive/${id}`, detail: { files, faults: faults.length } })
  })
}

/** Held by the one process that makes packages; goes with its connection. */
const turn = 8181

/**
 * Makes the packages that wait, one after another. A second process that looks at the same time finds the turn taken; a
 * package that a stop interrupted is made anew, because it is only done when it says so.
 */
export const makePackages = (platform: Platform): Promise<number> =>
  platform.db.transaction().execute(async (trx) => {
    const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(${turn}) as mine`.execute(trx)
    if (!rows[0]!.mine) return 0
    for (let made = 0; ; made++) {
      const next = await store.nextPackage(platform.db)
      if (!next) return made
      await make(platform, next.id, next.unitId!, next.year!)
    }
  })

const make = async (platform: Platform, id: number, unitId: number, year: number): Promise<void> => {
  const note = (progress: store.Progress) => store.noteProgress(platform.db, id, progress)
  const folder = await mkdtemp(join(tmpdir(), 'gongkai-archive-'))
  const path = join(folder, 'package.zip')
  const now = () => asDate(platform.clock())
  try {
    const logSeq = (await logHead(platform.db)).seq
    const ids = await recordsOfYear(platform.db, unitId, year)
    await writePackage(platform, ids, createWriteStream(path), async (done) => {
      if (done === 1 || done % 20 === 0) await note({ done })
    })
    const { hash, size } = await platform.files.put(await readFile(path))
    await platform.db.transaction().execute(async (trx) => {
      await store.setRecords(trx, id, ids)
      await store.noteProgress(trx, id, {
        hash,
        size,
        items: ids.length,
        done: ids.length,
        log_seq: logSeq,
        finished_at: now(),
      })
    })
  } catch (error) {
    platform.log.error({ err: error, unitId, year }, 'archive package failed')
    const failure = error instanceof LostFile ? error.message : words.failed
    await note({ failure, finished_at: now() })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
