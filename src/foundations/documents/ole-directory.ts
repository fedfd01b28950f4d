/**
 * The stream names of an OLE compound file (Word 97, Excel 97, WPS, encrypted Office files): they say what the file is.
 * Returns null when the file is cut off or its chains do not hold.
 */
export const oleStreamNames = (bytes: Uint8Array): string[] | null => {
  if (bytes.length < 1536) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const sectorSize = 1 << view.getUint16(0x1e, true)
  if (sectorSize !== 512 && sectorSize !== 4096) return null
  const offset = (sector: number) => (sector + 1) * sectorSize
  const perSector = sectorSize / 4
  // The first 109 sectors of the allocation table are listed in the header: enough for 7 MB of 512-byte sectors, and
  // the directory of an office file lies near its start or its chain is followed as far as it goes.
  const next = (sector: number): number | null => {
    const index = Math.floor(sector / perSector)
    if (index >= 109) return null
    const at = offset(view.getUint32(0x4c + index * 4, true)) + (sector % perSector) * 4
    return at + 4 <= bytes.length ? view.getUint32(at, true) : null
  }
  const names: string[] = []
  let sector: number | null = view.getUint32(0x30, true)
  for (let hops = 0; sector !== null && sector < 0xfffffff0 && hops < 1000; hops++) {
    const start = offset(sector)
    if (start + sectorSize > bytes.length) return names.length > 0 ? names : null
    for (let at = start; at < start + sectorSize; at += 128) {
      const length = view.getUint16(at + 64, true)
      if (length < 2 || length > 64 || bytes[at + 66] === 0) continue
      names.push(new TextDecoder('utf-16le').decode(bytes.subarray(at, at + length - 2)))
    }
    sector = next(sector)
  }
  return names
}
