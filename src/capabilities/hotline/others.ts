import { isTopic, topics } from '../../foundations/classification/index.ts'
import type { Platform } from '../../foundations/context.ts'
import { legalDay } from '../../platform/clock.ts'
import { unprocessable } from '../../platform/http/problem.ts'
import {
  casesOfCaller,
  codeOfInquiry,
  type Entry,
  entryIssues,
  type InquiryKind,
  inquiryKindLabels,
  isSupervised,
  registerWithin,
} from '../inquiries/index.ts'
import { countTold, searchKnowledge } from '../knowledge/index.ts'
import type { HotlinePorts } from './ports.ts'
import { words } from './words.zh.ts'

/** What a call can become: all but a letter to a leader, which goes into a box of its own. */
const { letter: _, ...kinds } = inquiryKindLabels
const isKind = (kind: string): kind is InquiryKind => Object.hasOwn(kinds, kind)

/** What the desk uses of 知识库 and 政务信息查询. */
export const besideTheLine: Required<HotlinePorts> = {
  knowledge: {
    search: async (db, q, limit) =>
      (await searchKnowledge(db, { q, limit })).map(
        ({ id, question, unitName, unitId, answer, flagged, reviewOn }) => ({
          id,
          title: question,
          lead: [unitName, ...(reviewOn ? [words.reviewOn(reviewOn)] : [])].join(' · '),
          text: answer,
          unitId,
          doubtful: flagged,
        }),
      ),
  },
  told: countTold,
  topics,
  casesOfCaller: async (ctx, callerKey) =>
    (await casesOfCaller(ctx, callerKey)).map(({ caseId, number, summary, statusLabel, submittedAt }) => ({
      id: caseId,
      number: number ?? '',
      summary,
      status: statusLabel,
      on: legalDay(Temporal.Instant.from(submittedAt)),
      address: `/inquiries/${caseId}`,
    })),
  kinds,
  async openInquiry(platform: Platform, work, given) {
    const { requestKey, kind, unitId, topic, name, phone, pin, subject, text, place, aboutCaseId } = given
    if (!isTopic(topic)) throw unprocessable(words.noTopic, [{ field: 'topic', key: 'topic', message: words.noTopic }])
    if (!isKind(kind)) throw unprocessable(words.noKind, [{ field: 'kind', key: 'kind', message: words.noKind }])
    const restricted = isSupervised(kind)
    const entry: Entry = {
      kind,
      channel: 'hotline',
      unitId: restricted ? null : unitId,
      mailboxId: null,
      topic,
      source: '',
      sourceNumber: '',
      aboutCaseId: kind === 'complaint' ? aboutCaseId : null,
      aboutUnitId: restricted ? unitId : null,
      writer: { name, phone, email: '', address: '', pin },
      content: { subject, text, place },
      receivedOn: legalDay(work.at),
      consent: null,
      note: '',
      requestKey,
    }
    const issues = entryIssues(entry, legalDay(work.at), 0)
    if (issues.length) throw unprocessable(issues[0]!.message, issues)
    const id = await registerWithin({ ...platform, actor: work.actor }, work, entry, 'operator')
    const code = await codeOfInquiry(work.trx, id)
    return { id, address: `/inquiries/${id}`, code, restricted }
  },
}
