import { connect, createServer, type Server, type Socket } from 'node:net'

/** A line to a server that a test can cut, silence and mend. */
export type Line = {
  port: number
  /** Connections end and new ones are refused, as when the server has been stopped. */
  cut: () => Promise<void>
  /** Nothing arrives any more and nobody says so, as when a firewall swallows packets. */
  silence: () => void
  mend: () => Promise<void>
  close: () => Promise<void>
}

/** Opens a line on a free port of this machine to `host`:`port`. */
export const openLine = async (host: string, port: number): Promise<Line> => {
  const sockets = new Set<Socket>()
  let silent = false
  let server: Server
  const carry = (from: Socket, to: Socket) => {
    sockets.add(from)
    from.on('data', (data) => silent || to.write(data))
    from.on('error', () => to.destroy())
    from.on('close', () => {
      sockets.delete(from)
      to.destroy()
    })
  }
  const open = (at: number) =>
    new Promise<number>((resolve, reject) => {
      server = createServer((near) => {
        const far = connect(port, host)
        carry(near, far)
        carry(far, near)
      })
      server.once('error', reject)
      server.listen(at, '127.0.0.1', () => resolve((server.address() as { port: number }).port))
    })
  const own = await open(0)
  const cut = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })
  return {
    port: own,
    cut,
    silence() {
      silent = true
    },
    async mend() {
      // What was swallowed is lost; the connections that missed it end.
      if (silent) await cut()
      silent = false
      await open(own)
    },
    close: cut,
  }
}
