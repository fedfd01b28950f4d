import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { ReadLog } from './fill-replica.ts'
import { ReplicaBroken, type ReplicaFault } from './replica/replica-broken.ts'

export type FillQuestion = { after: number; size: number }
export type FillEnd = { seq: number } | { fault: ReplicaFault | undefined; message: string; at: number | undefined }

const program = fileURLToPath(new URL('./fill-process.ts', import.meta.url))

/**
 * Does what `fillReplica` does in a process of its own, which asks back for the log: readers are served meanwhile, and
 * the memory it takes goes with it (a thread leaves the larger part of it behind).
 *
 * @throws what `read` throws, `ReplicaBroken` as the writer does, the reason of `signal`
 */
export const fillApart =
  (signal: AbortSignal) =>
  (path: string, read: ReadLog): Promise<number> =>
    new Promise<number>((resolve, reject) => {
      signal.throwIfAborted()
      const child = fork(program, [path], {
        serialization: 'advanced',
        execArgv: ['--disable-warning=ExperimentalWarning', '--max-semi-space-size=32'],
      })
      let end: (() => void) | undefined
      /** The file is closed when the process is gone: only then may it be removed or served. */
      const finish = (then: () => void) => {
        end ??= then
        child.kill('SIGKILL')
      }
      const fail = (error: unknown) => finish(() => reject(error))
      const aborted = () => fail(signal.reason)
      signal.addEventListener('abort', aborted)
      const gone = () => {
        signal.removeEventListener('abort', aborted)
        if (end) end()
        else reject(new Error('the process that fills a replica was lost'))
      }
      child.once('error', gone)
      child.once('exit', gone)
      child.on('message', (said: FillQuestion | FillEnd) => {
        if (end) return
        if ('after' in said)
          read(said.after, said.size).then((entries) => {
            if (child.connected) child.send(entries)
          }, fail)
        else if ('message' in said) fail(asThrown(said))
        else finish(() => resolve(said.seq))
      })
    })

const asThrown = ({ fault, message, at }: Exclude<FillEnd, { seq: number }>): Error =>
  fault ? new ReplicaBroken(fault, message, at === undefined ? {} : { seq: at }) : new Error(message)
