export type { Attached, Line, Lines, Outgoing } from './line.ts'
export { Unsent } from './line.ts'
export { linesOf } from './lines.ts'
export { mailLine } from './mail-line.ts'
export {
  type Audience,
  audiences,
  type Channel,
  channels,
  lifeDays,
  type MessageStatus,
  messageStatuses,
  mostAttempts,
} from './message.ts'
export { messageChannel, type NewMessage, queueMessage, queueMessages } from './queue-message.ts'
export { emailAddress, maskRecipient, mobileNumber, recipientShapes } from './recipient.ts'
export { sealedMessages } from './sealed-fields.ts'
export { type Round, sendDue } from './send-due.ts'
export {
  isQuiet,
  type MessageSettings,
  messageSettings,
  messageSettingsKey,
  readMessageSettings,
  writeMessageSettings,
} from './settings.ts'
export { smsLine } from './sms-line.ts'
export { blankOld, listMessages, lockMessage, messageFigures, queueAgain, setCancelled } from './store.ts'
