import { finding } from './finding.ts'
import { elements, type OfficePackage, type XmlPart } from './office-package.ts'
import { editing, type Trace } from './trace.ts'
import { placeWords } from './words.zh.ts'
import {
  ancestor,
  attribute,
  attributesOf,
  cut,
  cutAttribute,
  type Edit,
  type Span,
  textOf,
  walk,
} from './xml-spans.ts'

export type Sheet = { name: string; index: number; part: XmlPart; state: 'visible' | 'hidden'; entry: Span }

const main = 'xl/workbook.xml'

/** The worksheets of a workbook in their order. */
export const sheetsOf = (pkg: OfficePackage): Sheet[] => {
  const book = pkg.xml(main)
  return elements(book, 'sheet').flatMap((entry, index) => {
    const id = attributesOf(book!.xml, entry).find((one) => /:id$/.test(one.name))?.value
    const to = pkg.relationships(main).find((one) => one.id === id)?.to
    const part = to ? pkg.xml(to) : null
    const state = /hidden/i.test(attribute(book!.xml, entry, 'state') ?? '')
      ? ('hidden' as const)
      : ('visible' as const)
    return part ? [{ name: attribute(book!.xml, entry, 'name') ?? '', index, part, state, entry }] : []
  })
}

export const sharedStrings = (pkg: OfficePackage): string[] => {
  const part = pkg.xml('xl/sharedStrings.xml')
  return (part?.root.children ?? [])
    .filter((span) => span.name === 'si')
    .map((si) => {
      let text = ''
      for (const one of walk(si)) if (one.name === 't' && !ancestor(one, 'rPh')) text += textOf(part!.xml, one)
      return text
    })
}

/** What stands in a cell, without its format. */
export const cellWords = (part: XmlPart, cell: Span, shared: readonly string[]): string => {
  const type = attribute(part.xml, cell, 't')
  let value = ''
  for (const child of cell.children) {
    if (child.name === 'v') value = textOf(part.xml, child)
    else if (child.name === 'is') for (const t of walk(child)) if (t.name === 't') value += textOf(part.xml, t)
  }
  return (type === 's' ? (shared[Number(value)] ?? '') : value).trim()
}

const columnLetters = (n: number): string =>
  n > 26 ? columnLetters(Math.floor((n - 1) / 26)) + columnLetters(((n - 1) % 26) + 1) : String.fromCharCode(64 + n)
const columnNumber = (reference: string): number =>
  [...(reference.match(/^[A-Z]+/)?.[0] ?? '')].reduce((n, c) => n * 26 + c.charCodeAt(0) - 64, 0)

const isOn = (value: string | undefined) => value === '1' || value === 'true'

/** Rows and columns that are not shown but have something in them. */
const hiddenCells = (sheet: Sheet, shared: readonly string[]): Trace[] => {
  const { part, name } = sheet
  const columns = elements(part, 'col')
    .filter((c) => isOn(attribute(part.xml, c, 'hidden')) || attribute(part.xml, c, 'width') === '0')
    .map((c) => [Number(attribute(part.xml, c, 'min')), Number(attribute(part.xml, c, 'max'))] as const)
  const rows = new Set<string>()
  const inColumns = new Set<number>()
  const cells: Span[] = []
  let sample = ''
  for (const row of elements(part, 'row')) {
    const hiddenRow = isOn(attribute(part.xml, row, 'hidden')) || attribute(part.xml, row, 'ht') === '0'
    if (!hiddenRow && !columns.length) continue
    for (const cell of row.children) {
      const at = columnNumber(attribute(part.xml, cell, 'r') ?? '')
      const inColumn = columns.some(([min, max]) => at >= min && at <= max)
      if (!hiddenRow && !inColumn) continue
      const words = cellWords(part, cell, shared)
      if (words === '') continue
      if (hiddenRow) rows.add(attribute(part.xml, row, 'r') ?? '')
      else inColumns.add(at)
      cells.push(cell)
      if (sample.length < 60) sample += `${words} `
    }
  }
  if (!cells.length) return []
  const list = [
    ...[...rows].slice(0, 5).map(placeWords.row),
    ...[...inColumns].slice(0, 5).map((n) => placeWords.column(columnLetters(n))),
  ]
  const place = placeWords.sheetRows(name, list.join('、'))
  return [
    {
      finding: finding('hidden-cells', { count: rows.size + inColumns.size, place, sample }),
      edits: editing(part.name, cells.map(cut)),
      content: 'hidden-cells',
    },
  ]
}

