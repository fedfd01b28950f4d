import { parentPort } from 'node:worker_threads'
import { checkFile } from './check-file.ts'
import { type StripOptions, stripHidden } from './hidden/strip.ts'

type Asked = { work: 'check' | 'strip'; bytes: Uint8Array; fileName: string; options: StripOptions }

/** The other end of apart.ts. */
parentPort!.on('message', async ({ work, bytes, fileName, options }: Asked) => {
  const answer = work === 'check' ? checkFile(bytes, fileName) : stripHidden(bytes, fileName, options)
  parentPort!.postMessage(await answer)
})
