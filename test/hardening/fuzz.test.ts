import { afterAll, beforeAll, expect, test } from 'vitest'
import { fuzz } from '../../bench/fuzz/fuzz.ts'
import { everybodyBack, knownIn } from '../../bench/fuzz/known.ts'
import { anInquiry } from '../../src/capabilities/inquiries/testing.ts'
import { anEntry } from '../../src/capabilities/knowledge/testing.ts'
import { aRecord } from '../../src/capabilities/publishing/testing.ts'
import { aRequest } from '../../src/capabilities/requests/testing.ts'
import { type Program, serveProgram } from './program.ts'

/**
 * 5,000 calls made from the OpenAPI documents of both servers; `script/bench faults fuzz` makes 100,000. Every 4xx is a
 * problem document in Chinese, nothing is a 5xx, nothing takes long. The seed makes a run repeatable: FUZZ_SEED.
 */

let program: Program
beforeAll(async () => {
  program = await serveProgram('fuzz')
  const { platform, people } = program
  await aRecord(platform, people)
  await aRecord(platform, people).broughtTo('sign_off')
  await aRecord(platform, people).published()
  await aRecord(platform, people).published().withdrawn()
  const { unitId } = people.clerk.posts[0]!
  const answered = aRequest(platform, people, { unitId })
  await answered
    .proposed('granted', { materials: [await answered.document('release')] })
    .approved('review')
    .approved('secrecy_review')
    .approved('sign_off').id
  await aRequest(platform, people, { unitId, channel: 'ordinary_post' }).id
  await aRequest(platform, people, { unitId }).id
  const asked = anInquiry(platform, { unitId })
  await asked.id
  await anInquiry(platform, { unitId }).step(people.clerk, 'pass_up', {}).id
  await anInquiry(platform, { unitId }).answered(people).id
  await anInquiry(platform, { kind: 'complaint', unitId: null, aboutCaseId: await asked.id, aboutUnitId: unitId }).id
  await anEntry(platform, people)
  await anEntry(platform, people).published()
})
afterAll(() => program?.close())

test('no call made from the documents is answered with a fault', { timeout: 3_600_000 }, async () => {
  const found = await fuzz({
    targets: program.targets,
    calls: Number(process.env.FUZZ_CALLS ?? 5_000),
    seed: Number(process.env.FUZZ_SEED ?? 20_260_302),
    known: () => knownIn(program.platform.db),
    async cookies() {
      await everybodyBack(program.platform.owner)
      return program.everySession()
    },
  })
  if (process.env.FUZZ_CALLS) console.log(JSON.stringify({ ...found, faults: found.faults.length }))
  const errors = program.county
    .printed()
    .split('\n')
    .filter((line) => /"level":(50|60)/.test(line))
  const kinds = Map.groupBy(found.faults, ({ what, route }) => `${what} of ${route}`)
  expect({
    errors: [...new Set(errors.map((line) => JSON.parse(line).err?.stack ?? line))],
    faults: [...kinds].map(([kind, some]) => ({ kind, times: some.length, one: some[0] })),
  }).toEqual({ errors: [], faults: [] })
  // A generator that never gets past the first door would prove nothing.
  expect(found.reached / found.routes).toBeGreaterThan(1 / 3)
})
