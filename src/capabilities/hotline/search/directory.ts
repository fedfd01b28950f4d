import { fold } from '../../../foundations/text/normalise.ts'
import { wordsInside, wordsOf } from '../../../foundations/text/segment.ts'
import { allUnits, type Unit } from '../../../foundations/units/index.ts'
import type { Connection } from '../../../platform/db/connect.ts'
import type { Found, Library } from '../ports.ts'
import { directoryWords as w } from '../search-words.zh.ts'

/** Names of units change seldom; they are read again after so many ms. */
const keep = 5_000

/** 社保局 of 人力资源和社会保障局: its signs stand in the name, in their order. */
const shortens = (name: string, word: string): boolean => {
  let at = -1
  return [...word].every((sign) => {
    at = name.indexOf(sign, at + 1)
    return at >= 0
  })
}

/** How well a unit's name answers: the longest word of the question that stands in it, whole names before parts. */
export const likeness = (unit: Pick<Unit, 'name' | 'shortName'>, q: string, words: readonly string[]): number => {
  const names = [unit.shortName, unit.name].map(fold)
  const said = fold(q).replace(/\s/g, '')
  if (names.some((name) => name && said.includes(name))) return 100
  if (said.length > 1 && names.some((name) => name.includes(said))) return 50 + said.length
  return Math.max(
    0,
    ...words
      .filter((word) => word.length > 1)
      .map((word) => {
        if (names.some((name) => name.includes(word))) return word.length
        return names.some((name) => shortens(name, word)) ? word.length / 2 : 0
      }),
  )
}

const asFound = ({ id, name, disclosureOffice: at }: Unit): Found => ({
  id,
  title: name,
  lead: at.phone || w.noPhone,
  text: [
    w.phone(name, at.phone),
    ...(at.address ? [w.address(at.address)] : []),
    ...(at.officeHours ? [w.hours(at.officeHours)] : []),
  ].join('\n'),
  unitId: id,
  doubtful: false,
})

/** 单位电话: whom to ask, where, when. */
export const directory = (): Library => {
  let known: { at: number; units: Promise<Unit[]> } | undefined
  const standing = async (db: Connection) => {
    const now = performance.now()
    if (!known || now - known.at > keep) known = { at: now, units: allUnits(db) }
    return (await known.units).filter(({ dissolvedOn }) => !dissolvedOn)
  }
  return {
    async search(db, q, limit) {
      // 教育局 also means 教育体育局: words inside words count too, for less.
      const words = wordsOf(fold(q)).flatMap((word) => [word, ...wordsInside(word)])
      const scored = (await standing(db)).map((unit) => ({ unit, score: likeness(unit, q, words) }))
      const best = Math.max(0, ...scored.map(({ score }) => score))
      return scored
        .filter(({ score }) => score > 0 && score >= best / 2)
        .sort((a, b) => b.score - a.score || a.unit.position - b.unit.position)
        .slice(0, limit)
        .map(({ unit }) => asFound(unit))
    },
    async read(db, id) {
      const unit = (await standing(db)).find((one) => one.id === id)
      return unit && asFound(unit)
    },
  }
}
