import { parentPort } from 'node:worker_threads'
import { previewDocument } from './preview.ts'
import type { PreviewAsked } from './preview-apart.ts'

/** The other end of preview-apart.ts. */
parentPort!.on('message', async ({ bytes, fileName }: PreviewAsked) => {
  parentPort!.postMessage(await previewDocument(bytes, fileName))
})
