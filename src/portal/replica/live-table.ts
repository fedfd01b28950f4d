import type { DatabaseSync } from 'node:sqlite'
import { validities } from '../../foundations/publication-log/entries.ts'
import { validityOn } from './validity.ts'

/** Value for "none" in the small integer columns. */
export const none = 0xffff

/**
 * What filters, facets and sorting need of every live document, as typed arrays indexed by doc number (about 40 bytes
 * each), so that counting over all of them takes a millisecond or two. Loaded at first need, then only patched.
 */
export class LiveTable {
  /** Highest doc number known, and highest passage number. */
  docs = 0
  passages = 0
  /** Grows by one whenever a document came, went or changed: caches made of this table are valid for one version. */
  version = 0
  live = 0
  alive = new Uint8Array(0)
  id = new Uint32Array(0)
  unit = new Uint16Array(0)
  column = new Uint16Array(0)
  sector = new Uint16Array(0)
  kind = new Uint8Array(0)
  catalogueItem = new Uint32Array(0)
  /** Minutes since 1900 of first publication; the order of lists. */
  minute = new Uint32Array(0)
  /** publishedOn, effectiveOn, expiresOn as yyyymmdd; 0 for none. */
  day = new Uint32Array(0)
  effective = new Uint32Array(0)
  expires = new Uint32Array(0)
  /** Index into `validities`, 255 for null. */
  stored = new Uint8Array(0)
  titleLength = new Uint8Array(0)
  firstPassage = new Uint32Array(0)
  passageDoc = new Uint32Array(0)
  highestUnit = 0
  highestSector = 0

  readonly #db: DatabaseSync
  #seq = -1
  #order: Uint32Array | undefined
  #orderVersion = -1
  #fresh: number[] = []
  #validity: { today: string; version: number; codes: Uint8Array } | undefined

  constructor(db: DatabaseSync) {
    this.#db = db
  }

