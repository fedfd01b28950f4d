import { useQueryClient } from '@tanstack/react-query'
import { useCallback, useEffect, useRef, useState } from 'react'
import { answer, api } from '../api/client.ts'
import type { DraftFields, RecordDetail } from '../api/contract.ts'
import { ProblemError } from '../api/problem.ts'
import { requestKey } from '../api/request-key.ts'
import { draftOf, emptyDraft, isEmptyDraft } from './draft.ts'
import { forgetKept, type KeptDraft, keep, readKept } from './draft-store.ts'
import { useRecordChanged } from './queries.ts'

const localDelay = 500
const officeDelay = 5_000
const retryDelay = 15_000

export type SaveState = 'idle' | 'dirty' | 'saving' | 'saved' | 'failed' | 'conflict'

/**
 * A draft being typed: kept in the browser half a second after the last key, sent to the office five seconds after it.
 * `theirs` is set when someone else saved in between (409); saving stops until the clerk has chosen.
 * `fill` counts replacements from outside the editor, which must then show the new text.
 */
export function useDraft(personId: number, record: RecordDetail | null, firstUnitId: number | null) {
  const queries = useQueryClient()
  const changed = useRecordChanged()
  const [recordId, setRecordId] = useState(record?.recordId ?? null)
  const [unitId, setUnitId] = useState(record?.unitId ?? firstUnitId)
  const [fields, setFields] = useState<DraftFields>(record ? draftOf(record.revision) : emptyDraft)
  const [fill, setFill] = useState(0)
  const [state, setState] = useState<SaveState>('idle')
  const [savedAt, setSavedAt] = useState<Date | null>(null)
  const [error, setError] = useState<unknown>(null)
  const [theirs, setTheirs] = useState<RecordDetail | null>(null)
  const [kept, setKept] = useState<KeptDraft | null>(() => {
    const found = readKept(personId, record?.recordId ?? null)
    if (!found) return null
    const standing = record ? draftOf(record.revision) : emptyDraft
    return JSON.stringify(found.fields) === JSON.stringify(standing) ? null : found
  })

  const base = useRef(record?.revision.number ?? null)
  const latest = useRef(fields)
  const at = useRef({ recordId, unitId })
  at.current = { recordId, unitId }
  const newKey = useRef(requestKey())
  const running = useRef<Promise<number> | null>(null)
  const dirty = useRef(false)
  /** The screen is gone; the editor's last words may still arrive. */
  const left = useRef(false)
  /** Someone else's text awaits a choice; nothing is sent before it is made. */
  const stuck = useRef(false)

  const write = useCallback(() => {
    if (!dirty.current) return
    const draft = {
      at: new Date().toISOString(),
      unitId: at.current.unitId,
      baseRevision: base.current,
      fields: latest.current,
    }
    keep(personId, at.current.recordId, draft)
  }, [personId])

  const put = useCallback(
    (next: DraftFields) => {
      latest.current = next
      dirty.current = true
      if (left.current) write()
      setFields(next)
      setState((now) => (now === 'conflict' ? now : 'dirty'))
    },
    [write],
  )

  const set = useCallback(
    <K extends keyof DraftFields>(name: K, value: DraftFields[K]) => put({ ...latest.current, [name]: value }),
    [put],
  )

  /** Replaces several fields at once and shows the new text in the editor. */
  const replace = useCallback(
    (part: Partial<DraftFields>) => {
      put({ ...latest.current, ...part })
      setFill((n) => n + 1)
    },
    [put],
  )

  const send = useCallback(async (): Promise<number> => {
    const sent = latest.current
    const id = at.current.recordId
    setState('saving')
    try {
      const saved =
        id === null
          ? await answer(
              api.POST('/api/records', {
                body: { ...sent, unitId: at.current.unitId as number },
                headers: { 'Idempotency-Key': newKey.current },
              }),
            )
          : await answer(
              api.PUT('/api/records/{id}/draft', {
                params: { path: { id } },
                body: { ...sent, baseRevision: base.current as number },
              }),
            )
      base.current = saved.revision.number
      at.current.recordId = saved.recordId
      dirty.current = latest.current !== sent
      if (!dirty.current) forgetKept(personId, saved.recordId)
      if (id === null) forgetKept(personId, null)
      changed(saved)
      setRecordId(saved.recordId)
      setSavedAt(new Date())
      setError(null)
      setState(dirty.current ? 'dirty' : 'saved')
      return saved.recordId
    } catch (thrown) {
      write()
      setError(thrown)
      if (thrown instanceof ProblemError && thrown.status === 409 && id !== null) {
        const current = await answer(api.GET('/api/records/{id}', { params: { path: { id } } })).catch(() => null)
        stuck.current = true
        setTheirs(current)
        setState('conflict')
      } else setState('failed')
      throw thrown
    }
  }, [changed, personId, write])

  /** Sends what is not yet at the office; gives the record's id. Throws what the office answered; `state` tells it too. */
  const save = useCallback(async (): Promise<number> => {
    if (running.current) await running.current.catch(() => null)
    if (!dirty.current && at.current.recordId !== null) return at.current.recordId
    running.current = send().finally(() => {
      running.current = null
    })
    return running.current
  }, [send])

  /** As `save`, for the clock and for keys: `state` and `error` tell how it went. */
  const trySave = useCallback(() => {
    save().catch(() => undefined)
  }, [save])

  useEffect(() => {
    if (state !== 'failed' || error instanceof ProblemError) return
    const again = setTimeout(trySave, retryDelay)
    return () => clearTimeout(again)
  }, [state, error, trySave])

  useEffect(() => {
    if (state !== 'dirty' || fields !== latest.current) return
    const local = setTimeout(write, localDelay)
    const office = isEmptyDraft(fields) || at.current.unitId === null ? undefined : setTimeout(trySave, officeDelay)
    return () => {
      clearTimeout(local)
      clearTimeout(office)
    }
  }, [fields, state, write, trySave])

  useEffect(() => {
    left.current = false
    window.addEventListener('pagehide', write)
    return () => {
      left.current = true
      write()
      // After the editor has handed over its last words: what is not yet at the office goes there without waiting.
      setTimeout(() => {
        if (left.current && dirty.current && at.current.recordId !== null && !stuck.current) trySave()
      })
      window.removeEventListener('pagehide', write)
    }
  }, [write, trySave])

  return {
    recordId,
    unitId,
    setUnitId,
    fields,
    fill,
    set,
    replace,
    save,
    trySave,
    state,
    savedAt,
    error,
    kept,
    restoreKept: () => {
      if (kept) replace(kept.fields)
      setKept(null)
    },
    dropKept: () => {
      forgetKept(personId, recordId)
      setKept(null)
    },
    theirs,
    keepMine: () => {
      if (theirs) base.current = theirs.revision.number
      stuck.current = false
      setTheirs(null)
      dirty.current = true
      setState('dirty')
      trySave()
    },
    takeTheirs: () => {
      if (!theirs) return
      base.current = theirs.revision.number
      replace(draftOf(theirs.revision))
      dirty.current = false
      forgetKept(personId, recordId)
      queries.setQueryData(['records', 'one', theirs.recordId], theirs)
      stuck.current = false
      setTheirs(null)
      setState('saved')
    },
    /** Forgets what is kept in the browser, after the draft has left the clerk's hands. */
    settle: () => {
      dirty.current = false
      forgetKept(personId, at.current.recordId)
    },
  }
}

export type Draft = ReturnType<typeof useDraft>
