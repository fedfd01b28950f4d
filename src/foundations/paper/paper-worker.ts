import { parentPort } from 'node:worker_threads'
import type { PaperAsked } from './paper-apart.ts'

/** A picture that the PDF library cannot take must not cost the reader the text: its words stand for it then. */
const pdfOf = async (paper: PaperAsked['paper']) => {
  const { paperPdf } = await import('./write-pdf.ts')
  return paperPdf(paper).catch((error) => {
    if (Object.keys(paper.pictures).length === 0) throw error
    return paperPdf({ ...paper, pictures: {} })
  })
}

/** The other end of paper-apart.ts. */
parentPort!.on('message', async ({ paper, form }: PaperAsked) => {
  const bytes = form === 'pdf' ? await pdfOf(paper) : await (await import('./write-docx.ts')).paperDocx(paper)
  parentPort!.postMessage(bytes)
})
