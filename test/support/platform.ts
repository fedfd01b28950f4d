import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadCalendarYears, WorkingCalendar } from '../../src/foundations/calendar/index.ts'
import type { Ctx, Listener, Platform } from '../../src/foundations/context.ts'
import { openFiles } from '../../src/foundations/files/files.ts'
import { type Actor, system } from '../../src/foundations/identity/actor.ts'
import type { Db } from '../../src/platform/db/connect.ts'
import { openKeyring } from '../../src/platform/keyring.ts'
import { createLog } from '../../src/platform/observability/log.ts'
import { freshDatabase } from './database.ts'

/** A clock that stands still until the test moves it. */
export type TestClock = {
  now: () => Temporal.Instant
  set: (instant: string) => void
  pass: (time: Temporal.DurationLike) => void
}

export type TestPlatform = Platform & {
  time: TestClock
  url: string
  /** The database as the owner of its tables: what the running program may not do. */
  owner: Db
  ownerUrl: string
  /** The context of an actor; the program itself when none is given. */
  as: (actor?: Actor) => Ctx
  /** From here on with the keys and files of a program's data folder, which reads then what is sealed and kept here. */
  adopt: (dataFolder: string) => void
  close: () => Promise<void>
}

const calendar = new WorkingCalendar(loadCalendarYears())

/**
 * What the whole program shares, on a database and a file folder of its own. The clock stands at `clock` (default
 * Monday, 2026-03-02 09:00 in Beijing).
 */
export const testPlatform = async (
  options: { clock?: string; listeners?: Record<string, Listener[]> } = {},
): Promise<TestPlatform> => {
  const [database, folder] = await Promise.all([freshDatabase(), mkdtemp(join(tmpdir(), 'gongkai-test-'))])
  let at = Temporal.Instant.from(options.clock ?? '2026-03-02T01:00:00Z')
  const platform: Platform = {
    db: database.db,
    clock: () => at,
    log: createLog(process.env.LOG_LEVEL ?? 'silent'),
    files: openFiles(folder),
    keyring: openKeyring(folder),
    calendar: () => calendar,
    listeners: options.listeners ?? {},
  }
  const whole: TestPlatform = {
    ...platform,
    url: database.url,
    owner: database.owner,
    ownerUrl: database.ownerUrl,
    time: {
      now: () => at,
      set(instant) {
        at = Temporal.Instant.from(instant)
      },
      pass(time) {
        at = at.add(time)
      },
    },
    as: (actor = system) => ({ ...platform, actor }),
    adopt(dataFolder) {
      const its = { files: openFiles(join(dataFolder, 'files')), keyring: openKeyring(dataFolder) }
      Object.assign(platform, its)
      Object.assign(whole, its)
    },
    async close() {
      await database.drop()
      await rm(folder, { recursive: true, force: true })
    },
  }
  return whole
}
