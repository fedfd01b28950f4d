import { type AddressInfo, createServer, type Socket } from 'node:net'

/** What every virus scanner agrees to find. In two parts, so that none finds it in this file. */
export const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD', '-ANTIVIRUS-TEST-FILE!$H+H*'].join('')

/** A clamd that knows one virus. It speaks the protocol of the real one: zINSTREAM, chunks with their length, one answer. */
export type FakeClamd = {
  port: number
  /** How many streams it has looked through. */
  looked: () => number
  stop: () => Promise<void>
  start: () => Promise<void>
}

const command = Buffer.from('zINSTREAM\0')

/** @param options.longest as StreamMaxLength: beyond it, it refuses and closes @param options.silent never answers */
export const fakeClamd = async (options: { longest?: number; silent?: boolean } = {}): Promise<FakeClamd> => {
  const { longest = 25 * 1024 * 1024 } = options
  let looked = 0
  let port = 0
  const open = new Set<Socket>()
  const serve = (socket: Socket) => {
    open.add(socket)
    socket.on('close', () => open.delete(socket)).on('error', () => undefined)
    let waiting = Buffer.alloc(0)
    let begun = false
    const stream: Buffer[] = []
    let size = 0
    const answer = (text: string) => void (options.silent ? undefined : socket.end(`${text}\0`))
    socket.on('data', (data: Buffer) => {
      waiting = Buffer.concat([waiting, data])
      if (!begun) {
        if (waiting.length < command.length) return
        if (!waiting.subarray(0, command.length).equals(command)) return answer('UNKNOWN COMMAND')
        begun = true
        waiting = waiting.subarray(command.length)
      }
      while (waiting.length >= 4) {
        const length = waiting.readUInt32BE(0)
        if (length === 0) {
          looked++
          return answer(Buffer.concat(stream).includes(eicar) ? 'stream: Eicar-Signature FOUND' : 'stream: OK')
        }
        size += length
        if (size > longest) return answer('INSTREAM size limit exceeded. ERROR')
        if (waiting.length < 4 + length) {
          size -= length
          return
        }
        stream.push(waiting.subarray(4, 4 + length))
        waiting = waiting.subarray(4 + length)
      }
    })
  }
  const server = createServer(serve)
  const start = () =>
    new Promise<void>((resolve) =>
      server.listen(port, '127.0.0.1', () => {
        port = (server.address() as AddressInfo).port
        resolve()
      }),
    )
  await start()
  return {
    get port() {
      return port
    },
    looked: () => looked,
    start,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy()
        server.close(() => resolve())
      }),
  }
}
