import { parentPort } from 'node:worker_threads'
import { compileWords } from '../wording/index.ts'
import type { Asked } from './apart.ts'
import { checkFile } from './check-file.ts'
import { stripHidden } from './hidden/strip.ts'
import { readDocument } from './read.ts'
import { pagesOfPdf } from './read-pdf.ts'

/** The other end of apart.ts. */
parentPort!.on('message', async ({ work, bytes, fileName, options }: Asked) => {
  if (work === 'read') parentPort!.postMessage(await readDocument(bytes, fileName, options))
  else if (work === 'check') parentPort!.postMessage(await checkFile(bytes, fileName, compileWords(options.words!)))
  else if (work === 'count') {
    const pdf = await pagesOfPdf(bytes, 0)
    parentPort!.postMessage('count' in pdf ? pdf.count : null)
  } else parentPort!.postMessage(await stripHidden(bytes, fileName, options))
})
