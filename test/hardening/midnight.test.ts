import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { recordDetail } from '../../src/capabilities/publishing/detail.ts'
import { aRecord } from '../../src/capabilities/publishing/testing.ts'
import { readLog } from '../../src/foundations/publication-log/read.ts'
import { dayOf } from '../../src/portal/dates.ts'
import { openReplica } from '../../src/portal/replica/open-replica.ts'
import { openReplicaWriter } from '../../src/portal/replica/writer.ts'
import { type PublishingStage, publishingStage } from '../publishing/stage.ts'

/**
 * The day of the law begins at midnight in China, 16:00 of the day before in UTC, wherever the machine
 * stands. One second lies between the two signatures, and a year.
 */

const before = '2026-12-31T15:59:59Z'
const after = '2026-12-31T16:00:00Z'
let stage: PublishingStage
let folder: string
beforeAll(async () => {
  ;[stage, folder] = await Promise.all([
    publishingStage({ clock: '2026-12-31T15:50:00Z' }),
    mkdtemp(join(tmpdir(), 'gongkai-midnight-')),
  ])
})
afterAll(async () => {
  await Promise.all([stage.close(), rm(folder, { recursive: true, force: true })])
})

test('one second decides the day and the year of a publication, on every page that shows it', async () => {
  const { platform, people } = stage
  const draft = { formedOn: '2026-12-30', effectiveOn: '2026-12-31' }
  const old = await aRecord(platform, people, draft).broughtTo('sign_off')
  const young = await aRecord(platform, people, draft).broughtTo('sign_off')
  platform.time.set(before)
  await signed(old)
  platform.time.set(after)
  await signed(young)

  const path = join(folder, 'replica.sqlite')
  const writer = openReplicaWriter(path, { today: () => '2027-01-01' })
  writer.apply(await readLog(platform.db, 0, 500))
  const replica = openReplica(path, { today: () => '2027-01-01' })
  try {
    const seen = (id: number) => {
      const found = replica.record(id)
      if (found?.state !== 'published') throw new Error(`${id} is ${found?.state}`)
      return { day: dayOf(found.record.publishedAt), year: /\/(\d{4})-/.exec(found.record.indexNumber)?.[1] }
    }
    expect([seen(old), seen(young)]).toEqual([
      { day: '2026-12-31', year: '2026' },
      { day: '2027-01-01', year: '2027' },
    ])
  } finally {
    replica.close()
    writer.close()
  }
})

/** Signed by the leader, at the hour the clock shows. */
const signed = async (recordId: number) => {
  const { body } = await stage.calls.signing_leader('GET', `/api/records/${recordId}`)
  const acknowledged = body.issues.map(({ key }: { key: string }) => key)
  const answer = await stage.calls.signing_leader('POST', `/api/records/${recordId}/approval`, {
    revision: 1,
    acknowledged,
  })
  expect([answer.status, answer.body.detail]).toEqual([200, undefined])
}

test('a clock is within its day until its last second, and late with the first of the next', async () => {
  const { platform, people } = stage
  const recordId = await aRecord(platform, people, { formedOn: '2026-12-01', effectiveOn: null })
  const at = async (instant: string) => {
    platform.time.set(instant)
    return (await recordDetail(platform.as(people.clerk), recordId)).due
  }
  const due = (await at('2026-12-02T01:00:00Z'))!
  const last = Temporal.PlainDate.from(due.on).toZonedDateTime({ timeZone: 'Asia/Shanghai', plainTime: '23:59:59' })
  const states = [await at(last.toInstant().toString()), await at(last.add({ seconds: 1 }).toInstant().toString())]
  expect(states.map((state) => state?.on)).toEqual([due.on, due.on])
  expect(states.map((state) => Math.sign(state!.remaining))).toEqual([0, -1])
})
