import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * The barest server of the same bytes: `node:http`, one Map from address to answer, nothing looked up, joined, counted
 * or compared. `node bare-server.ts ANSWERS` prints its port. ANSWERS holds one JSON line per address with its headers
 * and the place of its body in ANSWERS.bytes.
 */
export type KeptAnswer = { url: string; headers: Record<string, string>; from: number; length: number }

export function bareServer(file: string) {
  const bytes = readFileSync(`${file}.bytes`)
  const answers = new Map<string, { headers: Record<string, string>; body: Buffer }>()
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    if (line === '') continue
    const { url, headers, from, length } = JSON.parse(line) as KeptAnswer
    answers.set(url, { headers, body: bytes.subarray(from, from + length) })
  }
  return createServer((request, response) => {
    const answer = answers.get(request.url!)
    if (!answer) {
      response.writeHead(404).end()
      return
    }
    response.writeHead(200, answer.headers)
    response.end(answer.body)
  })
}

if (process.argv[1] === import.meta.filename) {
  const server = bareServer(process.argv[2]!)
  server.listen(Number(process.argv[3] ?? 0), '127.0.0.1', () => {
    console.log((server.address() as AddressInfo).port)
  })
}
