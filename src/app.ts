import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { registerCatalogue, registerLookups } from './capabilities/catalogue/index.ts'
import {
  besideTheLine,
  callDesk,
  openLine,
  presentSwitch,
  registerHotline,
  sealedHotline,
} from './capabilities/hotline/index.ts'
import {
  callStaff,
  inquiryClocks,
  inquiryDesk,
  inquiryNoticeKinds,
  inquiryWork,
  registerInquiries,
  sealedFeedback,
  sealedInquiries,
  takeFeedback,
  takeInquiry,
  tellWriter,
} from './capabilities/inquiries/index.ts'
import {
  knowledgeNoticeKinds,
  knowledgeWork,
  registerKnowledge,
  takeVote,
  watchSource,
} from './capabilities/knowledge/index.ts'
import {
  groundLabels,
  isPublishedFile,
  publicationClocks,
  publishedIndex,
  publishingNoticeKinds,
  publishingWork,
  registerFiles,
  registerPublishing,
  statusLabels,
} from './capabilities/publishing/index.ts'
import {
  registerRequests,
  requestClocks,
  requestDesk,
  requestNoticeKinds,
  requestWork,
  sealedLetters,
  sealedRequests,
  takeRequest,
  tellApplicant,
} from './capabilities/requests/index.ts'
import { registerWordList } from './capabilities/word-list/index.ts'
import { officePolicy, registerConsole } from './console-page.ts'
import { registerAudit } from './foundations/audit/api.ts'
import { registerCalendar } from './foundations/calendar/api.ts'
import type { Clocks } from './foundations/calendar/clocks.ts'
import { loadCalendar } from './foundations/calendar/store.ts'
import { sealedCases } from './foundations/casework/index.ts'
import type { Listener, Platform } from './foundations/context.ts'
import { openFiles } from './foundations/files/files.ts'
import { registerIdentity, registerPeople, rememberActor, sealedFactors } from './foundations/identity/index.ts'
import { answerVoteKind } from './foundations/intake/answer-vote.ts'
import { type Desks, registerDeskDoor } from './foundations/intake/desk-door.ts'
import { openIntakeKeys } from './foundations/intake/intake-keys.ts'
import { registerPortalDoor, showsToken } from './foundations/intake/portal-door.ts'
import { type Intake, receiveSubmission } from './foundations/intake/receive.ts'
import { type NoticeKinds, registerNotices, sealedContacts } from './foundations/notices/index.ts'
import { outboxNoticeKinds, registerOutbox } from './foundations/outbox/index.ts'
import { registerForPortals } from './foundations/publication-log/portals-api.ts'
import { logHead } from './foundations/publication-log/read.ts'
import { keepSigning } from './foundations/publication-log/sign-checkpoints.ts'
import { logOrigin, signingKey } from './foundations/publication-log/signing-key.ts'
import { registerSite } from './foundations/site/api.ts'
import { registerUnits } from './foundations/units/api.ts'
import { clamd } from './platform/clamd.ts'
import { type Clock, legalDay, systemClock } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import { changeableHistory } from './platform/db/application-role.ts'
import { connect, type Database } from './platform/db/connect.ts'
import { type OpenDatabase, openMigrated } from './platform/db/open-database.ts'
import { answerFirst } from './platform/http/answer-first.ts'
import { registerDocs } from './platform/http/docs.ts'
import { registerPdfViewer } from './platform/http/pdf-viewer.ts'
import { createServer } from './platform/http/server.ts'
import { createJobs } from './platform/jobs.ts'
import { openKeyring } from './platform/keyring.ts'
import { sealedMessages } from './platform/messaging/index.ts'
import { createLog, type Log } from './platform/observability/log.ts'
import { createMetrics, type Metrics } from './platform/observability/metrics.ts'
import { roleNames, type ServerRole } from './platform/roles.ts'
import type { SealedColumn } from './platform/sealed-columns.ts'
import { articleRenderer } from './portal/article.tsx'
import { followCheckpoints, openCheckpointKeeper } from './portal/checkpoint-keeper.ts'
import { follow } from './portal/follower.ts'
import { openPortalIntake } from './portal/intake/intake.ts'
import { openPortalSecret } from './portal/intake/portal-secret.ts'
import { followFiles } from './portal/kept-files.ts'
import { nearOffice } from './portal/near-office.ts'
import type { OfficeLink } from './portal/office-link.ts'
import { registerPortal } from './portal/portal.ts'
import { type RemoteOffice, remoteOffice } from './portal/remote-office.ts'
import { openReplicaStore, type ReplicaStore } from './portal/replica-store.ts'
import { schedule } from './schedule.ts'

