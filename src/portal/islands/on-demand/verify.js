// Checks one item in the reader's own browser, from what anyone may fetch: nothing here takes the server's word for a
// result. The functions know no page, so that they can be tried against the program's own.

const bytesOf = (base64) => Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
const utf8 = (text) => new TextEncoder().encode(text)
const same = (a, b) => a.length === b.length && a.every((byte, i) => byte === b[i])
export const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')

async function sha256(...parts) {
  const all = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0))
  let at = 0
  for (const part of parts) {
    all.set(part, at)
    at += part.length
  }
  return new Uint8Array(await crypto.subtle.digest('SHA-256', all))
}

/** RFC 6962: a leaf is hashed behind a zero byte, a node behind a one. */
export const leafHash = (line) => sha256(Uint8Array.of(0), utf8(line))
const nodeHash = (left, right) => sha256(Uint8Array.of(1), left, right)

/** Root that a path leads to from a leaf (RFC 9162 2.1.3.2); undefined when the path does not fit the tree. */
export async function rootFrom(leaf, index, size, path) {
  if (index >= size) return undefined
  let fn = index
  let sn = size - 1
  let hash = leaf
  for (const p of path) {
    if (sn === 0) return undefined
    if (fn % 2 === 1 || fn === sn) {
      hash = await nodeHash(p, hash)
      while (fn % 2 === 0 && fn !== 0) {
        fn = Math.floor(fn / 2)
        sn = Math.floor(sn / 2)
      }
    } else hash = await nodeHash(hash, p)
    fn = Math.floor(fn / 2)
    sn = Math.floor(sn / 2)
  }
  return sn === 0 ? hash : undefined
}

/** Size and root that a note states, before anyone has looked at its signature. */
export function readNote(note) {
  const cut = note.lastIndexOf('\n\n')
  const text = note.slice(0, cut + 1)
  const [origin, size, root] = text.split('\n')
  return { text, signatures: note.slice(cut + 2).split('\n'), origin, size: Number(size), root: bytesOf(root) }
}

/** True or false; throws NotSupportedError where the browser has no Ed25519. */
export async function signedBy(note, key) {
  const [, name, packed] = /^(.+)\+[0-9a-f]{8}\+(.+)$/.exec(key)
  const raw = bytesOf(packed).slice(1)
  const id = (await sha256(utf8(`${name}\n`), bytesOf(packed))).slice(0, 4)
  const publicKey = await crypto.subtle.importKey('raw', raw, { name: 'Ed25519' }, false, ['verify'])
  const { text, signatures } = readNote(note)
  for (const line of signatures) {
    const [dash, by, blob] = line.split(' ')
    if (dash !== '—' || by !== name || !blob) continue
    const bytes = bytesOf(blob)
    if (!same(bytes.slice(0, 4), id)) continue
    if (await crypto.subtle.verify({ name: 'Ed25519' }, publicKey, bytes.slice(4), utf8(text))) return true
  }
  return false
}

/** Does the text agree with the hash that its line states, and is it about this item? */
export async function payloadAgrees(entry, id) {
  const { payloadHash, subject, seq } = JSON.parse(entry.line)
  if (seq !== entry.seq || subject !== `record/${id}`) return false
  return entry.payload === null || hex(await sha256(utf8(entry.payload))) === payloadHash
}

/** Does the entry's path lead to the note's root? null while no note covers it. */
export async function standsInLog(entry, note) {
  if (!entry.proof) return null
  const { size, root } = readNote(note)
  const reached = await rootFrom(await leafHash(entry.line), entry.seq - 1, size, entry.proof.map(bytesOf))
  return reached !== undefined && same(reached, root)
}

const dayInShanghai = (instant) =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short' }).format(new Date(instant))

const markup = (html) => new DOMParser().parseFromString(html, 'text/html').body.innerHTML
const trimmed = (text) => (text ?? '').replace(/\s+/g, ' ').trim()

/** What an item's page shows otherwise than was published: names of the parts, in the words given. */
export function differences(page, published, names) {
  const shown = (selector) => trimmed(page.querySelector(selector)?.textContent)
  const wrong = []
  const expect = (name, is, should) => is === should || wrong.push(name)
  expect(names.title, shown('.item-head h1'), trimmed(published.title))
  expect(names.docNumber, shown('.item-head .doc-number'), trimmed(published.docNumber))
  expect(names.publishedOn, page.querySelector('.item-line time')?.getAttribute('datetime'), published.publishedAt)
  const facts = new Map(
    [...page.querySelectorAll('.properties dl > div')].map((row) => [
      trimmed(row.querySelector('dt').textContent),
      // Behind the name of a unit the page may say what it is called today; the name itself is the link.
      trimmed((row.querySelector('dd > a') ?? row.querySelector('dd')).textContent),
    ]),
  )
  const stated = {
    indexNumber: published.indexNumber,
    issuer: published.issuer,
    title: published.title,
    docNumber: published.docNumber || names.none,
    formedOn: published.formedOn ?? names.unknown,
    publishedOn: dayInShanghai(published.publishedAt),
    effectiveOn: published.effectiveOn ?? undefined,
    expiresOn: published.expiresOn ?? undefined,
    summary: published.summary || undefined,
  }
  for (const [field, value] of Object.entries(stated))
    expect(names[field], facts.get(names[field]), value === undefined ? undefined : trimmed(value))
  const body = page.querySelector('.document')?.cloneNode(true)
  // The page puts wide tables into boxes of its own and columns of figures to the right.
  for (const box of body?.querySelectorAll('.table-scroll') ?? []) box.replaceWith(...box.childNodes)
  for (const cell of body?.querySelectorAll('[data-figure]') ?? []) cell.removeAttribute('data-figure')
  expect(names.body, body?.innerHTML, markup(published.bodyHtml))
  const files = [...page.querySelectorAll('.attachments .file-name > a')].map((a) => a.textContent)
  expect(names.attachments, files.join('\n'), published.attachments.map((file) => file.name).join('\n'))
  return [...new Set(wrong)]
}

