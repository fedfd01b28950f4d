import { createWriteStream } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { type Ctx, type Platform, transact } from '../../../foundations/context.ts'
import { asDate } from '../../../platform/clock.ts'
import { forbidden, notFound, unprocessable } from '../../../platform/http/problem.ts'
import { mayRead } from '../permissions.ts'
import { archiveWords as words } from '../words.zh.ts'
import { recordsOfYear, writePackage } from './package.ts'

/**
 * Asks for the package of a unit's year; it is made in the background.
 * @throws Problem 403 not one of its people, 422 nothing was public in that year
 */
export const askPackage = (ctx: Ctx, input: { unitId: number; year: number }): Promise<number> => {
  if (!mayRead(ctx.actor, input.unitId)) throw forbidden()
  return transact(ctx, async ({ trx, at, audit }) => {
    const ids = await recordsOfYear(trx, input.unitId, input.year)
    if (!ids.length) throw unprocessable(words.nothing, [{ field: 'year', key: 'nothing', message: words.nothing }])
    const { id } = await trx
      .insertInto('archive_package')
      .values({
        unit_id: input.unitId,
        year: input.year,
        asked_by: ctx.actor.personId,
        asked_at: asDate(at),
        items: ids.length,
      })
      .returning('id')
      .executeTakeFirstOrThrow()
    audit({ action: 'archive.asked', subject: `archive/${id}`, detail: { ...input, items: ids.length } })
    return id
  })
}

const packages = (db: Platform['db']) =>
  db
    .selectFrom('archive_package as a')
    .innerJoin('unit', 'unit.id', 'a.unit_id')
    .select(['a.id', 'unit.id as unitId', 'unit.name as unitName', 'a.year', 'a.items', 'a.done'])
    .select(['a.asked_at as askedAt', 'a.finished_at as finishedAt', 'a.hash', 'a.size', 'a.failure'])

/** Packages of the units whose drafts the actor may read, the newest first. */
export const packagesFor = async (ctx: Ctx) =>
  (await packages(ctx.db).orderBy('a.id', 'desc').limit(100).execute()).filter((one) => mayRead(ctx.actor, one.unitId))

/** The zip of a finished package. @throws Problem 404 not there, not finished, or not the actor's to see */
export const openPackage = async (ctx: Ctx, id: number) => {
  const found = await packages(ctx.db).where('a.id', '=', id).executeTakeFirst()
  const opened = found?.hash && mayRead(ctx.actor, found.unitId) ? await ctx.files.open(found.hash) : undefined
  if (!found || !opened) throw notFound()
  await transact(ctx, async ({ audit }) => audit({ action: 'archive.fetched', subject: `archive/${id}` }))
  return { ...opened, name: words.fileName(found.unitName, found.year!) }
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
      const next = await platform.db
        .selectFrom('archive_package')
        .select(['id', 'unit_id as unitId', 'year'])
        .where('finished_at', 'is', null)
        .orderBy('id')
        .limit(1)
        .executeTakeFirst()
      if (!next) return made
      await make(platform, next.id, next.unitId!, next.year!)
    }
  })

const make = async (platform: Platform, id: number, unitId: number, year: number): Promise<void> => {
  const note = (set: {
    done?: number
    items?: number
    hash?: string
    size?: number
    failure?: string
    finished_at?: Date
  }) => platform.db.updateTable('archive_package').set(set).where('id', '=', id).execute()
  const folder = await mkdtemp(join(tmpdir(), 'gongkai-archive-'))
  const path = join(folder, 'package.zip')
  const now = () => asDate(platform.clock())
  try {
    const ids = await recordsOfYear(platform.db, unitId, year)
    await writePackage(platform, ids, createWriteStream(path), async (done) => {
      if (done % 20 === 0) await note({ done })
    })
    const { hash, size } = await platform.files.put(await readFile(path))
    await note({ hash, size, items: ids.length, done: ids.length, finished_at: now() })
  } catch (error) {
    platform.log.error({ err: error, unitId, year }, 'archive package failed')
    await note({ failure: (error as Error).message, finished_at: now() })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
