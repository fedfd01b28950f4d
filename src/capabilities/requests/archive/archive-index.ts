import { type CaseRow, cases, documentsOf, openDocument } from '../../../foundations/casework/index.ts'
import type { Ctx } from '../../../foundations/context.ts'
import { pageCountApart } from '../../../foundations/documents/index.ts'
import { paperApart } from '../../../foundations/paper/index.ts'
import { unitById } from '../../../foundations/units/index.ts'
import { legalDay } from '../../../platform/clock.ts'
import { unavailable } from '../../../platform/http/problem.ts'
import { openFile, type RequestFile } from '../case-file.ts'
import type { EventData, RequestEvent } from '../events.ts'
import { lettersOfCase } from '../letters/index.ts'
import { letterPaper } from '../letters/letter-paper.ts'
import { mayRead } from '../permissions.ts'
import { seatOf } from '../reach.ts'
import type { DocumentKind } from '../request.ts'
import { readSettings } from '../settings.ts'
import { requestKind } from '../store.ts'
import { documentKindLabels, letterFileWords } from '../words.zh.ts'
import { inFileOrder, numbered, type Piece } from './file-order.ts'
import { archiveWords as words } from './words.zh.ts'

type Described = Piece & { number: string; by: string; title: string; note: string; mediaType: string }
type Kept = NonNullable<EventData['archive']['pieces']>

const dayOf = (at: Date) => legalDay(Temporal.Instant.fromEpochMilliseconds(at.getTime()))

const makers: Partial<Record<DocumentKind, string>> = {
  attachment: words.applicant,
  identity: words.applicant,
  scan: words.applicant,
  correction: words.applicant,
  opinion: words.consulted,
}

/** Everything that lies in the file of a case, with its pages not yet counted. Names no applicant. */
const piecesOf = async (ctx: Ctx, { row, state }: RequestFile, unit: string): Promise<Described[]> => {
  const papers = await documentsOf(ctx.db, ctx.keyring, row.id)
  const letters = await lettersOfCase(ctx.db, ctx.keyring, row.id)
  const record = { number: '', pages: null, note: words.electronic, mediaType: '' }
  const searched = state.searches.at(-1)
  return [
    ...letters.flatMap(({ id, key, issuedOn, number, title }) =>
      // What was returned or withdrawn before its signature never became a paper.
      issuedOn
        ? [{ id, kind: key, on: issuedOn, pages: null, number: number ?? '', by: unit, title, note: '', mediaType: '' }]
        : [],
    ),
    // What came by post or fax lies there as its scan.
    ...(papers.some((paper) => paper.kind === 'scan')
      ? []
      : [
          {
            ...record,
            id: 'request',
            kind: 'request' as const,
            on: state.reachedOn,
            by: words.applicant,
            title: words.request,
          },
        ]),
    ...papers.map((paper) => {
      const kind = paper.kind as DocumentKind
      return {
        id: paper.id,
        kind,
        on: dayOf(paper.addedAt),
        pages: null,
        number: '',
        by: makers[kind] ?? unit,
        title: paper.kept ? paper.name.replace(/\.[^.]{1,5}$/, '') : words.gone,
        note: documentKindLabels[kind] ?? '',
        mediaType: paper.kept ? paper.mediaType : '',
      }
    }),
    ...(searched
      ? [{ ...record, id: 'searches', kind: 'searches' as const, on: searched.on, by: unit, title: words.searches }]
      : []),
  ]
}

/** Neither a paper nor a letter that went out ever changes: its pages are counted once. */
const known = new Map<string, number>()
const knownAtMost = 10_000

/** Letters by the PDF that is made of them, PDFs by their pages, a picture is one; null for what shows its pages nowhere. */
const countPages = async (
  ctx: Ctx,
  caseId: number,
  unit: string,
  piece: Described,
  letters: Awaited<ReturnType<typeof lettersOfCase>>,
): Promise<number | null> => {
  const before = known.get(piece.id)
  if (before !== undefined) return before
  let bytes: Uint8Array | undefined
  if (piece.mediaType.startsWith('image/')) return 1
  if (piece.mediaType === 'application/pdf') bytes = (await openDocument(ctx, caseId, piece.id))?.bytes
  else if (piece.number) {
    const letter = letters.find((one) => one.id === piece.id)
    bytes = letter && (await paperApart(letterPaper(letter, unit, ctx.clock()), 'pdf'))
    if (!bytes) throw unavailable(letterFileWords.busy)
  }
  const pages = bytes ? await pageCountApart(bytes) : null
  if (known.size >= knownAtMost) known.clear()
  if (pages !== null) known.set(piece.id, pages)
  return pages
}

const counted = async (ctx: Ctx, file: RequestFile, unit: string): Promise<Described[]> => {
  const letters = await lettersOfCase(ctx.db, ctx.keyring, file.row.id)
  const pieces: Described[] = []
  for (const piece of inFileOrder(await piecesOf(ctx, file, unit)))
    pieces.push({ ...piece, pages: await countPages(ctx, file.row.id, unit, piece, letters) })
  return pieces
}

const archivings = (events: readonly RequestEvent[]) => events.filter((event) => event.action === 'archive')

/**
 * The 卷内目录 of a case: a preview of what lies in it now, and once it is archived what lay in it then (条例 art 45).
 * @throws Problem 503 too many letters are being set at this moment
 */
export const archiveIndex = async (ctx: Ctx, row: CaseRow) => {
  const file = await openFile(ctx.db, row)
  const unit = (await unitById(ctx.db, row.unitId))!.name
  const archived = row.status === 'archived' ? archivings(file.events).at(-1) : undefined
  const kept = archived?.data.pieces
  let pieces: Described[]
  if (kept) {
    const found = new Map((await piecesOf(ctx, file, unit)).map((piece) => [piece.id, piece]))
    pieces = kept.flatMap(({ id, pages }) => (found.has(id) ? [{ ...found.get(id)!, pages }] : []))
  } else pieces = await counted(ctx, file, unit)
  const rows = numbered(pieces).map(({ mediaType, ...piece }) => piece)
  return {
    caseNumber: row.number ?? '',
    code: row.code,
    title: row.summary,
    unitName: unit,
    keepYears: (await readSettings(ctx.db)).keepYears,
    state: kept ? ('kept' as const) : archived ? ('not_kept' as const) : ('draft' as const),
    archivedOn: archived?.on ?? null,
    pages: rows.reduce((sum, one) => sum + (one.pages ?? 0), 0),
    loose: rows.filter((one) => one.pages === null).length,
    items: rows,
  }
}
export type ArchiveIndex = Awaited<ReturnType<typeof archiveIndex>>

/**
 * What the archiving of a case writes down: its pieces in their order with their pages. Counted before the act begins,
 * because setting letters takes seconds; what the clerk counted holds only where the system could not.
 */
export const piecesToKeep = async (ctx: Ctx, caseId: number, given: Kept = []): Promise<Kept> => {
  const row = await cases.caseById(ctx.db, requestKind, caseId)
  // Who may not is told so by the act itself.
  if (row?.status !== 'closed' || !mayRead(ctx.actor, await seatOf(ctx.db, row.unitId))) return []
  const unit = (await unitById(ctx.db, row.unitId))!.name
  const told = new Map(given.map((one) => [one.id, one.pages]))
  return (await counted(ctx, await openFile(ctx.db, row), unit)).map(({ id, pages }) => ({
    id,
    pages: pages ?? told.get(id) ?? null,
  }))
}
