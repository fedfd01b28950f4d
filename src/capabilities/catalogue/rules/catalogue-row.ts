/**
 * One row of a 基层政务公开标准目录, read and checked. Errors keep the row out of the catalogue (a matter without name,
 * content, basis, time limit or responsible body binds nobody); warnings let it in and say what was assumed.
 */
import {
  type CatalogueField,
  catalogueFields,
  fieldHeaders,
  headerMeaning,
  requiredFields,
} from './catalogue-headers.ts'
import { type ChannelCode, channelLabels, parseChannels } from './channels.ts'
import { parseTimeLimit, type TimeLimit } from './time-limit.ts'
import { rowIssues } from './words.zh.ts'

export type CatalogueRow = {
  /** Field of the row itself; '' when the table has no such column. */
  sector: string
  seq: string
  level1: string
  level2: string
  level3: string
  content: string
  basis: string
  timeLimit: TimeLimit
  disclosingBody: string
  /** Labels as shown: fixed names, then local channels as written. */
  channels: string[]
  channelCodes: ChannelCode[]
  /** 全社会, or the group named. */
  audience: string
  mode: 'proactive' | 'on_request'
  /** 市级, 县级, 乡级, 村级 */
  levels: string[]
}

export type RowIssue = {
  field: CatalogueField
  /** Head of the column in this file, or in the national model when the column is absent. */
  column: string
  severity: 'error' | 'warning'
  message: string
}

/** Reads one row, head → cell. `item` is null when there is an error. */
export function readCatalogueRow(raw: Readonly<Record<string, string>>): {
  item: CatalogueRow | null
  issues: RowIssue[]
} {
  const cells = gather(raw)
  const issues: RowIssue[] = []
  const report = (field: CatalogueField, severity: RowIssue['severity'], message: string) =>
    issues.push({ field, column: cells[field].header, severity, message })
  const text = (field: CatalogueField) => cells[field].text

  for (const field of requiredFields)
    if (text(field) === '') report(field, 'error', rowIssues.missing(cells[field].header))
  const [level1 = '', level2 = '', level3 = ''] = names(text('level1'), text('level2'), text('level3'))
  if (level1 === '') report('level1', 'error', rowIssues.nameless)
  else if (text('level1') === '') report('level1', 'warning', rowIssues.promoted(level1))

  const timeLimit = parseTimeLimit(text('timeLimit'))
  if (timeLimit.kind === 'unparsed' && timeLimit.text !== '')
    report('timeLimit', 'warning', rowIssues.unreadableLimit(timeLimit.text))
  if (timeLimit.publicity?.unit === null) report('timeLimit', 'warning', rowIssues.brokenPublicity(timeLimit.text))

  const choice = parseChannels(text('channels'))
  if (choice.codes.length + choice.others.length === 0)
    report('channels', 'warning', choice.unticked.length > 0 ? rowIssues.noTick(choice.unticked) : rowIssues.noChannel)

  const audience = text('audience')
  if (audience === '') report('audience', 'warning', rowIssues.assumedAudience)
  const mode = modeOf(text('mode'))
  if (mode === null)
    report(
      'mode',
      text('mode') === '' ? 'warning' : 'error',
      text('mode') === '' ? rowIssues.assumedMode : rowIssues.badMode(text('mode')),
    )
  if (mode === 'both') report('mode', 'warning', rowIssues.bothModes)
  const levels = levelsOf(text('levels'))
  if (levels.length === 0)
    report('levels', 'warning', text('levels') === '' ? rowIssues.noLevel : rowIssues.badLevel(text('levels')))

  if (issues.some((issue) => issue.severity === 'error')) return { item: null, issues }
  const item: CatalogueRow = {
    sector: text('sector'),
    seq: text('seq'),
    level1,
    level2,
    level3,
    content: text('content'),
    basis: text('basis'),
    timeLimit,
    disclosingBody: text('disclosingBody'),
    channels: channelLabels(choice),
    channelCodes: choice.codes,
    audience: audience === '' ? '全社会' : audience,
    mode: mode === 'on_request' ? 'on_request' : 'proactive',
    levels,
  }
  return { item, issues }
}

type Cells = Record<CatalogueField, { header: string; text: string }>

/** Cells by field; ticked columns become the word they stand for. */
function gather(raw: Readonly<Record<string, string>>): Cells {
  const cells = Object.fromEntries(
    catalogueFields.map((field) => [field, { header: fieldHeaders[field], text: '' }]),
  ) as Cells
  for (const [header, value] of Object.entries(raw)) {
    const meaning = headerMeaning(header)
    const text = tidy(value ?? '')
    if (!meaning) continue
    const cell = cells[meaning.field]
    if (meaning.tick === undefined) cell.header = header.trim()
    const said = meaning.tick === undefined ? text : tickWord(meaning.tick, text)
    if (said !== '') cell.text = cell.text === '' ? said : `${cell.text}；${said}`
  }
  return cells
}

/** √ stands for the head; words in a tick column (the group of 特定群体) are kept behind it. */
function tickWord(tick: string, text: string): string {
  if (text === '' || /^[□☐○×x✗✘—\-－/]+$/iu.test(text)) return ''
  return /^[√✓✔■☑是yvR]$/iu.test(text) || text === tick ? tick : `${tick}：${text}`
}

/** The names that are there, moved up: a row with only 二级事项 is a first-level matter. */
function names(...levels: string[]): string[] {
  const present = levels.filter((name) => name !== '' && !/^[/\-—－]+$/.test(name))
  // 综合业务 | 综合业务 | 政策法规文件 says its first level twice.
  return present.filter((name, i) => name !== present[i - 1])
}

function modeOf(text: string): CatalogueRow['mode'] | 'both' | null {
  const [proactive, onRequest] = [/主动/.test(text), /依申请/.test(text)]
  if (proactive && onRequest) return 'both'
  if (proactive) return 'proactive'
  return onRequest ? 'on_request' : null
}

function levelsOf(text: string): string[] {
  const found = [
    [/市/, '市级'],
    [/县|区级|区(?=、|，|,|；|;|$)/, '县级'],
    [/乡|镇|街道/, '乡级'],
    [/村|社区/, '村级'],
  ] as const
  return found.filter(([pattern]) => pattern.test(text)).map(([, level]) => level)
}

function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/[\t\u00a0\u3000 ]+/g, ' ')
    .replace(/ ?\n ?/g, '\n')
    .trim()
}
