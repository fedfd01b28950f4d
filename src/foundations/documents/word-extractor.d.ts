/** The part of word-extractor (it ships no types) that is used here. */
declare module 'word-extractor' {
  type Options = { filterUnicode?: boolean; includeHeadersAndFooters?: boolean }
  class Document {
    getBody(options?: Options): string
    getTextboxes(options?: Options): string
    getAnnotations(options?: Options): string
  }
  export default class WordExtractor {
    extract(source: string | Buffer): Promise<Document>
  }
}
