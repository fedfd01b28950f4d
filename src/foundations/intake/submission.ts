import { z } from 'zod'
import { closeBox } from '../../platform/sealed-box.ts'

/** What somebody handed in at a portal, before it is sealed and after the office has opened it. */
export type Submission = {
  /** UUID made once by whoever hands in: the office takes each once. */
  id: string
  /** Which door it came through, e.g. `feedback`. */
  kind: string
  /** Number the citizen was given. */
  receipt: string
  /** Instant at which the portal took it, ISO 8601 UTC. */
  at: string
  data: unknown
  files: { name: string; mediaType: string; base64: string }[]
}

/** Files of one submission, and bytes of all of them together. */
export const mostAttachments = 10
export const largestAttachment = 20 * 1024 * 1024

/** As it lies in a portal's queue and travels: nobody but the office can read what it says. */
export const sealedShape = z.object({
  id: z.uuid(),
  kind: z.string().regex(/^[a-z][a-z-]{0,39}$/),
  /** Text of the office's public key it was sealed with. */
  key: z.string().max(64),
  /** The box in base64. */
  box: z.base64(),
})
export type SealedSubmission = z.infer<typeof sealedShape>

/** What a box is bound to: it opens only as what it was handed in as. */
export const boxContext = ({ id, kind }: Pick<Submission, 'id' | 'kind'>): string => `gongkai intake/1 ${kind} ${id}`

/** Seals with the office's public key; whoever seals cannot open it again. */
export const sealSubmission = (submission: Submission, key: string): SealedSubmission => ({
  id: submission.id,
  kind: submission.kind,
  key,
  box: closeBox(key, Buffer.from(JSON.stringify(submission)), boxContext(submission)).toString('base64'),
})
