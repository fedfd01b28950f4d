import { unprocessable } from '../../../platform/http/problem.ts'
import { type Ctx, transact, type Work } from '../../context.ts'
import { parseOrganisationCode } from '../../numbers/organisation-code.ts'
import { appendToLog } from '../../publication-log/append.ts'
import type { ReviewGate } from '../review-chain.ts'
import { allUnits, insertUnit, lockTree, toUnitChanged, type UnitValues } from '../store.ts'
import { unitIssues } from '../unit-issues.ts'
import { sentences } from '../words.zh.ts'

export type UnitInput = Omit<UnitValues, 'reviewChain'> & { reviewChain: readonly string[] }

/**
 * Founds a unit and tells the portals.
 * @throws Problem 422 with every issue of unit-issues.ts
 * @returns the new unit's id
 */
export const createUnit = (ctx: Ctx, input: UnitInput): Promise<number> => transact(ctx, (work) => addUnit(work, input))

/** The same within a running unit of work, as demo data and set-up need it. */
export const addUnit = async (work: Work, input: UnitInput): Promise<number> => {
  await lockTree(work.trx)
  const given: UnitValues = { ...input, reviewChain: [...input.reviewChain] as ReviewGate[] }
  const issues = unitIssues(await allUnits(work.trx), null, given)
  if (issues.length) throw unprocessable(sentences.mend, issues)
  const organisationCode = parseOrganisationCode(given.organisationCode)!
  const unit = await insertUnit(work.trx, { ...given, organisationCode }, work.at)
  await appendToLog(work.trx, work.at, [toUnitChanged(unit)])
  await work.emit({ name: 'unit.created', subject: `unit/${unit.id}`, payload: { code: unit.code } })
  work.audit({ action: 'unit.created', subject: `unit/${unit.id}`, detail: { code: unit.code, name: unit.name } })
  return unit.id
}
