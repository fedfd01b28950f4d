/**
 * The replica cannot go on and is best thrown away and rebuilt from the log.
 * - `schema`: the file was made by another version of the program
 * - `corrupt`: SQLite cannot read the file
 * - `gap`: the entries given do not follow the last one applied
 * - `chain`: an entry's hash does not hold; the log itself must be looked at
 */
export type ReplicaFault = 'schema' | 'corrupt' | 'gap' | 'chain'

export class ReplicaBroken extends Error {
  readonly fault: ReplicaFault
  /** Seq of the entry at fault, for `gap` and `chain`. */
  readonly seq: number | undefined

  constructor(fault: ReplicaFault, message: string, options: { seq?: number; cause?: unknown } = {}) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause })
    this.name = 'ReplicaBroken'
    this.fault = fault
    this.seq = options.seq
  }
}

const tellsOfDamage = (error: Error & { errcode?: number }): boolean => {
  const code = error.errcode ?? 0
  // 11 SQLITE_CORRUPT, 26 SQLITE_NOTADB, with extended codes in the upper bytes; 522: the file ends before its pages do
  if ((code & 0xff) === 11 || (code & 0xff) === 26 || code === 522) return true
  // Whole to SQLite, but not what we wrote: a table is gone, or a text that we stored is none any more.
  return code === 1 ? /^no such table/.test(error.message) : error instanceof SyntaxError && /JSON/.test(error.message)
}

/** Runs a step on the file and turns SQLite's word for a broken file into ours. */
export function orBroken<T>(step: () => T): T {
  try {
    return step()
  } catch (error) {
    if (!tellsOfDamage(error as Error & { errcode?: number })) throw error
    throw new ReplicaBroken('corrupt', `the replica file cannot be read: ${(error as Error).message}`, { cause: error })
  }
}
