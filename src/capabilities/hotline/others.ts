import { isTopic, topics } from '../../foundations/classification/index.ts'
import type { Platform } from '../../foundations/context.ts'
import { legalDay } from '../../platform/clock.ts'
import { unprocessable } from '../../platform/http/problem.ts'
import { casesOfCaller, inquiryStatusLabels, registerWithin } from '../inquiries/index.ts'
import { countTold, searchKnowledge } from '../knowledge/index.ts'
import type { HotlinePorts } from './ports.ts'
import { words } from './words.zh.ts'

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
  casesOfCaller: async (db, callerKey) =>
    (await casesOfCaller(db, callerKey)).map(({ caseId, number, summary, status, submittedAt }) => ({
      id: caseId,
      number: number ?? '',
      summary,
      status: inquiryStatusLabels[status as keyof typeof inquiryStatusLabels] ?? status,
      on: legalDay(Temporal.Instant.fromEpochMilliseconds(submittedAt.getTime())),
      address: `/inquiries/${caseId}`,
    })),
  async openInquiry(platform: Platform, work, { requestKey, unitId, topic, name, phone, subject, text }) {
    if (!isTopic(topic)) throw unprocessable(words.noTopic, [{ field: 'topic', key: 'topic', message: words.noTopic }])
    const id = await registerWithin(
      { ...platform, actor: work.actor },
      work,
      {
        kind: 'question',
        channel: 'hotline',
        unitId,
        mailboxId: null,
        topic,
        source: '',
        sourceNumber: '',
        aboutCaseId: null,
        aboutUnitId: null,
        writer: { name, phone, email: '', address: '', pin: '' },
        content: { subject, text, place: '' },
        receivedOn: legalDay(work.at),
        consent: null,
        note: '',
        requestKey,
      },
      'operator',
    )
    return { id, address: `/inquiries/${id}` }
  },
}
