/** All SQL on publishing's tables, by what it is about. Lists have their own queries in lists.ts. */
export * from './store/editions.ts'
export * from './store/files.ts'
export * from './store/history.ts'
export * from './store/names.ts'
export * from './store/scheduled.ts'
export * from './store/signatures.ts'
export * from './store/validity.ts'
