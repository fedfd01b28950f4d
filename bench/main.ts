import { parseArgs } from 'node:util'
import { faultNames, faults } from './faults/main.ts'
import { type Figure, growthOf } from './figure.ts'
import { importFigure } from './figures/import.ts'
import { pageFigures, pages, type Seconds } from './figures/pages.ts'
import { relevance } from './figures/relevance.ts'
import { search } from './figures/search.ts'
import { bareProcess, memoryFigure, startFigure } from './figures/start.ts'
import { visible } from './figures/visible.ts'
import { hotline } from './hotline/main.ts'
import { inquiries, inquiryParts } from './inquiries/main.ts'
import { installationOf, type Serving, settled } from './installation.ts'
import { knowledge } from './knowledge/main.ts'
import { requestNames, requests } from './requests/main.ts'
import { hasCorpus } from './search/corpus.ts'

/** Every figure by the name it is asked for with; one name may give several lines. */
const known = ['relevance', 'start-first', 'import', 'start', ...pageFigures, 'search', 'visible', 'memory'] as const
type Known = (typeof known)[number]

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sizes: { type: 'string', default: '14200,142000' },
    seconds: { type: 'string', default: '8' },
    published: { type: 'string', default: '200' },
    fresh: { type: 'boolean', default: false },
    kills: { type: 'string', default: '50' },
    calls: { type: 'string', default: '100000' },
    seed: { type: 'string', default: '1' },
    minute: { type: 'string', default: '60' },
    rate: { type: 'string', default: '500' },
    hour: { type: 'string', default: '240' },
    rung: { type: 'string', default: '2000' },
    help: { type: 'boolean', short: 'h', default: false },
  },
})

const began = performance.now()
const say = (line: string) =>
  process.stderr.write(`${((performance.now() - began) / 1000).toFixed(0).padStart(5)} s  ${line}\n`)
const figures: Figure[] = []
const give = (figure: Figure) => {
  figures.push(figure)
  process.stdout.write(`${JSON.stringify(figure)}\n`)
}

/** Names asked for; a beginning that is no name itself stands for all that begin so: `item-page` is both item page figures. */
function wantedOf(names: string[]): Known[] {
  if (names.length === 0) return [...known]
  return names.flatMap((name) => {
    const found = known.filter((one) => one === name)
    if (found.length === 0) found.push(...known.filter((one) => one.startsWith(`${name}-`)))
    if (found.length === 0) throw new Error(`no figure is called ${name}; there are: ${known.join(', ')}`)
    return found
  })
}

async function atSize(items: number, wanted: Known[], seconds: Seconds) {
  const bare = await bareProcess()
  const installation = installationOf(items)
  let serving: Serving
  if (options.fresh || !installation.complete || wanted.includes('import') || wanted.includes('start-first')) {
    installation.clear(options.fresh)
    say(`${items} items: empty folder, demo county`)
    serving = await installation.serve()
    if (wanted.includes('start-first')) give(startFigure('start-first', installation, serving.msToFirstPage, bare.ms))
    await settled(installation, say)
    say(`${items} items: import`)
    const figure = await importFigure(installation, serving, say)
    if (wanted.includes('import')) give(figure)
    await settled(installation, say)
    await serving.stop()
    installation.markComplete()
  }
  serving = await installation.serve()
  try {
    if (wanted.includes('start')) give(startFigure('start', installation, serving.msToFirstPage, bare.ms))
    await settled(installation, say)
    for await (const figure of pages(installation, serving, wanted, seconds)) give(figure)
    if (wanted.includes('search')) for (const figure of await search(installation, serving, say)) give(figure)
    if (wanted.includes('visible')) give(await visible(installation, serving, Number(options.published), say))
    if (wanted.includes('memory')) give(memoryFigure(installation, serving, bare.megabytes))
  } finally {
    await serving.stop()
  }
}

async function main() {
  if (options.help) {
    process.stdout.write(
      `script/bench [figure…] [--sizes 14200,142000] [--seconds 8] [--published 200] [--fresh]\nfigures: ${known.join(' ')}\n` +
        `script/bench faults [fault…] [--kills 50] [--calls 100000] [--seed 1]\nfaults: ${faultNames.join(' ')}\n` +
        `script/bench requests [part…] [--fresh] [--minute 60] [--rate 500]\nparts: ${requestNames.join(' ')}\n` +
        `script/bench knowledge\n` +
        `script/bench inquiries [part…] [--hour 240] [--seed 1] [--fresh]\nparts: ${inquiryParts.join(' ')}; without one the line\n`,
    )
    return
  }
  if (positionals[0] === 'faults') {
    const given = { kills: Number(options.kills), calls: Number(options.calls), seed: Number(options.seed) }
    for await (const figure of faults(positionals.slice(1), given, say)) give(figure)
    return
  }
  if (positionals[0] === 'requests') {
    const given = { fresh: options.fresh, seconds: Number(options.minute), perSecond: Number(options.rate) }
    for await (const figure of requests(positionals.slice(1), given, say)) give(figure)
    return
  }
  if (positionals[0] === 'inquiries' && positionals.length > 1) {
    for await (const figure of inquiries(positionals.slice(1), options.fresh, say)) give(figure)
    return
  }
  if (positionals[0] === 'inquiries') {
    const given = { calls: Number(options.rung), seats: 30, seconds: Number(options.hour), seed: Number(options.seed) }
    for await (const figure of hotline(given, say)) give(figure)
    return
  }
  if (positionals[0] === 'knowledge') {
    for (const figure of knowledge()) give(figure)
    return
  }
  if (!hasCorpus()) throw new Error('The items are cut from the corpus: set GONGKAI_CORPUS to its folder.')
  const wanted = wantedOf(positionals)
  const measured = Number(options.seconds)
  const sizes = options.sizes
    .split(',')
    .map(Number)
    .sort((a, b) => a - b)
  if (wanted.includes('relevance')) for (const figure of relevance()) give(figure)
  if (wanted.some((name) => name !== 'relevance'))
    for (const items of sizes) await atSize(items, wanted, { warm: Math.min(3, measured / 2), measured })
  for (const line of growthOf(figures)) process.stdout.write(`${JSON.stringify(line)}\n`)
  const missed = figures.filter(({ ok }) => !ok)
  say(missed.length === 0 ? 'every target met' : `missed: ${missed.map((f) => `${f.figure} at ${f.items}`).join(', ')}`)
}

await main()
