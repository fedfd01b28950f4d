import { closeSync, openSync, writeFileSync, writeSync } from 'node:fs'
import { Agent, get } from 'node:http'
import type { KeptAnswer } from './bare-server.ts'

/** Headers that `node:http` writes by itself for every answer. */
const automatic = new Set(['date', 'connection', 'keep-alive', 'transfer-encoding'])
const atOnce = 8

/** Asks for every address once and keeps what came back for the bare server. @throws when one does not answer 200 */
export async function captureAnswers(origin: string, urls: string[], file: string): Promise<{ bytes: number }> {
  const agent = new Agent({ keepAlive: true, maxSockets: atOnce })
  const out = openSync(`${file}.bytes`, 'w')
  const kept: string[] = []
  let from = 0
  let next = 0
  const take = async () => {
    while (next < urls.length) {
      const url = urls[next++]!
      const { status, headers, body } = await fetchBytes(agent, origin, url)
      if (status !== 200) throw new Error(`${url} answered ${status}`)
      writeSync(out, body)
      kept.push(JSON.stringify({ url, headers, from, length: body.length } satisfies KeptAnswer))
      from += body.length
    }
  }
  try {
    await Promise.all(Array.from({ length: atOnce }, take))
  } finally {
    closeSync(out)
    agent.destroy()
  }
  writeFileSync(file, `${kept.join('\n')}\n`)
  return { bytes: from }
}

const fetchBytes = (agent: Agent, origin: string, url: string) =>
  new Promise<{ status: number; headers: Record<string, string>; body: Buffer }>((resolve, reject) => {
    get(origin + url, { agent }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('error', reject)
      answer.on('end', () => {
        const headers = Object.entries(answer.headers).filter(([name]) => !automatic.has(name))
        resolve({
          status: answer.statusCode!,
          headers: Object.fromEntries(headers.map(([name, value]) => [name, String(value)])),
          body: Buffer.concat(parts),
        })
      })
    }).on('error', reject)
  })
