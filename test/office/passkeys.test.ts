import type { FastifyInstance } from 'fastify'
import type { CDPSession, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerIdentity, registerPeople } from '../../src/foundations/identity/index.ts'
import { browsing } from '../support/browser.ts'
import { testOffice } from '../support/office.ts'
import { password, person, unit } from '../support/people.ts'
import { type TestPlatform, testPlatform } from '../support/platform.ts'

/** Chromium with a virtual authenticator: the real WebAuthn of a browser against the real office. */
const browser = browsing()
let platform: TestPlatform
let app: FastifyInstance
let origin: string

beforeAll(async () => {
  platform = await testPlatform()
  app = await testOffice(platform, (office) => {
    registerIdentity(office, platform, { secureCookies: false })
    registerPeople(office, platform)
  })
  await app.listen({ port: 0, host: '127.0.0.1' })
  origin = `http://localhost:${(app.server.address() as { port: number }).port}`
})
afterAll(async () => {
  await app.close()
  await platform.close()
})

type Device = { page: Page; cdp: CDPSession; authenticatorId: string }

const device = async (): Promise<Device> => {
  const page = await browser.visit(origin)
  await page.goto('/healthz')
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const options = {
    protocol: 'ctap2' as const,
    transport: 'internal' as const,
    hasResidentKey: true,
    hasUserVerification: true,
    isUserVerified: true,
    automaticPresenceSimulation: true,
  }
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', { options })
  return { page, cdp, authenticatorId }
}

/** Calls the office from the page, with the page's cookies. */
const call = (page: Page, method: string, url: string, body?: unknown) =>
  page.evaluate(
    async ([method, url, body]) => {
      const headers: Record<string, string> = { 'X-Gongkai': '1' }
      if (body) headers['content-type'] = 'application/json'
      const answer = await fetch(url!, { method: method!, headers, ...(body ? { body } : {}) })
      const text = await answer.text()
      return { status: answer.status, body: text ? JSON.parse(text) : undefined }
    },
    [method, url, body === undefined ? '' : JSON.stringify(body)],
  )

const make = (page: Page, options: unknown) =>
  page.evaluate(async (given) => {
    const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(given as never)
    return ((await navigator.credentials.create({ publicKey })) as PublicKeyCredential).toJSON()
  }, options)

const answer = (page: Page, options: unknown) =>
  page.evaluate(async (given) => {
    const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(given as never)
    return ((await navigator.credentials.get({ publicKey })) as PublicKeyCredential).toJSON()
  }, options)

const signIn = (page: Page, username: string) => call(page, 'POST', '/api/session', { username, password })
const addPasskey = async ({ page }: Device, name: string) => {
  const options = (await call(page, 'POST', '/api/session/passkeys/options')).body
  return call(page, 'POST', '/api/session/passkeys', { name, response: await make(page, options) })
}
const asked = async ({ page }: Device) => (await call(page, 'POST', '/api/session/passkey/options')).body

describe('a passkey', () => {
  test('is added, signs in without a password, confirms, is listed and removed', async () => {
    const home = await unit(platform, { name: '县财政局' })
    await person(platform, { role: 'clerk', unit: home, username: 'wenyining', name: '闻以宁' })
    const one = await device()
    const { page } = one
    await signIn(page, 'wenyining')
    const added = await addPasskey(one, '办公室电脑')
    expect(added.status).toBe(200)
    expect(added.body.recoveryCodes).toHaveLength(10)
    await call(page, 'DELETE', '/api/session')
    // The password alone now asks for a second step.
    expect((await signIn(page, 'wenyining')).body.methods).toEqual(['recovery_code', 'passkey'])
    const response = await answer(page, await asked(one))
    const entered = await call(page, 'POST', '/api/session/passkey', { response })
    expect(entered.body.person.name).toBe('闻以宁')
    // The same answer again: its challenge was good once.
    expect((await call(page, 'POST', '/api/session/passkey', { response })).status).toBe(401)

    platform.time.pass({ minutes: 20 })
    const refused = await call(page, 'POST', '/api/session/passkeys/options')
    expect([refused.status, refused.body.type]).toEqual([403, 'urn:gongkai:problem:confirmation-needed'])
    expect(refused.body.methods).toEqual(['password', 'passkey'])
    const passkey = await answer(page, await asked(one))
    expect((await call(page, 'POST', '/api/session/confirmation', { passkey })).status).toBe(204)
    const seen = (await call(page, 'GET', '/api/session/security')).body.passkeys
    expect(seen).toMatchObject([{ name: '办公室电脑' }])
    expect(seen[0].lastUsedAt).toBeTruthy()
    const removed = await call(page, 'DELETE', `/api/session/passkeys/${seen[0].id}`)
    expect(removed.body.passkeys).toEqual([])
    expect((await call(page, 'DELETE', `/api/session/passkeys/${seen[0].id}`)).status).toBe(404)
    const after = await answer(page, await asked(one))
    expect((await call(page, 'POST', '/api/session/passkey', { response: after })).status).toBe(401)
  })

  test('of somebody else, for another challenge or with a changed signature does not let in, and counts', async () => {
    const home = await unit(platform, { name: '县教育局' })
    const luo = await person(platform, { role: 'clerk', unit: home, username: 'luochenxi' })
    await person(platform, { role: 'clerk', unit: home, username: 'shiyizhou' })
    const one = await device()
    const { page } = one
    await signIn(page, 'luochenxi')
    await addPasskey(one, '手机')
    const own = await answer(page, await asked(one))
    // Registered with a challenge made for another: refused.
    const foreign = await make(page, (await call(page, 'POST', '/api/session/passkeys/options')).body).catch(() => null)
    expect(foreign).toBeNull()
    const changed = structuredClone(own) as { response: { signature: string } }
    changed.response.signature = changed.response.signature.replace(/^.{12}/, (part) => [...part].reverse().join(''))
    expect((await call(page, 'POST', '/api/session/passkey', { response: changed })).status).toBe(401)
    // The changed answer used the challenge up.
    expect((await call(page, 'POST', '/api/session/passkey', { response: own })).status).toBe(401)
    const { failed_attempts: failures } = await platform.db
      .selectFrom('person')
      .select('failed_attempts')
      .where('id', '=', luo.personId)
      .executeTakeFirstOrThrow()
    expect(failures).toBe(2)

    // Another's passkey confirms nothing for the person who is signed in.
    const passkey = await answer(page, await asked(one))
    const other = await browser.visit(origin)
    await other.goto('/healthz')
    await signIn(other, 'shiyizhou')
    const answered = await call(other, 'POST', '/api/session/confirmation', { passkey })
    expect(answered.status).toBe(422)
  })
})
