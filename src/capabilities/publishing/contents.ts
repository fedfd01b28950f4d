import type { Platform } from '../../foundations/context.ts'
import { htmlToText } from '../../foundations/documents/index.ts'
import { allUnits } from '../../foundations/units/index.ts'
import type { Connection } from '../../platform/db/connect.ts'
import { type AttachedFile, checkContents, type Issue } from './checks.ts'
import { findingsIn } from './facts.ts'
import { deadLinks } from './links/dead-links.ts'
import { personalInLinks } from './rules/links.ts'

/**
 * The gate for what leaves the house by another door than publication (an answer to an applicant, say): what a text and
 * its files say that must not go out, as the checks of a draft find it. Offsets are into the text of `field`.
 * @param own is this text the receiver's own, or the house's public contact? Such findings are left out
 */
export const contentIssues = async (
  platform: Platform,
  db: Connection,
  given: { title: string; html: string; files: AttachedFile[] },
  own: (text: string) => boolean = () => false,
): Promise<Issue[]> => {
  const { title, html, files } = given
  const text = htmlToText(html)
  const texts: ['title' | 'bodyHtml' | 'attachments', string][] = [
    ['title', title],
    ['bodyHtml', text],
    ['attachments', files.map(({ name }) => name).join('\n')],
  ]
  const { findings, words } = await findingsIn(platform, db, texts, await allUnits(db))
  return checkContents({
    findings: findings.filter(({ finding }) => !own(finding.text)),
    words,
    inLinks: personalInLinks(html, text).filter((finding) => !own(finding.text)),
    links: await deadLinks(platform, db, { bodyHtml: html, attachments: [] }),
    files,
  })
}
