import type { Socket } from 'node:net'
import type { FastifyInstance } from 'fastify'

/** How long a request that is under way may take to be answered when the program ends, milliseconds. */
const grace = 10_000

/**
 * Lets the end of a server wait for answers under way and for nothing else. Browsers and proxies open connections ahead and ask
 * nothing on them: Node counts these as busy, and would wait a minute for the first word.
 */
export const endSoon = (app: FastifyInstance): void => {
  const open = new Set<Socket>()
  app.server.on('connection', (socket: Socket) => {
    open.add(socket)
    socket.once('close', () => open.delete(socket))
  })
  app.addHook('preClose', async () => {
    if (!app.server.listening) return
    for (const socket of open) if (socket.bytesRead === 0) socket.destroy()
    // One that was busy until now is kept for later by its client.
    const idle = setInterval(() => app.server.closeIdleConnections(), 100)
    const last = setTimeout(() => app.server.closeAllConnections(), grace)
    app.server.once('close', () => {
      clearInterval(idle)
      clearTimeout(last)
    })
  })
}
