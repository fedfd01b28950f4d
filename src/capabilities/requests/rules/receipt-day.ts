/** 收到申请之日 (条例 art 31): from which every limit runs, and never the time at which a form was sent. */
import type { ArticleId } from '../../../foundations/law/index.ts'
import type { Channel } from '../request.ts'

export type ReceiptDay = {
  on: string
  why: 'handed_in' | 'signed_for' | 'confirmed' | 'withdrawn'
  law: ArticleId
}

/**
 * Handed in at the counter, in person or by word of mouth: that day. By post with a signature: the day it was signed for.
 * By ordinary letter: the day the agency confirmed it with the applicant, which it must try the day it gets the letter.
 * Online, by fax, on the phone: the day both sides confirmed.
 * @param reachedOn day on which it reached the office
 * @param confirmedOn null while nobody has confirmed
 * @returns null while it is not received in the sense of the law
 */
export const receiptDay = (given: {
  channel: Channel
  reachedOn: string
  confirmedOn: string | null
}): ReceiptDay | null => {
  switch (given.channel) {
    case 'counter':
    case 'oral':
      return { on: given.reachedOn, why: 'handed_in', law: 'OGI-31' }
    case 'signed_post':
      return { on: given.reachedOn, why: 'signed_for', law: 'OGI-31' }
    case 'ordinary_post':
    case 'portal':
    case 'fax':
    case 'phone_assisted':
      return given.confirmedOn === null ? null : { on: given.confirmedOn, why: 'confirmed', law: 'OGI-31' }
  }
}

/** Must both sides confirm before the clock runs? */
export const needsConfirmation = (channel: Channel): boolean =>
  receiptDay({ channel, reachedOn: '2026-01-01', confirmedOn: null }) === null
