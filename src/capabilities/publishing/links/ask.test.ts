import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { askAddress, isPublicAddress } from './ask.ts'

/** What stands behind the door that must not be opened; `asked` counts every knock. */
let asked = 0
const server = createServer((request, response) => {
  asked++
  if (request.url === '/gone') return response.writeHead(404).end()
  if (request.url === '/away') return response.writeHead(302, { location: 'http://169.254.169.254/latest' }).end()
  if (request.url === '/no-head' && request.method === 'HEAD') return response.writeHead(405).end()
  response.writeHead(200).end('a page')
})
let port = 0
beforeAll(async () => {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  port = (server.address() as AddressInfo).port
})
afterAll(() => server.close())

describe('isPublicAddress', () => {
  test.each(['8.8.8.8', '223.5.5.5', '2400:3200::1'])('%s may be asked', (one) =>
    expect(isPublicAddress(one)).toBe(true),
  )
  test.each([
    '127.0.0.1',
    '10.0.0.1',
    '172.16.3.4',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    '::ffff:10.0.0.1',
    'fe80::1',
    'fd00::1',
    '64:ff9b::a00:1',
    'not an address',
  ])('%s may not', (one) => expect(isPublicAddress(one)).toBe(false))
})

describe('askAddress', () => {
  const there = {
    resolveHost: async () => ['127.0.0.1'],
    may: (one: string) => one === '127.0.0.1',
    ports: 'any' as const,
  }
  const at = (path: string) => `http://www.example.gov.cn:${port}${path}`
  test('says what answered', async () => {
    expect(await askAddress(at('/'), there)).toEqual({ ok: true, status: 200 })
    expect(await askAddress(at('/gone'), there)).toEqual({ ok: false, status: 404 })
    expect(await askAddress(at('/no-head'), there)).toEqual({ ok: true, status: 200 })
  })
  test('never asks a private address: by figure, by name, by one name among several, by redirect, by port', async () => {
    const before = asked
    expect(await askAddress(`http://127.0.0.1:${port}/`, { ports: 'any' })).toEqual({ ok: false, status: null })
    const both = async () => ['8.8.8.8', '127.0.0.1']
    expect(await askAddress(at('/'), { resolveHost: both, ports: 'any' })).toEqual({ ok: false, status: null })
    expect(await askAddress(`http://user:pass@www.example.gov.cn/`, there)).toEqual({ ok: false, status: null })
    expect(await askAddress('file:///etc/passwd', there)).toEqual({ ok: false, status: null })
    expect(await askAddress(at('/'), { ...there, ports: ['', '80', '443'] })).toEqual({ ok: false, status: null })
    expect(asked).toBe(before)
    expect(await askAddress(at('/away'), there)).toEqual({ ok: false, status: null })
  })
})
