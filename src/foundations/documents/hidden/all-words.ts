import { elements, type OfficePackage, openPackage } from './office-package.ts'
import { presentationWords } from './presentation.ts'
import { wordsIn, wordTextPart } from './word.ts'
import { placeWords } from './words.zh.ts'
import { cellWords, sharedStrings, sheetsOf } from './workbook.ts'
import { openZip } from './zip-parts.ts'

export type PlacedWords = { place: string; text: string }

const labels: [RegExp, string][] = [
  [/header/, placeWords.header],
  [/footer/, placeWords.footer],
  [/footnotes/, placeWords.footnotes],
  [/endnotes/, placeWords.endnotes],
]

const ofWord = (pkg: OfficePackage): PlacedWords[] =>
  pkg.parts.names
    .filter((name) => wordTextPart.test(name))
    .map((name) => {
      const part = pkg.xml(name)!
      const innermost = elements(part, 'p').filter((p) => !p.children.some((c) => c.name === 'p'))
      return {
        place: labels.find(([pattern]) => pattern.test(name))?.[1] ?? '',
        text: innermost.map((p) => wordsIn(part, p)).join('\n'),
      }
    })

const ofWorkbook = (pkg: OfficePackage): PlacedWords[] => {
  const shared = sharedStrings(pkg)
  return sheetsOf(pkg).map(({ name, part }) => ({
    place: placeWords.sheet(name),
    text: elements(part, 'row')
      .map((row) => row.children.map((cell) => cellWords(part, cell, shared)).join('\t'))
      .join('\n'),
  }))
}

/**
 * Every word in an Office Open XML file, what its reader leaves out included: headers, rows past the first thousand,
 * hidden sheets, slides. @throws ZipFault
 */
export const allWords = (bytes: Uint8Array, kind: 'docx' | 'xlsx' | 'pptx'): PlacedWords[] => {
  const pkg = openPackage(openZip(bytes))
  if (kind === 'docx') return ofWord(pkg)
  if (kind === 'xlsx') return ofWorkbook(pkg)
  return [{ place: '', text: presentationWords(pkg) }]
}
