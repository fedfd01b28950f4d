import type { Readable } from 'node:stream'
import type { FastifyRequest } from 'fastify'
import type { Desks } from '../foundations/intake/desk-door.ts'
import type { LogEntry } from '../foundations/publication-log/entries.ts'
import type { Metrics } from '../platform/observability/metrics.ts'
import type { Filling } from './filling.ts'
import type { PortalIntake } from './intake/intake.ts'
import type { PortalSecret } from './intake/portal-secret.ts'
import type { Limits } from './limits.ts'
import type { HeldCheckpoint } from './proofs.ts'
import type { Replica } from './replica/types.ts'

/** What the public portal needs from outside. Everything it shows comes from the replica. */
export type PortalDeps = {
  /** The replica being served now; a rebuild may swap it between two requests. */
  replica: () => Replica
  /** True while the served replica is one that was found broken and is being made anew. */
  hurt: () => boolean
  /** How far the replica is that is being made; undefined while none is. */
  filling: () => Filling | undefined
  /** Bytes of an attachment by SHA-256 (hex) and the item that names it; undefined when they cannot be had. */
  openFile: (hash: string, recordId: number) => Promise<{ stream: Readable; size: number } | undefined>
  clock: () => Temporal.Instant
  /** Where finished answers may be kept, which do not outlive the process, and sealed files of forms, for some hours. */
  scratchFolder: string
  /** Origin for absolute addresses, without a trailing slash. */
  baseUrl: string
  /** Whether the office answers; only /api/v1/log depends on it. */
  officeReachable: () => boolean
  /** Entries with seq > after in ascending order, at most `size`; rejects while the office is away. */
  readLog: (after: number, size: number) => Promise<LogEntry[]>
  /** The newest signed checkpoint that agrees with the replica; undefined before the first. */
  checkpoint: () => HeldCheckpoint | undefined
  /**
   * Takes what a citizen handed in through the form `kind`; when it resolves to a receipt number, that is safe on disk.
   * Undefined while the portal cannot take anything; rejects when the disk will not.
   * @param id made by the form, so that a double click is one submission
   */
  takeIn: PortalIntake['take']
  /** What the office knows of a citizen's own cases, and lets them do; every call may reject. */
  desks: Desks
  secret: PortalSecret
  /** How much one client address may ask for. */
  limits: Limits
  metrics: Pick<Metrics, 'tooMany'>
  /** Whether another portal asks, one that shows the shared token. */
  isPortal: (request: FastifyRequest) => boolean
  /** Told each first-page search, so that the words most asked for can be counted. Never told who asked. */
  onQuery?: (q: string) => void
}
