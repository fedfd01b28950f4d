import { htmlToText } from '../../foundations/documents/index.ts'
import type { Connection } from '../../platform/db/connect.ts'
import { distance, nearlySame, simhash } from '../publishing/index.ts'
import { alikePairs, type Pair } from './rules/alike.ts'

const longest = 100
/** A short answer (可以。) is the same as many others. */
const longEnough = 40

/** Pairs of entries whose answers are nearly the same text, as publishing tells near-duplicates of items. */
const sameAnswers = (all: readonly { id: number; answer: string }[]): Pair[] => {
  const signed = all
    .filter(({ answer }) => answer.length >= longEnough)
    .map(({ id, answer }) => ({ id, sign: simhash(answer) }))
  return signed.flatMap((one, i) =>
    signed.slice(i + 1).flatMap((other) => {
      const far = distance(one.sign, other.sign)
      return far <= nearlySame ? [{ a: one.id, b: other.id, likeness: Math.round((1 - far / 64) * 100) / 100 }] : []
    }),
  )
}

/**
 * Public entries that may ask the same, by the words of their questions or by their answers, the most alike first. A person
 * looks at them and merges.
 * @param units one of the two belongs to one of these
 */
export const duplicatePairs = async (db: Connection, units: readonly number[] | 'all') => {
  const rows = await db
    .selectFrom('knowledge_version as v')
    .innerJoin('knowledge_entry as e', 'e.id', 'v.entry_id')
    .innerJoin('unit as u', 'u.id', 'e.unit_id')
    .select(['e.id', 'e.unit_id as unitId', 'u.short_name as unitName', 'v.question', 'v.asked_words as words'])
    .select('v.answer_html as answerHtml')
    .where('v.status', '=', 'published')
    .orderBy('e.id')
    .execute()
  const byId = new Map(rows.map((row) => [row.id, row]))
  const pairs = new Map<string, Pair>()
  const texts = rows.map(({ id, answerHtml }) => ({ id, answer: htmlToText(answerHtml) }))
  for (const pair of [...alikePairs(rows), ...sameAnswers(texts)]) {
    const key = `${pair.a} ${pair.b}`
    if ((pairs.get(key)?.likeness ?? 0) < pair.likeness) pairs.set(key, pair)
  }
  const mine = (id: number) => units === 'all' || units.includes(byId.get(id)!.unitId)
  return [...pairs.values()]
    .filter(({ a, b }) => mine(a) || mine(b))
    .sort((x, y) => y.likeness - x.likeness)
    .slice(0, longest)
    .map(({ a, b, likeness }) => ({
      likeness,
      entries: [a, b].map((id) => {
        const { question, unitName } = byId.get(id)!
        return { id, question, unitName }
      }),
    }))
}
