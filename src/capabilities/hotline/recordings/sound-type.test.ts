import { expect, test } from 'vitest'
import { soundType } from './sound-type.ts'

test.each([
  ['WAV', 'RIFF\x24\x08\x00\x00WAVEfmt ', 'audio/wav'],
  ['a film in the same box (AVI)', 'RIFF\x24\x08\x00\x00AVI LIST', undefined],
  ['Ogg', 'OggS\x00\x02\x00\x00\x00\x00\x00\x00', 'audio/ogg'],
  ['M4A', '\x00\x00\x00\x20ftypM4A \x00', 'audio/mp4'],
  ['what a telephone records', '\x00\x00\x00\x18ftyp3gp4\x00', 'audio/mp4'],
  ['a photo of a telephone (HEIC)', '\x00\x00\x00\x18ftypheic\x00', undefined],
  ['MP3 with a title', 'ID3\x04\x00\x00\x00\x00\x00\x00\x00\x00', 'audio/mpeg'],
  ['MP3 without', '\xff\xfb\x90\x64\x00\x0f\xf0\x00\x00\x69\x00\x00', 'audio/mpeg'],
  ['MP3 with a checksum', '\xff\xfa\x90\x64\x00\x0f\xf0\x00\x00\x69\x00\x00', 'audio/mpeg'],
  ['a text in UTF-16', '\xff\xfe\x4f\x60\x7d\x59\x00\x00\x00\x00\x00\x00', undefined],
  ['a JPEG', '\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01', undefined],
  ['a program', 'MZ\x90\x00\x03\x00\x00\x00\x04\x00\x00\x00', undefined],
  ['a page', '<html><head>', undefined],
  ['a few bytes', 'RIFF', undefined],
  ['nothing', '', undefined],
])('%s', (_, head, type) => {
  expect(soundType(Buffer.from(head, 'latin1'))).toBe(type)
})
