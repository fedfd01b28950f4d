import { parentPort, workerData } from 'node:worker_threads'
import { useDictionary } from '../../foundations/text/segment.ts'
import { type Indexed, packTerms } from './index-terms.ts'

useDictionary(workerData)

/** The other end of terms-apart.ts. */
parentPort!.on('message', (records: (Indexed | undefined)[]) => {
  const packed = packTerms(records)
  parentPort!.postMessage(packed, [packed.bytes.buffer])
})
