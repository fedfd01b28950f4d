import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import type { Paper } from './papers.ts'

/** A paper of a case as routes answer it. */
export const paperShape = z.object({
  id: z.string(),
  seq: z.int(),
  kind: z.string(),
  name: z.string(),
  mediaType: z.string(),
  size: z.int(),
  forApplicant: z.boolean(),
  addedAt: z.string(),
  addedBy: z.int().nullable(),
  kept: z.boolean(),
})

export const paperView = (paper: Paper) => ({ ...paper, addedAt: paper.addedAt.toISOString() })

/** A paper as a file to be saved: never opened in the page, never kept by a cache. */
export const sendPaper = (
  reply: FastifyReply,
  { name, mediaType, bytes }: { name: string; mediaType: string; bytes: Uint8Array },
) =>
  reply
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`)
    .header('cache-control', 'private, no-store')
    .type(mediaType)
    .send(bytes as never)
