import { z } from 'zod'
import { text } from '../shapes.ts'
import type { Channel } from './message.ts'

const sentences = {
  email: '请填写一个完整的电子邮箱，例如 zhangsan@example.cn。',
  mobile: '请填写 11 位手机号码，例如 13800000000。',
} as const

/** One e-mail address. */
export const emailAddress = text(254).pipe(z.email(sentences.email))

/** One mobile number of the mainland, typed with or without +86, spaces and hyphens; kept as its eleven digits. */
export const mobileNumber = text(40)
  .overwrite((typed) => typed.replace(/[\s-]/g, '').replace(/^(?:\+|00)?86(?=1\d{10}$)/, ''))
  .regex(/^1[3-9]\d{9}$/, sentences.mobile)

export const recipientShapes = { email: emailAddress, sms: mobileNumber } as const

/** Enough to recognise a recipient in a list: zh***@example.cn, 138****0000. */
export const maskRecipient = (channel: Channel, recipient: string): string => {
  if (channel === 'sms') return `${recipient.slice(0, 3)}****${recipient.slice(-4)}`
  const at = recipient.lastIndexOf('@')
  // Of a short name less is shown than hidden.
  return `${recipient.slice(0, Math.min(2, Math.floor(at / 2)))}***${recipient.slice(at)}`
}
