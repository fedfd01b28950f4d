import { parentPort } from 'node:worker_threads'
import type { Asked } from './apart.ts'
import { checkFile } from './check-file.ts'
import { stripHidden } from './hidden/strip.ts'
import { readDocument } from './read.ts'

/** The other end of apart.ts. */
parentPort!.on('message', async ({ work, bytes, fileName, options }: Asked) => {
  if (work === 'read') parentPort!.postMessage(await readDocument(bytes, fileName, options))
  else if (work === 'check') parentPort!.postMessage(await checkFile(bytes, fileName))
  else parentPort!.postMessage(await stripHidden(bytes, fileName, options))
})
