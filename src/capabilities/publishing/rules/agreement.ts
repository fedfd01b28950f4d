import { datesIn } from '../../../foundations/documents/document-dates.ts'
import { proposeMetadata } from '../../../foundations/documents/metadata.ts'
import { findDocNumbers } from '../../../foundations/numbers/index.ts'
import type { Issue } from '../checks.ts'
import type { DraftFields } from '../record.ts'
import { agreementWords as say } from '../words.zh.ts'

/**
 * Does the text say of itself what the form says of it? (GB/T 9704-2012; 国办发〔2017〕47号 puts the whole of an official
 * document on the site, so a wrong number or date in the form misleads every search.) All of it is for a person to
 * look at: the text may rightly speak of another document.
 */
type Stated = Pick<DraftFields, 'title' | 'docNumber' | 'formedOn' | 'effectiveOn' | 'expiresOn'>

const inBody = (key: string, severity: Issue['severity'], message: string, text: string, start: number): Issue => ({
  field: 'bodyHtml',
  key: `${key}-${start}`,
  severity,
  message,
  text,
  start,
  end: start + text.length,
})

const day = '\\d{4} ?年 ?\\d{1,2} ?月 ?\\d{1,2} ?日'
const anyDay = /(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日/g
const weekdays = '一二三四五六日'

/** 2月30日, and a day that is another day of the week. */
const impossibleDays = (text: string): Issue[] => {
  const issues: Issue[] = []
  for (const m of text.matchAll(anyDay)) {
    const [said, year, month, date] = m
    let there: Temporal.PlainDate
    try {
      there = Temporal.PlainDate.from(
        { year: Number(year), month: Number(month), day: Number(date) },
        { overflow: 'reject' },
      )
    } catch {
      issues.push(inBody('no-such-day', 'warn', say.noSuchDay(said), said, m.index))
      continue
    }
    const end = m.index + said.length
    const week = /^ ?[（(]? ?(?:星期|周)([一二三四五六日天])/.exec(text.slice(end, end + 8))
    if (week && weekdays.indexOf(week[1]!.replace('天', '日')) + 1 !== there.dayOfWeek)
      issues.push(
        inBody(
          'wrong-weekday',
          'warn',
          say.wrongWeekday(said, weekdays[there.dayOfWeek - 1]!),
          text.slice(m.index, end + week[0].length),
          m.index,
        ),
      )
  }
  return issues
}

const only = (text: string, pattern: RegExp) => {
  const found = [...text.matchAll(pattern)]
  return found.length === 1 ? found[0] : undefined
}
const entersForce = new RegExp(
  `(?:^|[。；\\n]|本(?:办法|规定|细则|通知|意见|方案|条例|决定|公告|通告|规则|预案|制度|政策))\\s*自(${day})起(?:正式)?(?:施行|实施|执行|生效)`,
  'gm',
)
const validUntil = new RegExp(`有效期(?:限)?(?:为|截至|至|到)?[^，。；\\n]{0,20}?(?:至|到)(${day})`, 'g')
const validFor = /有效期(?:限)?(?:为|是)?(\d{1,2}|[一二三四五六七八九十])年/g

const validity = (draft: Stated, text: string): Issue[] => {
  const issues: Issue[] = []
  const compare = (pattern: RegExp, stated: string | null, key: string, message: (said: string) => string) => {
    const m = stated ? only(text, pattern) : undefined
    const said = m && datesIn(m[1]!)[0]?.date
    if (m && said && said !== stated)
      issues.push(inBody(key, 'warn', message(said), m[1]!, m.index + m[0].indexOf(m[1]!)))
  }
  compare(entersForce, draft.effectiveOn, 'effective-differs', say.effectiveDiffers)
  compare(validUntil, draft.expiresOn, 'expires-differs', say.expiresDiffers)
  const period = draft.effectiveOn && draft.expiresOn ? only(text, validFor) : undefined
  if (period) {
    const years = Number(period[1]) || '一二三四五六七八九十'.indexOf(period[1]!) + 1
    const end = Temporal.PlainDate.from(draft.effectiveOn!).add({ years })
    const far = Math.abs(end.until(Temporal.PlainDate.from(draft.expiresOn!)).days)
    if (far > 1)
      issues.push(inBody('expires-differs', 'warn', say.expiresDiffers(end.toString()), period[0], period.index))
  }
  return issues
}

const squeeze = (text: string) => text.replace(/[\s\p{P}\p{S}]+/gu, '')
const pairs = (text: string) =>
  new Set(Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2)))
/** 0 nothing alike … 1 the same pairs of signs (Dice). */
const alike = (a: string, b: string): number => {
  const [x, y] = [pairs(a), pairs(b)]
  return x.size + y.size === 0 ? 0 : (2 * [...x].filter((pair) => y.has(pair)).length) / (x.size + y.size)
}

/** One title of two contains the other when only the issuer or a bracket is left out. */
const titleDiffers = (draft: Stated, proposed: string | null): Issue[] => {
  const [form, text] = [squeeze(draft.title), squeeze(proposed ?? '')]
  if (!form || !text || form.includes(text) || text.includes(form)) return []
  const near = alike(form, text)
  if (near < 0.5 && !/关于.{4,}(?:通知|公告|通告|意见|决定|批复|函|报告|通报|公示)$/.test(text)) return []
  return [{ field: 'title', key: 'title-differs', severity: 'warn', message: say.titleDiffers(proposed!.trim()) }]
}

/** Brackets and figures of a 文号 as GB/T 9704 7.2.5 has them; offered, never demanded. */
const oddNumbers = (text: string): Issue[] =>
  findDocNumbers(text)
    .filter(({ kind, found, text: normal }) => kind === 'document' && found.replace(/\s/g, '') !== normal)
    .map(({ found, text: normal, start }) => ({
      ...inBody('doc-number-written', 'info', say.docNumberWritten(normal), found, start),
      replacement: normal,
    }))

export const agreementIssues = (draft: Stated, text: string): Issue[] => {
  const said = proposeMetadata(text)
  const issues = [
    ...titleDiffers(draft, said.title),
    ...impossibleDays(text),
    ...validity(draft, text),
    ...oddNumbers(text),
  ]
  // 国务院令 and 中华人民共和国国务院令 are one.
  const sameNumber = (a: string, b: string) => a.endsWith(b) || b.endsWith(a)
  if (draft.docNumber && said.docNumber && !sameNumber(said.docNumber, draft.docNumber))
    issues.push({
      field: 'docNumber',
      key: 'doc-number-differs',
      severity: 'warn',
      message: say.docNumberDiffers(said.docNumber),
    })
  if (draft.formedOn && said.formedOn && said.formedOn !== draft.formedOn)
    issues.push({
      field: 'formedOn',
      key: 'formed-differs',
      severity: 'warn',
      message: say.formedDiffers(said.formedOn),
    })
  return issues
}
