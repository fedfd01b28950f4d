import { Worker } from 'node:worker_threads'
import { type FileCheck, notChecked } from './check-file.ts'
import type { StripOptions, Stripped } from './hidden/strip.ts'

/** Longest a file may take, and how long an idle thread is kept, milliseconds. */
const longest = 120_000
const idle = 20_000
const mostMemory = 700

type Job = {
  work: 'check' | 'strip'
  bytes: Uint8Array
  fileName: string
  options: StripOptions
  done: (answer: unknown) => void
}

const queue: Job[] = []
let worker: Worker | undefined
let current: Job | undefined
let timer: NodeJS.Timeout | undefined

const finish = (answer: unknown) => {
  clearTimeout(timer)
  const job = current
  current = undefined
  job?.done(answer)
  next()
}

const dismiss = () => {
  void worker?.terminate()
  worker = undefined
}

const hire = (): Worker => {
  const made = new Worker(new URL('./apart-worker.ts', import.meta.url), {
    resourceLimits: { maxOldGenerationSizeMb: mostMemory },
  })
  made.unref()
  made.on('message', (answer) => finish(answer))
  const lost = () => {
    if (worker !== made) return
    worker = undefined
    if (current) finish(undefined)
  }
  made.on('error', lost)
  made.on('exit', lost)
  return made
}

const next = (): void => {
  if (current) return
  current = queue.shift()
  if (!current) {
    timer = setTimeout(dismiss, idle)
    timer.unref()
    return
  }
  clearTimeout(timer)
  worker ??= hire()
  const { work, bytes, fileName, options } = current
  worker.postMessage({ work, bytes, fileName, options })
  timer = setTimeout(() => {
    dismiss()
    finish(undefined)
  }, longest)
}

const ask = (work: Job['work'], bytes: Uint8Array, fileName: string, options: StripOptions = {}) =>
  new Promise<unknown>((done) => {
    queue.push({ work, bytes, fileName, options, done })
    next()
  })

/**
 * As checkFile, in a thread of its own with bounds on time and memory: a file made to hurt ends its own check, which
 * counts as unreadable, and the office goes on answering meanwhile. One file at a time.
 */
export const checkApart = async (bytes: Uint8Array, fileName: string): Promise<FileCheck> =>
  ((await ask('check', bytes, fileName)) as FileCheck | undefined) ?? notChecked

/** As stripHidden, likewise; undefined when it did not come to an end. */
export const stripApart = async (
  bytes: Uint8Array,
  fileName: string,
  options: StripOptions = {},
): Promise<Stripped | undefined> => (await ask('strip', bytes, fileName, options)) as Stripped | undefined
