// The preview of an attachment: draws the pages of a PDF, and makes tabs of the sheets of a workbook. Without it the
// words of the pages and the sheets stand one below the other.

/** Pixels of one canvas; a phone gives up beyond some millions. */
const mostPixels = 8_000_000

async function drawPdf(papers) {
  const base = papers.dataset.viewer
  const status = papers.querySelector('[data-without-script]')
  const sections = [...papers.querySelectorAll('[data-page]')]
  let pdf
  try {
    const pdfjs = await import(`${base}/legacy/build/pdf.min.mjs`)
    pdfjs.GlobalWorkerOptions.workerSrc = `${base}/legacy/build/pdf.worker.min.mjs`
    pdf = await pdfjs.getDocument({
      url: papers.dataset.pdf,
      cMapUrl: `${base}/cmaps/`,
      standardFontDataUrl: `${base}/standard_fonts/`,
      wasmUrl: `${base}/wasm/`,
      // Our policy lets no page compile programs, so the decoders run as plain script.
      useWasm: false,
      isEvalSupported: false,
    }).promise
  } catch {
    status.textContent = papers.dataset.failed
    return
  }
  status.remove()

  async function draw(section) {
    const look = section.querySelector('.paper-look')
    const page = await pdf.getPage(Number(section.dataset.page))
    const plain = page.getViewport({ scale: 1 })
    const wanted = (look.clientWidth / plain.width) * Math.min(devicePixelRatio || 1, 2)
    const most = Math.sqrt(mostPixels / (plain.width * plain.height))
    const viewport = page.getViewport({ scale: Math.max(0.1, Math.min(wanted, most)) })
    const canvas = document.createElement('canvas')
    canvas.width = Math.floor(viewport.width)
    canvas.height = Math.floor(viewport.height)
    canvas.role = 'img'
    canvas.ariaLabel = look.dataset.look
    await page.render({ canvas, viewport }).promise
    look.replaceChildren(canvas)
  }

  const seen = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) {
        if (!isIntersecting) continue
        seen.unobserve(target)
        draw(target).catch(() => {
          target.querySelector('.paper-look').textContent = papers.dataset.failed
          target.querySelector('details').open = true
        })
      }
    },
    { rootMargin: '600px' },
  )
  for (const section of sections) {
    const look = section.querySelector('.paper-look')
    look.hidden = false
    section.querySelector('details').open = false
    seen.observe(section)
  }
}

/** Tabs as the ARIA practices describe them: one stop for the keyboard, arrows between. */
function tabs(place) {
  const panels = [...place.querySelectorAll('.sheet')]
  const list = document.createElement('div')
  list.role = 'tablist'
  list.className = 'tabs'
  list.ariaLabel = place.dataset.sheets
  const made = panels.map((panel, i) => {
    const heading = panel.querySelector('h2')
    const tab = document.createElement('button')
    tab.type = 'button'
    tab.role = 'tab'
    tab.id = `tab-${i + 1}`
    tab.textContent = heading.textContent
    panel.id ||= `panel-${i + 1}`
    tab.setAttribute('aria-controls', panel.id)
    panel.role = 'tabpanel'
    panel.setAttribute('aria-labelledby', tab.id)
    heading.hidden = true
    list.append(tab)
    return tab
  })
  const show = (chosen) => {
    for (const [i, tab] of made.entries()) {
      tab.ariaSelected = String(i === chosen)
      tab.tabIndex = i === chosen ? 0 : -1
      panels[i].hidden = i !== chosen
    }
  }
  for (const [i, tab] of made.entries()) tab.addEventListener('click', () => show(i))
  list.addEventListener('keydown', (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    event.preventDefault()
    const next = (made.indexOf(document.activeElement) + step + made.length) % made.length
    show(next)
    made[next].focus()
  })
  place.prepend(list)
  show(0)
}

for (const papers of document.querySelectorAll('[data-pdf]')) drawPdf(papers)
for (const place of document.querySelectorAll('[data-sheets]')) tabs(place)
