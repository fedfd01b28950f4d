import { readLines } from '../search/corpus.ts'

/** A real message to a leaders' board with the real reply. */
export type Message = {
  id: string
  user: string
  subject: string
  submitted_at: string
  text: string
  reply: string
  replied_at: string
}

/** All of them, the oldest first. What a spreadsheet wrote for a carriage return is taken back. */
export const messages = (): Message[] =>
  readLines<Message>('messages/messages_with_replies.jsonl.gz')
    .map((one) => ({
      ...one,
      subject: plain(one.subject),
      text: plain(one.text),
      reply: plain(one.reply),
    }))
    .sort((a, b) => a.submitted_at.localeCompare(b.submitted_at))

const plain = (text: string) => text.replaceAll('_x000D_', '').trim()
