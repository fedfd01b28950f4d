import { sql } from 'kysely'
import type { Topic } from '../../foundations/classification/topics.ts'
import { htmlToText, summaryOf } from '../../foundations/documents/index.ts'
import { leastCovered } from '../../foundations/text/close-enough.ts'
import type { Connection } from '../../platform/db/connect.ts'
import { wordsAsked } from './asked-words.ts'
import { openStatuses, type Status } from './entry.ts'

export type Found = {
  id: number
  unitId: number
  unitName: string
  topic: Topic
  question: string
  status: Status
  /** The answer to read out, as text. */
  answer: string
  summary: string
  flagged: boolean
  reviewOn: string | null
}

/** What a word counts for where it stands. */
const asked = 1
const answered = 0.25

/**
 * Entries for what somebody asks, the best first: those that are public, and behind them the drafts of `units`. A word counts
 * by how rare it is; one in the question counts for four in the answer; who lacks words of the question falls behind, and who
 * lacks too many is no answer at all.
 * @param q a question or the beginning of one, in any words
 */
export const searchKnowledge = async (
  db: Connection,
  { q, units = [], limit = 8 }: { q: string; units?: readonly number[]; limit?: number },
): Promise<Found[]> => {
  const words = wordsAsked(q.slice(0, 200)).slice(0, 30)
  if (!words.length) return []
  const { rows } = await sql<Omit<Found, 'summary' | 'answer'> & { answerHtml: string }>`
    with word as (select w, n from unnest(${words}::text[]) with ordinality as t (w, n)),
    -- Without the two lists there would be no index to walk.
    hit as (
      select w, v.id, ${asked}::float as worth from word join knowledge_version v on v.asked_words @> array[w]
        where v.status in ('draft', 'review', 'secrecy_review', 'published')
      union all
      select w, v.id, ${answered}::float from word join knowledge_version v on v.answer_words @> array[w]
        where v.status in ('draft', 'review', 'secrecy_review', 'published')),
    best as (select w, id, max(worth) as worth from hit group by w, id),
    idf as (select w, ln(1 + (select 1 + count(*) from knowledge_version where status = 'published')::float / count(*)) as idf
      from best group by w),
    score as (select id, sum(worth * idf) * sum(idf) / (select sum(idf) from idf) as score
      from best join idf using (w) group by id
      -- A word that stands nowhere weighs as much as the usual one.
      having sum(idf) >= ${leastCovered(words.length)} * (select avg(idf) * ${words.length} from idf))
    select e.id, e.unit_id as "unitId", u.short_name as "unitName", v.topic, v.question, v.status,
      v.answer_html as "answerHtml", e.flagged_at is not null as flagged, v.review_on as "reviewOn"
    from score join knowledge_version v on v.id = score.id join knowledge_entry e on e.id = v.entry_id
      join unit u on u.id = e.unit_id
    where v.status = 'published' or v.status = any(${[...openStatuses]}::text[]) and e.unit_id = any(${[...units]}::int[])
    order by v.status = 'published' desc, score desc, e.id limit ${limit}`.execute(db)
  return rows.map(({ answerHtml, ...row }) => {
    const answer = htmlToText(answerHtml)
    return { ...row, answer, summary: summaryOf(answer, 100) }
  })
}
