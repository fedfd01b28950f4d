import { useEffect, useState } from 'react'
import { answer, api } from '../api/client.ts'
import type { KnowledgeFields } from '../api/contract.ts'
import type { Checks } from '../publishing/use-checks.ts'

/** The office's findings on what stands in the editor, asked again a second after the last key. */
export function useEntryChecks(fields: KnowledgeFields, entryId: number | null, unitId: number | null): Checks {
  const [checks, setChecks] = useState<Checks>({ issues: [], state: 'waiting' })
  useEffect(() => {
    if (unitId === null) return
    const stop = new AbortController()
    const timer = setTimeout(async () => {
      setChecks((now) => ({ ...now, state: 'waiting' }))
      try {
        const body = { ...fields, entryId, unitId }
        const { issues } = await answer(api.POST('/api/knowledge/checks', { body, signal: stop.signal }))
        if (!stop.signal.aborted) setChecks({ issues, state: 'done' })
      } catch {
        if (!stop.signal.aborted) setChecks((now) => ({ ...now, state: 'failed' }))
      }
    }, 1000)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [fields, entryId, unitId])
  return checks
}
