import { organisationCheckCharacter } from '../../../src/foundations/numbers/index.ts'

/** The demo county's n-th code, in a range beginning with 99 that no registry has issued. */
export function organisationCode(n: number): string {
  const body = String(99_000_000 + n)
  return body + organisationCheckCharacter(body)
}
