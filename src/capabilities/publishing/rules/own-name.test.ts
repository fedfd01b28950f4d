import { describe, expect, test } from 'vitest'
import { type Names, nameIssues } from './own-name.ts'

const unit = (
  id: number,
  name: string,
  shortName: string,
  parentId: number | null,
  mergedIntoId: number | null = null,
) => ({
  id,
  name,
  shortName,
  parentId,
  mergedIntoId,
})
const names: Names = {
  unitId: 2,
  units: [
    unit(1, '云溪县人民政府', '县政府', null),
    unit(2, '云溪县水务局', '县水务局', 1),
    unit(3, '云溪县林业局', '县林业局', 1),
    unit(4, '云溪县河道管理所', '县河道所', 2),
    unit(5, '云溪县水利局', '县水利局', 1, 2),
  ],
  codes: new Map([
    ['云水发', [2]],
    ['云林发', [3]],
    ['云溪政发', [1]],
  ]),
}
const found = (issuer: string, text = '', docNumber = '') =>
  nameIssues({ issuer, docNumber }, text, names).map(({ key }) => key.replace(/-\d+$/, ''))
const signed = (who: string) => `现将有关事项通知如下，请遵照执行。\n${who}\n2026年2月26日`

describe('nameIssues', () => {
  test.each([
    ['own name', '云溪县水务局', '', []],
    ['own short name', '县水务局', '', []],
    ['the government over it', '云溪县人民政府', '', []],
    ['a body under it', '云溪县河道管理所', '', []],
    ['a unit merged into it', '云溪县水利局', '', []],
    ['made together', '云溪县林业局、云溪县水务局', '', []],
    ['a body from outside the county', '国务院办公厅', '', []],
    ['another unit', '云溪县林业局', '', ['issuer-other']],
    ['signed by another unit', '云溪县水务局', signed('云溪县林业局'), ['signature-other']],
    ['signed from another county', '云溪县水务局', signed('邻山县水务局'), ['issuer-differs']],
    ['signed by itself', '云溪县水务局', signed('云溪县水务局'), []],
    ['blanks of a template', '云溪县水务局', '请于××月××日前报送XX县政府。', ['placeholder']],
  ])('%s', (_, issuer, text, expected) => expect(found(issuer, text)).toEqual(expected))

  test.each([
    ['own code', '云水发〔2026〕1号', []],
    ['the code of the government over it', '云溪政发〔2026〕1号', []],
    ['the code of another', '云林发〔2026〕1号', ['doc-number-other']],
    ['a code nobody used', '云木发〔2026〕1号', ['doc-number-code']],
  ])('%s', (_, docNumber, expected) => expect(found('云溪县水务局', '', docNumber)).toEqual(expected))
})
