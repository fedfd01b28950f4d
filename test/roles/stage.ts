import { mkdtemp, rm } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { type Base, openGround } from '../../src/base.ts'
import { transact } from '../../src/foundations/context.ts'
import { appendToLog } from '../../src/foundations/publication-log/append.ts'
import { keepSigning } from '../../src/foundations/publication-log/sign-checkpoints.ts'
import { signingKey } from '../../src/foundations/publication-log/signing-key.ts'
import { buildOffice } from '../../src/office.ts'
import { readConfig } from '../../src/platform/config.ts'
import { connect } from '../../src/platform/db/connect.ts'
import { servePortalApart } from '../../src/portal-side.ts'
import { site } from '../portal/county.ts'
import { type PublishingStage, publishingStage } from '../publishing/stage.ts'

export const portalToken = 'a-token-that-only-portals-know'

export const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })

export type RolesStage = PublishingStage & {
  officeUrl: string
  /** Stops listening, as an office does that is away; publishing goes on behind it. */
  officeLeaves: () => Promise<void>
  officeReturns: () => Promise<void>
  /** A portal with a data folder and a port of its own that knows the office, or another portal, only by address. */
  portal: (from?: string, token?: string) => Promise<Apart>
  close: () => Promise<void>
}
export type Apart = { url: string; folder: string; stop: () => Promise<void>; again: () => Promise<Apart> }

/** An office that listens, and any number of portals apart from it. */
export const rolesStage = async (options: { clock?: string } = {}): Promise<RolesStage> => {
  const stage = await publishingStage(options)
  const { platform } = stage
  await transact(platform.as(), ({ trx, at }) =>
    appendToLog(trx, at, [{ kind: 'site.changed', subject: 'site', payload: site }]),
  )
  const folder = await mkdtemp(join(tmpdir(), 'gongkai-roles-'))
  // Load comes from one address here; the flood of forms is tried.
  const limits = { LIMIT_SEARCHES: '0', LIMIT_FILES: '0', LIMIT_CALLS: '0', LIMIT_FORMS: '5' }
  const settings = { GONGKAI_HOST: '127.0.0.1', LOG_LEVEL: 'silent', PORTAL_TOKEN: portalToken, ...limits }
  const ground = openGround(readConfig({ ...settings, GONGKAI_DATA: join(folder, 'office') }))
  const database = connect(platform.url, { max: 4 })
  const base: Base = {
    ...ground,
    database,
    platform,
    unready: new Set(),
    reloadCalendar: async () => undefined,
    close: () => database.close(),
  }
  const stopping = new AbortController()
  const signer = await signingKey(join(folder, 'office'), 'www.qinglan.example/gongkai-log')
  const signing = keepSigning(platform, signer, { metrics: ground.metrics, signal: stopping.signal })
  const port = await freePort()
  const officeUrl = `http://127.0.0.1:${port}`
  let office: FastifyInstance | undefined
  const officeReturns = async () => {
    office = await buildOffice(base)
    await office.listen({ port, host: '127.0.0.1' })
  }
  await officeReturns()
  const portals: { stop: () => Promise<void> }[] = []
  const begin = async (data: string, at: number, from: string, token: string): Promise<Apart> => {
    const env = { ...settings, GONGKAI_DATA: data, PORTAL_PORT: String(at), OFFICE_URL: from, PORTAL_TOKEN: token }
    const part = await servePortalApart(openGround(readConfig(env)))
    let running = true
    const stop = async () => {
      if (running) await part.stop()
      running = false
    }
    portals.push({ stop })
    return { url: `http://127.0.0.1:${at}`, folder: data, stop, again: () => begin(data, at, from, token) }
  }
  return {
    ...stage,
    officeUrl,
    async officeLeaves() {
      await office?.close()
      office = undefined
    },
    officeReturns,
    portal: async (from = officeUrl, token = portalToken) =>
      begin(join(folder, `portal-${portals.length + 1}`), await freePort(), from, token),
    async close() {
      for (const portal of portals) await portal.stop()
      await office?.close()
      stopping.abort()
      await signing
      await database.close()
      await stage.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
