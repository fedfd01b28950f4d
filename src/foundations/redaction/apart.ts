import { fork } from 'node:child_process'
import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { DocumentKind } from '../documents/index.ts'
import type { Mark } from './mark.ts'
import { type Progress, type Redacted, type Refused, refused } from './outcome.ts'
import type { Outline } from './outline.ts'

export type Asked =
  | { work: 'outline'; bytes: Uint8Array; kind: DocumentKind }
  | { work: 'redact'; bytes: Uint8Array; kind: DocumentKind; marks: readonly Mark[] }
export type Said = { progress: [number, number] } | { answer: Outline | Redacted | Refused }

/** Longest a page may take, and the whole file, milliseconds. */
const QUIET = 60_000
const LONGEST = 20 * 60_000
/** Heap of the process, MB. Pictures lie beside it; their size is bounded by `maxPixels`. */
const MEMORY = 1500

const root = fileURLToPath(new URL('../../../', import.meta.url))
const worker = fileURLToPath(new URL('./apart-child.ts', import.meta.url))

/** Both by the names they are asked for and by those they really have: either may lie elsewhere and be linked here. */
const readable = [root, join(root, 'node_modules')]
  .filter(existsSync)
  .flatMap((folder) => [...new Set([folder, realpathSync(folder)])])

/**
 * A process for one file: drawing runs native code on somebody else's bytes, which may break more than a thread. It
 * may read the program's own folder and fonts, and neither write, nor connect, nor start anything; it has no environment.
 */
const hire = () =>
  fork(worker, {
    env: {},
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    execArgv: [
      `--max-old-space-size=${MEMORY}`,
      '--permission',
      '--allow-addons',
      ...readable.map((folder) => `--allow-fs-read=${folder}`),
    ],
  })

const ask = (asked: Asked, progress: Progress): Promise<Outline | Redacted | Refused> =>
  new Promise((done) => {
    const child = hire()
    let quiet: NodeJS.Timeout
    const finish = (answer: Outline | Redacted | Refused) => {
      clearTimeout(quiet)
      clearTimeout(longest)
      child.kill('SIGKILL')
      done(answer)
    }
    const lost = () => finish(refused('lost'))
    const longest = setTimeout(lost, LONGEST)
    const wait = () => {
      clearTimeout(quiet)
      quiet = setTimeout(lost, QUIET)
    }
    wait()
    child.on('message', (said: Said) => {
      if ('answer' in said) return finish(said.answer)
      wait()
      progress(...said.progress)
    })
    child.on('error', lost)
    child.on('exit', lost)
    child.send(asked, (error) => error && lost())
  })

/** One file at a time: each may take a processor and a few hundred megabytes. */
let last: Promise<unknown> = Promise.resolve()
const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
  const next = last.then(work, work)
  last = next.catch(() => undefined)
  return next
}

/** As outlineOf, in a process with bounds on time and memory; what does not come to an end is refused as `lost`. */
export const outlineApart = (bytes: Uint8Array, kind: DocumentKind): Promise<Outline | Refused> =>
  inTurn(() => ask({ work: 'outline', bytes, kind }, () => undefined) as Promise<Outline | Refused>)

/** As redact, likewise. `progress` hears of every page. */
export const redactApart = (
  bytes: Uint8Array,
  kind: DocumentKind,
  marks: readonly Mark[],
  progress: Progress = () => undefined,
): Promise<Redacted | Refused> =>
  inTurn(() => ask({ work: 'redact', bytes, kind, marks }, progress) as Promise<Redacted | Refused>)
