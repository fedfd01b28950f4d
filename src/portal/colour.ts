/** A county chooses one main colour; readability is not left to its taste. */

type Rgb = readonly [number, number, number]

function parse(hex: string): Rgb | undefined {
  const m = /^#([0-9a-f]{2})([0-9a-f]{2})([0-9a-f]{2})$/i.exec(hex)
  return m ? [parseInt(m[1]!, 16), parseInt(m[2]!, 16), parseInt(m[3]!, 16)] : undefined
}

function luminance(rgb: Rgb): number {
  const [r, g, b] = rgb.map((v) => {
    const c = v / 255
    return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4
  }) as unknown as Rgb
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

/** WCAG contrast ratio, 1 to 21. */
export function contrast(a: string, b: string): number {
  const [x, y] = [parse(a), parse(b)]
  if (!x || !y) return 1
  const [hi, lo] = [Math.max(luminance(x), luminance(y)), Math.min(luminance(x), luminance(y))]
  return (hi + 0.05) / (lo + 0.05)
}

function mix(rgb: Rgb, towards: number, share: number): string {
  return `#${rgb
    .map((v) =>
      Math.round(v + (towards - v) * share)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`
}

function shiftUntil(hex: string, ground: string, least: number, towards: number): string {
  const rgb = parse(hex)!
  for (let share = 0; share < 1; share += 0.04) {
    const candidate = mix(rgb, towards, share)
    if (contrast(candidate, ground) >= least) return candidate
  }
  return towards === 0 ? '#000000' : '#ffffff'
}

const colourOf = (colour: string): string => (parse(colour) ? colour.toLowerCase() : defaultMainColour)

export const defaultMainColour = '#0b4f6c'
/** The least favourable grounds that links stand on: --wash by day and by night. */
const wash = '#f1f4f4'
const nightWash = '#20272b'

/** The county's colour as it stands by day, in links and as the ground of the masthead: darkened until it reads. */
export const colourByDay = (colour: string): string => shiftUntil(colourOf(colour), wash, 7, 0)

/**
 * The custom properties derived from the county's colour: darkened until it reads at 7:1 (so that elders' mode
 * holds too), lightened until it does so at night. An unreadable value falls back to the default.
 */
export function mainColourCss(colour: string): string {
  const hex = colourOf(colour)
  const light = colourByDay(colour)
  const dark = shiftUntil(hex, nightWash, 7, 255)
  const band = shiftUntil(hex, '#eef2f3', 10.5, 0)
  return [
    `:root{--main:${light};--band:${light};--band-deep:${mix(parse(light)!, 0, 0.28)}}`,
    `@media (prefers-color-scheme:dark){:root{--main:${dark};--band:${mix(parse(band)!, 0, 0.35)};--band-deep:${mix(parse(band)!, 0, 0.55)}}}`,
    `@media print{:root{--main:#000000}}`,
  ].join('\n')
}
