import { once } from 'node:events'
import type { LogEntry } from '../foundations/publication-log/entries.ts'
import type { FillEnd, FillQuestion } from './fill-apart.ts'
import { fillReplica } from './fill-replica.ts'
import { ReplicaBroken } from './replica/replica-broken.ts'

/** The other end of fill-apart.ts. */
const say = (said: FillQuestion | FillEnd) => process.send!(said)
// Nobody waits for the file any more.
process.once('disconnect', () => process.exit(1))

const read = async (after: number, size: number): Promise<LogEntry[]> => {
  const answered = once(process, 'message')
  say({ after, size })
  const [entries] = await answered
  return entries
}

try {
  say({ seq: await fillReplica(process.argv[2]!, read) })
} catch (error) {
  const { fault, seq: at } = error instanceof ReplicaBroken ? error : { fault: undefined, seq: undefined }
  say({ fault, at, message: (error as Error).message })
}
