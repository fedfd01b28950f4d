import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { home } from '../src/platform/home.ts'

const clockTicks = 100

/** A program under measurement, seen from outside. */
export type Measured = {
  pid: number
  /** Seconds of processor time so far, all threads, user and system. */
  cpu: () => number
  /** Resident memory in megabytes now, and the highest it was. */
  memory: () => { now: number; peak: number }
  stop: () => Promise<void>
}

export const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })

/** Starts a program. What it says goes into `log`, or nowhere: standard output is for figures. */
export function run(command: string, args: string[], options: { env?: NodeJS.ProcessEnv; log?: string } = {}) {
  const said = options.log ? openSync(options.log, 'w') : ('ignore' as const)
  const child = spawn(command, args, {
    cwd: home,
    env: { ...process.env, ...options.env },
    stdio: ['ignore', said, said === 'ignore' ? 2 : said],
  })
  if (said !== 'ignore') closeSync(said)
  // Nothing of a run that fails goes on running.
  const leave = () => void child.kill('SIGTERM')
  process.once('exit', leave)
  child.once('exit', () => process.removeListener('exit', leave))
  const ended = new Promise<number>((resolve) => child.once('exit', (code) => resolve(code ?? 1)))
  return { child, ended, ...measured(child, ended) }
}

function measured(child: ChildProcess, ended: Promise<number>): Measured {
  const pid = child.pid!
  const proc = (file: string) => readFileSync(`/proc/${pid}/${file}`, 'utf8')
  const megabytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(proc('status'))?.[1]) / 1024
  return {
    pid,
    cpu() {
      const fields = proc('stat')
        .replace(/^.*\) /, '')
        .split(' ')
      return (Number(fields[11]) + Number(fields[12])) / clockTicks
    },
    memory: () => ({ now: megabytes('VmRSS'), peak: megabytes('VmHWM') }),
    async stop() {
      if (child.exitCode === null) child.kill('SIGTERM')
      await ended
    },
  }
}

/** Milliseconds until `url` answers 200. */
export async function answers(url: string, options: { within: number; ended: Promise<number> }): Promise<number> {
  const start = performance.now()
  let over = false
  options.ended.then(() => {
    over = true
  })
  for (;;) {
    const answer = await fetch(url).catch(() => undefined)
    await answer?.arrayBuffer()
    if (answer?.status === 200) return performance.now() - start
    if (over) throw new Error(`the program ended before ${url} answered`)
    if (performance.now() - start > options.within) throw new Error(`${url} did not answer within ${options.within} ms`)
    await sleep(10)
  }
}
