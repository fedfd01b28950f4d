import type { Issue } from '../checks.ts'

/** A step as far as reasons go. */
export type ReasonedStep = {
  editionId: number
  action: string
  actorName: string | null
  fromStatus: string
  reason: string
  findings: unknown
}

/**
 * A thing that no check can read passes only with a named person's reason. Given once at one gate, the reason stands
 * beside the same finding at the later gates, whose people confirm it or write their own: the finding's key names the
 * very bytes of the file, so another file asks anew.
 * @param gateLabel what the gate is called
 */
export const withEarlierReasons = (
  issues: readonly Issue[],
  steps: readonly ReasonedStep[],
  editionId: number,
  gateLabel: (gate: string) => string,
): Issue[] =>
  issues.map((issue) => {
    if (!issue.needsReason) return issue
    const step = steps.find(
      (one) =>
        one.editionId === editionId &&
        one.action === 'approve' &&
        one.reason.trim() !== '' &&
        Array.isArray(one.findings) &&
        one.findings.some((finding: { key?: string }) => finding.key === issue.key),
    )
    if (!step) return issue
    return {
      ...issue,
      reasoned: { by: step.actorName ?? '', gate: gateLabel(step.fromStatus), reason: step.reason.trim() },
    }
  })
