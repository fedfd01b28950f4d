import type { Validity } from '../../foundations/publication-log/entries.ts'

/**
 * 有效性 on a day. A repeal or an amendment is an act and wins; expiry and entry into force move with the calendar and
 * are read from their dates. A text is in force through the whole of its `expiresOn` (有效期至 that day).
 * `null` means that the record is not of a kind that has validity.
 */
export function validityOn(
  today: string,
  stored: { validity: Validity | null; effectiveOn: string | null; expiresOn: string | null },
): Validity | null {
  const { validity, effectiveOn, expiresOn } = stored
  if (validity === null || validity === 'repealed' || validity === 'amended') return validity
  if (expiresOn !== null && expiresOn < today) return 'expired'
  if (effectiveOn !== null && effectiveOn > today) return 'not_yet_effective'
  if (validity === 'expired' && expiresOn === null) return 'expired'
  if (validity === 'not_yet_effective' && effectiveOn === null) return 'not_yet_effective'
  return 'effective'
}
