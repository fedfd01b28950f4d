import type { Platform } from '../../foundations/context.ts'
import { htmlToText } from '../../foundations/documents/index.ts'
import { findPersonalData, findSecrecyMarks } from '../../foundations/personal-data/index.ts'
import { allUnits } from '../../foundations/units/index.ts'
import { findWords } from '../../foundations/wording/index.ts'
import { legalDay } from '../../platform/clock.ts'
import type { Connection } from '../../platform/db/connect.ts'
import { itemStates } from '../publishing/index.ts'
import { wordListNow } from '../word-list/index.ts'
import { wordsAsked } from './asked-words.ts'
import type { Facts, TextField } from './checks.ts'
import type { EntryFields } from './entry.ts'
import { alikeTo } from './rules/alike.ts'
import { askedNow, askedStatuses } from './store.ts'

/** Shown of those that may ask the same. */
const shown = 5

/** Everything the checks need to know about a text beside the text itself. */
export const gatherFacts = async (
  platform: Platform,
  db: Connection,
  fields: EntryFields,
  about: { entryId: number | null },
): Promise<Facts> => {
  const today = legalDay(platform.clock())
  const answerText = htmlToText(fields.answerHtml)
  const texts: [TextField, string][] = [
    ['question', fields.question],
    ['phrasings', fields.phrasings.join('\n')],
    ['answerHtml', answerText],
  ]
  const names = (await allUnits(db)).flatMap(({ name, shortName }) => [name, shortName])
  const { list } = await wordListNow(platform, db, names)
  const all = await askedNow(db, about.entryId, askedStatuses)
  const near = alikeTo(wordsAsked(fields.question), all).slice(0, shown)
  return {
    today,
    answerText,
    findings: texts.flatMap(([field, text]) =>
      [...findPersonalData(text), ...findSecrecyMarks(text)].map((finding) => ({ field, finding })),
    ),
    words: texts.flatMap(([field, text]) => findWords(text, list).map((finding) => ({ field, finding }))),
    sources: await itemStates(db, fields.sources, today),
    alike: near.map((id) => ({ id, question: all.find((one) => one.id === id)!.question })),
  }
}
