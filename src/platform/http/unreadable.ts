import type { Socket } from 'node:net'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Problem } from './problem.ts'

/**
 * Requests that no route ever sees: bytes that are no HTTP, an address with raw Chinese characters in it, broken percent
 * signs, headers without end. Node and the framework would answer in English.
 */

const problems = {
  address: new Problem(
    400,
    'bad-address',
    '地址无法识别',
    '地址中有未经编码或编码有误的字符，服务器无法识别。请在浏览器中打开，或将汉字按 UTF-8 百分号编码后再试。',
  ),
  long: new Problem(414, 'address-too-long', '地址过长', '地址中有一段过长，服务器没有受理。'),
  headers: new Problem(431, 'headers-too-large', '请求头过大', '请求头（含地址与 Cookie）过大，服务器没有受理。'),
  late: new Problem(408, 'request-timeout', '请求超时', '没有在规定时间内收到完整的请求，请重试。'),
  request: new Problem(400, 'bad-request', '请求有误', '请求的格式不正确，服务器没有受理。'),
}
const reasons: Record<number, string> = {
  400: 'Bad Request',
  408: 'Request Timeout',
  414: 'URI Too Long',
  431: 'Request Header Fields Too Large',
}

const unreadable = (code: string | undefined): Problem => {
  if (code === 'HPE_INVALID_URL' || code === 'FST_ERR_BAD_URL') return problems.address
  if (code === 'FST_ERR_MAX_PARAM_LENGTH') return problems.long
  if (code === 'HPE_HEADER_OVERFLOW') return problems.headers
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT') return problems.late
  return problems.request
}

/** A problem document for the API, a plain sentence for whoever reads pages. */
const said = (problem: Problem, path: string) =>
  /^\/api\//.test(path)
    ? { type: 'application/problem+json; charset=utf-8', text: JSON.stringify(problem) }
    : { type: 'text/plain; charset=utf-8', text: `${problem.title}：${problem.message}\n` }

/** For Fastify's `clientErrorHandler`: what Node's parser cannot read. The connection ends, for what follows is unknown. */
export const answerUnreadable = (error: Error & { code?: string; rawPacket?: unknown }, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || socket.destroyed) return
  if (!socket.writable) return void socket.destroy()
  const problem = unreadable(error.code)
  const start = Buffer.isBuffer(error.rawPacket) ? error.rawPacket.subarray(0, 500).toString('latin1') : ''
  const [, method, path = ''] = /^([A-Z]+) (\S+)/.exec(start) ?? []
  const { type, text } = said(problem, path)
  socket.end(
    `HTTP/1.1 ${problem.status} ${reasons[problem.status]}\r\ncontent-type: ${type}\r\nx-content-type-options: nosniff\r\n` +
      `content-length: ${Buffer.byteLength(text)}\r\nconnection: close\r\n\r\n${method === 'HEAD' ? '' : text}`,
  )
}

/** For Fastify's `frameworkErrors`: an address that its router cannot decode. */
export const answerBadAddress =
  (headers: readonly (readonly [string, string])[]) =>
  (error: Error & { code?: string }, request: FastifyRequest, reply: FastifyReply): void => {
    const problem = unreadable(error.code)
    const { type, text } = said(problem, request.raw.url ?? '')
    for (const [key, value] of headers) reply.raw.setHeader(key, value)
    void reply.code(problem.status).type(type).serializer(String).send(text)
  }