/** Every event and who listens, on one page. Listeners run after the commit. */
const listenersOf = (platform: () => Platform): Record<string, Listener[]> => ({
  'record.repealed': [watchSource(platform)],
  'record.withdrawn': [watchSource(platform)],
  'request.registered': [tellApplicant(platform)],
  'request.acted': [tellApplicant(platform)],
  'inquiry.registered': [tellWriter(platform), callStaff(platform)],
  'inquiry.acted': [tellWriter(platform), callStaff(platform)],
})

/** Every kind of notice that staff get, and what it is called where they choose. */
const noticeKinds: NoticeKinds = {
  ...outboxNoticeKinds,
  ...publishingNoticeKinds,
  ...requestNoticeKinds,
  ...knowledgeNoticeKinds,
  ...inquiryNoticeKinds,
}

/** Every column of sealed values, for when the keys change. */
export const sealedColumns: readonly SealedColumn[] = [
  ...sealedFactors,
  ...sealedFeedback,
  ...sealedMessages,
  ...sealedContacts,
  ...sealedCases,
  ...sealedRequests,
  ...sealedHotline,
  ...sealedLetters,
  ...sealedInquiries,
]

/** What every process has, whatever its roles. */
export type Ground = { config: Config; log: Log; metrics: Metrics; clock: Clock }

export const openGround = (config: Config, clock: Clock = systemClock): Ground => ({
  config,
  log: createLog(config.logLevel),
  metrics: createMetrics(),
  clock,
})

/** What commands and servers share: configuration, database, files, calendar, log. */
export type Base = {
  config: Config
  log: Log
  metrics: Metrics
  database: Database
  platform: Platform
  /** Every kind of due date that a new holiday notice moves. */
  clocks: readonly Clocks[]
  /** What the office still waits for before it says that it is ready. */
  unready: Set<string>
  /** The holiday notices may have changed: read them again. */
  reloadCalendar: () => Promise<void>
  close: () => Promise<void>
}

/**
 * Finds or starts PostgreSQL, brings the schema up to date and opens everything a command needs.
 * @param opening the database, where it is being opened already
 */
export const openBase = async (
  config: Config,
  clock: Clock = systemClock,
  opening: Promise<OpenDatabase> = openMigrated(config),
): Promise<Base> => {
  const log = createLog(config.logLevel)
  const metrics = createMetrics()
  const { url, stop } = await opening
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
    scanner: config.clamav && clamd(config.clamav),
    keyring: openKeyring(config.dataFolder),
    calendar: () => calendar,
    site: config.portalUrl && new URL(config.portalUrl).origin,
    office: config.officeUrl,
    listeners: listenersOf(() => platform),
  }
  return {
    config,
    log,
    metrics,
    database,
    platform,
    clocks: [publicationClocks, requestClocks, inquiryClocks],
    unready: new Set(),
    async reloadCalendar() {
      calendar = await loadCalendar(database.db)
    },
    async close() {
      await database.close()
      await stop()
    },
  }
}

/** What citizens hand in, by kind, and who takes it over. */
const intakeOf = ({ config }: Pick<Base, 'config'>): Intake => ({
  keys: openIntakeKeys(config.dataFolder),
  takers: { feedback: takeFeedback, inquiry: takeInquiry, request: takeRequest, [answerVoteKind]: takeVote },
})

