import { sql } from 'kysely'
import { type Ctx, transact } from '../../../foundations/context.ts'
import { cleanHtml } from '../../../foundations/documents/index.ts'
import { requireConfirmation } from '../../../foundations/identity/index.ts'
import { asDate } from '../../../platform/clock.ts'
import type { Connection } from '../../../platform/db/connect.ts'
import { forbidden, notFound, stale, unprocessable } from '../../../platform/http/problem.ts'
import { templateWords as w } from '../words.zh.ts'
import { templateIssues } from './fill.ts'
import type { LetterKey } from './letter-kinds.ts'
import { type LetterTemplate, shippedTemplates } from './templates.zh.ts'

/** 文书模板: versions of a county's own. Who wrote one does not approve it. */

export type TemplateVersion = LetterTemplate & {
  key: LetterKey
  /** 0: as shipped. */
  version: number
  writtenAt: Date | null
  writtenBy: string | null
  writerId: number | null
  approvedAt: Date | null
  approvedBy: string | null
}

export const isLetterKey = (key: string): key is LetterKey => Object.hasOwn(shippedTemplates, key)

/** The version in force. */
export const templateInForce = async (
  db: Connection,
  key: LetterKey,
): Promise<LetterTemplate & { version: number }> => {
  const row = await db
    .selectFrom('letter_template')
    .select(['version', 'title', 'body'])
    .where('key', '=', key)
    .where('approved_at', 'is not', null)
    .orderBy('version', 'desc')
    .executeTakeFirst()
  return row ?? { ...shippedTemplates[key], version: 0 }
}

/** Every version of a template, newest first, the shipped one last. */
export const versionsOf = async (db: Connection, key: LetterKey): Promise<TemplateVersion[]> => {
  const rows = await db
    .selectFrom('letter_template as t')
    .leftJoin('person as w', 'w.id', 't.written_by')
    .leftJoin('person as a', 'a.id', 't.approved_by')
    .select(['t.version', 't.title', 't.body', 't.written_at as writtenAt', 't.approved_at as approvedAt'])
    .select(['t.written_by as writerId', 'w.name as writtenBy', 'a.name as approvedBy'])
    .where('t.key', '=', key)
    .orderBy('t.version', 'desc')
    .execute()
  const shipped = { version: 0, writtenAt: null, writtenBy: null, writerId: null, approvedAt: null, approvedBy: null }
  return [...rows, { ...shippedTemplates[key], ...shipped }].map((row) => ({ ...row, key }))
}

/**
 * Writes the next version, to be approved by somebody else.
 * @throws Problem 422 with what is wrong with its placeholders
 */
export const writeTemplate = (ctx: Ctx, key: LetterKey, given: LetterTemplate): Promise<number> =>
  transact(ctx, async (work) => {
    const issues = templateIssues(key, given)
    if (issues.length) throw unprocessable(issues[0]!.message, issues)
    const { rows } = await sql<{ version: number }>`
      insert into letter_template (key, version, title, body, written_by, written_at)
      select ${key}, coalesce(max(version), 0) + 1, ${given.title}, ${cleanHtml(given.body)},
        ${ctx.actor.personId}::int, ${asDate(work.at)}::timestamptz
      from letter_template where key = ${key} returning version`.execute(work.trx)
    const { version } = rows[0]!
    work.audit({ action: 'letter-template.written', subject: `letter-template/${key}`, detail: { version } })
    return version
  })

/** @throws Problem 403 the writer's own, 404 no such version, 409 approved already */
export const approveTemplate = (ctx: Ctx, key: LetterKey, version: number): Promise<void> =>
  transact(ctx, async (work) => {
    const row = await work.trx
      .selectFrom('letter_template')
      .select(['written_by', 'approved_at'])
      .where('key', '=', key)
      .where('version', '=', version)
      .forUpdate()
      .executeTakeFirst()
    if (!row) throw notFound()
    if (row.approved_at) throw stale(w.decided)
    if (row.written_by === ctx.actor.personId) throw forbidden(w.ownApproval)
    requireConfirmation(ctx)
    await work.trx
      .updateTable('letter_template')
      .set({ approved_by: ctx.actor.personId, approved_at: asDate(work.at) })
      .where('key', '=', key)
      .where('version', '=', version)
      .execute()
    work.audit({ action: 'letter-template.approved', subject: `letter-template/${key}`, detail: { version } })
  })
