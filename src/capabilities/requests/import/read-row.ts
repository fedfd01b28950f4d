/**
 * One row of a table of cases moved in from elsewhere (历史案件), as facts that the state can be made of. Pure: what it says
 * depends on the cells, the units and today alone.
 */
import { type GroundCode, grounds } from '../../../foundations/classification/index.ts'
import { groundLabels } from '../../../foundations/classification/words.zh.ts'
import {
  applicantIssues,
  applicantShape,
  contentIssues,
  contentShape,
} from '../../../foundations/intake/request-form.ts'
import { type Applicant, asks, type Channel, type RequestContent } from '../request.ts'
import { needsConfirmation } from '../rules/receipt-day.ts'
import { type ReplyKindKey, replyKind } from '../rules/reply-kinds.ts'
import { channelLabels, deliveryWayLabels, partyLabels, replyKindLabels, supplyFormLabels } from '../words.zh.ts'
import { asksLabels, importColumns as columns, type ImportColumn, importWords as w } from './words.zh.ts'

export type History = {
  key: string
  unitId: number
  /** '' for the next one of the unit's series. */
  number: string
  channel: Channel
  applicant: Applicant
  content: RequestContent
  reachedOn: string
  confirmedOn: string | null
  extension: { on: string; workingDays: number } | null
  end: { on: string; reply: ReplyKindKey | 'withdrawn'; grounds: GroundCode[] } | null
  note: string
}

export type CellFault = { column: string; message: string; value: string }
export type UnitNamed = (text: string) => { id: number; allowed: boolean } | undefined

/** 2026-06-12, 2026/6/12, 2026.6.12 or 2026年6月12日 as YYYY-MM-DD; null for what is no day. */
export const dayOf = (cell: string): string | null => {
  const parts = /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?(?:[T\s].*)?$/.exec(cell.trim())
  if (!parts) return null
  const [year, month, day] = parts.slice(1).map(Number) as [number, number, number]
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' }).toString()
  } catch {
    return null
  }
}

