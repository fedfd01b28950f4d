const grouped = new Intl.NumberFormat('zh-CN')

/** 142000 → `142,000`. */
export const count = (n: number) => grouped.format(n)

/** Bytes as a reader knows them: `812 B`, `36 KB`, `1.4 MB`. */
export function fileSize(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`
}
