import { createServer, type Server } from 'node:http'
import type { FastifyInstance } from 'fastify'
import { Provider } from 'oidc-provider'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerIdentity, registerPeople } from '../../src/foundations/identity/index.ts'
import { testOffice } from '../support/office.ts'
import { person, unit } from '../support/people.ts'
import { type TestPlatform, testPlatform } from '../support/platform.ts'

/** A county's identity provider (oidc-provider) on a port of its own, and an office that trusts it. */
let platform: TestPlatform
let app: FastifyInstance
let server: Server
let office: string

const listen = (one: Server) =>
  new Promise<number>((resolve) => one.listen(0, '127.0.0.1', () => resolve((one.address() as { port: number }).port)))
const freePort = async () => {
  const probe = createServer()
  const port = await listen(probe)
  await new Promise((resolve) => probe.close(resolve))
  return port
}

beforeAll(async () => {
  platform = await testPlatform()
  const officePort = await freePort()
  office = `http://127.0.0.1:${officePort}`
  server = createServer()
  const issuer = `http://127.0.0.1:${await listen(server)}`
  const provider = new Provider(issuer, {
    clients: [
      {
        client_id: 'gongkai',
        client_secret: 'a-secret-of-the-test',
        redirect_uris: [`${office}/api/session/single-sign-on/return`],
      },
    ],
    claims: { profile: ['preferred_username'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    features: { devInteractions: { enabled: true } },
    findAccount: (_ctx, id) => ({ accountId: id, claims: async () => ({ sub: id, preferred_username: id }) }),
    jwks: undefined as never,
  })
  provider.on('server_error', (_ctx, error) => console.error(error))
  server.on('request', provider.callback())
  app = await testOffice(platform, (one) => {
    registerIdentity(one, platform, {
      secureCookies: false,
      officeUrl: office,
      provider: {
        issuer,
        clientId: 'gongkai',
        clientSecret: 'a-secret-of-the-test',
        claim: 'preferred_username',
        label: '云溪县统一身份认证',
      },
    })
    registerPeople(one, platform)
  })
  await app.listen({ port: officePort, host: '127.0.0.1' })
  const home = await unit(platform, { name: '县财政局' })
  await person(platform, { role: 'clerk', unit: home, username: 'wenyining', name: '闻以宁' })
  const gone = await person(platform, { role: 'clerk', unit: home, username: 'gone' })
  await platform.db.updateTable('person').set({ active: false }).where('id', '=', gone.personId).execute()
})
afterAll(async () => {
  await app.close()
  await new Promise((resolve) => server.close(resolve))
  await platform.close()
})

/** A browser that follows links, keeps cookies by host and fills in the provider's forms. */
const browser = () => {
  const jar = new Map<string, Map<string, string>>()
  const cookies = (url: URL) => {
    const held = jar.get(url.host) ?? new Map<string, string>()
    jar.set(url.host, held)
    return held
  }
  const visit = async (address: string, form?: Record<string, string>): Promise<Response> => {
    const url = new URL(address)
    const held = cookies(url)
    const answer = await fetch(url, {
      redirect: 'manual',
      method: form ? 'POST' : 'GET',
      headers: { cookie: [...held].map(([name, value]) => `${name}=${value}`).join('; ') },
      ...(form ? { body: new URLSearchParams(form) } : {}),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      if (value) held.set(name!, value)
      else held.delete(name!)
    }
    return answer
  }
  /** Follows redirects for as long as they stay at the provider; gives the address that leads back, or the page. */
  const follow = async (from: string, form?: Record<string, string>): Promise<{ url: string; page: string }> => {
    let url = from
    let answer = await visit(url, form)
    while (answer.status >= 300 && answer.status < 400) {
      url = new URL(answer.headers.get('location')!, url).href
      if (url.startsWith(office)) return { url, page: '' }
      answer = await visit(url)
    }
    return { url, page: await answer.text() }
  }
  /** Signs in at the provider as `login`; gives the address it sends back to. */
  const through = async (login: string, to = '/to-do') => {
    const away = await visit(`${office}/api/session/single-sign-on?to=${encodeURIComponent(to)}`)
    expect(away.status).toBe(302)
    let at = await follow(away.headers.get('location')!)
    const action = (page: string) => /action="([^"]+)"/.exec(page)![1]!
    at = await follow(action(at.page), { prompt: 'login', login, password: 'any' })
    if (!at.url.startsWith(office)) at = await follow(action(at.page), { prompt: 'consent' })
    return { away: new URL(away.headers.get('location')!), back: at.url }
  }
  return { visit, through, cookies: () => cookies(new URL(office)) }
}

describe('single sign-on', () => {
  test('lets in who has an account here, and back to the page they came for', async () => {
    const one = browser()
    const { away, back } = await one.through('WenYiNing', '/record/7')
    for (const key of ['state', 'nonce', 'code_challenge'])
      expect(away.searchParams.get(key)?.length).toBeGreaterThan(20)
    expect(away.searchParams.get('code_challenge_method')).toBe('S256')
    const entered = await one.visit(back)
    expect([entered.status, entered.headers.get('location')]).toEqual([302, '/record/7'])
    const me = (await (await one.visit(`${office}/api/session`)).json()) as { person: { name: string } }
    expect(me.person.name).toBe('闻以宁')
    const audit = await platform.db
      .selectFrom('audit_entry')
      .select('detail')
      .where('action', '=', 'session.opened')
      .execute()
    expect(audit.at(-1)!.detail).toEqual({ by: 'single_sign_on' })
  })

  test.each([
    ['nobody-here', 'sign-on-unknown', 'person/unknown'],
    ['gone', 'account-closed', expect.stringMatching(/^person\/\d+$/)],
  ])('does not let in %s, says why, and makes no account', async (login, said, subject) => {
    const people = () => platform.db.selectFrom('person').select('id').execute()
    const before = await people()
    const one = browser()
    const { back } = await one.through(login)
    expect((await one.visit(back)).headers.get('location')).toBe(`/sign-in?refused=${said}`)
    expect(one.cookies().has('gongkai_session')).toBe(false)
    expect(await people()).toEqual(before)
    const audit = await platform.db
      .selectFrom('audit_entry')
      .select('subject')
      .where('action', '=', 'session.refused')
      .orderBy('seq')
      .execute()
    expect(audit.at(-1)!.subject).toEqual(subject)
  })

  test('the way back is good once, in the browser that left, with the state it left with', async () => {
    const one = browser()
    const { back } = await one.through('wenyining')
    const stranger = browser()
    expect((await stranger.visit(back)).headers.get('location')).toBe('/sign-in?refused=sign-on-ended')
    expect((await one.visit(back)).headers.get('location')).toBe('/to-do')
    expect((await one.visit(back)).headers.get('location')).toContain('refused')
    const two = browser()
    const forged = new URL((await two.through('wenyining')).back)
    forged.searchParams.set('state', 'forged')
    expect((await two.visit(forged.href)).headers.get('location')).toBe('/sign-in?refused=sign-on-refused')
  })

  test('what the provider refuses is said on the sign-in page; other addresses are not followed', async () => {
    const one = browser()
    await one.visit(`${office}/api/session/single-sign-on`)
    const denied = await one.visit(`${office}/api/session/single-sign-on/return?error=access_denied&state=x`)
    expect(denied.headers.get('location')).toBe('/sign-in?refused=sign-on-refused')
    const two = browser()
    const { back } = await two.through('wenyining', '//evil.example/')
    expect((await two.visit(back)).headers.get('location')).toBe('/to-do')
  })

  test('a provider that does not answer is said here, before leaving and on the way back', async () => {
    const one = browser()
    const { back } = await one.through('wenyining')
    await new Promise((resolve) => {
      server.close(resolve)
      server.closeAllConnections()
    })
    platform.time.pass({ minutes: 2 })
    const away = '/sign-in?refused=sign-on-unreachable'
    expect((await one.visit(back)).headers.get('location')).toBe(away)
    expect((await one.visit(`${office}/api/session/single-sign-on`)).headers.get('location')).toBe(away)
  })
})
