/** The part of pdf.js that is used here; the program itself comes from the office, not from the console's own files. */
type Viewport = { width: number; height: number }
type PdfPage = {
  getViewport: (how: { scale: number }) => Viewport
  render: (how: { canvas: HTMLCanvasElement; viewport: Viewport }) => { promise: Promise<void> }
}
type PdfDocument = { getPage: (n: number) => Promise<PdfPage>; loadingTask: { destroy: () => Promise<void> } }
type PdfProgram = {
  GlobalWorkerOptions: { workerSrc: string }
  getDocument: (how: Record<string, unknown>) => { promise: Promise<PdfDocument> }
}

/** Opens a PDF, by its address or its bytes, with the program at `viewer`, see src/platform/http/pdf-viewer.ts. */
export async function openPdf(viewer: string, source: string | Uint8Array): Promise<PdfDocument> {
  const program = (await import(/* @vite-ignore */ `${viewer}/legacy/build/pdf.min.mjs`)) as PdfProgram
  program.GlobalWorkerOptions.workerSrc = `${viewer}/legacy/build/pdf.worker.min.mjs`
  return program.getDocument({
    ...(typeof source === 'string' ? { url: source } : { data: source }),
    cMapUrl: `${viewer}/cmaps/`,
    standardFontDataUrl: `${viewer}/standard_fonts/`,
    wasmUrl: `${viewer}/wasm/`,
    // The office's policy lets no page compile programs, so the decoders run as plain script.
    useWasm: false,
    isEvalSupported: false,
  }).promise
}

/** Draws one page into a canvas as wide as the place it stands in. */
export async function drawPage(pdf: PdfDocument, n: number, canvas: HTMLCanvasElement): Promise<void> {
  const page = await pdf.getPage(n)
  const plain = page.getViewport({ scale: 1 })
  const width = (canvas.parentElement?.clientWidth ?? 600) * Math.min(window.devicePixelRatio || 1, 2)
  const viewport = page.getViewport({ scale: width / plain.width })
  canvas.width = Math.floor(viewport.width)
  canvas.height = Math.floor(viewport.height)
  await page.render({ canvas, viewport }).promise
}

export type { PdfDocument }
