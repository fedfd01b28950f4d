import { describe, expect, it } from 'vitest'
import { differences, emptyDraft, isEmptyDraft, normaliseDocNumber } from './draft.ts'

describe('发文字号 as a clerk types it', () => {
  it.each([
    ['国办发〔2017〕47号', '国办发〔2017〕47号'],
    ['云政办发[2022]47号', '云政办发〔2022〕47号'],
    ['宿政办函(2021)021号', '宿政办函〔2021〕21号'],
    ['宿政办函（2021） 第21号', '宿政办函〔2021〕21号'],
    ['法释【2025】8', '法释〔2025〕8号'],
    ['国务院令第711号', '国务院令第711号'],
    ['  没有文号 ', '没有文号'],
    ['', ''],
  ])('%s → %s', (typed, kept) => {
    expect(normaliseDocNumber(typed)).toBe(kept)
  })
})

describe('drafts', () => {
  it('an editor holding one empty paragraph is empty', () => {
    expect(isEmptyDraft({ ...emptyDraft, bodyHtml: '<p>&nbsp;</p>' })).toBe(true)
    expect(isEmptyDraft({ ...emptyDraft, bodyHtml: '<p>通知</p>' })).toBe(false)
  })
  it('names the fields that differ', () => {
    expect(differences(emptyDraft, { ...emptyDraft, title: '甲', subject: ['综合政务'] })).toEqual(['title', 'subject'])
  })
})
