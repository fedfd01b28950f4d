import { legalDay } from '../../../platform/clock.ts'
import { stale, unprocessable } from '../../../platform/http/problem.ts'
import { type Ctx, transact } from '../../context.ts'
import { readDocument } from '../../documents/index.ts'
import { applyNotice } from '../apply-notice.ts'
import { insertNotice, knownFile } from '../notices.ts'
import { readNotice } from '../read-notice.ts'
import { versionInForce } from '../store.ts'
import { noticeSentences as say } from '../words.zh.ts'

export type Proposal = { text: string; file: { name: string; hash: string } | null }

/** Two copies of a text are the same when they differ in white space alone. */
const sameWords = (one: string, other: string) => one.replace(/\s/g, '') === other.replace(/\s/g, '')

/**
 * Proposes the days read from a notice. Nothing is in force before a second person has confirmed it. Whether the text was
 * altered after it came out of the file is noted for that person.
 * @throws Problem 422 with what speaks against the text, 409 when another proposal for the year waits
 * @returns the id of the proposal
 */
export const proposeNotice = async (ctx: Ctx, { text, file }: Proposal): Promise<number> => {
  if (file && !(await knownFile(ctx.db, file.hash)))
    throw unprocessable(say.fileMissing, [{ field: 'file', key: 'file-missing', message: say.fileMissing }])
  const read = file ? await readDocument(await ctx.files.read(file.hash), file.name) : null
  const reading = readNotice(text)
  try {
    return await transact(ctx, async (work) => {
      const base = reading.year === null ? undefined : await versionInForce(work.trx, reading.year)
      const { year, issues } = applyNotice(reading, base?.data, legalDay(work.at))
      const errors = issues.filter((issue) => issue.severity === 'error')
      if (errors.length || !year)
        throw unprocessable(
          say.mend,
          errors.map(({ key, message }) => ({ field: 'text', key, message })),
        )
      const id = await insertNotice(work.trx, {
        year,
        sourceText: text,
        file,
        edited: read !== null && !(read.ok && sameWords(read.text, text)),
        baseVersion: base?.version ?? 0,
        by: ctx.actor.personId!,
        onBehalfOf: work.principal?.personId ?? null,
        at: work.at,
      })
      const subject = `calendar/${year.year}`
      await work.emit({ name: 'calendar.proposed', subject, payload: { notice: id } })
      work.audit({
        action: 'calendar.proposed',
        subject,
        detail: {
          notice: id,
          number: reading.number,
          file: file?.hash ?? null,
          warnings: issues.map((one) => one.key),
        },
      })
      return id
    })
  } catch (error) {
    // One open proposal for a year: the partial unique index decides between two at once.
    if ((error as { constraint?: string }).constraint === 'calendar_notice_open') throw stale(say.alreadyProposed)
    throw error
  }
}
