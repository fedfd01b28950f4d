import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import { type Checkpoint, openCheckpoint, readVerifier } from './checkpoint.ts'
import type { LogEntry } from './entries.ts'

/** Copies of the log outside the office's database: a portal's public JSON, and files made from it. */

/** An answer of a portal, whatever it says. @throws Error in words when nothing answers */
export const reach = (url: string): Promise<Response> =>
  fetch(url).catch((error: Error) => {
    const { code } = (error.cause ?? {}) as { code?: string }
    throw new Error(`连接不上 ${url}，请核对网址和网络${code ? `（${code}）` : ''}。/ cannot reach ${url}`)
  })

const get = async (url: string): Promise<Response> => {
  const answer = await reach(url)
  if (!answer.ok) throw new Error(`${url}: ${answer.status} ${(await answer.text()).slice(0, 300)}`)
  return answer
}

/** `https://host`, with or without the path behind it → the address of the log, without a slash at the end. */
export const logAddress = (url: string): string =>
  `${url.replace(/\/+$/, '').replace(/\/api\/v1\/log$/, '')}/api/v1/log`

/** The log as a portal gives it. @throws Error when the portal does not answer */
export async function* fetchLog(address: string): AsyncGenerator<LogEntry[]> {
  for (let after: number | null = 0; after !== null; ) {
    const page = (await (await get(`${address}?after=${after}&size=1000`)).json()) as {
      items: LogEntry[]
      next: number | null
    }
    yield page.items
    after = page.next
  }
}

/**
 * The newest checkpoint that a portal gives, opened with `key`, else with the key the portal gives beside it.
 * @returns undefined when there is none yet
 * @throws Error when it is not signed by that key
 */
export const fetchCheckpoint = async (
  address: string,
  key?: string,
): Promise<(Checkpoint & { key: string }) | undefined> => {
  const answer = await reach(`${address}/checkpoint`)
  if (!answer.ok) return undefined
  const text = key ?? (await (await get(`${address}/key`)).text()).trim()
  const verifier = readVerifier(text)
  const opened = verifier && openCheckpoint(await answer.text(), verifier)
  if (!opened) throw new Error('核验点的签名不符 / the checkpoint is not signed by this key')
  return { ...opened, key: text }
}

type Said = LogEntry | { items: LogEntry[] }

const readLine = (line: string, number: number): Said => {
  try {
    return JSON.parse(line) as Said
  } catch {
    throw new Error(`副本的第 ${number} 行读不出，文件不完整或被改动。/ line ${number} of the copy cannot be read`)
  }
}

/**
 * A copy in a file: one entry a line, or the answers of `/api/v1/log` one a line.
 * @param onRead told how many bytes have been read
 * @throws Error naming the line that is no JSON
 */
export async function* readLogFile(path: string, onRead: (bytes: number) => void): AsyncGenerator<LogEntry[]> {
  const stream = createReadStream(path)
  let batch: LogEntry[] = []
  let number = 0
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) {
    number++
    if (!line.trim()) continue
    const said = readLine(line, number)
    batch.push(...('items' in said ? said.items : [said]))
    if (batch.length < 500) continue
    yield batch
    batch = []
    onRead(stream.bytesRead)
  }
  yield batch
}
