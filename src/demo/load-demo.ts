import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as seeds from '../../db/seeds/demo/index.ts'
import type { Base } from '../base.ts'
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
import { loadKnowledge } from './knowledge.ts'
import { demoPassword } from './password.ts'
import { loadPublicReplies } from './public-replies.ts'
import { loadRecords } from './published.ts'
import { loadRequests } from './requests.ts'
import { demoWaiting, writeWaiting } from './waiting.ts'

/** What is being worked on in the county: the parts in their order, each of which is made after the portal serves what is public. */
const parts: Record<string, (platform: Platform) => Promise<string>> = {
  'in-progress': async (platform) => {
    const n = await loadInProgress(platform)
    return `办理中信息 ${n} 条 / ${n} items in progress`
  },
  'clean-up': async (platform) => {
    const n = await loadCleanUp(platform)
    return `清理中的规范性文件 ${n} 件 / ${n} documents in a clean-up`
  },
  requests: async (platform) => {
    const n = await loadRequests(platform)
    return `依申请公开 ${n} 件 / ${n} requests`
  },
  knowledge: async (platform) => {
    const n = await loadKnowledge(platform)
    return `问答 ${n} 条 / ${n} questions with answers`
  },
  inquiries: async (platform) => {
    const n = await loadInquiries(platform)
    return `查询来信 ${n} 件 / ${n} inquiries`
  },
  'public-replies': async (platform) => {
    const n = await loadPublicReplies(platform)
    return `公开的来信与答复 ${n} 件 / ${n} published letters`
  },
  hotline: async (platform) => {
    const n = await loadHotline(platform)
    return `专线来电 ${n} 通 / ${n} calls on the line`
  },
}

/** Nobody is told of these commits one by one, so none of them need wait for the disk; the next ordinary one does. */
const hurried = async (base: Base, work: (platform: Platform) => Promise<void>): Promise<void> => {
  const database = connect(base.database.url, { settings: '-c synchronous_commit=off' })
  try {
    await work({ ...base.platform, db: database.db })
  } finally {
    await database.close()
  }
}

/** The fictional county: its units and people, its catalogue and what it has published. */
export const loadDemo = (base: Base, say: (line: string) => void): Promise<void> =>
  hurried(base, async (platform) => {
    const ctx: Ctx = { ...platform, actor: system }
    say('· 建立示范县 / making the demo county')
    await loadUnits(ctx)
    const administrator = await loadPeople(ctx)
    await loadDelegations(ctx)
    await loadCatalogue(ctx, administrator)
    const published = await loadRecords(ctx)
    say(`· 已公开信息 ${published} 条 / ${published} published items`)
    await writeWaiting(platform, Object.keys(parts))
  })

/**
 * Makes what is left to make, part by part for as long as `goOn` says so; the rest is made at the next start. A part that was
 * broken off in the middle is not begun again: what is there of it stays.
 */
export const finishDemo = (base: Base, say: (line: string) => void, goOn: () => boolean): Promise<void> =>
  hurried(base, async (platform) => {
    for (;;) {
      const [next, ...rest] = await demoWaiting(platform.db)
      if (next === undefined || !goOn()) return
      await writeWaiting(platform, rest)
      const made = await parts[next]?.(platform)
      if (made) say(`· ${made}`)
    }
  })

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
