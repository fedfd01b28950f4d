import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { statutoryColumn } from '../../../src/capabilities/catalogue/rules/statutory-columns.ts'
import { parseTimeLimit } from '../../../src/capabilities/catalogue/rules/time-limit.ts'
import { parseDocNumber, parseOrganisationCode } from '../../../src/foundations/numbers/index.ts'
import { findPersonalData } from '../../../src/foundations/personal-data/index.ts'
import { type AnnualFigures, addUp, applicants, carriedOut, decided, earlier, figures2025 } from './annual-figures.ts'
import { inProgress, people, records, sectors, site, units } from './index.ts'

const catalogue: Record<string, string>[] = parse(readFileSync(new URL('catalogue.csv', import.meta.url)), {
  columns: true,
})
const unitOf = new Map(units.map((unit) => [unit.code, unit]))
const personOf = new Map(people.map((person) => [person.username, person]))
const everything = [...records, ...inProgress.map((item) => item.record)]
const dayOf = (instant: string) => new Date(Date.parse(instant) + 8 * 3_600_000).toISOString().slice(0, 10)
const weekdays = (from: string, to: string) => {
  let n = 0
  for (let t = Date.parse(from) + 86_400_000; t <= Date.parse(to); t += 86_400_000)
    if (new Date(t).getUTCDay() % 6 !== 0) n++
  return n
}
const repeated = (keys: string[]) => keys.filter((key, i) => keys.indexOf(key) !== i)
const textOf = (record: (typeof everything)[number]) =>
  [
    record.title,
    record.summary,
    record.body.replace(/<[^>]+>/g, ' '),
    ...record.attachments.map((a) => ('text' in a ? a.text : a.table.rows.flat().join(' '))),
  ].join('\n')

describe('the demo county', () => {
  it('says that it is invented', () => {
    expect(site.fictional).toBe(true)
    expect(site.countyName).toContain('虚构')
    expect(site.siteIdCode).toBe('9999000001')
    expect(site.siteDomain).toMatch(/\.example$/)
  })

  it('has no code, key or username twice', () => {
    expect(repeated(units.map((u) => u.code))).toEqual([])
    expect(repeated(units.map((u) => u.organisationCode))).toEqual([])
    expect(repeated(units.map((u) => u.name))).toEqual([])
    expect(repeated(sectors.map((s) => s.code))).toEqual([])
    expect(repeated(people.map((p) => p.username))).toEqual([])
    expect(repeated(everything.map((r) => r.key))).toEqual([])
    expect(repeated(everything.map((r) => r.docNumber ?? r.key))).toEqual([])
    expect(repeated(everything.map((r) => r.title))).toEqual([])
  })

  it('has organisation codes with a right check character, from the range nobody issued', () => {
    for (const unit of units) {
      expect(parseOrganisationCode(unit.organisationCode), unit.code).toBe(unit.organisationCode)
      expect(unit.organisationCode).toMatch(/^99/)
    }
  })

  it('refers only to what exists', () => {
    for (const unit of units) {
      if (unit.parentCode) expect(unitOf.has(unit.parentCode), unit.code).toBe(true)
      if (unit.mergedInto) expect(unitOf.has(unit.mergedInto), unit.code).toBe(true)
      expect(Boolean(unit.dissolvedOn)).toBe(Boolean(unit.mergedInto))
    }
    for (const sector of sectors) if (sector.leadUnit) expect(unitOf.has(sector.leadUnit), sector.code).toBe(true)
    for (const person of people) expect(unitOf.has(person.unit), person.username).toBe(true)
    const sectorName = new Map(sectors.map((s) => [s.code, s.name]))
    for (const record of everything) {
      expect(unitOf.has(record.unit), record.key).toBe(true)
      const column = statutoryColumn(record.column)
      expect(column?.appliesTo, `${record.key} in ${record.column}`).toContain(unitOf.get(record.unit)!.kind)
      if (record.sector) expect(sectorName.has(record.sector), record.key).toBe(true)
      if (record.catalogue) {
        const row = catalogue.find((r) => r['序号'] === record.catalogue)
        expect(row?.['领域'], record.key).toBe(sectorName.get(record.sector!))
      }
      if (record.interprets)
        expect(
          records.some((r) => r.key === record.interprets),
          record.key,
        ).toBe(true)
    }
  })

  it('has a catalogue whose sectors are known and whose time limits can be read', () => {
    expect(catalogue.length).toBeGreaterThanOrEqual(90)
    const names = new Set(sectors.map((s) => s.name))
    for (const row of catalogue) {
      expect(names.has(row['领域']!), row['序号']).toBe(true)
      expect(parseTimeLimit(row['公开时限']!).kind, `${row['序号']} ${row['公开时限']}`).not.toBe('unparsed')
    }
  })
})