/** @returns what the row says, or every cell that stands against it */
export const readRow = (
  cells: Partial<Record<ImportColumn, string>>,
  { unitNamed, today }: { unitNamed: UnitNamed; today: string },
): { row: History; faults: [] } | { row: null; faults: CellFault[] } => {
  const faults: CellFault[] = []
  const cell = (column: ImportColumn) => (cells[column] ?? '').trim()
  const fault = (column: ImportColumn, message: string) =>
    faults.push({ column: columns[column], message, value: cell(column).slice(0, 80) })
  const chosen = <K extends string>(column: ImportColumn, labels: Record<K, string>, otherwise?: K): K | null => {
    const said = cell(column)
    if (!said && otherwise) return otherwise
    const found = (Object.keys(labels) as K[]).find(
      (key) => labels[key] === said || labels[key].split('（')[0] === said,
    )
    if (!found) fault(column, w.oneOf(Object.values(labels)))
    return found ?? null
  }
  const day = (column: ImportColumn): string | null => {
    if (!cell(column)) return null
    const on = dayOf(cell(column))
    if (!on) fault(column, w.dayUnreadable)
    else if (on > today) fault(column, w.future)
    else if (on < '2008-05-01') fault(column, w.dayOrder('2008-05-01'))
    else return on
    return null
  }
  const inOrder = (column: ImportColumn, on: string | null, before: string | null) => {
    if (on && before && on < before) fault(column, w.dayOrder(before))
  }
  for (const column of ['key', 'unit', 'channel', 'party', 'name', 'what', 'reachedOn'] as const)
    if (!cell(column)) fault(column, w.missing)
  const unit = cell('unit') ? unitNamed(cell('unit')) : undefined
  if (cell('unit') && !unit) fault('unit', w.unitUnknown)
  else if (unit && !unit.allowed) fault('unit', w.unitNotYours)

  const channel = cell('channel') ? chosen('channel', channelLabels) : null
  const party = cell('party') ? chosen('party', partyLabels) : null
  const form = chosen('form', supplyFormLabels, 'electronic')
  const way = chosen('way', deliveryWayLabels, 'post')
  const what = chosen('asks', asksLabels, asks[0])
  const reachedOn = day('reachedOn')
  const confirmedOn = day('confirmedOn')
  const extendedOn = day('extendedOn')
  const closedOn = day('closedOn')
  inOrder('confirmedOn', confirmedOn, reachedOn)
  const received = confirmedOn ?? reachedOn
  inOrder('extendedOn', extendedOn, received)
  inOrder('closedOn', closedOn, extendedOn ?? received)

  const workingDays = Number(cell('extendedDays'))
  if (Boolean(cell('extendedOn')) !== Boolean(cell('extendedDays')))
    fault(cell('extendedOn') ? 'extendedDays' : 'extendedOn', w.both(columns.extendedOn, columns.extendedDays))
  else if (cell('extendedDays') && !(Number.isInteger(workingDays) && workingDays >= 1 && workingDays <= 20))
    fault('extendedDays', w.daysUnreadable)

  const reply = cell('reply')
    ? chosen('reply', { ...replyKindLabels, withdrawn: w.withdrawn } as Record<ReplyKindKey | 'withdrawn', string>)
    : null
  if (Boolean(cell('reply')) !== Boolean(cell('closedOn')))
    fault(cell('reply') ? 'closedOn' : 'reply', w.both(columns.reply, columns.closedOn))
  const ground = cell('ground')
    ? chosen(
        'ground',
        Object.fromEntries(grounds.map(({ code }) => [code, groundLabels[code]])) as Record<GroundCode, string>,
      )
    : null
  if (reply && reply !== 'withdrawn') {
    const { needs, asks: only = 'information' } = replyKind(reply)
    if (what && only !== what) fault('reply', w.notForThis)
    if (needs.some((need) => need === 'one_ground' || need === 'some_ground') && !cell('ground'))
      fault('ground', w.groundNeeded)
  }
  if (
    channel &&
    needsConfirmation(channel) &&
    !cell('confirmedOn') &&
    (extendedOn || (closedOn && reply !== 'withdrawn'))
  )
    fault('confirmedOn', w.notConfirmed)

  const given = applicantShape.safeParse({
    party: party ?? 'natural_person',
    name: cell('name'),
    identityKind: /^\d{17}[\dXx]$/.test(cell('identityNumber')) ? 'resident' : 'other',
    identityNumber: cell('identityNumber'),
    phone: cell('phone'),
    email: cell('email'),
    address: cell('address'),
  })
  const content = contentShape.safeParse({
    asks: what ?? 'information',
    what: cell('what'),
    form: form ?? 'electronic',
    way: way ?? 'post',
  })
  const personal: readonly ImportColumn[] = ['name', 'identityNumber', 'phone', 'email', 'address']
  if (given.success && party && cell('name'))
    // Of old cases what is missing cannot be asked for any more; what is there has to be right.
    for (const { field, key, message } of applicantIssues(given.data, way ?? 'post', today, true))
      if (key === 'wrong' && (personal as readonly string[]).includes(field)) fault(field as ImportColumn, message)
  for (const [parsed, fields] of [
    [given, personal],
    [content, ['what']],
  ] as const)
    for (const issue of parsed.success ? [] : parsed.error.issues) {
      const field = (fields as readonly ImportColumn[]).find((one) => one === issue.path[0])
      if (field) fault(field, issue.message)
    }
  if (content.success && cell('what')) for (const { message } of contentIssues(content.data)) fault('what', message)

  if (faults.length || !unit || !channel || !reachedOn || !given.success || !content.success)
    return { row: null, faults }
  return {
    faults: [],
    row: {
      key: cell('key').slice(0, 200),
      unitId: unit.id,
      number: cell('number').slice(0, 100),
      channel,
      applicant: given.data,
      content: content.data,
      reachedOn,
      confirmedOn: needsConfirmation(channel) ? confirmedOn : null,
      extension: extendedOn ? { on: extendedOn, workingDays } : null,
      end: reply && closedOn ? { on: closedOn, reply, grounds: ground ? [ground] : [] } : null,
      note: cell('note').slice(0, 2000),
    },
  }
}
