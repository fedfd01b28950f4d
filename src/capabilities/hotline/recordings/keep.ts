import { randomUUID } from 'node:crypto'
import { type Ctx, transact } from '../../../foundations/context.ts'
import { asDate } from '../../../platform/clock.ts'
import type { Switch } from '../../../platform/telephony/index.ts'
import { append, type CallRow, lockCall, ring } from '../store.ts'
import { forgetParts, keepStream, type Part } from './sealed-parts.ts'

/** SQL on call_recording, and the way of a recording into the file store. */

export type RecordingRow = {
  id: string
  callId: string
  kind: 'call' | 'voicemail'
  mediaType: string
  seconds: number | null
  size: number
  parts: Part[]
  addedAt: Date
  deletedOn: string | null
}

/** Keeps a recording with its call. @returns its id; undefined when it was kept before */
export const addRecording = async (
  ctx: Ctx,
  given: {
    callId: string
    kind: 'call' | 'voicemail'
    name: string | null
    mediaType: string
    seconds: number | null
    stream: AsyncIterable<Uint8Array>
  },
): Promise<string | undefined> => {
  const id = randomUUID()
  const { parts, size } = await keepStream(ctx, id, given.stream)
  const kept = await transact(ctx, async (work) => {
    const row = await work.trx
      .insertInto('call_recording')
      .values({
        id,
        call_id: given.callId,
        kind: given.kind,
        name: given.name,
        media_type: given.mediaType,
        seconds: given.seconds,
        size,
        parts: JSON.stringify(parts),
        added_at: asDate(work.at),
        added_by: ctx.actor.personId,
      })
      .onConflict((conflict) => conflict.column('name').doNothing())
      .returning('id')
      .executeTakeFirst()
    if (row && ctx.actor.personId !== null)
      work.audit({ action: 'call.recording-added', subject: `call/${given.callId}`, detail: { recording: id, size } })
    await ring(work.trx, { callId: given.callId, people: [] })
    return row !== undefined
  })
  if (!kept) await forgetParts(ctx, parts)
  return kept ? id : undefined
}

/**
 * Keeps what somebody uploads: the recording of a talk, or what a caller said whom nobody answered. That is then a message and
 * waits to be worked off.
 * @returns its id
 */
export const addUploaded = async (
  ctx: Ctx,
  call: Pick<CallRow, 'id' | 'answeredAt'>,
  given: { mediaType: string; stream: AsyncIterable<Uint8Array> },
): Promise<string> => {
  const kind = call.answeredAt ? 'call' : 'voicemail'
  const id = await addRecording(ctx, { callId: call.id, kind, name: null, seconds: null, ...given })
  if (kind === 'voicemail')
    await transact(ctx, async (work) => {
      const locked = await lockCall(work.trx, call.id)
      const data = { name: `upload~${id}` }
      if (locked)
        await append(work, locked, { kind: 'voicemail_ready', key: `voicemail_ready/${id}`, at: work.at, data })
      await ring(work.trx, { callId: call.id, people: [] })
    })
  return id!
}

/** Brings a finished recording over from the switch, which then forgets it. */
export const fetchRecording = async (
  ctx: Ctx,
  pbx: Switch,
  { callId, name, seconds }: { callId: string; name: string; seconds: number | null },
): Promise<void> => {
  const there = await ctx.db.selectFrom('call_recording').select('id').where('name', '=', name).executeTakeFirst()
  if (!there) {
    const recording = await pbx.recording(name)
    if (!recording) return
    const kind = name.startsWith('voicemail') ? 'voicemail' : 'call'
    await addRecording(ctx, { callId, kind, name, mediaType: recording.mediaType, seconds, stream: recording.stream })
  }
  await pbx.forget(name)
}

export const recordingById = async (ctx: Pick<Ctx, 'db'>, id: string): Promise<RecordingRow | undefined> =>
  (await ctx.db
    .selectFrom('call_recording')
    .select([
      'id',
      'call_id as callId',
      'kind',
      'media_type as mediaType',
      'seconds',
      'size',
      'parts',
      'added_at as addedAt',
      'deleted_on as deletedOn',
    ])
    .where('id', '=', id)
    .executeTakeFirst()) as unknown as RecordingRow | undefined
