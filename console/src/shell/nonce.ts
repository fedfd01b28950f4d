/**
 * The nonce that this page came with: Ant Design and the editor write style elements at run time, and the office's
 * content security policy lets in only those that bear it.
 */
export const nonce = document.querySelector<HTMLMetaElement>('meta[property=csp-nonce]')?.nonce ?? ''

// Ant Design asks for the nonce nearly everywhere. What follows is for the rest: the lock that keeps a page from
// scrolling under a dialog, its measuring of scroll bars and of text fields that grow. A style attribute set as text
// counts as inline; set as a style it does not.
const create: Document['createElement'] = Document.prototype.createElement
document.createElement = (name: string, options?: ElementCreationOptions) => {
  const made = create.call(document, name, options)
  if (made instanceof HTMLStyleElement) made.nonce = nonce
  return made
}
const setAttribute = Element.prototype.setAttribute
HTMLElement.prototype.setAttribute = function (this: HTMLElement, name: string, value: string) {
  if (name === 'style') this.style.cssText = value
  else setAttribute.call(this, name, value)
}
