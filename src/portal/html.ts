const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }

/** Escapes text for HTML and XML, in content and in quoted attributes; drops characters XML 1.0 forbids. */
export function escapeMarkup(text: string): string {
  return text.replace(/[&<>"']/g, (c) => entities[c]!).replace(/(?![\t\n\r])\p{Cc}|[\ufffe\uffff]/gu, '')
}
