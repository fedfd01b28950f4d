import { createServer, type IncomingHttpHeaders } from 'node:http'

export type Asked = { headers: IncomingHttpHeaders; body: Record<string, unknown> }

export type SmsGateway = { url: string; asked: Asked[]; close: () => Promise<void> }

/** An SMS gateway over HTTP on a free port; `answer` says status and body, or nothing: then it never answers. */
export const smsGateway = async (
  answer: (asked: Asked) => { status: number; body?: string; headers?: Record<string, string> } | undefined = () => ({
    status: 200,
    body: '{"id":"P-1"}',
  }),
): Promise<SmsGateway> => {
  const asked: Asked[] = []
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const one: Asked = { headers: request.headers, body: JSON.parse(Buffer.concat(parts).toString('utf8')) }
    asked.push(one)
    const said = answer(one)
    if (said) response.writeHead(said.status, said.headers).end(said.body)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', () => resolve()))
  const { port } = server.address() as { port: number }
  return {
    url: `http://127.0.0.1:${port}/messages`,
    asked,
    async close() {
      server.closeAllConnections()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}
