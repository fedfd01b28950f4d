import { Worker } from 'node:worker_threads'

export type ThreadBounds = {
  /** Longest one question may take, and how long an idle thread is kept, milliseconds. */
  longest: number
  idle: number
  /** Heap of the thread, MB. */
  memory: number
  /** Questions that may wait; further ones are answered `busy` at once. */
  waiting?: number
}

/** Lost: the question took too long, too much memory, or broke the thread. Busy: too many wait already. */
export type Apart<Answer> = { answer: Answer } | { failed: 'lost' | 'busy' }

type Job = { question: unknown; done: (answer: Apart<never>) => void }

/**
 * A thread of its own for work that somebody else's file decides the cost of: one question at a time, bounded in time
 * and memory. A question made to hurt ends itself; the main thread goes on answering meanwhile. The module at `url`
 * answers each message with one message; the thread is hired when first asked and dismissed when idle.
 */
export function openThread<Question, Answer>(url: URL, bounds: ThreadBounds) {
  const queue: Job[] = []
  let worker: Worker | undefined
  let current: Job | undefined
  let timer: NodeJS.Timeout | undefined

  const dismiss = () => {
    void worker?.terminate()
    worker = undefined
  }

  const finish = (answer: Apart<Answer>) => {
    clearTimeout(timer)
    const job = current
    current = undefined
    job?.done(answer as Apart<never>)
    next()
  }

  const hire = (): Worker => {
    const made = new Worker(url, { resourceLimits: { maxOldGenerationSizeMb: bounds.memory } })
    made.unref()
    made.on('message', (answer) => finish({ answer }))
    const lost = () => {
      if (worker !== made) return
      worker = undefined
      if (current) finish({ failed: 'lost' })
    }
    made.on('error', lost)
    made.on('exit', lost)
    return made
  }

  const next = (): void => {
    if (current) return
    current = queue.shift()
    if (!current) {
      timer = setTimeout(dismiss, bounds.idle)
      timer.unref()
      return
    }
    clearTimeout(timer)
    worker ??= hire()
    worker.postMessage(current.question)
    timer = setTimeout(() => {
      dismiss()
      finish({ failed: 'lost' })
    }, bounds.longest)
  }

  return (question: Question): Promise<Apart<Answer>> =>
    new Promise((done) => {
      if (queue.length >= (bounds.waiting ?? Number.POSITIVE_INFINITY)) return done({ failed: 'busy' })
      queue.push({ question, done: done as Job['done'] })
      next()
    })
}
