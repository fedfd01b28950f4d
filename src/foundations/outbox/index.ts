export { type MessageSample, registerOutbox } from './api.ts'
export { sendMessages, sweepMessages } from './send-messages.ts'
export { outboxNoticeKinds } from './words.zh.ts'
