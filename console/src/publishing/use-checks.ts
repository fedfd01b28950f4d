import { useEffect, useState } from 'react'
import { answer, api } from '../api/client.ts'
import type { DraftFields, Issue } from '../api/contract.ts'

export type Checks = { issues: Issue[]; state: 'waiting' | 'done' | 'failed' }

/** The office's findings on what stands in the editor, asked again a second after the last key. */
export function useChecks(fields: DraftFields, recordId: number | null, unitId: number | null): Checks {
  const [checks, setChecks] = useState<Checks>({ issues: [], state: 'waiting' })
  useEffect(() => {
    if (unitId === null) return
    let current = true
    const stop = new AbortController()
    const timer = setTimeout(async () => {
      setChecks((now) => ({ ...now, state: 'waiting' }))
      try {
        const body = { ...fields, recordId, unitId: unitId as number }
        const { issues } = await answer(api.POST('/api/records/checks', { body, signal: stop.signal }))
        if (current) setChecks({ issues, state: 'done' })
      } catch {
        if (current) setChecks((now) => ({ ...now, state: 'failed' }))
      }
    }, 1000)
    return () => {
      current = false
      clearTimeout(timer)
      stop.abort()
    }
  }, [fields, recordId, unitId])
  return checks
}
