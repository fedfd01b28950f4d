import { describe, expect, it } from 'vitest'
import { compareTexts, compareWords } from './index.ts'

const kinds = (from: string, to: string) => compareTexts(from, to).rows.map((row) => row.change)
const one = (from: string, to: string) => compareTexts(from, to).rows.find((row) => row.change !== 'same')!

describe('paragraphs', () => {
  it('says nothing of equal texts', () => {
    expect(compareTexts('<p>一、总则</p>', '<p>一、总则</p>')).toMatchObject({ changes: 0 })
  })

  it('marks words inside a paragraph, not the paragraph', () => {
    const row = one('<p>报名截止日期为2026年3月1日。</p>', '<p>报名截止日期为2026年4月1日。</p>')
    expect(row.change).toBe('changed')
    expect(row.inline).toBe('<p>报名截止日期为2026年<del>3</del><ins>4</ins>月1日。</p>')
    expect(row.from).toBe('<p>报名截止日期为2026年<del>3</del>月1日。</p>')
    expect(row.to).toBe('<p>报名截止日期为2026年<ins>4</ins>月1日。</p>')
  })

  it('keeps the paragraphs around one that was put in', () => {
    const from = '<p>第一条　为了规范停车管理。</p><p>第三条　本办法自公布之日起施行。</p>'
    const to = '<p>第一条　为了规范停车管理。</p><p>第二条　县城管局负责。</p><p>第三条　本办法自公布之日起施行。</p>'
    expect(kinds(from, to)).toEqual(['same', 'added', 'same'])
    expect(kinds(to, from)).toEqual(['same', 'removed', 'same'])
  })

  it('sees a paragraph that moved, and counts it once', () => {
    const [a, b, c] = [
      '<p>甲乡人民政府负责甲地。</p>',
      '<p>乙镇人民政府负责乙地。</p>',
      '<p>丙街道办事处负责丙地。</p>',
    ]
    expect(kinds(`${a}${b}${c}`, `${b}${c}${a}`)).toEqual(['moved_away', 'same', 'same', 'moved_here'])
    expect(compareTexts(`${a}${b}${c}`, `${b}${c}${a}`).changes).toBe(1)
  })

  it('does not change every item because one was put before it', () => {
    const from = '<ol><li>身份证明</li><li>申请书</li></ol>'
    const to = '<ol><li>户口簿复印件</li><li>身份证明</li><li>申请书</li></ol>'
    expect(kinds(from, to)).toEqual(['added', 'same', 'same'])
    expect(compareTexts(from, to).rows[2]!.to).toBe('<ol start="3"><li>申请书</li></ol>')
  })

  it('shows a picture that was changed for another', () => {
    const row = one('<p><img src="/files/a" alt="示意图" /></p>', '<p><img src="/files/b" alt="示意图" /></p>')
    expect(row.inline).toContain('<del><img src="/files/a"')
    expect(row.inline).toContain('<ins><img src="/files/b"')
  })

  it('sees where emphasis and links changed', () => {
    expect(one('<p>详见公告</p>', '<p>详见<strong>公告</strong></p>').inline).toBe(
      '<p>详见<del>公告</del><ins><strong>公告</strong></ins></p>',
    )
  })

  it('lets nothing through that is no text of ours', () => {
    const { rows } = compareTexts('<p>甲</p>', '<p>甲<script>alert(1)</script>&lt;b&gt;</p>')
    expect(rows.map((row) => row.inline).join('')).not.toMatch(/<script|<b>/)
  })

  it('comes to an end with two texts that have nothing in common', () => {
    const text = (word: string) => Array.from({ length: 3000 }, (_, i) => `<p>${word.repeat(20)}${i}</p>`).join('')
    expect(compareTexts(text('甲乙'), text('丙丁')).rows.length).toBeGreaterThan(3000)
  })
})

describe('tables', () => {
  const table = (...rows: string[][]) =>
    `<table><tbody>${rows.map((row) => `<tr>${row.map((cell) => `<td>${cell}</td>`).join('')}</tr>`).join('')}</tbody></table>`
  const [zhang, li, wang] = [
    ['张村', '12', '已完成'],
    ['李村', '7', '建设中'],
    ['王村', '3', '未开工'],
  ]

  it('marks the changed cell in its table', () => {
    const row = one(table(zhang!, li!), table(zhang!, ['李村', '9', '建设中']))
    expect(row.change).toBe('changed')
    expect(row.inline).toContain('<td class="cell-changed"><del>7</del><ins>9</ins></td>')
    expect(row.inline.match(/cell-changed/g)).toHaveLength(1)
    expect(row.from).toContain('<td>张村</td>')
  })

  it('shows rows put in, taken out and moved', () => {
    expect(one(table(zhang!, li!), table(zhang!, wang!, li!)).inline).toContain('<tr class="row-added">')
    expect(one(table(zhang!, wang!, li!), table(zhang!, li!)).inline).toContain('<tr class="row-removed">')
    const moved = one(table(zhang!, li!, wang!), table(li!, wang!, zhang!))
    expect(moved.inline.match(/row-moved/g)).toHaveLength(2)
    expect(moved.inline).not.toContain('<ins>')
    expect(moved.from!.match(/row-moved/g)).toHaveLength(1)
  })

  it('marks a column that was put in, cell by cell', () => {
    const wider = one(table(zhang!, li!), table([...zhang!, '备注甲'], [...li!, '备注乙']))
    expect(wider.inline.match(/cell-added/g)).toHaveLength(2)
    expect(wider.inline).not.toContain('cell-removed')
  })

  it('keeps merged cells, and shows both tables where one cannot hold both states', () => {
    const merged = (rows: string) =>
      `<table><tbody><tr><td rowspan="2">城关</td><td>甲</td></tr>${rows}</tbody></table>`
    const changed = one(merged('<tr><td>乙</td></tr>'), merged('<tr><td>乙丙</td></tr>'))
    expect(changed.inline.match(/<table>/g)).toHaveLength(1)
    const grown = one(merged('<tr><td>乙</td></tr>'), merged('<tr><td>乙</td></tr><tr><td>新</td><td>行</td></tr>'))
    expect(grown.inline.match(/<table>/g)).toHaveLength(2)
  })
})

it('compares plain values', () => {
  expect(compareWords('云溪县财政局', '云溪县教育局').inline).toBe('云溪县<del>财政局</del><ins>教育局</ins>')
  expect(compareWords('', '新<值>').inline).toBe('<ins>新&lt;值&gt;</ins>')
})