/** The desks at which citizens follow their cases. */
const desksOf = ({ platform, metrics }: Pick<Base, 'platform' | 'metrics'>): Desks => {
  const failed = (outcome: 'wrong' | 'refused') => metrics.codeFailures.inc({ outcome })
  return {
    requests: requestDesk(platform, { failed }),
    inquiries: inquiryDesk(platform, { failed }),
    calls: callDesk(platform, { failed }),
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
    contentSecurityPolicy: officePolicy(),
    bodyLimit: 12 * 1024 * 1024,
    // Two hours of a recording from a slow line.
    requestTimeout: 600_000,
    ready: async () => [...((await answers(database)) ? [] : ['database']), ...base.unready],
  })
  rememberActor(app, platform)
  registerIdentity(app, platform, {
    secureCookies: config.officeHttps,
    officeUrl: config.officeUrl,
    provider: config.singleSignOn,
  })
  registerPeople(app, platform)
  registerUnits(app, platform, { openWork: [publishingWork, requestWork, inquiryWork, knowledgeWork] })
  registerCatalogue(app, platform)
  registerLookups(app, platform, { statuses: statusLabels, withdrawalGrounds: groundLabels })
  registerCalendar(app, platform, { clocks: base.clocks, reload: base.reloadCalendar })
  registerAudit(app, platform)
  registerSite(app, platform, config)
  registerWordList(app, platform)
  registerNotices(app, platform, { kinds: noticeKinds })
  const { email, sms } = config.messaging
  registerOutbox(app, platform, { configured: { email: email !== undefined, sms: sms !== undefined } })
  const token = config.portalToken
  registerForPortals(app, platform, { token, isPublished: (id, hash) => isPublishedFile(platform.db, id, hash) })
  const intake = intakeOf(base)
  registerPortalDoor(app, {
    token,
    key: async () => intake.keys.current(),
    take: (sealed) => receiveSubmission(platform, intake, sealed),
  })
  registerDeskDoor(app, { token, desks: desksOf(base) })
  const published = publishedIndex(platform.db)
  registerPublishing(app, platform, published)
  await registerFiles(app, platform)
  await registerRequests(app, platform)
  registerInquiries(app, platform)
  await registerKnowledge(app, platform)
  const { pbx: server } = config
  const pbx = presentSwitch(platform, server)
  const hotline = { ...besideTheLine, url: database.url, server, pbx, sms: sms !== undefined }
  const line = openLine(platform, hotline)
  app.addHook('onListen', async () => line.start())
  app.addHook('onClose', () => line.close())
  await registerHotline(app, platform, hotline, line, published)
  registerPdfViewer(app)
  await registerDocs(app)
  await registerConsole(app)
  return app
}

export type PortalSide = {
  store: ReplicaStore
  app: FastifyInstance
  /** Once the replica has had everything that the log holds. */
  followed: Promise<void>
  stop: () => Promise<void>
}

