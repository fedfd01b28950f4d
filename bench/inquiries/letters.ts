import { join } from 'node:path'
import { openBase } from '../../src/base.ts'
import { openInquiry, perform } from '../../src/capabilities/inquiries/index.ts'
import { type Route, route } from '../../src/capabilities/inquiries/rules/route.ts'
import { type Platform, transact } from '../../src/foundations/context.ts'
import { type Actor, system } from '../../src/foundations/identity/actor.ts'
import { actorOf, addPerson } from '../../src/foundations/identity/index.ts'
import { findPersonalData, mask } from '../../src/foundations/personal-data/index.ts'
import { allUnits } from '../../src/foundations/units/index.ts'
import { install } from '../../src/installation.ts'
import { fixedClock, legalDay } from '../../src/platform/clock.ts'
import { readConfig } from '../../src/platform/config.ts'
import { type Figure, figureOf } from '../figure.ts'
import { benchFolder } from '../installation.ts'
import { type Message, messages } from './messages.ts'

/** Days before today over which the messages are spread; their hours and the days until the reply are their own. */
const spreadOver = 150
const atOnce = 4

type Team = { clerk: Actor; head: Actor }

/** Telephones and identity numbers, however they are written: looked for apart from what masks them. */
const personal = /(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{17}[\dXx](?!\d)/

/**
 * `script/bench inquiries letters`: the real messages of the corpus taken in as letters of the demo county, routed by their words and
 * answered with their real replies through the same acts that people do. The county is left standing in .tmp/bench/letters to be
 * looked at: GONGKAI_DATA=.tmp/bench/letters bin/gongkai serve.
 */
export const letters = async (say: (line: string) => void): Promise<Figure[]> => {
  const folder = join(benchFolder, 'letters')
  const base = await openBase({ ...readConfig({ GONGKAI_DATA: folder }), logLevel: 'warn' })
  try {
    const { finish } = await install(base, { demo: true, say })
    await finish?.(() => true)
    const platform: Platform = { ...base.platform, listeners: {} }
    const known = await platform.db
      .selectFrom('inquiry')
      .select('case_id')
      .where('source', '=', 'corpus')
      .limit(1)
      .execute()
    if (known.length) throw new Error(`${folder} has the letters already: remove it to take them in anew`)
    const units = (await allUnits(platform.db)).filter((unit) => !unit.dissolvedOn)
    const teams = await staff(platform, units)
    const all = messages()
    const today = Temporal.PlainDate.from(legalDay(platform.clock()))
    const waiting = all.map((message, i) => ({
      message,
      on: today.subtract({ days: spreadOver - Math.floor((i * (spreadOver - 1)) / all.length) }),
    }))
    const routes: Route[] = []
    let answered = 0
    const began = performance.now()
    const next = async () => {
      for (let one = waiting.shift(); one; one = waiting.shift()) {
        const found = route(one.message, units)
        routes.push(found)
        if (await live(platform, teams, one.message, one.on, today, found)) answered++
        if (routes.length % 200 === 0) say(`${routes.length} of ${all.length} messages`)
      }
    }
    await Promise.all(Array.from({ length: atOnce }, next))
    const seconds = (performance.now() - began) / 1000
    const lists = await platform.db
      .selectFrom('inquiry')
      .innerJoin('case_file', 'case_file.id', 'inquiry.case_id')
      .select('case_file.summary')
      .execute()
    const bare = lists.filter(({ summary }) => personal.test(summary)).length
    const withNumbers = all.filter(({ text, reply }) => personal.test(text + reply)).length
    const unmasked = all.filter(({ text, reply }) =>
      [text, reply].some((said) => personal.test(mask(said, findPersonalData(said)))),
    ).length
    const share = (n: number) => n / all.length
    const items = all.length
    return [
      figureOf({
        figure: 'letters-taken-in',
        items,
        value: all.length / seconds,
        unit: 'letters/s',
        more: { answered },
      }),
      figureOf({
        figure: 'letters-with-a-topic',
        items,
        value: share(routes.filter((one) => one.topic).length),
        unit: 'share',
      }),
      figureOf({
        figure: 'letters-with-a-unit',
        items,
        value: share(routes.filter((one) => one.unitId).length),
        unit: 'share',
      }),
      figureOf({ figure: 'personal-numbers-in-lists', items, value: bare, unit: 'letters', target: '<=0' }),
      figureOf({
        figure: 'personal-numbers-after-masking',
        items,
        value: unmasked,
        unit: 'letters',
        target: '<=0',
        more: { withNumbers },
      }),
    ]
  } finally {
    await base.close()
  }
}

/** A clerk and a head of every unit. */
const staff = async (platform: Platform, units: readonly { id: number; code: string; shortName: string }[]) => {
  const ctx = { ...platform, actor: system }
  const teams = new Map<number, Team>()
  for (const { id, code, shortName } of units) {
    const names = { clerk: `letters-${code}-clerk`, head: `letters-${code}-head` }
    await transact(ctx, async (work) => {
      for (const [role, username] of [
        ['clerk', names.clerk],
        ['section_head', names.head],
      ] as const)
        await addPerson(work, {
          username,
          name: `${shortName}${role === 'clerk' ? '经办' : '负责'}`,
          passwordHash: '',
          demo: true,
          posts: [{ unitId: id, role, title: '' }],
        })
    })
    teams.set(id, {
      clerk: (await actorOf(platform.db, names.clerk))!,
      head: (await actorOf(platform.db, names.head))!,
    })
  }
  return {
    teams,
    sorter: (await actorOf(platform.db, 'qinzhaoye'))!,
    fallback: units.find(({ code }) => code === 'zwfw')!.id,
  }
}

/** One letter from its arrival to its reply, unless that comes after today. @returns whether it is answered */
const live = async (
  platform: Platform,
  { teams, sorter, fallback }: Awaited<ReturnType<typeof staff>>,
  message: Message,
  on: Temporal.PlainDate,
  today: Temporal.PlainDate,
  found: Route,
): Promise<boolean> => {
  const at = (actor: Actor, day: Temporal.PlainDate, time: string) => {
    const instant = day.toZonedDateTime({ timeZone: 'Asia/Shanghai', plainTime: time }).toInstant()
    return { ...platform, actor, clock: fixedClock(instant.toString()) }
  }
  const dayOf = (moment: string) => Temporal.PlainDate.from(moment.slice(0, 10))
  const wait = Math.max(1, dayOf(message.submitted_at).until(dayOf(message.replied_at)).days)
  const arrived = at(system, on, message.submitted_at.slice(11))
  const caseId = await transact(arrived, (work) =>
    openInquiry(arrived, work, {
      kind: 'letter',
      channel: 'mailbox',
      unitId: found.unitId,
      topic: found.topic ?? 'other',
      mailboxId: null,
      source: 'corpus',
      sourceNumber: message.id,
      aboutCaseId: null,
      aboutUnitId: null,
      writer: {
        name: message.user,
        phone: '',
        email: `${message.user.replace(/\W/g, '') || 'x'}@example.cn`,
        address: '',
        pin: '',
      },
      content: { subject: message.subject.slice(0, 100), text: message.text, place: '' },
      submittedAt: work.at,
      receivedOn: on.toString(),
      code: null,
      intakeId: null,
      requestKey: crypto.randomUUID(),
      by: 'writer',
      note: '',
    }),
  )
  const act = (
    actor: Actor,
    day: Temporal.PlainDate,
    action: 'dispatch' | 'propose' | 'approve',
    data: unknown,
    note = '',
  ) =>
    perform(at(actor, day, action === 'approve' ? '16:30:00' : '10:00:00'), {
      caseId,
      action,
      data: data as never,
      version: null,
      note,
    })
  const next = on.add({ days: 1 })
  if (found.unitId === null) await act(sorter, next, 'dispatch', { unitId: fallback })
  const replied = next.add({ days: wait })
  if (Temporal.PlainDate.compare(replied, today) > 0) return false
  const team = teams.get(found.unitId ?? fallback)!
  await act(
    team.clerk,
    replied,
    'propose',
    { outcome: 'answered', sources: { records: [], knowledge: [] } },
    message.reply,
  )
  await act(team.head, replied, 'approve', {})
  return true
}
