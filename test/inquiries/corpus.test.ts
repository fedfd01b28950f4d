import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Message, messages } from '../../bench/inquiries/messages.ts'
import { hasCorpus } from '../../bench/search/corpus.ts'
import { listInquiries } from '../../src/capabilities/inquiries/lists.ts'
import { route } from '../../src/capabilities/inquiries/rules/route.ts'
import { anInquiry, someWriter } from '../../src/capabilities/inquiries/testing.ts'
import { findPersonalData, mask } from '../../src/foundations/personal-data/index.ts'
import { type InquiriesStage, inquiriesStage } from './stage.ts'

/** Real messages, every fortieth of them, taken in and answered with their real replies. All of them: `script/bench inquiries letters`. */

const personal = /(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{17}[\dXx](?!\d)/

describe.skipIf(!hasCorpus())('real messages (skipped without the corpus: GONGKAI_CORPUS)', () => {
  let stage: InquiriesStage
  let all: Message[]
  beforeAll(async () => {
    stage = await inquiriesStage('2026-06-01T01:00:00Z')
    all = messages()
  })
  afterAll(() => stage.close())

  test('are taken in, listed without anybody’s number, and answered with their replies', async () => {
    const { platform, unitId, people, calls } = stage
    const sample = all.filter((_, i) => i % 40 === 0)
    for (const { subject, text, reply } of sample) {
      const story = anInquiry(platform, {
        kind: 'letter',
        channel: 'mailbox',
        unitId,
        writer: someWriter(),
        content: { subject: subject.slice(0, 100), text, place: '' },
      })
        .step(people.clerk, 'propose', { outcome: 'answered', sources: { records: [], knowledge: [] } }, reply)
        .step(people.section_head, 'approve', {})
      const { body } = await calls.clerk('GET', `/api/inquiries/${await story.id}`)
      expect([body.content.text, body.reply.text, body.status]).toEqual([text, reply, 'closed'])
    }
    const ctx = platform.as(stage.office.supervisor)
    const { items, total } = await listInquiries(ctx, { view: 'all', page: 1, size: 100 }, '2026-06-01')
    expect(total).toBe(sample.length)
    for (const { summary } of items) {
      expect(summary).not.toMatch(personal)
      expect([...summary].length).toBeLessThanOrEqual(61)
    }
  })

  test('have no telephone or identity number left once masked', () => {
    for (const { text, reply } of all)
      for (const said of [text, reply]) expect(mask(said, findPersonalData(said))).not.toMatch(personal)
  })

  test('say by their words what they are about, nine in ten', () => {
    const found = all.map((one) => route(one, []))
    expect(found.filter(({ topic }) => topic).length / all.length).toBeGreaterThan(0.85)
  })
})
