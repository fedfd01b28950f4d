import { Agent } from 'node:http'
import fc from 'fast-check'
import { anyCall, type Described, type FuzzCall, type OpenApi, routesOf } from './calls.ts'
import { files } from './files.ts'
import type { Known } from './from-schema.ts'
import { faultOf } from './judge.ts'
import { send } from './send.ts'

export type Target = Described & { origin: string }

/** A running server with its own account of itself. */
export const describedBy = async (name: string, origin: string): Promise<Target> => ({
  name,
  origin,
  document: (await (await fetch(`${origin}/api/openapi.json`)).json()) as OpenApi,
})

export type Fault = { what: string; route: string; call: string; answer: string }
export type Fuzzed = {
  calls: number
  faults: Fault[]
  /** Answers by status. */
  statuses: Record<string, number>
  /** Routes that were answered with 2xx at least once, of all. */
  reached: number
  routes: number
  msMedian: number
  msP99: number
  msMax: number
  /** As /metrics says after each part: resident and heap memory in MB, longest pause of the event loop in ms. */
  residentMB: Range
  heapMB: Range
  loopMaxMs: number
}

/** Lowest of the first and of the last tenth, and the highest: growth without bound shows in the second. */
export type Range = { first: number; last: number; most: number }
const range = (values: number[]): Range => {
  const tenth = Math.max(1, Math.floor(values.length / 10))
  return {
    first: Math.min(...values.slice(0, tenth)),
    last: Math.min(...values.slice(-tenth)),
    most: Math.max(...values),
  }
}

export type FuzzOptions = {
  targets: readonly Target[]
  calls: number
  seed: number
  known: () => Promise<Known>
  /** Cookie header of each session, asked for anew before each part, since calls end sessions; the first is used most. */
  cookies: () => Promise<Record<string, string>>
  /** Milliseconds an answer may take. */
  slowest?: number
  partSize?: number
  together?: number
  onPart?: (done: number, faults: number) => void
}

const shortened = (text: string) => (text.length > 600 ? `${text.slice(0, 600)}… (${text.length})` : text)
export const told = ({ server, method, path, headers, body, session }: FuzzCall): string =>
  shortened(
    `${session ?? 'nobody'} → ${server} ${method} ${path} ${JSON.stringify(headers)} ${body?.toString('utf8') ?? ''}`,
  )

/** What the program says of itself. */
const health = async (origin: string) => {
  const text = await (await fetch(`${origin}/metrics`)).text()
  const value = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1])
  return {
    residentMB: Math.round(value('process_resident_memory_bytes') / 1e6),
    heapMB: Math.round(value('nodejs_heap_size_used_bytes') / 1e6),
    loopMaxMs: Math.round(value('nodejs_eventloop_lag_max_seconds') * 1e3),
  }
}

/** Sends `calls` calls made from the servers' own OpenAPI documents; the same seed makes the same calls. */
export const fuzz = async (options: FuzzOptions): Promise<Fuzzed> => {
  const { targets, seed, slowest = 5_000, partSize = 200, together = 6 } = options
  const agent = new Agent({ keepAlive: true, maxSockets: together })
  const origins = new Map(targets.map((one) => [one.name, one.origin]))
  const statuses: Record<string, number> = {}
  const faults: Fault[] = []
  const times: number[] = []
  const residentMB: number[] = []
  const heapMB: number[] = []
  let loopMaxMs = 0
  const reached = new Set<string>()
  let made = 0
  for (let part = 0; made < options.calls; part++) {
    const cookies = await options.cookies()
    const sessions = Object.keys(cookies)
    const numRuns = Math.min(partSize, options.calls - made)
    const arbitrary = anyCall(targets, { known: await options.known(), sessions, files })
    const calls = fc.sample(arbitrary, { numRuns, seed: seed + part })
    let next = 0
    const worker = async () => {
      while (next < calls.length) {
        const call = calls[next++]!
        const heard = await send(origins.get(call.server)!, call, {
          agent,
          cookie: call.session ? cookies[call.session] : undefined,
        })
        times.push(heard.ms)
        statuses[heard.status] = (statuses[heard.status] ?? 0) + 1
        if (heard.status >= 200 && heard.status < 300) reached.add(call.route)
        const what = faultOf(call, heard, slowest)
        if (what) faults.push({ what, route: call.route, call: told(call), answer: shortened(heard.text) })
      }
    }
    await Promise.all(Array.from({ length: together }, worker))
    made += numRuns
    const now = await health(targets[0]!.origin)
    residentMB.push(now.residentMB)
    heapMB.push(now.heapMB)
    loopMaxMs = Math.max(loopMaxMs, now.loopMaxMs)
    options.onPart?.(made, faults.length)
  }
  agent.destroy()
  times.sort((a, b) => a - b)
  const at = (share: number) =>
    Math.round(times[Math.min(times.length - 1, Math.floor(share * times.length))]! * 10) / 10
  return {
    calls: made,
    faults,
    statuses,
    reached: reached.size,
    routes: targets.flatMap(routesOf).length,
    msMedian: at(0.5),
    msP99: at(0.99),
    msMax: at(1),
    residentMB: range(residentMB),
    heapMB: range(heapMB),
    loopMaxMs,
  }
}
