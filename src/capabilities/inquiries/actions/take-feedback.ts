import { asInquiry, type Feedback, feedbackShape } from '../../../foundations/intake/feedback.ts'
import type { Taker } from '../../../foundations/intake/receive.ts'
import { legalDay } from '../../../platform/clock.ts'
import { writer } from '../permissions.ts'
import type { NewInquiry } from './open-inquiry.ts'
import { openInquiry } from './open-inquiry.ts'

/** 网站找错与意见 as a case that nobody has entered yet: the government office, which keeps the site, sorts or answers it. */
export const feedbackCase = (
  said: Feedback,
  { intakeId, receipt, submittedAt }: { intakeId: string; receipt: string | null; submittedAt: Temporal.Instant },
): NewInquiry => ({
  ...asInquiry(said),
  channel: 'portal',
  unitId: null,
  topic: 'other',
  mailboxId: null,
  source: '',
  sourceNumber: '',
  aboutCaseId: null,
  aboutUnitId: null,
  submittedAt,
  receivedOn: legalDay(submittedAt),
  code: receipt,
  intakeId,
  requestKey: null,
  by: writer,
  note: '',
})

/** Takes over what came through the short form of the portal's footer; its receipt is the query code. */
export const takeFeedback: Taker = async (work, { id, receipt, at, data }, platform) => {
  const given = { intakeId: id, receipt, submittedAt: Temporal.Instant.from(at) }
  await openInquiry(platform, work, feedbackCase(feedbackShape.parse(data), given))
}
