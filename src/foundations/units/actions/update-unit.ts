import { isDeepStrictEqual } from 'node:util'
import { notFound, unprocessable } from '../../../platform/http/problem.ts'
import { type Ctx, transact } from '../../context.ts'
import { parseOrganisationCode } from '../../numbers/organisation-code.ts'
import { appendChanged } from '../../publication-log/append-changed.ts'
import type { ReviewGate } from '../review-chain.ts'
import { allUnits, changeUnit, lockTree, lockUnit, toUnitChanged, type UnitValues } from '../store.ts'
import { unitIssues } from '../unit-issues.ts'
import { sentences } from '../words.zh.ts'
import type { UnitInput } from './create-unit.ts'

/**
 * Changes a unit; its code stays, since it stands in public addresses. A changed review chain holds for texts submitted
 * from now on.
 * @throws Problem 404, 422 issues or dissolved
 */
export const updateUnit = (ctx: Ctx, id: number, input: Omit<UnitInput, 'code'>): Promise<void> =>
  transact(ctx, async ({ trx, at, emit, audit }) => {
    await lockTree(trx)
    const before = await lockUnit(trx, id)
    if (!before) throw notFound(sentences.noSuchUnit)
    if (before.dissolvedOn !== null) throw unprocessable(sentences.dissolvedUnchangeable)
    const given: UnitValues = { ...input, code: before.code, reviewChain: [...input.reviewChain] as ReviewGate[] }
    const issues = unitIssues(await allUnits(trx), id, given)
    if (issues.length) throw unprocessable(sentences.mend, issues)
    const organisationCode = parseOrganisationCode(given.organisationCode)!
    const after = await changeUnit(trx, id, { ...given, organisationCode })
    const changed = (Object.keys(after) as (keyof typeof after)[]).filter(
      (key) => !isDeepStrictEqual(before[key], after[key]),
    )
    if (!changed.length) return
    await appendChanged(trx, at, [toUnitChanged(after)])
    await emit({ name: 'unit.changed', subject: `unit/${id}`, payload: { changed } })
    const pick = (unit: typeof after) => Object.fromEntries(changed.map((key) => [key, unit[key]]))
    audit({ action: 'unit.changed', subject: `unit/${id}`, detail: { from: pick(before), to: pick(after) } })
  })
