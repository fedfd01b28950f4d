import type {
  Attachment,
  CatalogueItemChanged,
  ColumnChanged,
  RecordKind,
  RecordPublished,
  SectorChanged,
  SiteChanged,
  UnitChanged,
  Validity,
} from '../../foundations/publication-log/entries.ts'
import type { DialogueReader } from './dialogue.ts'
import type { KnowledgeReader } from './knowledge.ts'
import type { LogReader } from './log-reader.ts'

/** A line of a list page. Dates are Asia/Shanghai calendar days YYYY-MM-DD. */
export type ListItem = {
  id: number
  indexNumber: string
  title: string
  docNumber: string
  unitId: number
  unitName: string
  columnId: number
  kind: RecordKind
  formedOn: string | null
  publishedOn: string
  publishedAt: string
  validity: Validity | null
  summary: string
}

export type ListQuery = {
  unitId?: number
  /** Column ids, a parent column stands for its descendants. */
  columnId?: number
  sectorId?: number
  catalogueItemId?: number
  kind?: RecordKind
  year?: number
  validity?: Validity
  /** 1-based */
  page: number
  size: number
}
export type Page<T> = { total: number; page: number; size: number; items: T[] }

export type FacetValue = { value: string; label: string; count: number }
export type Facets = {
  unit: FacetValue[]
  sector: FacetValue[]
  kind: FacetValue[]
  year: FacetValue[]
  validity: FacetValue[]
}

export type SearchQuery = {
  q: string
  unitId?: number
  sectorId?: number
  columnId?: number
  kind?: RecordKind
  /** Bounds on publishedOn, inclusive, YYYY-MM-DD. */
  from?: string
  to?: string
  year?: number
  validity?: Validity
  sort: 'relevance' | 'date'
  page: number
  size: number
}
export type SearchHit = ListItem & {
  /** Escaped HTML with <mark> around matches. */
  titleHtml: string
  /** Escaped HTML with <mark> around matches, about 120 characters. */
  snippetHtml: string
}
export type SearchResult = {
  total: number
  /** False when total and facet counts are estimates because a word stands in very many items. */
  exact: boolean
  items: SearchHit[]
  facets: Facets
  /** What the query was read as, shown to the reader: words, phrases, a 文号, an 索引号. */
  readAs: { kind: 'words' | 'phrase' | 'doc_number' | 'index_number'; text: string }[]
  /** Titles or corrected words to try when nothing was found. */
  suggestions: string[]
  tookMs: number
}

export type PublicRecord =
  | {
      state: 'published'
      record: RecordPublished
      /** Instants as days; seq of the log entry that carries it and its hash, for the verify line. */
      publishedOn: string
      logSeq: number
      logHash: string
    }
  | {
      state: 'withdrawn'
      id: number
      indexNumber: string
      unitId: number
      withdrawnOn: string
      ground: string
      reason: string
      logSeq: number
    }

/** Everything public pages ask of a replica. All calls are synchronous reads of the local SQLite file. */
export interface Replica extends LogReader, KnowledgeReader, DialogueReader {
  site(): SiteChanged
  units(): UnitChanged[]
  unitByCode(code: string): UnitChanged | undefined
  unit(id: number): UnitChanged | undefined
  columns(): ColumnChanged[]
  columnByCode(code: string): ColumnChanged | undefined
  column(id: number): ColumnChanged | undefined
  sectors(): SectorChanged[]
  sectorByCode(code: string): SectorChanged | undefined
  catalogueItems(sectorId: number): (CatalogueItemChanged & { published: number })[]
  catalogueItem(id: number): CatalogueItemChanged | undefined
  record(id: number): PublicRecord | undefined
  recordByIndexNumber(indexNumber: string): number | undefined
  list(query: ListQuery): Page<ListItem>
  /** Facets over the same set as `list`, each facet ignoring its own filter. */
  listFacets(query: ListQuery): Facets
  /** Number of live items per column for one unit (or the county), descendants included. */
  columnCounts(unitId?: number): Map<number, number>
  newest(query: { unitId?: number; columnId?: number; limit: number }): ListItem[]
  /** Neighbours in the same unit and column, for "related matters". */
  related(id: number, limit: number): ListItem[]
  /** Keyset page over all live items in ascending id, for site maps and the public record list. */
  after(query: { after: number; unitId?: number; columnId?: number; size: number }): {
    items: RecordPublished[]
    next: number | null
  }
  /** Lightweight keyset page for site maps. */
  addresses(query: { after: number; size: number }): { id: number; changedAt: string }[]
  /** Published this month, this year, in total; units that published. */
  figures(today: string): {
    total: number
    thisMonth: number
    thisYear: number
    units: number
    effectiveNormative: number
  }
  search(query: SearchQuery): SearchResult
  /** Completions for a prefix (titles, 文号, popular words). */
  suggest(prefix: string, limit: number): string[]
  /** An attachment of a live record by its position; undefined as soon as the record is withdrawn. */
  attachment(recordId: number, position: number): Attachment | undefined
  /** Earlier editions of a live record as they were published, newest first; none of a withdrawn one. */
  earlierEditions(recordId: number): RecordPublished[]
  /** A picture in the text of a live record by the hash of its bytes. */
  picture(recordId: number, hash: string): { mediaType: string; size: number } | undefined
  /** Does a live record name an attachment or a picture with this hash? */
  attachmentNamed(recordId: number, hash: string): boolean
  /** Attachments and pictures of live records in the order of records, from beyond `after`, whole records, about `size`. */
  attachmentsAfter(after: number, size: number): { recordId: number; hash: string; size: number }[]
  /**
   * Counts a query that found something, for `popularQueries`. Queries that could name a person (long digit runs,
   * addresses, long texts) are not kept, and nothing about who asked is.
   */
  noteQuery(q: string): void
  /** The words most asked for lately (kept by the portal, without who asked); falls back to frequent keywords. */
  popularQueries(limit: number): string[]
  /** Pre-rendered article fragment kept beside the record, see `ArticleRenderer`. */
  article(id: number): Uint8Array | undefined
  /** Seq and hash up to which the replica has replayed the log. */
  position(): { seq: number; hash: string; at: string | null }
}

/**
 * Renders what stands between the page's shell for one published or withdrawn record. The replica stores the bytes, so
 * that an item page is one look-up. `version` changes whenever the markup changes; stale fragments are rendered anew.
 */
export type ArticleRenderer = {
  version: string
  render(record: PublicRecord, replica: Replica): string
}
