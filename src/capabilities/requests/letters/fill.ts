import type { ProblemIssue } from '../../../platform/http/problem.ts'
import { templateWords as w } from '../words.zh.ts'
import { blank } from './blank.ts'
import { type Placeholder, placeholders, remedyPlaceholder } from './templates.zh.ts'

/** Values for a template; what is empty stays a blank to be written by hand. */
export type Values = Partial<Record<Placeholder, string>>

const pattern = /\{\{\s*([^{}]*?)\s*\}\}/g
const isPlaceholder = (name: string): name is Placeholder => Object.hasOwn(placeholders, name)

const escaped = (text: string) =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

/** What a person wrote becomes words of the letter and never its markup; their lines stay lines. */
const asHtml = (value: string) => escaped(value).replace(/\n/g, '<br>')

/** A template with its placeholders filled. Unknown ones stay as they are, for the person who reads the draft. */
export const fill = (body: string, values: Values): string =>
  body.replace(pattern, (whole, name: string) =>
    isPlaceholder(name) ? (values[name] === undefined ? blank : asHtml(values[name])) : whole,
  )

/** What is wrong with a template; [] when it can be approved. */
export const templateIssues = (key: string, { title, body }: { title: string; body: string }): ProblemIssue[] => {
  const issues: ProblemIssue[] = []
  const add = (field: string, name: string, message: string) => issues.push({ field, key: name, message })
  if (!title.trim()) add('title', 'missing', w.noTitle)
  const names = [...body.matchAll(pattern)].map((found) => found[1]!)
  for (const name of new Set(names)) if (!isPlaceholder(name)) add('body', 'unknown', w.unknown(name))
  const rest = body.replace(pattern, '')
  if (rest.includes('{{') || rest.includes('}}')) add('body', 'broken', w.broken)
  if (key.startsWith('reply_') && !names.includes(remedyPlaceholder)) add('body', 'no-remedy', w.noRemedy)
  if (!names.includes('机关')) add('body', 'no-agency', w.noAgency)
  return issues
}
