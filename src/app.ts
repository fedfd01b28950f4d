import { existsSync } from 'node:fs'
import { join } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance } from 'fastify'
import { registerCatalogue, registerLookups } from './capabilities/catalogue/index.ts'
import {
  groundLabels,
  publicationClocks,
  publishingWork,
  registerFiles,
  registerPublishing,
  statusLabels,
} from './capabilities/publishing/index.ts'
import { registerWordList } from './capabilities/word-list/index.ts'
import { registerAudit } from './foundations/audit/api.ts'
import { registerCalendar } from './foundations/calendar/api.ts'
import type { Clocks } from './foundations/calendar/clocks.ts'
import { loadCalendar } from './foundations/calendar/store.ts'
import type { Listener, Platform } from './foundations/context.ts'
import { openFiles } from './foundations/files/files.ts'
import { registerIdentity, registerPeople, rememberActor } from './foundations/identity/index.ts'
import { newestCheckpoint } from './foundations/publication-log/checkpoints.ts'
import { logHead, readLog } from './foundations/publication-log/read.ts'
import { keepSigning } from './foundations/publication-log/sign-checkpoints.ts'
import { logOrigin, signingKey } from './foundations/publication-log/signing-key.ts'
import { registerSite } from './foundations/publication-log/site-api.ts'
import { registerUnits } from './foundations/units/api.ts'
import { type Clock, legalDay, systemClock } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import { changeableHistory } from './platform/db/application-role.ts'
import { connect, type Database } from './platform/db/connect.ts'
import { type Embedded, ensureDatabase, startEmbedded } from './platform/db/embedded.ts'
import { migrate } from './platform/db/migrate.ts'
import { home } from './platform/home.ts'
import { answerFirst } from './platform/http/answer-first.ts'
import { registerDocs } from './platform/http/docs.ts'
import { createServer } from './platform/http/server.ts'
import { createJobs } from './platform/jobs.ts'
import { openKeyring } from './platform/keyring.ts'
import { createLog, type Log } from './platform/observability/log.ts'
import { createMetrics, type Metrics } from './platform/observability/metrics.ts'
import { articleRenderer } from './portal/article.tsx'
import { followCheckpoints, openCheckpointKeeper } from './portal/checkpoint-keeper.ts'
import { databaseLogSource } from './portal/database-log-source.ts'
import { follow } from './portal/follower.ts'
import { registerPortal } from './portal/portal.ts'
import { openReplicaStore, type ReplicaStore } from './portal/replica-store.ts'
import { schedule } from './schedule.ts'

/** Every event and who listens, on one page. Listeners run after the commit. */
const listeners: Record<string, Listener[]> = {}

/** What commands and servers share: configuration, database, files, calendar, log. */
export type Base = {
  config: Config
  log: Log
  metrics: Metrics
  database: Database
  platform: Platform
  /** Every kind of due date that a new holiday notice moves. */
  clocks: readonly Clocks[]
  /** The holiday notices may have changed: read them again. */
  reloadCalendar: () => Promise<void>
  close: () => Promise<void>
}

const databaseName = 'gongkai'

/** Finds or starts PostgreSQL, brings the schema up to date and opens everything a command needs. */
export const openBase = async (config: Config, clock: Clock = systemClock): Promise<Base> => {
  const log = createLog(config.logLevel)
  const metrics = createMetrics()
  let embedded: Embedded | undefined
  let { databaseUrl: url, databaseOwnerUrl: ownerUrl = url } = config
  if (!url || !ownerUrl) {
    embedded = await startEmbedded(join(config.dataFolder, 'postgres'))
    await ensureDatabase(embedded.url('postgres'), databaseName)
    url = embedded.applicationUrl(databaseName)
    ownerUrl = embedded.url(databaseName)
  }
  await migrate(ownerUrl, ownerUrl === url ? undefined : decodeURIComponent(new URL(url).username))
  const database = connect(url)
  const tables = await changeableHistory(database.pool)
  // The chains would show it, but what cannot be done need not be found out.
  if (tables.length) log.warn({ tables }, 'the database role of this program could change what is append-only')
  let calendar = await loadCalendar(database.db)
  const platform: Platform = {
    db: database.db,
    clock,
    log,
    files: openFiles(join(config.dataFolder, 'files')),
    keyring: openKeyring(config.dataFolder),
    calendar: () => calendar,
    site: config.portalUrl && new URL(config.portalUrl).origin,
    listeners,
  }
  return {
    config,
    log,
    metrics,
    database,
    platform,
    clocks: [publicationClocks],
    async reloadCalendar() {
      calendar = await loadCalendar(database.db)
    },
    async close() {
      await database.close()
      await embedded?.stop()
    },
  }
}

const answers = async (database: Database) => {
  try {
    await database.pool.query('select 1')
    return true
  } catch {
    return false
  }
}

/** The staff side: JSON API under /api, console at /. */
export const buildOffice = async (base: Base): Promise<FastifyInstance> => {
  const { config, platform, log, metrics, database } = base
  const app = await createServer({
    name: 'office',
    title: '公开 · 工作端接口',
    description: '信息发布、目录、机构人员、日历与审计的接口。错误以 RFC 9457 问题文档返回。',
    log,
    metrics,
    trustProxy: config.trustProxy,
    // Ant Design writes its styles into the page at run time; scripts stay confined to our own files.
    contentSecurityPolicy:
      "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
    bodyLimit: 12 * 1024 * 1024,
    ready: async () => ((await answers(database)) ? [] : ['database']),
  })
  rememberActor(app, platform)
  registerIdentity(app, platform, {
    secureCookies: config.officeHttps,
    officeUrl: config.officeUrl,
    provider: config.singleSignOn,
  })
  registerPeople(app, platform)
  registerUnits(app, platform, { openWork: [publishingWork] })
  registerCatalogue(app, platform)
  registerLookups(app, platform, { statuses: statusLabels, withdrawalGrounds: groundLabels })
  registerCalendar(app, platform, { clocks: base.clocks, reload: base.reloadCalendar })
  registerAudit(app, platform)
  registerSite(app, platform, config)
  registerWordList(app, platform)
  registerPublishing(app, platform)
  await registerFiles(app, platform)
  await registerDocs(app)
  await registerConsole(app)
  return app
}

