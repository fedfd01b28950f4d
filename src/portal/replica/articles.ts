import type { DatabaseSync } from 'node:sqlite'
import { validities } from '../../foundations/publication-log/entries.ts'
import type { ArticleRenderer, Replica } from './types.ts'
import { validityOn } from './validity.ts'

/**
 * Fragments rendered ahead of their readers. A record stands in `article_due` from the moment its page may differ from
 * its fragment until it is rendered anew; a reader is never given a fragment that is due, of another markup version, or
 * that shows a validity of another day.
 */
export type ArticleStore = ReturnType<typeof articleStore>

export function articleStore(
  db: DatabaseSync,
  replica: Replica,
  renderer: ArticleRenderer | undefined,
  today: () => string,
) {
  const put = db.prepare('INSERT OR REPLACE INTO article (record_id, version, rendered_on, html) VALUES (?, ?, ?, ?)')
  const done = db.prepare('DELETE FROM article_due WHERE record_id = ?')
  const next = db.prepare('SELECT record_id AS id FROM article_due ORDER BY record_id LIMIT ?')
  const dueBy = {
    unit_id: db.prepare('INSERT OR IGNORE INTO article_due SELECT id FROM record WHERE unit_id = ?'),
    column_id: db.prepare('INSERT OR IGNORE INTO article_due SELECT id FROM record WHERE column_id = ?'),
    sector_id: db.prepare('INSERT OR IGNORE INTO article_due SELECT id FROM record WHERE sector_id = ?'),
  }
  const dueByDate = db.prepare(`INSERT OR IGNORE INTO article_due
    SELECT r.id FROM record r JOIN article a ON a.record_id = r.id
    WHERE (r.effective_on > a.rendered_on AND r.effective_on <= ?1) OR (r.expires_on >= a.rendered_on AND r.expires_on < ?1)`)
  const meta = db.prepare("SELECT value FROM meta WHERE key = 'article_version'")
  let lookedOn = ''

  function render(ids: Iterable<number>) {
    if (!renderer) return 0
    let rendered = 0
    for (const id of new Set(ids)) {
      const record = replica.record(id)
      if (record) {
        put.run(id, renderer.version, today(), Buffer.from(renderer.render(record, replica), 'utf8'))
        rendered++
      }
      done.run(id)
    }
    return rendered
  }

  return {
    render,
    /** Called once at opening: another markup makes every fragment due. */
    useVersion() {
      if (!renderer) return
      const before = meta.get() as { value: string } | undefined
      if (before?.value === renderer.version) return
      db.prepare("INSERT OR REPLACE INTO meta (key, value) VALUES ('article_version', ?)").run(renderer.version)
      db.exec('INSERT OR IGNORE INTO article_due SELECT id FROM record')
    },
    due(place: keyof typeof dueBy, id: number) {
      dueBy[place].run(id)
    },
    fill(limit: number): number {
      if (!renderer) return 0
      if (lookedOn !== today()) {
        lookedOn = today()
        dueByDate.run(lookedOn)
      }
      return render(next.all(limit).map((row) => row.id as number))
    },
  }
}

/** Reads one fragment, or nothing when it may not be shown. */
export function articleReader(db: DatabaseSync, today: () => string): (id: number) => Uint8Array | undefined {
  const read = db.prepare(`SELECT a.html, a.rendered_on, r.effective_on, r.expires_on, r.validity
    FROM article a JOIN record r ON r.id = a.record_id
    WHERE a.record_id = ? AND a.version = (SELECT value FROM meta WHERE key = 'article_version')
      AND NOT EXISTS (SELECT 1 FROM article_due d WHERE d.record_id = a.record_id)`)
  read.setReturnArrays(true)
  return (id) => {
    const row = read.get(id) as unknown as [Uint8Array, string, string | null, string | null, number | null] | undefined
    if (!row) return undefined
    const [html, renderedOn, effectiveOn, expiresOn, code] = row
    if ((effectiveOn ?? expiresOn) !== null && renderedOn !== today()) {
      const stored = { validity: code === null ? null : validities[code]!, effectiveOn, expiresOn }
      if (validityOn(renderedOn, stored) !== validityOn(today(), stored)) return undefined
    }
    return html
  }
}
