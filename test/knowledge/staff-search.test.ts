import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { policySet } from '../../bench/knowledge/sets.ts'
import { unrelated } from '../../bench/knowledge/unrelated.ts'
import { hasCorpus } from '../../bench/search/corpus.ts'
import { wordsAnswered, wordsAsked } from '../../src/capabilities/knowledge/asked-words.ts'
import { searchKnowledge } from '../../src/capabilities/knowledge/index.ts'
import { type KnowledgeStage, knowledgeStage } from './stage.ts'

/** What a seat at the line finds while typing, on real questions that stand nowhere in the index. */

let stage: KnowledgeStage
beforeAll(async () => {
  stage = await knowledgeStage()
})
afterAll(() => stage.close())

describe.skipIf(!hasCorpus())('1,600 entries', () => {
  test('the known answer is among the first three of most questions', async () => {
    const { entries, asked } = policySet()
    const at = new Date('2026-03-01T00:00:00Z')
    const { owner, db } = stage.platform
    for (let i = 0; i < entries.length; i += 200) {
      const part = entries.slice(i, i + 200)
      await owner
        .insertInto('knowledge_entry')
        .values(part.map(() => ({ unit_id: stage.unitId, created_at: at })))
        .execute()
      await owner
        .insertInto('knowledge_version')
        .values(
          part.map((one) => ({
            entry_id: one.id,
            number: 1,
            status: 'published',
            topic: 'other',
            question: one.question,
            answer_html: one.answerHtml,
            asked_words: wordsAsked(one.question),
            answer_words: wordsAnswered(one),
            status_at: at,
            published_at: at,
          })),
        )
        .execute()
    }
    let hits = 0
    const times: number[] = []
    for (const { question, answers } of asked) {
      const start = performance.now()
      const found = await searchKnowledge(db, { q: question, limit: 3 })
      times.push(performance.now() - start)
      if (found.some(({ id }) => answers.has(id))) hits++
    }
    times.sort((a, b) => a - b)
    const share = hits / asked.length
    let needless = 0
    for (const q of unrelated) if ((await searchKnowledge(db, { q, limit: 1 })).length) needless++
    const p95 = times[Math.floor(times.length * 0.95)]!
    if (process.env.FIGURES)
      console.log({ share, unrelated: needless / unrelated.length, median: times[times.length >> 1], p95 })
    expect(share).toBeGreaterThan(0.8)
    expect(needless / unrelated.length).toBeLessThan(0.2)
  })
})
