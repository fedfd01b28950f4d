import type { Base, Ground } from './base.ts'
import { logHead } from './foundations/publication-log/read.ts'
import { keepSigning } from './foundations/publication-log/sign-checkpoints.ts'
import { logOrigin, signingKey } from './foundations/publication-log/signing-key.ts'
import { answers, buildOffice, desksOf, intakeOf } from './office.ts'
import { createServer } from './platform/http/server.ts'
import { createJobs } from './platform/jobs.ts'
import { roleNames, type ServerRole } from './platform/roles.ts'
import { nearOffice } from './portal/near-office.ts'
import type { OfficeLink } from './portal/office-link.ts'
import { servePortal } from './portal-side.ts'
import { schedule } from './schedule.ts'
import { listen, type Part } from './serving.ts'

const groundOf = ({ config, log, metrics, platform }: Base): Ground => ({ config, log, metrics, clock: platform.clock })
const officeOf = (base: Base): OfficeLink => nearOffice(base.database, base.platform, intakeOf(base), desksOf(base))

const serveOffice = async (base: Base, alone: boolean): Promise<Part> => {
  const office = await buildOffice(base)
  // Without a worker in this process, notices confirmed elsewhere are heard of here.
  const reload = alone ? setInterval(() => void base.reloadCalendar().catch(() => undefined), 600_000) : undefined
  const stop = async () => {
    clearInterval(reload)
    await office.close()
  }
  try {
    return { url: await listen(office, base.config, base.config.officePort), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** Recurring jobs and the signing of checkpoints; with a port of its own for health and metrics when it runs `alone`. */
const serveWorker = async (base: Base, alone: boolean): Promise<Part> => {
  const { config, log, metrics, database, platform } = base
  const jobs = createJobs(database.url, log)
  const scheduled = schedule(base)
  await jobs.start(scheduled)
  // A year without its notice must ring from the first minute, not at the next full hour; what should have become public
  // while the program stood still becomes so now.
  for (const name of ['calendar-watch', 'scheduled-publication', 'repeals-of-the-day', 'backup-watch', 'feedback-move'])
    await scheduled.find((job) => job.name === name)?.run()
  metrics.logPosition.set({ side: 'office' }, (await logHead(platform.db)).seq)
  const stopSigning = new AbortController()
  const signer = await signingKey(config.dataFolder, logOrigin(config.portalUrl))
  const signing = keepSigning(platform, signer, { metrics, signal: stopSigning.signal })
  const health = alone
    ? await createServer({
        name: 'worker',
        title: '公开 · 后台任务',
        description: '健康状况与指标。',
        log,
        metrics,
        trustProxy: 0,
        contentSecurityPolicy: "default-src 'none'",
        bodyLimit: 1024,
        ready: async () => ((await answers(database)) ? [] : ['database']),
      })
    : undefined
  const stop = async () => {
    stopSigning.abort()
    await signing
    await jobs.stop().catch((error) => log.warn({ err: error }, 'job queue did not stop cleanly'))
    await health?.close()
  }
  try {
    return { ...(health ? { url: await listen(health, config, config.workerPort) } : {}), stop }
  } catch (error) {
    await stop()
    throw error
  }
}

export type Running = {
  base: Base
  portalUrl: string | undefined
  officeUrl: string | undefined
  workerUrl: string | undefined
  /** Once this process's portal, if it has one, shows all that the log holds. */
  followed: Promise<void>
  stop: () => Promise<void>
}

/** The given roles in one process, on one database. */
export const serve = async (base: Base, roles: readonly ServerRole[] = roleNames): Promise<Running> => {
  const parts: Partial<Record<ServerRole, Part>> = {}
  const stop = async () => {
    for (const role of ['worker', 'office', 'portal'] as const) await parts[role]?.stop()
    await base.close()
  }
  try {
    // The portal first: it follows the log while the job queue makes its tables.
    if (roles.includes('portal')) parts.portal = await servePortal(groundOf(base), officeOf(base))
    if (roles.includes('worker')) parts.worker = await serveWorker(base, !roles.includes('office'))
    if (roles.includes('office')) parts.office = await serveOffice(base, !roles.includes('worker'))
  } catch (error) {
    await stop()
    throw error
  }
  return {
    base,
    portalUrl: parts.portal?.url,
    officeUrl: parts.office?.url,
    workerUrl: parts.worker?.url,
    followed: parts.portal?.followed ?? Promise.resolve(),
    stop,
  }
}