const quoted = (name: string) => [`${name}!`, `'${name.replaceAll("'", "''")}'!`]
const mentions = (text: string, name: string) => quoted(name).some((one) => text.includes(one))

/** Takes a sheet out: its entry, the names that speak of it, and the positions counted past it. */
const withoutSheet = (pkg: OfficePackage, sheet: Sheet, shown: Sheet[]): Map<string, Edit[]> => {
  const book = pkg.xml(main)!
  const edits: Edit[] = [cut(sheet.entry)]
  for (const name of elements(book, 'definedName')) {
    const local = attributesOf(book.xml, name).find((one) => one.name === 'localSheetId')
    if (Number(local?.value) === sheet.index || mentions(textOf(book.xml, name), sheet.name)) edits.push(cut(name))
    else if (local && Number(local.value) > sheet.index)
      edits.push({ from: local.from, to: local.to, text: ` localSheetId="${Number(local.value) - 1}"` })
  }
  const first = Math.max(0, (shown[0]?.index ?? 0) - (sheet.index < (shown[0]?.index ?? 0) ? 1 : 0))
  for (const view of elements(book, 'workbookView'))
    for (const one of attributesOf(book.xml, view))
      if (one.name === 'activeTab' || one.name === 'firstSheet')
        edits.push({ from: one.from, to: one.to, text: ` ${one.name}="${first}"` })
  const out = new Map([[main, edits]])
  const relationship = pkg.relationships(main).find((one) => one.to === sheet.part.name)
  if (relationship) out.set(relationship.part, [cut(relationship.span)])
  for (const other of shown) {
    const lists = elements(other.part, 'dataValidations').flatMap((holder) => {
      const gone = holder.children.filter((span) => mentions(textOf(other.part.xml, span), sheet.name))
      if (gone.length === holder.children.length) return [cut(holder)]
      const count = attributesOf(other.part.xml, holder).filter((one) => one.name === 'count')
      return gone.length ? [...gone.map(cut), ...count.map(cutAttribute)] : []
    })
    if (lists.length) out.set(other.part.name, lists)
  }
  return out
}

const hiddenSheets = (pkg: OfficePackage, sheets: Sheet[], shared: readonly string[]): Trace[] => {
  const shown = sheets.filter((sheet) => sheet.state === 'visible')
  const hidden = sheets.filter((sheet) => sheet.state === 'hidden')
  return hidden.flatMap((sheet, i) => {
    const words = elements(sheet.part, 'c')
      .slice(0, 200)
      .map((cell) => cellWords(sheet.part, cell, shared))
    const sample = words
      .filter((one) => one !== '')
      .slice(0, 10)
      .join(' ')
    const about = { place: placeWords.sheet(sheet.name), sample }
    const lists = shown.reduce(
      (n, other) =>
        n +
        elements(other.part, 'dataValidation').filter((v) => mentions(textOf(other.part.xml, v), sheet.name)).length,
      0,
    )
    const note: Trace[] = lists ? [{ finding: finding('hidden-list', { ...about, count: lists, sample: '' }) }] : []
    // One sheet at a time, because taking one out moves the others; the next pass takes the next.
    const trace: Trace = { finding: finding('hidden-sheet', about), content: 'hidden-sheet' }
    if (i === 0) trace.edits = withoutSheet(pkg, sheet, shown)
    return [trace, ...note]
  })
}