/** The console's files; any other address that is not the API's is the console's own and gets its page. */
const registerConsole = async (app: FastifyInstance) => {
  const root = join(home, 'dist', 'console')
  if (!existsSync(root)) return
  await app.register(fastifyStatic, { root: join(root, 'assets'), prefix: '/assets/', immutable: true, maxAge: '1y' })
  const hidden = { schema: { hide: true } }
  app.get('/favicon.svg', hidden, (_request, reply) => reply.sendFile('favicon.svg', root))
  for (const path of ['/', '/*'])
    app.get(path, hidden, (request, reply) =>
      request.url.startsWith('/api/')
        ? reply.callNotFound()
        : reply.sendFile('index.html', root, { immutable: false, maxAge: 0 }),
    )
}

export type PortalSide = { store: ReplicaStore; app: FastifyInstance; stop: () => Promise<void> }

/** The public side: pages from the replica, which follows the log for as long as the portal runs. */
export const buildPortal = async (base: Base): Promise<PortalSide> => {
  const { config, platform, log, metrics, database } = base
  const store = openReplicaStore(join(config.dataFolder, 'portal'), articleRenderer, () => legalDay(platform.clock()))
  const app = await createServer({
    name: 'portal',
    title: '公开 · 公众接口',
    description: '检索、信息目录与公开日志的接口，任何人可用。',
    log,
    metrics,
    trustProxy: config.trustProxy,
    contentSecurityPolicy:
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
    bodyLimit: 64 * 1024,
    ready: async () => (store.replica().position().seq > 0 ? [] : ['replica']),
  })
  let reachable = true
  const checkpoints = openCheckpointKeeper(join(config.dataFolder, 'portal'))
  const { answerReady } = registerPortal(app, {
    replica: store.replica,
    openFile: platform.files.open,
    clock: platform.clock,
    scratchFolder: join(config.dataFolder, 'portal'),
    baseUrl: config.portalUrl ?? `http://localhost:${config.portalPort}`,
    officeReachable: () => reachable,
    readLog: (after, size) => readLog(database.db, after, size),
    checkpoint: checkpoints.held,
    onQuery: (q) => store.replica().noteQuery(q),
  })
  await registerDocs(app)
  answerFirst(app, answerReady, 'portal', metrics)

  const stopping = new AbortController()
  const source = databaseLogSource(database)
  const watched = {
    ...source,
    read: (after: number, size: number) =>
      source.read(after, size).then(
        (entries) => {
          reachable = true
          return entries
        },
        (error) => {
          reachable = false
          throw error
        },
      ),
  }
  const how = { log, metrics, signal: stopping.signal }
  const following = Promise.all([
    follow(store, watched, how),
    followCheckpoints(checkpoints, store.replica, () => newestCheckpoint(database.db), how),
  ])
  return {
    store,
    app,
    async stop() {
      await app.close()
      stopping.abort()
      await following
      await source.close().catch(() => undefined)
      store.close()
    },
  }
}

export type Running = { base: Base; portalUrl: string; officeUrl: string; stop: () => Promise<void> }

/** Both ports and the recurring jobs in one process. */
export const serve = async (base: Base): Promise<Running> => {
  const { config, log, metrics, database, platform } = base
  const portal = await buildPortal(base)
  const office = await buildOffice(base)
  const jobs = createJobs(database.url, log)
  const scheduled = schedule(base)
  await jobs.start(scheduled)
  // A year without its notice must ring from the first minute, not at the next full hour; what should have become public
  // while the program stood still becomes so now.
  for (const name of ['calendar-watch', 'scheduled-publication'])
    await scheduled.find((job) => job.name === name)?.run()
  metrics.logPosition.set({ side: 'office' }, (await logHead(platform.db)).seq)
  const stopSigning = new AbortController()
  const signer = await signingKey(config.dataFolder, logOrigin(config.portalUrl))
  const signing = keepSigning(platform, signer, { metrics, signal: stopSigning.signal })
  const stop = async () => {
    stopSigning.abort()
    await signing
    await jobs.stop().catch((error) => log.warn({ err: error }, 'job queue did not stop cleanly'))
    await office.close()
    await portal.stop()
    await base.close()
  }
  try {
    await portal.app.listen({ port: config.portalPort, host: config.host })
    await office.listen({ port: config.officePort, host: config.host })
  } catch (error) {
    await stop()
    throw portTaken(error)
  }
  const at = (app: FastifyInstance) => `http://localhost:${(app.server.address() as { port: number }).port}`
  return {
    base,
    portalUrl: config.portalUrl ?? at(portal.app),
    officeUrl: at(office),
    stop,
  }
}

const portTaken = (error: unknown) => {
  const { code, port } = error as { code?: string; port?: number }
  if (code !== 'EADDRINUSE') return error
  return new Error(
    `端口 ${port} 已被其他程序占用，请用 PORTAL_PORT、OFFICE_PORT 另选端口。\n` +
      `Port ${port} is taken by another program; choose others with PORTAL_PORT and OFFICE_PORT.`,
  )
}
