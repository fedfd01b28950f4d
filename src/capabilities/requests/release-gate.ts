import { createHash } from 'node:crypto'
import { cases, openDocument } from '../../foundations/casework/index.ts'
import type { Ctx } from '../../foundations/context.ts'
import { checkApart, type FileIssue, issuesOf } from '../../foundations/documents/index.ts'
import { scan, scanIssue } from '../../foundations/files/virus-scan.ts'
import { unitById } from '../../foundations/units/index.ts'
import type { Connection } from '../../platform/db/connect.ts'
import { unprocessable } from '../../platform/http/problem.ts'
import {
  type AttachedFile,
  blocking,
  contentIssues,
  type Issue,
  needingReason,
  unacknowledged,
} from '../publishing/index.ts'
import { wordEntriesNow } from '../word-list/index.ts'
import { openApplicant, openContent } from './applicant.ts'
import type { RequestFile } from './case-file.ts'
import type { EventData } from './events.ts'
import { type GivenLetter, lettersOfCase } from './letters/index.ts'
import { requestOf } from './store.ts'
import type { Action } from './transitions.ts'
import { statusLabels, releaseWords as w } from './words.zh.ts'

/**
 * The gate of what leaves the house with an answer (条例 arts 14-17, 个人信息保护法 art 28): the same checks as before a
 * publication, over the letters and the papers that are handed out. What is the applicant's own may go back to the applicant.
 */

type Letter = Pick<GivenLetter, 'title' | 'html'> & { key: string }
export type GoingOut = { letters: readonly Letter[]; materials: readonly string[] }

const toOthers: readonly string[] = [
  'consult_third_party',
  'consult_joint_maker',
  'help_letter',
  'override_told_third_party',
]

const tidy = (text: string) =>
  text
    .normalize('NFKC')
    .replace(/[\s-]+/g, '')
    .toUpperCase()
type Known = (text: string) => boolean
const among = (values: readonly string[]): Known => {
  const known = values.map(tidy).filter(Boolean)
  return (text) => known.some((value) => value.includes(tidy(text)))
}

/** What stands in letters rightly: the agency's own contact, and before the applicant their own data and words. */
const rightly = async (ctx: Ctx, db: Connection, caseId: number, unitId: number) => {
  const request = await requestOf(db, caseId)
  const { party, identityKind, ...applicant } = openApplicant(ctx.keyring, caseId, request.applicantSealed)
  const { what, features } = openContent(ctx.keyring, caseId, request.contentSealed)
  const office = Object.values((await unitById(db, unitId))?.disclosureOffice ?? {})
  return { toApplicant: among([...Object.values(applicant), what, features, ...office]), toOthers: among(office) }
}

const fileIssue = (kind: string, message: string): FileIssue => ({
  source: 'reading',
  kind,
  severity: 'block',
  message,
  text: '',
  place: '',
  count: 1,
  strippable: false,
  needsReason: false,
})

/**
 * What was found in papers, by their ids and the word list, while this program runs. A paper never changes and belongs to one applicant; the
 * findings are masked, and are not written down: only the sealed paper may tell what is in it.
 */
const looked = new Map<string, AttachedFile>()
const most = 500

const lookThrough = async (ctx: Ctx, db: Connection, caseId: number, id: string, own: Known): Promise<AttachedFile> => {
  const words = await wordEntriesNow(ctx, db)
  const key = `${id} ${words.mark}`
  const known = looked.get(key)
  if (known) return known
  const paper = await openDocument({ ...ctx, db: db as Ctx['db'] }, caseId, id)
  if (!paper) return { hash: id, name: '', issues: [fileIssue('file-lost', w.lost)] }
  const { name, bytes } = paper
  const { findings } = await checkApart(bytes, name, words.entries)
  const issues = issuesOf(findings.filter((one) => one.source !== 'personal' || !own(one.text)))
  const scanned = scanIssue(ctx.scanner, await scan(ctx, createHash('sha256').update(bytes).digest('hex'), bytes))
  // A scanner that is away is asked again.
  if (scanned) return { hash: id, name, issues: [fileIssue(scanned.kind, scanned.message), ...issues] }
  if (looked.size >= most) looked.delete(looked.keys().next().value!)
  looked.set(key, { hash: id, name, issues })
  return { hash: id, name, issues }
}

