import type { Asked, Said } from './apart.ts'
import { outlineOf } from './outline.ts'
import { redact } from './redact.ts'

/** The other end of apart.ts: one question, then it is ended. */
const say = (said: Said) => process.send!(said)

process.once('message', async (asked: Asked) => {
  const progress = (done: number, all: number) => void say({ progress: [done, all] })
  const answer =
    asked.work === 'outline'
      ? await outlineOf(asked.bytes, asked.kind)
      : await redact(asked.bytes, asked.kind, asked.marks, progress)
  say({ answer })
})
