import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'

/**
 * Asks an external address whether it answers. The address comes from a text that anybody with a clerk's account can
 * write, so it must never become a way into our own networks (server-side request forgery): only http and https on
 * their own ports, only public addresses, the address that was judged is the one that is asked, every redirect is
 * judged again, and nothing of the answer is kept but its status.
 */
export type Answered = { ok: boolean; status: number | null }

const closed = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const)
  closed.addSubnet(net, bits, 'ipv4')
for (const [net, bits] of [
  ['::', 96],
  ['64:ff9b::', 96],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  closed.addSubnet(net, bits, 'ipv6')

/** May our program speak to this IP address? */
export const isPublicAddress = (address: string): boolean => {
  const family = isIP(address)
  return family !== 0 && !closed.check(address, family === 4 ? 'ipv4' : 'ipv6')
}

export type Resolve = (host: string) => Promise<string[]>
const resolve: Resolve = async (host) => (await lookup(host, { all: true })).map(({ address }) => address)

const longest = 10_000
const mostRedirects = 4

/** @param may judges an IP address; another one only in tests, which have no internet */
export const askAddress = async (
  url: string,
  {
    resolveHost = resolve,
    may = isPublicAddress,
    ports = ['', '80', '443'],
  }: {
    resolveHost?: Resolve
    may?: (address: string) => boolean
    ports?: readonly string[] | 'any'
  } = {},
): Promise<Answered> => {
  const none: Answered = { ok: false, status: null }
  let at = url
  for (let hop = 0; hop <= mostRedirects; hop++) {
    let target: URL
    try {
      target = new URL(at)
    } catch {
      return none
    }
    if (!/^https?:$/.test(target.protocol) || target.username || target.password) return none
    if (ports !== 'any' && !ports.includes(target.port)) return none
    const host = target.hostname.replace(/^\[|\]$/g, '')
    const addresses = isIP(host) ? [host] : await resolveHost(host).catch(() => [])
    // One private address among public ones is how rebinding begins.
    if (addresses.length === 0 || !addresses.every(may)) return none
    const seen = await ask(target, addresses[0]!, 'HEAD')
    const answer =
      seen.status !== null && [400, 403, 404, 405, 501].includes(seen.status)
        ? await ask(target, addresses[0]!, 'GET')
        : seen
    if (answer.status !== null && answer.status >= 300 && answer.status < 400 && answer.location) {
      at = new URL(answer.location, target).href
      continue
    }
    // 401, 403 and 429 are answers to a program, not to a reader.
    const ok = answer.status !== null && (answer.status < 400 || [401, 403, 429].includes(answer.status))
    return { ok, status: answer.status }
  }
  return none
}

const ask = async (url: URL, address: string, method: 'HEAD' | 'GET') => {
  // Loaded by who asks: every command would pay for them.
  const { request: send } = await (url.protocol === 'https:' ? import('node:https') : import('node:http'))
  return new Promise<{ status: number | null; location?: string | undefined }>((done) => {
    const family = isIP(address)
    const call = send(
      url,
      {
        method,
        agent: false,
        timeout: longest,
        signal: AbortSignal.timeout(longest),
        headers: { 'user-agent': 'gongkai-link-check', accept: '*/*' },
        // The judged address, whatever the name says by now.
        lookup: (_host, options, callback) =>
          options.all ? callback(null, [{ address, family }]) : callback(null, address, family),
      },
      (response) => {
        done({ status: response.statusCode ?? null, location: response.headers.location })
        response.destroy()
      },
    )
    call.on('timeout', () => call.destroy())
    call.on('error', () => done({ status: null }))
    call.end()
  })
}
