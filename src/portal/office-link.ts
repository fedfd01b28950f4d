import type { Desks } from '../foundations/intake/desk-door.ts'
import type { SealedSubmission } from '../foundations/intake/submission.ts'
import type { CheckpointSource } from './checkpoint-keeper.ts'
import type { PortalDeps } from './deps.ts'
import type { LogSource } from './follower.ts'

/** The office as a portal sees it: in the same process, or over HTTP. Every call may reject while it is away. */
export type OfficeLink = {
  log: LogSource
  checkpoint: CheckpointSource
  openFile: PortalDeps['openFile']
  /** Text of the public key with which submissions are sealed. */
  intakeKey: () => Promise<string>
  /**
   * Hands over a submission; when it resolves, the office has it.
   * @throws SubmissionRefused when the office will never take it
   */
  deliver: (sealed: SealedSubmission) => Promise<void>
  /** What is asked and done for a citizen about their own cases. */
  desks: Desks
  close: () => Promise<void>
}

export class SubmissionRefused extends Error {}
