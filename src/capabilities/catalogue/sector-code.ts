import { onDemand } from '../../platform/on-demand.ts'

/** A slug for a sector by the initials of its name (社会救助 → shjz), with a number when `taken` has it already. */
export const sectorCode = (name: string, taken: ReadonlySet<string>): string => {
  const initials = onDemand<typeof import('pinyin-pro')>('pinyin-pro')
    .pinyin(name, { pattern: 'first', toneType: 'none', type: 'array' })
    .join('')
    .toLowerCase()
    .replace(/[^a-z0-9]/g, '')
    .slice(0, 24)
  const base = initials || 'sector'
  for (let n = 1; ; n++) {
    const code = n === 1 ? base : `${base}-${n}`
    if (!taken.has(code)) return code
  }
}
