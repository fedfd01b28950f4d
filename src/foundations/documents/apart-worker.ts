import { parentPort } from 'node:worker_threads'
import type { Asked } from './apart.ts'
import { checkFile } from './check-file.ts'
import { stripHidden } from './hidden/strip.ts'

/** The other end of apart.ts. */
parentPort!.on('message', async ({ work, bytes, fileName, options }: Asked) => {
  const answer = work === 'check' ? checkFile(bytes, fileName) : stripHidden(bytes, fileName, options)
  parentPort!.postMessage(await answer)
})