/** Files above this size are left to the reader's own hands, so that no phone pays for them unasked. */
const largest = 20 * 1024 * 1024

async function bytesAgree({ address, hash }) {
  const answer = await fetch(address, { cache: 'no-store' })
  return answer.ok && hex(await sha256(new Uint8Array(await answer.arrayBuffer()))) === hash
}

/** Everything beside the text whose hash the text states: attachments by name, pictures by what their page says of them. */
export const filesOf = (id, { attachments, pictures = [], bodyHtml }, pictureName) => {
  const images = new DOMParser().parseFromString(bodyHtml, 'text/html')
  const described = (address) => images.querySelector(`img[src="${address}"]`)?.alt
  return [
    ...attachments.map(({ name, position, size, hash }) => ({
      name,
      size,
      hash,
      address: `/items/${id}/files/${position}/${encodeURIComponent(name)}`,
    })),
    ...pictures.map(({ size, hash }) => {
      const address = `/items/${id}/pictures/${hash}`
      return { name: pictureName.replace('%', described(address) || hash.slice(0, 8)), size, hash, address }
    }),
  ]
}

/** Walks through the steps on the page and writes each result beside it. */
async function verify(root) {
  const id = Number(root.dataset.verify)
  const words = JSON.parse(root.dataset.words)
  const verdict = root.querySelector('[data-verdict]')
  const say = (place, state, text) => {
    place.dataset.state = state
    place.querySelector('[data-said]').textContent = text
  }
  const results = []
  const step = async (name, check) => {
    const place = root.querySelector(`[data-step="${name}"]`)
    if (!place) return
    say(place, 'busy', words.busy)
    let result
    try {
      result = await check()
    } catch (error) {
      result = error.name === 'NotSupportedError' ? ['unable', words.noEd25519] : ['unable', words.unable]
    }
    results.push(result[0])
    say(place, ...result)
  }
  const result = (ok, good, bad) => (ok ? ['good', good] : ['bad', bad])

  if (!globalThis.crypto?.subtle) {
    say(verdict, 'unable', words.insecure)
    return
  }
  let proof
  let page
  try {
    const answer = await fetch(`/api/v1/records/${id}/proof`, { cache: 'no-store' })
    if (!answer.ok) throw new Error(String(answer.status))
    proof = await answer.json()
    page = new DOMParser().parseFromString(
      await (await fetch(`/items/${id}`, { cache: 'no-store' })).text(),
      'text/html',
    )
  } catch {
    say(verdict, 'unable', words.noAnswer)
    return
  }
  const current = proof.entries.filter((entry) => entry.standing === 'current')
  const withdrawn = current.some((entry) => entry.kind === 'record.withdrawn')
  const text = current.find((entry) => entry.kind === (withdrawn ? 'record.withdrawn' : 'record.published'))?.payload
  const published = text ? JSON.parse(text) : undefined

  await step('payload', async () => {
    const agree = await Promise.all(proof.entries.map((entry) => payloadAgrees(entry, id)))
    return result(published && agree.every(Boolean), words.payload.good, words.payload.bad)
  })
  await step('page', () => {
    if (!published) return ['bad', words.payload.bad]
    const wrong = withdrawn
      ? [published.indexNumber, published.reason].filter(
          (said) => !trimmed(page.body.textContent).includes(trimmed(said)),
        )
      : differences(page, published, words.names)
    return result(wrong.length === 0, words.page.good, words.page.bad.replace('%', wrong.join('、')))
  })
  await step('files', async () => {
    const files = published ? filesOf(id, published, words.picture) : []
    const small = files.filter((file) => file.size <= largest)
    // One after the other: a phone holds one file at a time.
    const wrong = []
    for (const file of small) if (!(await bytesAgree(file))) wrong.push(file.name)
    if (wrong.length > 0) return ['bad', words.files.bad.replace('%', wrong.join('、'))]
    return small.length < files.length ? ['unable', words.files.large] : ['good', words.files.good]
  })
  await step('path', async () => {
    if (!proof.checkpoint) return ['wait', words.path.wait]
    const stands = await Promise.all(proof.entries.map((entry) => standsInLog(entry, proof.checkpoint)))
    if (stands.includes(false)) return ['bad', words.path.bad]
    return stands.includes(null) ? ['wait', words.path.wait] : ['good', words.path.good]
  })
  await step('signature', async () => {
    if (!proof.checkpoint) return ['wait', words.path.wait]
    return result(await signedBy(proof.checkpoint, proof.key), words.signature.good, words.signature.bad)
  })

  const worst = ['bad', 'unable', 'wait'].find((state) => results.includes(state)) ?? 'good'
  say(verdict, worst, words.verdict[worst === 'good' && withdrawn ? 'goodWithdrawn' : worst])
}

const place = globalThis.document?.querySelector('[data-verify]')
if (place) verify(place)
