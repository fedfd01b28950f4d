import { strToU8, zipSync } from 'fflate'

const text = new TextEncoder()
const word = zipSync({
  '[Content_Types].xml': strToU8('<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'),
  'word/document.xml': strToU8(
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>通知</w:t></w:r></w:p></w:body></w:document>',
  ),
})

/** What is sent where a file is asked for: empty, plain, whole, cut off, with scripts, hardly anything. */
export const files: readonly Uint8Array[] = [
  new Uint8Array(),
  text.encode('关于做好防汛工作的通知'),
  text.encode('类型,词,改为\n错别字,帐号,账号\n'),
  word,
  word.slice(0, word.length / 2),
  text.encode('<p>正文<script>alert(1)</script></p>'),
  text.encode('%PDF-1.7\n%%EOF'),
  Uint8Array.from({ length: 3_000 }, (_, i) => (i * 7_919) % 256),
]
