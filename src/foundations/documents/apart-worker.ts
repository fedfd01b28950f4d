import { parentPort } from 'node:worker_threads'
import { checkFile } from './check-file.ts'
import { stripHidden } from './hidden/strip.ts'

/** The other end of apart.ts. */
parentPort!.on('message', async ({ work, bytes, fileName }: { work: string; bytes: Uint8Array; fileName: string }) => {
  parentPort!.postMessage(work === 'check' ? await checkFile(bytes, fileName) : await stripHidden(bytes, fileName))
})
