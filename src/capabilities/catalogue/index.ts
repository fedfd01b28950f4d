export { type CatalogueImport, importCatalogue } from './actions/import-catalogue.ts'
export { installStatutoryColumns } from './actions/install-statutory-columns.ts'
export { saveSector } from './actions/save-sector.ts'
export { registerCatalogue } from './api.ts'
export { type LookupWords, registerLookups } from './lookups-api.ts'
export { readSheets, type Sheet } from './read-table.ts'
export { type Due, type DueQuestion, dueDate } from './rules/due-date.ts'
export { statutoryColumn } from './rules/statutory-columns.ts'
export type { TimeLimit } from './rules/time-limit.ts'
export {
  allColumns,
  allSectors,
  type CatalogueItem,
  type Column,
  catalogueItemById,
  catalogueItemBySeq,
  columnById,
  itemsInForce,
  type Sector,
} from './store.ts'
