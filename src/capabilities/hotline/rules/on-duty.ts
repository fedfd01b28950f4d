/**
 * 96128专线信息联络员: in statutory working hours the phone of every unit is answered (阳光政府四项制度, 政务信息查询). Who has the
 * duty at a moment: by the rota, else the unit's liaison officer; away, the first deputy who is there.
 */
export type Liaison = {
  id: string
  name: string
  position: number
  /** Last day of being away, YYYY-MM-DD. */
  awayUntil: string | null
}
export type Duty = { liaisonId: string; deputyId: string | null }
/** Parts of a working day, each `HH:MM` to `HH:MM`. */
export type Hours = readonly { from: string; to: string }[]

export type OnDuty = {
  /** Whom to ring, in this order. Empty outside working hours and where nobody is named. */
  ring: { liaisonId: string; deputy: boolean }[]
  why: 'on_duty' | 'out_of_hours' | 'day_off' | 'nobody_named' | 'all_away'
}

export const isOpen = (time: string, hours: Hours): boolean => hours.some(({ from, to }) => from <= time && time < to)

/**
 * @param given.today legal day; `time` HH:MM in China; `workingDay` whether today is one
 */
export const onDuty = (given: {
  today: string
  time: string
  workingDay: boolean
  hours: Hours
  liaisons: readonly Liaison[]
  duty: Duty | undefined
}): OnDuty => {
  const { today, time, workingDay, hours, liaisons, duty } = given
  if (!liaisons.length) return { ring: [], why: 'nobody_named' }
  // Whoever is put on the rota for a day off has the duty on it.
  if (!workingDay && !duty) return { ring: [], why: 'day_off' }
  if (!isOpen(time, hours)) return { ring: [], why: 'out_of_hours' }
  const there = liaisons.filter(({ awayUntil }) => awayUntil === null || awayUntil < today)
  const usual = [...there].sort((a, b) => a.position - b.position).map(({ id }) => id)
  const named = duty ? [duty.liaisonId, duty.deputyId].filter((id) => id !== null) : []
  const order = [...new Set([...named.filter((id) => usual.includes(id)), ...usual])]
  if (!order.length) return { ring: [], why: 'all_away' }
  const first = duty?.liaisonId ?? [...liaisons].sort((a, b) => a.position - b.position)[0]!.id
  return { ring: order.slice(0, 2).map((id) => ({ liaisonId: id, deputy: id !== first })), why: 'on_duty' }
}
