import pg from 'pg'

/**
 * A database that stands on several servers: `postgresql://user:password@a:5432,b:5432/name?target_session_attrs=read-write`,
 * as libpq knows it. Of the servers one takes writes; whichever it is now is found by asking.
 */

const address = /^(postgres(?:ql)?:\/\/)([^@/?#]*@)?([^/?#]*)([^?#]*)(\?[^#]*)?/

/** One address for each server, in the order given; an address with one server is that alone. */
export const hostsOf = (url: string): string[] => {
  const match = address.exec(url)
  if (!match) return [url]
  const [, scheme = '', user = '', hosts = '', path = '', query = ''] = match
  const given = new URLSearchParams(query)
  // Ours is to ask; the driver would not know the word.
  given.delete('target_session_attrs')
  const rest = path + (given.size ? `?${given}` : '')
  return hosts.split(',').map((host) => `${scheme}${user}${host}${rest}`)
}

/** The server answers, but takes no writes: a standby, or one that is being promoted. */
export class TakesNoWrites extends Error {
  readonly code = '57P03'
}

export const assertTakesWrites = async (client: pg.ClientBase): Promise<void> => {
  const { rows } = await client.query<{ standby: boolean }>(
    `select pg_is_in_recovery() or current_setting('default_transaction_read_only')::bool as standby`,
  )
  if (rows[0]!.standby) throw new TakesNoWrites('this server takes no writes')
}

/**
 * One connection to the server that takes writes now.
 * @throws what the last server said when none does
 */
export const connectClient = async (url: string, options: pg.ClientConfig = {}): Promise<pg.Client> => {
  const hosts = hostsOf(url)
  let said: unknown
  for (const connectionString of hosts) {
    const client = new pg.Client({ connectionTimeoutMillis: 5_000, ...options, connectionString })
    // One that breaks while nobody waits for it must not end the program.
    client.on('error', () => undefined)
    try {
      await client.connect()
      if (hosts.length > 1) await assertTakesWrites(client)
      return client
    } catch (error) {
      said = error
      await client.end().catch(() => undefined)
    }
  }
  throw said
}

/** A pool whose new connections go to the server that takes writes; with one server, a plain pool. */
export const poolOn = (url: string, options: pg.PoolConfig): pg.Pool => {
  const hosts = hostsOf(url)
  if (hosts.length === 1) return new pg.Pool({ ...options, connectionString: hosts[0] })
  let current = 0
  class ClientOfCurrent extends pg.Client {
    constructor(config: pg.ClientConfig = {}) {
      super({ ...config, connectionString: hosts[current] })
    }
  }
  /** The next connections go elsewhere, unless somebody has moved on already. */
  const leave = (at: number) => {
    if (at === current) current = (current + 1) % hosts.length
  }
  const pool = new pg.Pool({
    ...options,
    Client: ClientOfCurrent,
    onConnect: assertTakesWrites,
  })
  const once = pool.connect.bind(pool) as () => Promise<pg.PoolClient>
  const connect = async (): Promise<pg.PoolClient> => {
    for (let left = hosts.length - 1; ; left--) {
      const at = current
      try {
        return await once()
      } catch (error) {
        leave(at)
        if (left === 0) throw error
      }
    }
  }
  type Done = (error: Error | undefined, client: pg.PoolClient | undefined, release: () => void) => void
  // The pool's own `query` asks with a callback, everybody else for a promise.
  pool.connect = ((done?: Done) =>
    done
      ? void connect().then(
          (client) => done(undefined, client, client.release),
          (error) => done(error, undefined, () => undefined),
        )
      : connect()) as typeof pool.connect
  return pool
}
