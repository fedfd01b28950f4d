import { generateKeyPairSync } from 'node:crypto'
import { dirname } from 'node:path'
import { Readable } from 'node:stream'
import type { FastifyInstance } from 'fastify'
import type { Desks } from '../../src/foundations/intake/desk-door.ts'
import { signCheckpoint, verifierText } from '../../src/foundations/publication-log/checkpoint.ts'
import type { LogEntry } from '../../src/foundations/publication-log/entries.ts'
import { createServer } from '../../src/platform/http/server.ts'
import { createLog } from '../../src/platform/observability/log.ts'
import { createMetrics } from '../../src/platform/observability/metrics.ts'
import { articleRenderer } from '../../src/portal/article.tsx'
import { openPortalSecret } from '../../src/portal/intake/portal-secret.ts'
import { type PortalDeps, registerPortal } from '../../src/portal/portal.ts'
import { type HeldCheckpoint, rootOf } from '../../src/portal/proofs.ts'
import { openReplica } from '../../src/portal/replica/open-replica.ts'
import type { Replica } from '../../src/portal/replica/types.ts'
import { openReplicaWriter } from '../../src/portal/replica/writer.ts'
import { attachment, attachmentText, entries, temporaryReplicaPath } from './county.ts'

export const today = '2026-06-15'
export const baseUrl = 'http://www.qinglan.example'

/** Every question to the office ends as it does when nobody is there. */
const nobody = <T extends object>() =>
  new Proxy({} as T, {
    get: () => async () => {
      throw new Error('nobody answers')
    },
  })
export const officeAway: Desks = { requests: nobody(), inquiries: nobody(), calls: nobody() }

const { privateKey } = generateKeyPairSync('ed25519')
const signer = { name: 'www.qinglan.example/gongkai-log', key: privateKey }

/** The checkpoint that the office would sign of what stands in the replica now. */
export const signed = (replica: Replica): HeldCheckpoint => {
  const size = replica.position().seq
  const checkpoint = { origin: signer.name, size, root: rootOf(replica, size) }
  return { ...checkpoint, note: signCheckpoint(checkpoint, signer), key: verifierText(signer) }
}

/** The real server with a real replica of the small county; the office stands still unless a case says otherwise. */
export async function startPortal(log: LogEntry[] = entries, given: Partial<PortalDeps> = {}) {
  const path = temporaryReplicaPath()
  const writer = openReplicaWriter(path, { renderer: articleRenderer, today: () => today })
  writer.apply(log)
  writer.fillArticles(10_000)
  const replica = openReplica(path, { today: () => today })
  const metrics = createMetrics()
  const app: FastifyInstance = await createServer({
    name: 'portal',
    title: 'test',
    description: 'test',
    log: createLog('silent'),
    metrics,
    trustProxy: 0,
    contentSecurityPolicy: "default-src 'self'; img-src 'self' data:; object-src 'none'; frame-ancestors 'none'",
    bodyLimit: 10_000,
    ready: async () => [],
  })
  const routes: { method: string; url: string }[] = []
  app.addHook('onRoute', (route) => {
    routes.push({ method: String(route.method), url: route.url })
  })
  const checkpoint = signed(replica)
  const { answerReady } = registerPortal(app, {
    replica: () => replica,
    hurt: () => false,
    filling: () => undefined,
    openFile: async (hash) =>
      hash === attachment.hash ? { stream: Readable.from([attachmentText]), size: attachment.size } : undefined,
    clock: () => Temporal.Instant.from(`${today}T04:00:00Z`),
    scratchFolder: dirname(path),
    baseUrl,
    officeReachable: () => true,
    readLog: async (after, size) => log.filter((entry) => entry.seq > after).slice(0, size),
    checkpoint: () => checkpoint,
    takeIn: async () => undefined,
    desks: officeAway,
    secret: openPortalSecret(dirname(path), undefined),
    limits: { searches: 0, files: 0, calls: 0, forms: 0 },
    metrics,
    isPortal: () => false,
    ...given,
  })
  await app.ready()
  return {
    app,
    /** Every public address kind, as registered. */
    routes,
    /** The replica's file. */
    path,
    answerReady,
    metrics,
    writer,
    replica,
    get: (url: string, headers: Record<string, string> = {}) => app.inject({ method: 'GET', url, headers }),
    async close() {
      await app.close()
      replica.close()
      writer.close()
    },
  }
}
