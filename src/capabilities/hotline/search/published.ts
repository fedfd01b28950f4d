import type { PublicItem, PublishedIndex } from '../../publishing/index.ts'
import type { Found, Library } from '../ports.ts'

const asFound = ({ id, title, unitName, publishedOn, summary, text, unitId, ended }: PublicItem): Found => ({
  id,
  title,
  lead: `${unitName} · ${publishedOn}`,
  text: text || summary,
  unitId,
  doubtful: ended,
})

/** Published items of every unit, for whoever looks while a caller speaks. */
export const published = (index: PublishedIndex): Library => ({
  search: async (db, q, limit) => (await index.search(db, q, limit)).map(asFound),
  async read(db, id) {
    const item = await index.read(db, id)
    return item && asFound(item)
  },
})