  /** Takes in what changed since the last call. `seq` is the position of the replica. */
  refresh(seq: number) {
    if (seq === this.#seq) return
    // One state of the file for all that is read here, also while another process writes.
    const own = !this.#db.isTransaction
    if (own) this.#db.exec('BEGIN')
    try {
      this.#read(seq)
    } finally {
      if (own) this.#db.exec('COMMIT')
    }
  }

  #read(seq: number) {
    const before = this.#seq
    this.#grow()
    const retired = this.#db.prepare('SELECT doc FROM retired_doc WHERE seq > ?')
    for (const { doc } of retired.all(before) as { doc: number }[]) {
      if (this.alive[doc]) {
        this.alive[doc] = 0
        this.live--
      }
    }
    const rows = this.#db.prepare(`SELECT doc, id, unit_id, column_id, sector_id, kind, catalogue_item_id, minute,
      published_on, effective_on, expires_on, validity, length(title), first_passage, passages FROM record
      WHERE seq > ? AND doc IS NOT NULL ${before < 0 ? '' : 'ORDER BY doc'}`)
    rows.setReturnArrays(true)
    for (const row of rows.iterate(before) as Iterable<unknown>) this.#take(row as Row)
    this.#seq = seq
    this.version++
  }

  #grow() {
    const counters = this.#db.prepare("SELECT key, value FROM meta WHERE key IN ('docs', 'passages')").all()
    for (const { key, value } of counters) this[key as 'docs' | 'passages'] = Number(value)
    if (this.docs >= this.alive.length) {
      const size = Math.max(1024, Math.ceil(this.docs * 1.25) + 1)
      for (const key of docColumns) this[key] = grown(this[key] as Uint8Array, size) as never
    }
    if (this.passages >= this.passageDoc.length) {
      this.passageDoc = grown(this.passageDoc, Math.max(1024, Math.ceil(this.passages * 1.25) + 1))
    }
  }

  #take(row: Row) {
    const [doc, id, unit, column, sector, kind, item, minute, on, effective, expires, validity, length, first, n] = row
    if (!this.alive[doc]) {
      this.alive[doc] = 1
      this.live++
      if (this.#order) this.#fresh.push(doc)
    }
    this.id[doc] = id
    this.unit[doc] = unit
    this.highestUnit = Math.max(this.highestUnit, unit)
    this.highestSector = Math.max(this.highestSector, sector ?? 0)
    this.column[doc] = column
    this.sector[doc] = sector ?? none
    this.kind[doc] = kind
    this.catalogueItem[doc] = item ?? 0
    this.minute[doc] = minute
    this.day[doc] = dayNumber(on)
    this.effective[doc] = effective === null ? 0 : dayNumber(effective)
    this.expires[doc] = expires === null ? 0 : dayNumber(expires)
    this.stored[doc] = validity ?? 255
    this.titleLength[doc] = Math.min(255, length)
    this.firstPassage[doc] = first
    this.passageDoc.fill(doc, first, first + n)
  }

  /** All live documents, newest publication first. */
  order(): Uint32Array {
    if (this.#order && this.#orderVersion === this.version) return this.#order
    const fresh = this.#order ? this.#sorted(this.#fresh.filter((doc) => this.alive[doc])) : undefined
    if (fresh && this.#order) {
      const merged = new Uint32Array(this.live)
      let n = 0
      let next = 0
      for (const doc of this.#order) {
        if (!this.alive[doc]) continue
        while (next < fresh.length && this.#later(fresh[next]!, doc)) merged[n++] = fresh[next++]!
        merged[n++] = doc
      }
      while (next < fresh.length) merged[n++] = fresh[next++]!
      this.#order = merged
    } else {
      const all: number[] = []
      for (let doc = 1; doc <= this.docs; doc++) if (this.alive[doc]) all.push(doc)
      this.#order = this.#sorted(all)
    }
    this.#fresh = []
    this.#orderVersion = this.version
    return this.#order
  }

  #later(a: number, b: number): boolean {
    return this.minute[a]! > this.minute[b]! || (this.minute[a] === this.minute[b] && a > b)
  }

  /** Newest first. A number holds minute and doc together, so that the sort needs no comparison in JavaScript. */
  #sorted(docs: ArrayLike<number>): Uint32Array {
    const keys = new Float64Array(docs.length)
    for (let i = 0; i < docs.length; i++) keys[i] = this.minute[docs[i]!]! * 0x2000000 + docs[i]!
    keys.sort()
    const sorted = new Uint32Array(docs.length)
    for (let i = 0; i < keys.length; i++) sorted[keys.length - 1 - i] = keys[i]! % 0x2000000
    return sorted
  }

  /** 有效性 of every document on a day: index into `validities`, 255 for null. */
  validityCodes(today: string): Uint8Array {
    const cached = this.#validity
    if (cached && cached.today === today && cached.version === this.version) return cached.codes
    const codes = this.stored.slice()
    for (let doc = 1; doc <= this.docs; doc++) {
      if (codes[doc] === 255 || (this.effective[doc] === 0 && this.expires[doc] === 0)) continue
      const validity = validityOn(today, {
        validity: validities[codes[doc]!]!,
        effectiveOn: dayText(this.effective[doc]!),
        expiresOn: dayText(this.expires[doc]!),
      })
      codes[doc] = validity === null ? 255 : validities.indexOf(validity)
    }
    this.#validity = { today, version: this.version, codes }
    return codes
  }
}

type Row = [
  doc: number,
  id: number,
  unit: number,
  column: number,
  sector: number | null,
  kind: number,
  item: number | null,
  minute: number,
  publishedOn: string,
  effective: string | null,
  expires: string | null,
  validity: number | null,
  titleLength: number,
  firstPassage: number,
  passages: number,
]

const docColumns = [
  'alive',
  'id',
  'unit',
  'column',
  'sector',
  'kind',
  'catalogueItem',
  'minute',
  'day',
  'effective',
  'expires',
  'stored',
  'titleLength',
  'firstPassage',
] as const

function grown<T extends Uint8Array | Uint16Array | Uint32Array>(old: T, size: number): T {
  const made = new (old.constructor as new (n: number) => T)(size)
  made.set(old as never)
  return made
}

/** 2024-05-06 → 20240506 */
export function dayNumber(day: string): number {
  return Number(day.slice(0, 4)) * 10_000 + Number(day.slice(5, 7)) * 100 + Number(day.slice(8, 10))
}

function dayText(day: number): string | null {
  if (day === 0) return null
  const text = String(day).padStart(8, '0')
  return `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`
}