/** Everything doubtful in what goes out, or what must not go out. `field`: `letters.<key>` or `reply.materials`. */
export const releaseIssues = async (
  ctx: Ctx,
  db: Connection,
  { id, unitId }: { id: number; unitId: number },
  { letters, materials }: GoingOut,
): Promise<Issue[]> => {
  const own = await rightly(ctx, db, id, unitId)
  const issues: Issue[] = []
  for (const { key, title, html } of letters) {
    const found = await contentIssues(
      ctx,
      db,
      { title, html, files: [] },
      toOthers.includes(key) ? own.toOthers : own.toApplicant,
    )
    for (const one of found)
      issues.push({
        ...one,
        field: `letters.${key}`,
        key: `${key}-${one.key}`,
        message: w.inLetter(title, one.message),
      })
  }
  const files: AttachedFile[] = []
  for (const material of new Set(materials)) files.push(await lookThrough(ctx, db, id, material, own.toApplicant))
  const inFiles = await contentIssues(ctx, db, { title: '', html: '', files })
  // Cleaning belongs to the drafts of publishing; here a clean copy is uploaded or made by hiding.
  issues.push(...inFiles.map(({ cleanable, ...one }) => ({ ...one, field: 'reply.materials' })))
  return issues.filter(({ severity }) => severity !== 'info')
}

/** What the answer that is on its way would send out; undefined while there is none. */
export const proposedRelease = async (
  ctx: Ctx,
  db: Connection,
  { row, state }: Pick<RequestFile, 'row' | 'state'>,
): Promise<GoingOut | undefined> =>
  state.reply
    ? {
        letters: (await lettersOfCase(db, ctx.keyring, row.id)).filter(({ seq }) => seq === state.reply!.seq),
        materials: state.reply.reply.materials,
      }
    : undefined

/** Adds what a gate before wrote of files that only a person can look into. */
export const withEarlierReasons = async (
  ctx: Ctx,
  db: Connection,
  { row, state }: Pick<RequestFile, 'row' | 'state'>,
  issues: Issue[],
): Promise<Issue[]> => {
  if (!needingReason(issues).length) return issues
  const notes = await cases.notesOf(db, ctx.keyring, row.id)
  const given = (await cases.eventsOf(db, row.id)).findLast(
    (one) => one.action === 'approve' && one.seq > (state.reply?.seq ?? 0) && notes.get(one.seq)?.trim(),
  )
  if (!given) return issues
  const reasoned = {
    by: given.actorName ?? '',
    gate: statusLabels[given.from as keyof typeof statusLabels],
    reason: notes.get(given.seq)!,
  }
  return issues.map((one) => (one.needsReason ? { ...one, reasoned } : one))
}

/**
 * Lets an act pass when nothing blocks what it sends out; whoever passes a gate answers for every warning by name, and
 * writes why what cannot be checked may go.
 * @returns keys of the warnings that were let pass
 * @throws Problem 422 with the findings
 */
export const passReleaseGate = async <A extends Action>(
  ctx: Ctx,
  db: Connection,
  file: RequestFile,
  act: {
    action: A
    data: EventData[A]
    letters: readonly Letter[]
    acknowledged: readonly string[]
    note: string
  },
): Promise<string[]> => {
  const going =
    act.action === 'approve'
      ? await proposedRelease(ctx, db, file)
      : {
          letters: act.letters,
          materials: act.action === 'propose' ? (act.data as EventData['propose']).reply.materials : [],
        }
  if (!going?.letters.length) return []
  const issues = await withEarlierReasons(ctx, db, file, await releaseIssues(ctx, db, file.row, going))
  const wrong = blocking(issues)
  if (wrong.length) throw unprocessable(w.mustFix, wrong)
  if (act.action !== 'approve') return []
  const unseen = unacknowledged(issues, act.acknowledged)
  if (unseen.length) throw unprocessable(w.mustAcknowledge, unseen)
  const unread = needingReason(issues)
  if (unread.length && !act.note.trim()) throw unprocessable(w.reasonForUnread, unread)
  return issues.map(({ key }) => key)
}
