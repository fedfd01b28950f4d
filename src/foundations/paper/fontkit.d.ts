declare module 'fontkit' {
  export type Face = { hasGlyphForCodePoint: (codePoint: number) => boolean }
  export function openSync(path: string): Face
}
