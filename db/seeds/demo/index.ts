import { prepare } from './prepare.ts'
import { annualReports } from './records/annual-reports.ts'
import { countyAffairs } from './records/county-affairs.ts'
import { countyPolicies } from './records/county-policies.ts'
import { economy } from './records/economy.ts'
import { finance } from './records/finance.ts'
import { guides } from './records/guides.ts'
import { livelihood } from './records/livelihood.ts'
import { leaders, profiles } from './records/profiles.ts'
import { publicServices } from './records/public-services.ts'
import { townships } from './records/townships.ts'
import type { DemoRecord } from './types.ts'

export { inProgress } from './in-progress.ts'
export { delegations, people } from './people.ts'
export { sectors } from './sectors.ts'
export { site } from './site.ts'
export type * from './types.ts'
export { demoRoles } from './types.ts'
export { units } from './units.ts'

/** Everything that the demo county has published, in the order of publication. */
export const records: DemoRecord[] = prepare([
  ...guides,
  ...profiles,
  ...leaders,
  ...annualReports,
  ...countyPolicies,
  ...countyAffairs,
  ...finance,
  ...livelihood,
  ...economy,
  ...townships,
  ...publicServices,
]).sort((a, b) => a.publishedAt.localeCompare(b.publishedAt) || a.key.localeCompare(b.key))
