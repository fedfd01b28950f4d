import type { Lines } from './line.ts'
import { type MailServer, mailLine } from './mail-line.ts'
import { type SmsProvider, smsLine } from './sms-line.ts'

/** The lines that the configuration names; a channel without one keeps its messages waiting. */
export const linesOf = ({ email, sms }: { email: MailServer | undefined; sms: SmsProvider | undefined }): Lines => ({
  ...(email && { email: (files) => mailLine(email, files) }),
  ...(sms && { sms: () => smsLine(sms) }),
})
