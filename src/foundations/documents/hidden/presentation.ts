import { finding } from './finding.ts'
import { elements, type OfficePackage, type XmlPart } from './office-package.ts'
import type { Trace } from './trace.ts'
import { placeWords } from './words.zh.ts'
import { attribute, attributesOf, cut, type Edit, textOf } from './xml-spans.ts'

const words = (part: XmlPart | null): string =>
  elements(part, 't', 'text')
    .map((span) => textOf(part!.xml, span))
    .join(' ')
    .trim()

/** Words of notes without the slide number that every notes page has. */
const notesWords = (part: XmlPart): string =>
  elements(part, 'p')
    .filter((p) => !p.children.some((c) => c.name === 'fld'))
    .flatMap((p) => p.children.filter((c) => c.name === 'r'))
    .flatMap((r) => r.children.filter((c) => c.name === 't'))
    .map((t) => textOf(part.xml, t))
    .join(' ')
    .trim()

const comments = (pkg: OfficePackage): Trace[] => {
  const parts = [
    ...new Set(
      pkg.allRelationships
        .filter(({ type }) => /^(comments|commentAuthors|authors)$/.test(type))
        .map(({ to }) => to)
        .filter(pkg.parts.has),
    ),
  ]
  if (!parts.length) return []
  const lists = parts.map((name) => pkg.xml(name)!)
  const count = lists.reduce((sum, part) => sum + elements(part, 'cm').length, 0)
  const severity = count ? {} : { severity: 'info' as const }
  return [
    {
      finding: finding('comment', {
        count: Math.max(1, count),
        sample: lists.map(words).join(' '),
        ...severity,
      }),
      drop: parts,
    },
  ]
}

/** What a presentation hides: comments, notes of the speaker, slides that are not shown. */
export const inspectPresentation = (pkg: OfficePackage): Trace[] => {
  const traces = comments(pkg)
  const main = 'ppt/presentation.xml'
  const book = pkg.xml(main)
  const order = elements(book, 'sldIdLst').flatMap((list) => list.children)
  order.forEach((entry, i) => {
    const id = attributesOf(book!.xml, entry).find((one) => /:id$/.test(one.name))?.value
    const leads = pkg.relationships(main).find((one) => one.id === id)
    const slide = leads ? pkg.xml(leads.to) : null
    if (!leads || !slide) return
    const place = placeWords.slide(i + 1)
    if (/^(0|false)$/.test(attribute(slide.xml, slide.root, 'show') ?? '1')) {
      const number = attribute(book!.xml, entry, 'id')
      const sections = elements(book, 'sldId').filter((one) => attribute(book!.xml, one, 'id') === number)
      const edits: [string, Edit[]][] = [
        [main, sections.map(cut)],
        [leads.part, [cut(leads.span)]],
      ]
      traces.push({
        finding: finding('hidden-slide', { place, sample: words(slide) }),
        edits: new Map(edits),
        content: 'hidden-slide',
      })
    }
    for (const note of pkg.relationships(leads.to).filter((one) => one.type === 'notesSlide')) {
      const page = pkg.xml(note.to)
      const said = page ? notesWords(page) : ''
      if (said !== '')
        traces.push({
          finding: finding('speaker-notes', { place, sample: said }),
          edits: new Map([[note.part, [cut(note.span)]]]),
          content: 'speaker-notes',
        })
    }
  })
  return traces
}

/** The words of every slide that is shown, in order. */
export const presentationWords = (pkg: OfficePackage): string => {
  const main = 'ppt/presentation.xml'
  const book = pkg.xml(main)
  return elements(book, 'sldIdLst')
    .flatMap((list) => list.children)
    .flatMap((entry) => {
      const id = attributesOf(book!.xml, entry).find((one) => /:id$/.test(one.name))?.value
      const leads = pkg.relationships(main).find((one) => one.id === id)
      const slide = leads ? pkg.xml(leads.to) : null
      return slide && !/^(0|false)$/.test(attribute(slide.xml, slide.root, 'show') ?? '1') ? [words(slide)] : []
    })
    .join('\n')
}
