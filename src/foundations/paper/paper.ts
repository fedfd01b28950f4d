/**
 * What is written on paper: a public document with its facts and where it comes from. Plain data, so that it can be
 * handed to a thread; every word of it is public.
 */
export type Paper = {
  title: string
  /** 发文字号, '' when none. */
  docNumber: string
  /** Who answers for it, named as the author in the file's properties. */
  author: string
  /** 信息属性: names and values in their order. */
  facts: [name: string, value: string][]
  /** Clean HTML. */
  html: string
  /** Bytes of the pictures that `html` names by these addresses; one that is not here is told by its words. */
  pictures: Record<string, PaperPicture>
  /** A line above the text when it no longer holds, e.g. that it was repealed; '' otherwise. */
  warning: string
  attachments: { name: string; detail: string; address: string }[]
  /** Where it stands, and the lines that say how to check it. */
  address: string
  origin: string[]
  /** What a phone finds: leads to `address`. Null on what stands on no public page. */
  qr: { svg: string; png: Uint8Array; caption: string } | null
  /** ISO instant for the file's properties: the same paper gives the same bytes. */
  at: string
}

/** PNG or JPEG; measures in pixels. */
export type PaperPicture = { bytes: Uint8Array; mediaType: string; width: number; height: number }

export type PaperForm = 'docx' | 'pdf'

export const paperMediaTypes: Record<PaperForm, string> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
}

/** Raise with every change of the look: kept papers are then made anew. */
export const paperVersion = 5

const textWidth = 210 - 28 - 26

/**
 * The measures in which a picture stands on the page, in points: as large as on a screen of 96 dots an inch, but no
 * wider than the line and no higher than most of a page; in a cell a third of that.
 */
export const placed = ({ width, height }: { width: number; height: number }, place: 'page' | 'cell') => {
  const part = place === 'cell' ? 1 / 3 : 1
  const scale = Math.min(0.75, ((textWidth * 72) / 25.4 / width) * part, (560 / height) * part)
  return { width: width * scale, height: height * scale }
}

/** Measures of GB/T 9704-2012 5.2 and 7.1 in millimetres and points: A4, 天头 37, 订口 28, 2号 title, 3号 text. */
export const layout = {
  page: { width: 210, height: 297 },
  margin: { top: 37, right: 26, bottom: 35, left: 28 },
  title: 22,
  text: 16,
  small: 10.5,
} as const
