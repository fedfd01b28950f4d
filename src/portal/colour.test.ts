import { expect, test } from 'vitest'
import { contrast, mainColourCss } from './colour.ts'

const light = (css: string) => /--main:(#[0-9a-f]{6})/.exec(css)![1]!
const dark = (css: string) => /dark\)\{:root\{--main:(#[0-9a-f]{6})/.exec(css)![1]!

test('contrast of black on white is 21', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21)
})

test.each(['#0b4f6c', '#b3261e', '#ffd400', '#7fd3ff', '#0057b8'])('%s reads at 7:1 by day and by night', (colour) => {
  const css = mainColourCss(colour)
  expect(contrast(light(css), '#f1f4f4')).toBeGreaterThanOrEqual(7)
  expect(contrast(dark(css), '#20272b')).toBeGreaterThanOrEqual(7)
})

test.each(['red', 'url(x)', '#12', ''])('%s is no colour and gives the default', (colour) => {
  expect(light(mainColourCss(colour))).toBe('#0b4f6c')
})
