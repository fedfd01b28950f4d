import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gunzipSync } from 'node:zlib'
import { parse } from 'csv-parse/sync'
import { describe, expect, it } from 'vitest'
import { compileWords, findWords, seedEntries, seedWords, type WordEntry } from './index.ts'

const entry = (word: string, advice: string, more: Partial<WordEntry> = {}): WordEntry => ({
  word,
  advice,
  kind: 'typo',
  severity: 'warn',
  exceptions: [],
  note: '',
  source: '',
  from: null,
  until: null,
  ...more,
})
const short = (text: string, list = seedWords()) =>
  findWords(text, list).map((one) => `${one.kind} ${one.text} → ${one.replacement ?? '-'}`)

describe('findWords', () => {
  it.each([
    ['请将补贴打入指定帐户。', ['typo 帐户 → 账户']],
    ['搭建帐篷二十顶。', []],
    ['截止2023年底，全县已完成。', ['typo 截止2023年 → -']],
    ['报名截止2023年5月1日。', []],
    ['他象父亲一样勤劳。', ['typo 象父亲一样 → -']],
    ['参保对象也一样享受。', []],
    ['自收到申请之日起20工作内答复', ['typo 工作内 → 工作日内']],
    ['工作内容见附件', []],
    ['预防犯罪', []],
    ['提高防犯意识', ['typo 防犯 → 防范']],
    ['优化营商环镜', ['term 优化营商环镜 → 优化营商环境']],
    ['县人民政符', ['term 人民政符 → 人民政府']],
    ['一如继往', ['typo 一如继往 → 一如既往']],
    ['残废人专用通道', ['sensitive 残废人 → -']],
    ['台湾等国家', ['political 台湾等国家 → -']],
    ['检察委员会讨论决定', []],
  ])('%s', (text, expected) => expect(short(text)).toEqual(expected))

  it('takes the longest of several forms, and each place once', () => {
    const list = compileWords([entry('帐', '账'), entry('帐户', '账户'), entry('对公帐户', '对公账户')])
    expect(short('对公帐户、帐户、帐', list)).toEqual(['typo 对公帐户 → 对公账户', 'typo 帐户 → 账户', 'typo 帐 → 账'])
  })

  it('lets an exception stand over or beside the form, and nowhere else', () => {
    const list = compileWords([entry('中港', '内地与香港', { exceptions: ['集中港口'] })])
    expect(short('集中港口资源，中港两地', list)).toEqual(['typo 中港 → 内地与香港'])
  })

  it('knows the names of the county’s units', () => {
    const list = compileWords([], ['云溪县交通运输局'])
    expect(short('云溪县交通运榆局', list)).toEqual([])
    expect(short('云西县交通运输局', list)).toEqual(['term 云西县交通运输局 → 云溪县交通运输局'])
    expect(short('云溪县交通运输局', list)).toEqual([])
  })

  it('finds in 100,000 signs what it finds in each sentence', () => {
    const sentence = '各乡镇人民政府要切实加强组织领导，优化营商环境，象往年一样做好台帐管理。'
    const once = findWords(sentence, seedWords())
    expect(once.length).toBeGreaterThan(0)
    expect(findWords(sentence.repeat(2800), seedWords())).toHaveLength(once.length * 2800)
  })
})

describe('the list shipped', () => {
  it('has several hundred entries of every kind, each with a source and no two of one form', () => {
    const entries = seedEntries()
    expect(entries.length).toBeGreaterThan(1000)
    expect(new Set(entries.map(({ word }) => word)).size).toBe(entries.length)
    expect(entries.filter(({ source }) => !source)).toEqual([])
    expect(new Set(entries.map(({ kind }) => kind)).size).toBe(5)
  })

  it('never finds fault with its own right forms', () => {
    const wrong = seedEntries().filter(
      ({ kind, advice, word }) => kind === 'typo' && !/[…#，（]/.test(advice + word) && short(advice).length > 0,
    )
    expect(wrong.map(({ word, advice }) => `${word} ${short(advice)}`)).toEqual([])
  })
})

const corpus = path.resolve(process.env.GONGKAI_CORPUS ?? '../shared/corpus')
const present = existsSync(path.join(corpus, 'words'))
if (!present) console.log(`skipped: no corpus at ${corpus}`)

describe.skipIf(!present)('the corpus', () => {
  it('typos of government texts: recall at least 0.98, and silence on the right forms', () => {
    const pairs = parse(readFileSync(path.join(corpus, 'words/typo_government.csv'), 'utf8'), {
      columns: true,
    }) as { wrong: string; right: string }[]
    const missed = pairs.filter(({ wrong }) => short(wrong).length === 0).map(({ wrong }) => wrong)
    console.log(`typos found: ${pairs.length - missed.length}/${pairs.length}`)
    expect(1 - missed.length / pairs.length, missed.join()).toBeGreaterThanOrEqual(0.98)
    expect(pairs.filter(({ right }) => short(right).length > 0)).toEqual([])
  })

  it('real documents: hardly a finding, and those mostly true', () => {
    const perDocument = (name: string, most = Number.POSITIVE_INFINITY) => {
      const lines = gunzipSync(readFileSync(path.join(corpus, 'documents', name)))
        .toString()
        .trim()
        .split('\n')
        .slice(0, most)
      const found = lines.map((line) => findWords((JSON.parse(line) as { body: string }).body, seedWords()))
      return {
        documents: lines.length,
        findings: found.flat().length,
        blocks: found.flat().filter((f) => f.severity === 'block').length,
      }
    }
    const laws = perDocument('laws_and_regulations.jsonl.gz', 100)
    console.log(`100 laws: ${laws.findings} findings`)
    expect(laws.findings / laws.documents).toBeLessThanOrEqual(0.1)
    let all = { documents: 0, findings: 0, blocks: 0 }
    for (const name of readdirSync(path.join(corpus, 'documents'))) {
      if (!name.endsWith('.jsonl.gz') || name.includes('.html.')) continue
      const one = perDocument(name)
      all = {
        documents: all.documents + one.documents,
        findings: all.findings + one.findings,
        blocks: all.blocks + one.blocks,
      }
    }
    console.log(`${all.documents} documents: ${all.findings} findings, ${all.blocks} that block`)
    expect(all.findings / all.documents).toBeLessThan(0.12)
    expect(all.blocks).toBe(0)
  })
})
