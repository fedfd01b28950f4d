import { parentPort } from 'node:worker_threads'
import type { PaperAsked } from './paper-apart.ts'

/** The other end of paper-apart.ts. */
parentPort!.on('message', async ({ paper, form }: PaperAsked) => {
  const bytes =
    form === 'pdf'
      ? await (await import('./write-pdf.ts')).paperPdf(paper)
      : await (await import('./write-docx.ts')).paperDocx(paper)
  parentPort!.postMessage(bytes)
})
