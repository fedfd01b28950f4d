import type { MultipartFile } from '@fastify/multipart'
import { tooLarge } from './problem.ts'

/**
 * All bytes of an uploaded file. By itself `toBuffer` gives the beginning of a file that is larger than its route takes,
 * and says nothing, when the end was cut off behind the last piece that was read.
 * @throws Problem 413 with `sentence` when the file is larger
 */
export const wholeFile = async (part: MultipartFile, sentence: string): Promise<Buffer> => {
  const bytes = await part.toBuffer().catch(() => undefined)
  if (!bytes || part.file.truncated) throw tooLarge(sentence)
  return bytes
}
