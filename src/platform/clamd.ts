import { connect } from 'node:net'
import { Readable } from 'node:stream'

/** What a scanner says of some bytes; `found` is the name it gives to what it found. */
export type ScanAnswer = { clean: true } | { clean: false; found: string }

/** Looks through bytes. @throws TooLongToScan, or another Error when no answer can be had */
export type Scanner = (bytes: Uint8Array) => Promise<ScanAnswer>

/** The scanner is there, and its `StreamMaxLength` is below the size of this file. */
export class TooLongToScan extends Error {}

/** Bytes sent at once. */
const chunk = 256 * 1024
/** Without a word from the scanner for so long (ms), it counts as away; a large archive takes it a while. */
const patience = 60_000

const lengthOf = (size: number) => {
  const length = Buffer.alloc(4)
  length.writeUInt32BE(size)
  return length
}

const answerOf = (text: string): ScanAnswer => {
  const said = text.replace(/\0.*$/s, '').trim()
  const found = /^stream: (.+) FOUND$/.exec(said)?.[1]
  if (found) return { clean: false, found: found.slice(0, 200) }
  if (said === 'stream: OK') return { clean: true }
  if (/size limit exceeded/.test(said)) throw new TooLongToScan('clamd: StreamMaxLength is below the size of the file')
  throw new Error(`clamd: ${said.slice(0, 200) || 'no answer'}`)
}

/** The bytes as INSTREAM wants them: each piece after its length, nothing after the last. */
function* pieces(bytes: Uint8Array) {
  yield Buffer.from('zINSTREAM\0')
  for (let at = 0; at < bytes.length; at += chunk) {
    const part = bytes.subarray(at, at + chunk)
    yield lengthOf(part.length)
    yield part
  }
  yield lengthOf(0)
}

/** clamd of ClamAV over TCP, with its command INSTREAM: nothing is written to a disk that it would have to share. */
export const clamd =
  (at: { host: string; port: number }): Scanner =>
  (bytes) =>
    new Promise((resolve, reject) => {
      const socket = connect(at.port, at.host)
      let heard = ''
      let over = false
      const end = () => {
        if (over) return
        over = true
        socket.destroy()
        try {
          resolve(answerOf(heard))
        } catch (error) {
          reject(error)
        }
      }
      socket.setTimeout(patience, () => socket.destroy(new Error('clamd says nothing')))
      // It may refuse in the middle of a stream and close: what it said before counts more than the broken line.
      socket.on('error', (error) => {
        if (heard) return end()
        over = true
        reject(error)
      })
      socket.on('data', (data) => {
        heard += data.toString('utf8')
        if (heard.includes('\0')) end()
      })
      socket.on('close', end)
      // As slowly as it is taken, and no further than it is listened to.
      socket.once('connect', () => Readable.from(pieces(bytes), { objectMode: false }).pipe(socket, { end: false }))
    })
