import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

/** A library that most processes never need, loaded by the first that does: it costs tens of milliseconds and megabytes. */
export const onDemand = <Library>(name: string): Library => require(name) as Library
