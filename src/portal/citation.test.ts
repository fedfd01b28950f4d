import { expect, test } from 'vitest'
import { citation } from './citation.ts'
import type { PublicRecord } from './replica/types.ts'

const shown = (docNumber: string) =>
  ({
    state: 'published',
    publishedOn: '2026-03-02',
    record: { issuer: '青澜县人民政府办公室', title: '关于修缮农村公路的通知', docNumber },
  }) as Extract<PublicRecord, { state: 'published' }>
const address = 'https://www.qinglan.example/items/7'

test.each([
  [
    'with its number',
    '青政办发〔2026〕3号',
    '青澜县人民政府办公室. 关于修缮农村公路的通知: 青政办发〔2026〕3号[EB/OL]. (2026-03-02). https://www.qinglan.example/items/7.',
  ],
  [
    'without a number',
    '',
    '青澜县人民政府办公室. 关于修缮农村公路的通知[EB/OL]. (2026-03-02). https://www.qinglan.example/items/7.',
  ],
])('%s', (_, number, text) => expect(citation(shown(number), address)).toBe(text))
