import { z } from 'zod'

/** “这是您想要的吗”: what a reader says of a public answer. Nothing about the reader goes with it. */
export const answerVoteKind = 'answer-vote'

export const answerVoteShape = z.object({
  /** The entry of the 知识库. */
  entryId: z.int().positive().max(Number.MAX_SAFE_INTEGER),
  wanted: z.boolean(),
})
export type AnswerVote = z.infer<typeof answerVoteShape>
