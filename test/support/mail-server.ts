import type { Socket } from 'node:net'
import { SMTPServer, type SMTPServerOptions } from 'smtp-server'

export type Letter = { from: string; to: string[]; raw: string; encrypted: boolean; user: string | undefined }

/** What a mail server does with a letter once it has all of it. */
export type Taking = (letter: Letter) => void | Promise<void>

export type MailServer = {
  port: number
  /** Every letter taken so far. */
  letters: Letter[]
  /** Every line to it breaks at once. */
  cut: () => void
  close: () => Promise<void>
}

/** The refusal of a mail server: 550 for good, 450 for now. Its sentence names the recipient, as real ones do. */
export const refusal = (responseCode: number, sentence: string): Error =>
  Object.assign(new Error(sentence), { responseCode })

/** A mail server on a free port of this machine, with STARTTLS, and one account: `gongkai`, `spring`. */
export const mailServer = async (
  options: SMTPServerOptions = {},
  taking: Taking = () => undefined,
): Promise<MailServer> => {
  const letters: Letter[] = []
  const server = new SMTPServer({
    authOptional: true,
    onAuth({ username, password }, _session, done) {
      if (username === 'gongkai' && password === 'spring') done(null, { user: username })
      else done(refusal(535, '5.7.8 no'))
    },
    onData(stream, session, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', async () => {
        const { mailFrom, rcptTo } = session.envelope
        const letter: Letter = {
          from: mailFrom === false ? '' : mailFrom.address,
          to: rcptTo.map(({ address }) => address),
          raw: Buffer.concat(parts).toString('utf8'),
          encrypted: session.secure,
          user: session.user as string | undefined,
        }
        try {
          await taking(letter)
          letters.push(letter)
          done(null, 'queued as 4711')
        } catch (error) {
          done(error as Error)
        }
      })
    },
    ...options,
  })
  const sockets = new Set<Socket>()
  server.server.on('connection', (socket: Socket) => sockets.add(socket))
  // A client that goes away in the middle is what some tests are about.
  server.on('error', () => undefined)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.server.address() as { port: number }
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return { port, letters, cut, close: () => new Promise<void>((resolve) => server.close(() => resolve())) }
}

/** A header's value, unfolded. */
export const headerOf = ({ raw }: Letter, name: string): string | undefined =>
  new RegExp(`^${name}: (.*(?:\\r\\n[ \\t].*)*)`, 'im').exec(raw)?.[1]?.replace(/\r\n[ \t]+/g, ' ')

/** What is written in the first part of that type. */
export const partOf = ({ raw }: Letter, type: string): string => {
  const [, head = '', body = ''] =
    new RegExp(`content-type: ${type}([\\s\\S]*?)\\r\\n\\r\\n([\\s\\S]*?)(?:\\r\\n--|$)`, 'i').exec(raw) ?? []
  const whole = `${head}${raw.slice(0, raw.indexOf('\r\n\r\n'))}`
  if (/encoding: base64/i.test(whole)) return Buffer.from(body, 'base64').toString('utf8')
  if (!/encoding: quoted-printable/i.test(whole)) return body
  const bytes = body
    .replace(/=\r\n/g, '')
    .replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
