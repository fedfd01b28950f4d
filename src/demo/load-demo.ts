import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as seeds from '../../db/seeds/demo/index.ts'
import type { Base } from '../app.ts'
import { importCatalogue, saveSector } from '../capabilities/catalogue/index.ts'
import { type Ctx, type Platform, transact } from '../foundations/context.ts'
import { type Actor, system } from '../foundations/identity/actor.ts'
import { actorOf, addPerson, delegate } from '../foundations/identity/index.ts'
import { hashPassword } from '../foundations/identity/password.ts'
import { appendToLog } from '../foundations/publication-log/append.ts'
import { addUnit, allUnits, dissolveUnit, renameUnit } from '../foundations/units/index.ts'
import { legalDay } from '../platform/clock.ts'
import { connect } from '../platform/db/connect.ts'
import { home } from '../platform/home.ts'
import { loadCleanUp } from './clean-up.ts'
import { loadHotline } from './hotline.ts'
import { loadInProgress } from './in-progress.ts'
import { loadInquiries } from './inquiries.ts'
import { demoPassword } from './password.ts'
import { loadRecords } from './published.ts'
import { loadRequests } from './requests.ts'

/** The fictional county: its units and people, its catalogue, what it has published and what is being worked on. */
export const loadDemo = async (base: Base, say: (line: string) => void): Promise<void> => {
  // Nobody is told of these commits one by one, so none of them need wait for the disk; the next ordinary one does.
  const database = connect(base.database.url, { settings: '-c synchronous_commit=off' })
  try {
    await load({ ...base.platform, db: database.db }, say)
  } finally {
    await database.close()
  }
}

const load = async (platform: Platform, say: (line: string) => void) => {
  const ctx: Ctx = { ...platform, actor: system }
  say('· 建立示范县 / making the demo county')
  await loadUnits(ctx)
  const administrator = await loadPeople(ctx)
  await loadDelegations(ctx)
  await loadCatalogue(ctx, administrator)
  const published = await loadRecords(ctx)
  say(`· 已公开信息 ${published} 条 / ${published} published items`)
  const working = await loadInProgress(platform)
  say(`· 办理中信息 ${working} 条 / ${working} items in progress`)
  const judged = await loadCleanUp(platform)
  say(`· 清理中的规范性文件 ${judged} 件 / ${judged} documents in a clean-up`)
  const [asked, inquired] = await Promise.all([loadRequests(platform), loadInquiries(platform)])
  say(`· 依申请公开 ${asked} 件 / ${asked} requests`)
  say(`· 查询来信 ${inquired} 件 / ${inquired} inquiries`)
  const rung = await loadHotline(platform)
  say(`· 专线来电 ${rung} 通 / ${rung} calls on the line`)
}

const loadUnits = async (ctx: Ctx) => {
  await transact(ctx, async (work) => {
    await appendToLog(work.trx, work.at, [{ kind: 'site.changed', subject: 'site', payload: seeds.site }])
    await work.trx
      .insertInto('setting')
      .values({ key: 'site', value: JSON.stringify(seeds.site) })
      .execute()
    const ids = new Map<string, number>()
    for (const unit of inOrder(seeds.units)) {
      const { code, kind, organisationCode, position, disclosureOffice, reviewChain } = unit
      // Founded under its first name; renamed below, as it was.
      const { name, shortName } = unit.formerly ?? unit
      const parentId = unit.parentCode === null ? null : ids.get(unit.parentCode)!
      ids.set(
        code,
        await addUnit(work, {
          code,
          name,
          shortName,
          kind,
          organisationCode,
          position,
          disclosureOffice,
          parentId,
          reviewChain,
        }),
      )
    }
  })
  const units = new Map((await allUnits(ctx.db)).map((unit) => [unit.code, unit]))
  for (const { code, name, shortName, formerly } of seeds.units)
    if (formerly)
      await renameUnit(ctx, { id: units.get(code)!.id, name, shortName, on: formerly.until, basis: formerly.basis })
  for (const unit of seeds.units.filter((one) => one.dissolvedOn))
    await dissolveUnit(ctx, {
      id: units.get(unit.code)!.id,
      on: unit.dissolvedOn!,
      mergedIntoId: unit.mergedInto ? units.get(unit.mergedInto)!.id : null,
    })
}

/** Parents before children. */
const inOrder = (units: typeof seeds.units) => {
  const depth = (unit: (typeof units)[number]): number =>
    unit.parentCode === null ? 0 : 1 + depth(units.find((one) => one.code === unit.parentCode)!)
  return [...units].sort((a, b) => depth(a) - depth(b) || a.position - b.position)
}

/** All accounts share one demo password, hashed once. Returns the disclosure office's first member. */
const loadPeople = async (ctx: Ctx): Promise<Actor> => {
  const passwordHash = await hashPassword(demoPassword)
  const units = new Map((await allUnits(ctx.db)).map((unit) => [unit.code, unit.id]))
  await transact(ctx, async (work) => {
    for (const person of seeds.people) {
      const posts = person.roles.map((role) => ({ unitId: units.get(person.unit)!, role, title: person.title }))
      await addPerson(work, { username: person.username, name: person.name, passwordHash, demo: true, posts })
    }
  })
  const office = seeds.people.find((person) => person.roles.includes('disclosure_office'))!
  return (await actorOf(ctx.db, office.username))!
}

const loadDelegations = async (ctx: Ctx) => {
  const today = legalDay(ctx.clock())
  for (const { principal, deputy, days, reason } of seeds.delegations) {
    const actor = (await actorOf(ctx.db, principal))!
    const { personId: deputyId } = (await actorOf(ctx.db, deputy))!
    const endsOn = Temporal.PlainDate.from(today).add({ days }).toString()
    const lent = { postId: actor.posts[0]!.id, deputyId: deputyId!, startsOn: today, endsOn, reason }
    await delegate({ ...ctx, actor }, lent)
  }
}

const loadCatalogue = async (ctx: Ctx, office: Actor) => {
  const units = new Map((await allUnits(ctx.db)).map((unit) => [unit.code, unit.id]))
  await transact(ctx, async (work) => {
    for (const { code, name, position, leadUnit } of seeds.sectors)
      await saveSector(work, { code, name, position, leadUnitId: leadUnit ? (units.get(leadUnit) ?? null) : null })
  })
  const bytes = await readFile(join(home, 'db', 'seeds', 'demo', 'catalogue.csv'))
  const report = await importCatalogue({ ...ctx, actor: office }, { bytes, fileName: 'catalogue.csv', dryRun: false })
  if (report.refused.length) throw new Error(`demo catalogue: ${JSON.stringify(report.refused.slice(0, 3))}`)
}
