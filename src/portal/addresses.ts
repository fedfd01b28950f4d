/** Every address of the portal is made here, so that links, feeds and site maps cannot drift apart. */

export const itemPath = (id: number) => `/items/${id}`
export const filePath = (id: number, position: number, name: string) =>
  `/items/${id}/files/${position}/${encodeURIComponent(name)}`
/** A picture that stands in the text; the published text says the same, see `rules/pictures.ts` of publishing. */
export const picturePath = (id: number, hash: string) => `/items/${id}/pictures/${hash}`
/** Where a reader sees an attachment without downloading it. */
export const previewPath = (id: number, position: number) => `/items/${id}/files/${position}/preview`
/** The item itself as a file. */
export const downloadPath = (id: number, form: 'docx' | 'pdf') => `${itemPath(id)}.${form}`
/** Every edition of an item that was public, and what changed between two of them. */
export const versionsPath = (id: number) => `${itemPath(id)}/versions`
/** A QR code that leads to the item. */
export const itemQrPath = (id: number) => `${itemPath(id)}/qr.svg`
export const verifyPath = (id: number) => `/verify/${id}`
export const qrPath = (id: number) => `/verify/${id}/qr.svg`
export const unitPath = (code: string) => `/units/${encodeURIComponent(code)}`
export const unitColumnPath = (unit: string, column: string) => `${unitPath(unit)}/${encodeURIComponent(column)}`
export const columnPath = (code: string) => `/columns/${encodeURIComponent(code)}`
export const sectorPath = (code: string) => `/sectors/${encodeURIComponent(code)}`
export const sectorItemPath = (code: string, itemId: number) => `${sectorPath(code)}/${itemId}`
export const sectorAllPath = (code: string) => `${sectorPath(code)}/all`
export const questionPath = (id: number) => `/questions/${id}`
/** A letter with its answer, or why its answer is late. */
export const letterPath = ({ id, what }: { id: number; what: 'reply' | 'explanation' }) =>
  what === 'reply' ? `/letters/${id}` : `/letters/${id}/explanation`
/** The form for a question, a letter, a report; to a unit or a leader. */
export const askPath = (kind: string, to: { unit?: string; mailbox?: number } = {}) =>
  withQuery('/inquiries/ask', { kind, ...to })
export const searchPath = (q: string) => `/search?${new URLSearchParams({ q })}`

export const allFeedPath = '/feeds/all.xml'
export const lettersFeedPath = '/feeds/letters.xml'
export const unitFeedPath = (code: string) => `/feeds/units/${encodeURIComponent(code)}.xml`
export const columnFeedPath = (code: string) => `/feeds/columns/${encodeURIComponent(code)}.xml`
export const unitColumnFeedPath = (unit: string, column: string) =>
  `/feeds/units/${encodeURIComponent(unit)}/${encodeURIComponent(column)}.xml`

export type Params = Record<string, string | number | undefined>

/** `path` with the given parameters; empty ones and `page=1` are left out, so that one list has one address. */
export function withQuery(path: string, params: Params): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(params)) {
    if (value === undefined || value === '' || (key === 'page' && value === 1)) continue
    query.set(key, String(value))
  }
  const text = query.toString()
  return text ? `${path}?${text}` : path
}
