import { readAudit } from '../../foundations/audit/store.ts'
import type { Platform } from '../../foundations/context.ts'
import { settingLabels as labels, settingValues as say } from './setting-words.zh.ts'
import { settingsSubject, unset } from './settings.ts'
import { switchSubject } from './telephone.ts'

/** Who set what, and when: what the audit log holds of the line's settings, each entry beside the one before. */

export type SettingChange = { label: string; before: string; after: string }
export type SettingEntry = { at: string; by: string; changes: SettingChange[] }

/** Entries shown; what is older the auditor reads. */
const shown = 30

const units: Record<string, (n: number) => string> = {
  ringSeconds: say.seconds,
  waitSeconds: say.seconds,
  messageSeconds: say.seconds,
  ratingDays: say.days,
  keepRecordingDays: say.days,
  keepCallDays: say.days,
}

/** A value in words. */
export const valueInWords = (key: string, value: unknown): string => {
  if (value === undefined || value === '' || value === null) return say.none
  if (typeof value === 'boolean') return value ? say.yes : say.no
  if (typeof value === 'number') return units[key]?.(value) ?? String(value)
  if (Array.isArray(value)) return value.map(({ from, to }) => `${from}—${to}`).join('、')
  return String(value)
}

type Detail = Record<string, unknown>

/** What differs between two states of the same settings. */
export const changesOf = (before: Detail, { passwordChanged, ...after }: Detail): SettingChange[] => [
  ...Object.keys(after).flatMap((key) => {
    const [was, is] = [valueInWords(key, before[key]), valueInWords(key, after[key])]
    return key in labels && was !== is ? [{ label: labels[key]!, before: was === say.none ? '' : was, after: is }] : []
  }),
  ...(passwordChanged ? [{ label: labels.password!, before: '', after: say.changed }] : []),
]

export const settingHistory = async (db: Platform['db'], of: 'line' | 'switch'): Promise<SettingEntry[]> => {
  const subject = of === 'line' ? settingsSubject : switchSubject
  const { items: set } = await readAudit(db, { subject, size: shown + 1 })
  return set.slice(0, shown).map(({ at, actorName, action, detail }, n) => ({
    at,
    by: actorName,
    changes: action.endsWith('.forgotten')
      ? [{ label: labels.connection!, before: '', after: say.removed }]
      : changesOf(set[n + 1]?.detail ?? (of === 'line' ? unset : {}), detail),
  }))
}
