/**
 * Every way a request can end (条例 arts 30, 35-41; 年报格式 table 2; 收费办法). Choosing one fixes at once the grounds it
 * allows, the cell of the annual table, the remedy to print and what the case must hold before: what fits no row cannot
 * be closed.
 */
import type { GroundCode } from '../../../foundations/classification/index.ts'
import type { ArticleId } from '../../../foundations/law/index.ts'
import type { Asks, Status } from '../request.ts'

/** Rows of block 三 of table 2, by their place in it. */
export const tableRows = [
  'r1',
  'r2',
  'r3.1',
  'r3.2',
  'r3.3',
  'r3.4',
  'r3.5',
  'r3.6',
  'r3.7',
  'r3.8',
  'r4.1',
  'r4.2',
  'r4.3',
  'r5.1',
  'r5.2',
  'r5.3',
  'r5.4',
  'r5.5',
  'r6.1',
  'r6.2',
  'r6.3',
] as const
export type TableRow = (typeof tableRows)[number]

/** Row of a refusal under arts 14-16. */
export const rowOfGround: Record<GroundCode, TableRow> = {
  EX14a: 'r3.1',
  EX14b: 'r3.2',
  EX14c: 'r3.3',
  EX15: 'r3.4',
  EX16a: 'r3.5',
  EX16b: 'r3.6',
  EX16c: 'r3.7',
}

/** What the case must hold before the reply can be proposed. */
export type Need =
  | 'material'
  | 'way'
  | 'one_ground'
  | 'some_ground'
  | 'search'
  | 'earlier_case'
  | 'special_law'
  | 'reasons'
  | 'correction'
  | 'asked_reasons'

/**
 * 救济 to print (复议法 art 23(1)(4), 法释〔2025〕8号 art 1): refusals under arts 14-16 go to review first, everything else
 * to review or court as the applicant likes.
 */
export type RemedyRoute = 'review_first' | 'either' | 'none'

export type ReplyKind = {
  law: ArticleId
  /** `ground`: the row is that of the ground; null: not counted in table 2. */
  row: TableRow | 'ground' | null
  remedy: RemedyRoute
  needs: readonly Need[]
  /** Statuses from which it may be proposed; `handling` when not said. */
  from?: readonly Status[]
  asks?: Asks
  /** Something is handed out, so the answer passes the secrecy review (条例 art 17). */
  releases?: true
}

export const replyKinds = {
  already_public: { law: 'OGI-36-1', row: 'r1', remedy: 'either', needs: ['way'] },
  granted: { law: 'OGI-36-2', row: 'r1', remedy: 'either', needs: ['material'], releases: true },
  partial: {
    law: 'OGI-37',
    row: 'r2',
    remedy: 'review_first',
    needs: ['material', 'some_ground', 'reasons'],
    releases: true,
  },
  refused: { law: 'OGI-36-3', row: 'ground', remedy: 'review_first', needs: ['one_ground', 'reasons'] },
  special_access: { law: 'OGI-36-7', row: 'r3.8', remedy: 'either', needs: ['special_law'] },
  not_existing: { law: 'OGI-36-4', row: 'r4.1', remedy: 'either', needs: ['search'] },
  other_agency: { law: 'OGI-36-5', row: 'r4.1', remedy: 'either', needs: ['reasons'] },
  needs_making: { law: 'OGI-38', row: 'r4.2', remedy: 'either', needs: ['reasons'] },
  still_unclear: { law: 'OGI-30', row: 'r4.3', remedy: 'either', needs: ['correction', 'reasons'] },
  petition: { law: 'OGI-39-1', row: 'r5.1', remedy: 'either', needs: ['reasons'] },
  repeated: { law: 'OGI-36-6', row: 'r5.2', remedy: 'either', needs: ['earlier_case'] },
  publication: { law: 'OGI-39-2', row: 'r5.3', remedy: 'either', needs: ['way'] },
  excessive: { law: 'OGI-35', row: 'r5.4', remedy: 'either', needs: ['asked_reasons', 'reasons'] },
  confirmation: { law: 'REPORT-2021-30', row: 'r5.5', remedy: 'either', needs: ['reasons'] },
  correction_lapsed: { law: 'OGI-30', row: 'r6.1', remedy: 'either', needs: [], from: ['correcting'] },
  fee_lapsed: { law: 'FEE-2020-109-6', row: 'r6.2', remedy: 'either', needs: [], from: ['charged'] },
  terminated: { law: 'REPORT-2021-30', row: 'r6.3', remedy: 'either', needs: ['reasons'] },
  record_corrected: { law: 'OGI-41', row: null, remedy: 'either', needs: [], asks: 'record_correction' },
  record_kept: { law: 'OGI-41', row: null, remedy: 'either', needs: ['reasons'], asks: 'record_correction' },
  record_passed_on: { law: 'OGI-41', row: null, remedy: 'either', needs: ['way'], asks: 'record_correction' },
} as const satisfies Record<string, ReplyKind>

export type ReplyKindKey = keyof typeof replyKinds
export const replyKindKeys = Object.keys(replyKinds) as [ReplyKindKey, ...ReplyKindKey[]]
export const replyKind = (key: ReplyKindKey): ReplyKind => replyKinds[key]

/** What a withdrawal by the applicant counts as (年报格式 table 2, 其他处理 3). */
export const withdrawnRow: TableRow = 'r6.3'

/**
 * Cell row of table 2; null for what is not counted there.
 * @param grounds codes of arts 14-16; of several grounds of a refusal the first decides, as the table knows one cell
 */
export const rowOf = (key: ReplyKindKey, grounds: readonly GroundCode[]): TableRow | null => {
  const { row } = replyKind(key)
  if (row !== 'ground') return row
  const first = grounds[0]
  if (!first) throw new RangeError('a refusal without a ground has no row')
  return rowOfGround[first]
}
