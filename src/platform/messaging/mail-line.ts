import { onDemand } from '../on-demand.ts'
import { type Attached, type Line, type Outgoing, Unsent } from './line.ts'

/** `url`: smtp:// or smtps://, with name and password where the server asks for them; `from`: the sender's address. */
export type MailServer = { url: string; from: string }

/**
 * A line to a mail server. Whoever signs in does so encrypted, unless the address says `requireTLS=false`. The Message-ID
 * follows from the message's own id: sent twice after a stop in the middle, it is the same letter to the mail server.
 */
export const mailLine = ({ url, from }: MailServer, files: Attached): Line => {
  const { parseConnectionUrl } = onDemand<typeof import('nodemailer/lib/shared')>('nodemailer/lib/shared')
  const { createTransport } = onDemand<typeof import('nodemailer')>('nodemailer')
  const server = parseConnectionUrl(url)
  const host = from.replace(/^.*@/, '').replace(/>$/, '')
  const transport = createTransport({
    requireTLS: server.auth !== undefined,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
    ...server,
    pool: true,
    maxConnections: 1,
    // When to try again is decided in one place, and it is not here.
    maxRequeues: 0,
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  return {
    async send({ id, to, subject, text, html, attachments }: Outgoing, signal) {
      const enclosed = []
      for (const { hash, name } of attachments) {
        if (!(await files.has(hash))) throw new Unsent('refused', 'attachment_missing')
        enclosed.push({ filename: name, content: await files.read(hash) })
      }
      try {
        const sent = await transport.sendMail({
          messageId: `<${id}@${host}>`,
          from,
          // As a name and an address: a comma in it makes no second recipient.
          to: { name: '', address: to },
          subject,
          text,
          ...(html === undefined ? {} : { html }),
          attachments: enclosed,
          headers: { 'Auto-Submitted': 'auto-generated' },
          signal,
        })
        return sent.serverMessageId ?? sent.messageId
      } catch (error) {
        throw mailTrouble(error as SmtpError)
      }
    },
    close: () => transport.close(),
  }
}

type SmtpError = { code?: string; command?: string; responseCode?: number }

/** What a mail server's answer means (RFC 5321: 4xx not now, 5xx never), or the lack of one. */
const mailTrouble = ({ code = '', command = '', responseCode: answer }: SmtpError): Unsent => {
  if (code === 'EABORT' || code === 'ETIMEDOUT') return new Unsent('down', 'too_slow')
  if (code === 'EAUTH' || code === 'ENOAUTH') return new Unsent('down', 'sign_in_refused', answer)
  if (code === 'ETLS' || code === 'EREQUIRETLS') return new Unsent('down', 'not_encrypted', answer)
  // 421: the server says that it closes the line.
  if (answer === 421) return new Unsent('down', 'unreachable', answer)
  if (answer && command === 'MAIL FROM') return new Unsent('down', 'sender_refused', answer)
  if (answer && (command === 'RCPT TO' || command === 'DATA')) {
    if (answer < 500) return new Unsent('later', 'put_off', answer)
    return new Unsent('refused', command === 'DATA' ? 'content_refused' : 'recipient_refused', answer)
  }
  if (code === 'EENVELOPE') return new Unsent('refused', 'recipient_refused')
  if (code === 'EMESSAGE') return new Unsent('refused', 'content_refused')
  return new Unsent('down', 'unreachable', answer ?? code)
}