const comments = (pkg: OfficePackage, sheets: Sheet[]): Trace[] => {
  const traces: Trace[] = []
  const people = pkg.allRelationships.filter((one) => one.type === 'person').map((one) => one.to)
  for (const sheet of sheets) {
    const leads = pkg.relationships(sheet.part.name)
    const parts = leads.filter((one) => /^(comments|threadedComment)$/.test(one.type)).map((one) => one.to)
    if (!parts.filter(pkg.parts.has).length) continue
    const edits = new Map<string, Edit[]>()
    const drop = [...parts]
    // The boxes of the comments are drawn in a part of their own, which buttons of a form may share.
    for (const mark of elements(sheet.part, 'legacyDrawing')) {
      const id = attributesOf(sheet.part.xml, mark).find((one) => /:id$/.test(one.name))?.value
      const drawing = leads.find((one) => one.id === id)?.to
      const vml = drawing ? pkg.parts.text(drawing) : ''
      if (/ObjectType="(?!Note")/.test(vml)) continue
      edits.set(sheet.part.name, [cut(mark)])
      if (drawing) drop.push(drawing)
    }
    const lists = parts.filter(pkg.parts.has).map((name) => pkg.xml(name)!)
    const written = lists.flatMap((part) =>
      elements(part, 'comment', 'threadedComment').map((c) => textOf(part.xml, c)),
    )
    traces.push({
      finding: finding('comment', {
        count: Math.max(1, written.length),
        place: placeWords.sheet(sheet.name),
        sample: written.join(' '),
      }),
      edits,
      drop: [...drop, ...people],
    })
  }
  return traces
}

/** Styles whose words cannot be seen: white on no fill, or the number format that shows nothing. */
const unseenStyles = (pkg: OfficePackage): Set<number> => {
  const part = pkg.xml('xl/styles.xml')
  if (!part) return new Set()
  const list = (name: string) => elements(part, name)[0]?.children ?? []
  const at = (span: Span | undefined, name: string) => (span ? attribute(part.xml, span, name) : undefined)
  const white = list('fonts').map((font) => {
    const color = font.children.find((c) => c.name === 'color')
    return /^(FF)?FFFFFF$/i.test(at(color, 'rgb') ?? '') || at(color, 'theme') === '0'
  })
  const filled = list('fills').map((fill) => {
    const pattern = fill.children[0]
    if (pattern?.name !== 'patternFill') return pattern !== undefined
    const type = at(pattern, 'patternType') ?? 'none'
    const color = pattern.children.find((c) => c.name === 'fgColor')
    return type !== 'none' && !(type === 'solid' && /^(FF)?FFFFFF$/i.test(at(color, 'rgb') ?? ''))
  })
  const blank = new Set(
    elements(part, 'numFmt')
      .filter((one) => /^;;;*"?"?$/.test(at(one, 'formatCode') ?? ''))
      .map((one) => at(one, 'numFmtId')),
  )
  return new Set(
    list('cellXfs').flatMap((xf, i) => {
      const unseen = white[Number(at(xf, 'fontId') ?? 0)] && !filled[Number(at(xf, 'fillId') ?? 0)]
      return unseen || blank.has(at(xf, 'numFmtId')) ? [i] : []
    }),
  )
}

const invisible = (pkg: OfficePackage, sheets: Sheet[], shared: readonly string[]): Trace[] => {
  const styles = unseenStyles(pkg)
  if (!styles.size) return []
  return sheets.flatMap((sheet) => {
    // A table drawn by a table style has coloured heads that the cells know nothing of.
    if (elements(sheet.part, 'tablePart', 'conditionalFormatting').length) return []
    const cells = elements(sheet.part, 'c').filter((cell) =>
      styles.has(Number(attribute(sheet.part.xml, cell, 's') ?? 0)),
    )
    const words = cells.map((cell) => cellWords(sheet.part, cell, shared)).filter((one) => one !== '')
    if (!words.length) return []
    const about = { count: words.length, place: placeWords.sheet(sheet.name), sample: words.join(' ') }
    return [{ finding: finding('invisible-text', about) }]
  })
}

