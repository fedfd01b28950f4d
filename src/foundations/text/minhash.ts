/**
 * MinHash (Broder) over character 3-grams, in bands: texts that share most of their grams share bands, others hardly ever
 * do. Made for short messages, where a SimHash moves too far with every word; for long documents see SimHash in publishing.
 */

const bandCount = 12
/** Grams that must agree for a band to agree. */
const rows = 3

/** Bands in which two texts agree from which they are taken to say the same: about six grams in ten shared. */
export const alikeBands = 2

const mix = (value: number) => {
  let h = value
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/**
 * @param seed makes the bands of one installation say nothing in another
 * @returns 12 numbers, each tagged with its place so that bands never match across places; [] for less than 6 signs
 */
export const likenessBands = (text: string, seed: number): number[] => {
  const plain = text.normalize('NFKC').replace(/[\s\p{P}\p{S}]+/gu, '')
  if (plain.length < 6) return []
  const least = new Uint32Array(bandCount * rows).fill(0xffffffff)
  for (let i = 0; i + 2 < plain.length; i++) {
    const gram = mix(
      seed ^
        Math.imul(plain.charCodeAt(i), 0x9e3779b1) ^
        Math.imul(plain.charCodeAt(i + 1), 0x85ebca77) ^
        Math.imul(plain.charCodeAt(i + 2), 0xc2b2ae3d),
    )
    for (let k = 0; k < least.length; k++) {
      const hash = mix(gram ^ Math.imul(k + 1, 0x27d4eb2f))
      if (hash < least[k]!) least[k] = hash
    }
  }
  return Array.from({ length: bandCount }, (_, band) => {
    let hash = band + 1
    for (let row = 0; row < rows; row++) hash = mix(Math.imul(hash, 31) ^ least[band * rows + row]!)
    // 27 bits of hash and 4 of place: a positive integer of the database.
    return (band << 27) | (hash & 0x7ffffff)
  })
}
