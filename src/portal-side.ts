import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import type { Ground } from './base.ts'
import { registerDeskDoor } from './foundations/intake/desk-door.ts'
import { registerPortalDoor, showsToken } from './foundations/intake/portal-door.ts'
import { legalDay } from './platform/clock.ts'
import type { Config } from './platform/config.ts'
import { answerFirst } from './platform/http/answer-first.ts'
import { registerDocs } from './platform/http/docs.ts'
import { createServer } from './platform/http/server.ts'
import { articleRenderer } from './portal/article.tsx'
import { followCheckpoints, openCheckpointKeeper } from './portal/checkpoint-keeper.ts'
import { openFilling } from './portal/filling.ts'
import { follow } from './portal/follower.ts'
import { openPortalIntake } from './portal/intake/intake.ts'
import { openPortalSecret } from './portal/intake/portal-secret.ts'
import { followFiles } from './portal/kept-files.ts'
import type { OfficeLink } from './portal/office-link.ts'
import { registerPortal } from './portal/portal.ts'
import { type RemoteOffice, remoteOffice } from './portal/remote-office.ts'
import { openReplicaStore, type ReplicaStore } from './portal/replica-store.ts'
import { listen, type Part } from './serving.ts'

type PortalSide = {
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
  const filling = openFilling()
  const checkpoints = openCheckpointKeeper(folder)
  const secret = openPortalSecret(folder, config.portalToken)
  const intake = openPortalIntake(folder, office, clock, secret)
  const { answerReady } = registerPortal(app, {
    replica: store.replica,
    hurt: store.hurt,
    filling: filling.now,
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
    follow(store, { ...office.log, read }, { ...how, filling }),
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