/** The public side: pages from the replica, which follows the log for as long as the portal runs. */
const openPortal = async (ground: Ground, office: OfficeLink & Partial<RemoteOffice>): Promise<PortalSide> => {
  const { config, log, metrics, clock } = ground
  const folder = join(config.dataFolder, 'portal')
  const store = openReplicaStore(folder, articleRenderer, () => legalDay(clock()))
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
    // 20 MB of attachments from a telephone at 1.5 Mbit/s.
    requestTimeout: 120_000,
    ready: async () => (store.replica().position().seq > 0 ? [] : ['replica']),
  })
  let reachable = true
  // Up to here the log was read when it had no more.
  let end = -1
  const followed = Promise.withResolvers<void>()
  const read = (after: number, size: number) =>
    office.log.read(after, size).then(
      (entries) => {
        reachable = true
        if (entries.length === 0) {
          end = after
          followed.resolve()
        }
        return entries
      },
      (error) => {
        reachable = false
        throw error
      },
    )
  const checkpoints = openCheckpointKeeper(folder)
  const secret = openPortalSecret(folder, config.portalToken)
  const intake = openPortalIntake(folder, office, clock, secret)
  const { answerReady } = registerPortal(app, {
    replica: store.replica,
    hurt: store.hurt,
    openFile: office.openFile,
    clock,
    scratchFolder: folder,
    baseUrl: config.portalUrl ?? `http://localhost:${config.portalPort}`,
    officeReachable: () => reachable,
    readLog: office.log.read,
    checkpoint: checkpoints.held,
    takeIn: intake.take,
    desks: office.desks,
    secret,
    limits: config.limits,
    metrics,
    isPortal: showsToken(config.portalToken),
    onQuery: (q) => store.replica().noteQuery(q),
  })
  if (config.portalToken) {
    const token = config.portalToken
    registerPortalDoor(app, { token, key: intake.knownKey, take: async (box) => intake.relay(box) })
    registerDeskDoor(app, { token, desks: office.desks })
  }
  await registerDocs(app)
  answerFirst(app, answerReady, 'portal', metrics)

  const stopping = new AbortController()
  const how = { log, metrics, signal: stopping.signal }
  const following = Promise.all([
    follow(store, { ...office.log, read }, how),
    followCheckpoints(checkpoints, store.replica, office.checkpoint, how),
    intake.follow(how),
    office.files && followFiles(office.files, store.replica, () => store.replica().position().seq === end, how),
  ])
  return {
    store,
    app,
    followed: followed.promise,
    async stop() {
      await app.close()
      stopping.abort()
      await following
      await office.close().catch(() => undefined)
      store.close()
    },
  }
}

const groundOf = ({ config, log, metrics, platform }: Base): Ground => ({ config, log, metrics, clock: platform.clock })
const officeOf = (base: Base): OfficeLink => nearOffice(base.database, base.platform, intakeOf(base), desksOf(base))

const listen = async (app: FastifyInstance, config: Config, port: number): Promise<string> => {
  await app.listen({ port, host: config.host }).catch((error) => {
    throw portTaken(error)
  })
  return `http://localhost:${(app.server.address() as { port: number }).port}`
}

type Part = { url?: string; followed?: Promise<void>; stop: () => Promise<void> }

/** The public site on its port, beside its office or apart from it. */
export const servePortal = async (ground: Ground, office: OfficeLink & Partial<RemoteOffice>): Promise<Part> => {
  const portal = await openPortal(ground, office)
  try {
    const at = await listen(portal.app, ground.config, ground.config.portalPort)
    return { url: ground.config.portalUrl ?? at, followed: portal.followed, stop: portal.stop }
  } catch (error) {
    await portal.stop()
    throw error
  }
}

/** A portal by itself, following `OFFICE_URL` over HTTP. */
export const servePortalApart = async (ground: Ground): Promise<Part> => {
  const { officeUrl: url, portalToken: token, dataFolder } = ground.config
  return servePortal(ground, remoteOffice({ url: url!, token, folder: join(dataFolder, 'portal', 'files') }))
}

/** The log as `OFFICE_URL` gives it. */
export const remoteLog = ({ officeUrl: url, portalToken: token, dataFolder }: Config) =>
  remoteOffice({ url: url!, token, folder: join(dataFolder, 'portal', 'files') }).log

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

const portTaken = (error: unknown) => {
  const { code, port } = error as { code?: string; port?: number }
  if (code !== 'EADDRINUSE') return error
  return new Error(
    `端口 ${port} 已被其他程序占用，请用 PORTAL_PORT、OFFICE_PORT 另选端口。\n` +
      `Port ${port} is taken by another program; choose others with PORTAL_PORT and OFFICE_PORT.`,
  )
}