/** History of a shared workbook, connections, pivot caches, printers, and where the file lay on somebody's disk. */
const surroundings = (pkg: OfficePackage, sheets: Sheet[]): Trace[] => {
  const traces: Trace[] = []
  const names = pkg.parts.names
  const history = names.filter((name) => /^xl\/revisions\/(?!_rels\/)/.test(name))
  if (history.length) {
    const entry = pkg.relationships(main).find((one) => one.type === 'revisionHeaders')
    traces.push({
      finding: finding('tracked-change', { count: history.length, sample: history.join(' ') }),
      drop: [...history, ...(entry ? [entry.to] : [])],
    })
  }
  if (pkg.parts.has('xl/connections.xml')) {
    const part = pkg.xml('xl/connections.xml')!
    const sample = elements(part, 'connection')
      .map((one) => attribute(part.xml, one, 'name'))
      .join(' ')
    traces.push({ finding: finding('data-connection', { sample }) })
  }
  const caches = names.filter((name) => /^xl\/pivotCache\/pivotCacheRecords[^/]*\.xml$/.test(name))
  if (caches.length) traces.push({ finding: finding('pivot-cache', { sample: caches.join(' ') }) })
  const printers = names.filter((name) => /^xl\/printerSettings\/(?!_rels\/)/.test(name))
  if (printers.length) {
    const edits = new Map<string, Edit[]>()
    for (const { part } of sheets) {
      const ids = elements(part, 'pageSetup').flatMap((span) =>
        attributesOf(part.xml, span).filter((one) => /:id$/.test(one.name)),
      )
      if (ids.length) edits.set(part.name, ids.map(cutAttribute))
    }
    traces.push({ finding: finding('printer-settings'), edits, drop: printers })
  }
  const book = pkg.xml(main)
  const paths = elements(book, 'absPath')
  if (paths.length)
    traces.push({
      finding: finding('local-path', { sample: attribute(book!.xml, paths[0]!, 'url') ?? '', strippable: true }),
      edits: editing(
        main,
        paths.map((span) => cut(ancestor(span, 'AlternateContent') ?? span)),
      ),
    })
  const sharers = elements(book, 'fileSharing').flatMap((span) =>
    attributesOf(book!.xml, span).filter((one) => one.name === 'userName' && one.value !== ''),
  )
  if (sharers.length)
    traces.push({
      finding: finding('author', { sample: sharers[0]!.value }),
      edits: editing(main, sharers.map(cutAttribute)),
    })
  const hiddenNames = elements(book, 'definedName').filter(
    (one) => isOn(attribute(book!.xml, one, 'hidden')) && !/^_xlnm\./.test(attribute(book!.xml, one, 'name') ?? ''),
  )
  if (hiddenNames.length) {
    const sample = hiddenNames.map((one) => attribute(book!.xml, one, 'name')).join(' ')
    traces.push({ finding: finding('hidden-name', { count: hiddenNames.length, sample }) })
  }
  return traces
}

/** What a workbook hides. */
export const inspectWorkbook = (pkg: OfficePackage): Trace[] => {
  const sheets = sheetsOf(pkg)
  const shared = sharedStrings(pkg)
  const shown = sheets.filter((sheet) => sheet.state === 'visible')
  return [
    ...hiddenSheets(pkg, sheets, shared),
    ...shown.flatMap((sheet) => hiddenCells(sheet, shared)),
    ...comments(pkg, sheets),
    ...invisible(pkg, shown, shared),
    ...surroundings(pkg, sheets),
  ]
}

/**
 * Once hidden cells or sheets are gone, formulas become their values (they would be counted anew without what they
 * stand on, and they say what it was) and words that no cell shows any more are blanked.
 */
export const settleWorkbook = (pkg: OfficePackage): { edits: Map<string, Edit[]>; drop: string[] } => {
  const edits = new Map<string, Edit[]>()
  const used = new Set<number>()
  for (const { part } of sheetsOf(pkg)) {
    const formulas = elements(part, 'f').filter((span) => span.parent?.name === 'c')
    if (formulas.length) edits.set(part.name, formulas.map(cut))
    for (const cell of elements(part, 'c')) {
      if (attribute(part.xml, cell, 't') !== 's') continue
      const value = cell.children.find((c) => c.name === 'v')
      if (value) used.add(Number(textOf(part.xml, value)))
    }
  }
  const strings = pkg.xml('xl/sharedStrings.xml')
  const items = (strings?.root.children ?? []).filter((span) => span.name === 'si')
  const blanked = items.flatMap((si, i): Edit[] =>
    used.has(i) || textOf(strings!.xml, si) === ''
      ? []
      : [
          {
            from: si.innerStart,
            to: si.innerEnd,
            text: `<${strings!.root.prefix ? `${strings!.root.prefix}:` : ''}t/>`,
          },
        ],
  )
  if (blanked.length) edits.set('xl/sharedStrings.xml', blanked)
  return { edits, drop: pkg.parts.names.filter((name) => name === 'xl/calcChain.xml') }
}