describe('what it has published', () => {
  it('was formed before it was published, mostly within the time of art 26', () => {
    for (const record of records) {
      const day = dayOf(record.publishedAt)
      expect(record.formedOn <= day, record.key).toBe(true)
      expect(day <= '2026-11-20' && day >= '2022-01-01', record.key).toBe(true)
      if (record.flaw !== 'late') expect(weekdays(record.formedOn, day), record.key).toBeLessThanOrEqual(20)
      if (record.expiresOn && record.effectiveOn) expect(record.expiresOn > record.effectiveOn, record.key).toBe(true)
    }
    expect(records.filter((r) => r.flaw === 'late').length).toBeGreaterThan(1)
    expect(new Set(records.map((r) => dayOf(r.publishedAt).slice(0, 4)))).toEqual(
      new Set(['2022', '2023', '2024', '2025', '2026']),
    )
  })

  it('has document numbers in the national shape and of the year of formation', () => {
    for (const { docNumber, formedOn, key } of everything) {
      if (!docNumber) continue
      const parsed = parseDocNumber(docNumber)
      expect(parsed, `${key} ${docNumber}`).not.toBeNull()
      if (parsed!.year) expect(String(parsed!.year), key).toBe(formedOn.slice(0, 4))
      expect(docNumber).not.toMatch(/[[\]（）()]/)
    }
  })

  it('gives every living unit its guide and its profile, and every department and township a report for 2025', () => {
    for (const unit of units.filter((u) => !u.dissolvedOn)) {
      expect(
        records.some((r) => r.key === `${unit.code}-guide`),
        unit.code,
      ).toBe(true)
      expect(
        records.some((r) => r.unit === unit.code && r.column === 'profile'),
        unit.code,
      ).toBe(true)
      if (['government', 'department', 'township'].includes(unit.kind))
        expect(
          records.some((r) => r.key === `${unit.code}-annual-report-2025`),
          unit.code,
        ).toBe(true)
    }
  })

  it('holds no telephone outside the invented exchange and nothing personal that would stop a publication', () => {
    for (const record of records) {
      const text = textOf(record)
      for (const [phone] of text.matchAll(/(?<!\d)0\d{2,3}-?\d{7,8}(?!\d)/g))
        expect(phone, record.key).toMatch(/^0999-555/)
      expect(text, record.key).not.toMatch(/(?<!\d)1[3-9]\d{9}(?!\d)/)
      const blocks = findPersonalData(text).filter((finding) => finding.severity === 'block')
      expect(
        blocks.map((finding) => finding.text),
        record.key,
      ).toEqual([])
    }
    for (const unit of units) expect(unit.disclosureOffice.phone).toMatch(/^0999-555\d{4}$/)
  })

  it('is varied and of real length', () => {
    expect(records.length).toBeGreaterThanOrEqual(190)
    expect(records.filter((r) => r.title.length >= 50).length).toBeGreaterThan(3)
    for (const record of records) expect(record.body.length, record.key).toBeGreaterThan(180)
  })
})

describe('the annual reports', () => {
  const all: [string, AnnualFigures][] = [
    ...Object.entries(figures2025),
    ['county 2025', addUp(Object.values(figures2025))],
    ...earlier.map((e): [string, AnnualFigures] => [`${e.unit} ${e.year}`, e.figures]),
  ]

  it.each(all)('%s balances in every column: new + carried in = decided + carried out', (_, f) => {
    for (const applicant of applicants) {
      const column = f.requests[applicant]
      if (!column) continue
      expect(carriedOut(column)).toBeGreaterThanOrEqual(0)
      expect(column.received + column.carriedIn).toBe(decided(column) + carriedOut(column))
    }
  })

  it('carry over from year to year', () => {
    const county = [
      ...earlier.filter((e) => e.unit === 'xzf').sort((a, b) => a.year - b.year),
      { year: 2025, figures: addUp(Object.values(figures2025)) },
    ]
    for (const [i, now] of county.entries()) {
      const before = county[i - 1]
      if (!before) continue
      for (const applicant of applicants) {
        const last = before.figures.requests[applicant]
        expect(now.figures.requests[applicant]?.carriedIn ?? 0, `${now.year} ${applicant}`).toBe(
          last ? carriedOut(last) : 0,
        )
      }
      const [made, ended, inForce] = now.figures.normative
      expect(inForce).toBe(before.figures.normative[2] + made - ended)
    }
  })
})

describe('what is being worked on', () => {
  it('is done by people of the demo, each in one gate, and never by the drafter', () => {
    for (const item of inProgress) {
      const blocks = findPersonalData(textOf(item.record)).filter((finding) => finding.severity === 'block')
      if (item.history.length) expect(blocks, item.record.key).toEqual([])
      expect(personOf.get(item.drafter)?.unit, item.record.key).toBe(item.record.unit)
      let at = item.draftedAt
      for (const step of item.history) {
        expect(personOf.has(step.who), step.who).toBe(true)
        expect(step.at > at, `${item.record.key} ${step.action}`).toBe(true)
        at = step.at
        if (step.action === 'approve') expect(step.who).not.toBe(item.drafter)
        if (['return', 'doubt', 'clear', 'correct', 'withdraw'].includes(step.action))
          expect(step.reason?.length).toBeGreaterThan(0)
      }
      expect(at <= '2026-11-20T16:00:00Z').toBe(true)
    }
  })

  it('stands in every state a reviewer can meet', () => {
    expect(new Set(inProgress.map((item) => item.stands))).toEqual(
      new Set([
        'draft',
        'disclosure_review',
        'withheld',
        'discarded',
        'section_review',
        'deputy_review',
        'secrecy_review',
        'consultation',
        'sign_off',
        'scheduled',
        'published',
        'withdrawn',
      ]),
    )
  })

  it('holds exactly one text with identity numbers, of nobody alive, and it has gone nowhere', () => {
    const found = inProgress.filter((item) =>
      findPersonalData(textOf(item.record)).some((finding) => finding.kind === 'identity_number'),
    )
    expect(found.map((item) => [item.record.key, item.stands])).toEqual([['wip-sqz-insurance-list', 'draft']])
    expect(textOf(found[0]!.record)).toMatch(/\d{6}18[89]\d{8}[\dX]/)
  })
})
