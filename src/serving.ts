import type { FastifyInstance } from 'fastify'
import type { Config } from './platform/config.ts'

/** A role at work: where it listens, and how it ends. */
export type Part = { url?: string; followed?: Promise<void>; stop: () => Promise<void> }

/** @throws Error in words when the port is taken @returns the address */
export const listen = async (app: FastifyInstance, config: Config, port: number): Promise<string> => {
  await app.listen({ port, host: config.host }).catch((error) => {
    throw portTaken(error)
  })
  return `http://localhost:${(app.server.address() as { port: number }).port}`
}

const portTaken = (error: unknown) => {
  const { code, port } = error as { code?: string; port?: number }
  if (code !== 'EADDRINUSE') return error
  return new Error(
    `端口 ${port} 已被其他程序占用，请用 PORTAL_PORT、OFFICE_PORT 另选端口。\n` +
      `Port ${port} is taken by another program; choose others with PORTAL_PORT and OFFICE_PORT.`,
  )
}
