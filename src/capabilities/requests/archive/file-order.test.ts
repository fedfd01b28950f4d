import { expect, test } from 'vitest'
import { inFileOrder, numbered, type Piece, type PieceKind } from './file-order.ts'

const piece = (kind: PieceKind, on = '2026-06-12', pages: number | null = 1): Piece => ({
  id: `${kind} ${on}`,
  kind,
  on,
  pages,
})

test('the answer and its copy lie before the request, and what led to the answer after it', () => {
  const kinds: PieceKind[] = [
    'other',
    'service_receipt',
    'searches',
    'opinion',
    'consult_third_party',
    'correction',
    'correction_notice',
    'registration_receipt',
    'attachment',
    'request',
    'release',
    'reply_granted',
  ]
  expect(inFileOrder(kinds.map((kind) => piece(kind))).map((one) => one.kind)).toEqual(kinds.toReversed())
})

test('of one kind the earlier lies first, and of one day they stay as they came', () => {
  const ids = inFileOrder([
    piece('attachment', '2026-06-12'),
    piece('identity', '2026-06-12'),
    piece('attachment', '2026-06-01'),
  ]).map((one) => one.id)
  expect(ids).toEqual(['attachment 2026-06-01', 'attachment 2026-06-12', 'identity 2026-06-12'])
})

test('pages run on through the file; a piece whose pages are not known stands outside of them', () => {
  const rows = numbered([
    piece('reply_granted', '2026-06-20', 2),
    piece('release', '2026-06-20', 3),
    piece('request', '2026-06-01', null),
    piece('service_receipt', '2026-06-22', 1),
  ])
  expect(rows.map(({ serial, from, to }) => [serial, from, to])).toEqual([
    [1, 1, 2],
    [2, 3, 5],
    [3, null, null],
    [4, 6, 6],
  ])
})

test('an empty file has an empty index', () => {
  expect(numbered(inFileOrder([]))).toEqual([])
})
