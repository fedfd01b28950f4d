import { connect, type Socket } from 'node:net'

/** What a scanner says of some bytes; `found` is the name it gives to what it found. */
export type ScanAnswer = { clean: true } | { clean: false; found: string }

/** Looks through bytes. @throws Error when no answer can be had */
export type Scanner = (bytes: Uint8Array) => Promise<ScanAnswer>

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
  throw new Error(`clamd: ${said.slice(0, 200) || 'no answer'}`)
}

/** Sends all of it, however slowly it is taken; stops when the other side has said what it has to say. */
const sendAll = async (socket: Socket, bytes: Uint8Array, over: () => boolean) => {
  const write = (part: Uint8Array) =>
    socket.write(part) || over() ? undefined : new Promise((go) => socket.once('drain', go).once('close', go))
  await write(Buffer.from('zINSTREAM\0'))
  for (let at = 0; at < bytes.length && !over(); at += chunk) {
    const part = bytes.subarray(at, at + chunk)
    await write(lengthOf(part.length))
    await write(part)
  }
  if (!over()) socket.write(lengthOf(0))
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
      socket.once('connect', () => void sendAll(socket, bytes, () => over))
    })
