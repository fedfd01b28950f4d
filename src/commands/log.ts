import { statSync } from 'node:fs'
import { open, readFile, stat, writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import type { Earlier } from '../foundations/publication-log/verify.ts'
import { readConfig } from '../platform/config.ts'
import { progress } from './progress.ts'
import { bilingual } from './words.ts'

type Options = { json?: boolean; checkpoint?: string; key?: string }
type Verdict = { ok: boolean; checked: number; fault: string | null; where: string | number | null }

const faults: Record<string, string> = {
  payload: '原文与登记的校验值不符 / a text is not the one published',
  hash: '记录被改动、删除、插入或调换 / an entry was changed, removed, put in or moved',
  log: '记录被改动、删除、插入或调换 / an entry was changed, removed, put in or moved',
  head: '日志的末尾与登记的位置不符 / the log does not end where it should',
  checkpoint: '与签发过的核验点不符 / not the log that was signed',
  table: '副本中的数据与日志不符 / a row is not what the log says',
  article: '副本中存的网页与原文不符 / a stored page is not what was published',
}

/** Commands about the publication log: anyone may run `verify` and `copy` against a portal, no database needed. */
export const addLog = (program: Command): void => {
  const log = bilingual(program.command('log'), '公开日志', 'The publication log')
  bilingual(
    log
      .command('verify')
      .argument(
        '[source]',
        '门户网址、日志副本文件（log copy）、门户副本（portal copy）或门户的目录；不写则核对本机数据库 / address of a portal, a copy made by log copy or portal copy, or a portal’s folder; the database when left out',
      )
      .option(
        '--checkpoint <file>',
        '以前签发的核验点：日志须由它延续而来 / a checkpoint signed earlier that the log must extend',
      )
      .option('--key <key>', '核验点的公钥 name+id+key / public key of the checkpoint')
      .option('--json', '输出 JSON / print JSON'),
    '逐条核对公开日志，有任何一条被改动、删除或插入都会指出，并说明核对到第几条。门户副本请用 portal copy 取，直接复制 .sqlite 会缺少 -wal 里最新的变动',
    'Walks a whole publication log, names the first entry that was changed, removed or put in between, and says how far it goes. Take copies of a replica with portal copy: the .sqlite alone lacks what is in its -wal',
  ).action(async (source: string | undefined, options: Options) => {
    const earlier = options.checkpoint ? await openEarlier(options.checkpoint, options.key) : undefined
    const bar = progress('核对 verify')
    let verdict: Verdict & object
    try {
      verdict = await verify(source, options, earlier, (share, note) => bar.update(share, note))
    } finally {
      bar.stop()
    }
    if (options.json) process.stdout.write(`${JSON.stringify(verdict)}\n`)
    else
      process.stdout.write(
        verdict.ok
          ? `公开日志完整，共 ${verdict.checked} 条，到第 ${verdict.checked} 条为止 / the log holds, up to entry ${verdict.checked}\n`
          : `不符：第 ${verdict.where} 处，${faults[verdict.fault!]} / broken at ${verdict.where} (${verdict.fault})\n`,
      )
    if (!verdict.ok) process.exitCode = 2
  })

  bilingual(
    log
      .command('copy')
      .argument(
        '<source>',
        '门户网址、门户的目录或门户副本文件 / address of a portal, its folder, or a copy of its replica',
      )
      .argument('<file>', '存到 / where to')
      .option('--after <seq>', '只要这一条之后的；不完整，不能单独核对 / only what comes after this entry', '0'),
    '存下公开日志的副本，每行一条；从网址下载时，核验点存在旁边的 .checkpoint 文件里。工作端停机或由备份恢复之后，门户还有的内容从门户的目录取',
    'Keeps a copy of the log, one entry a line; from an address with the checkpoint in a file beside it. What a portal still has while the office is away or was restored is taken from its folder',
  ).action(async (source: string, file: string, options: { after: string }) => {
    const after = Number(options.after)
    if (!Number.isSafeInteger(after) || after < 0) throw new Error('--after 要写一个序号 / give a sequence number')
    const entries = await (/^https?:\/\//.test(source) ? copyOfPortal : copyOfReplica)(source, file, after)
    process.stdout.write(`已存 ${entries} 条 / ${entries} entries kept in ${file}\n`)
  })

  bilingual(
    log.command('checkpoint'),
    '核对公开日志并签发核验点（C2SP tlog-checkpoint）；公钥写在标准错误，核验点写在标准输出，可公布或存档',
    'Verifies the log and signs a checkpoint of it; the public key goes to standard error, the checkpoint to standard output',
  ).action(async () => {
    const { openBase } = await import('../base.ts')
    const { verifyLog } = await import('../foundations/publication-log/verify.ts')
    const { signCheckpoint, verifierText } = await import('../foundations/publication-log/checkpoint.ts')
    const { logOrigin, signingKey } = await import('../foundations/publication-log/signing-key.ts')
    const config = readConfig()
    const base = await openBase({ ...config, logLevel: 'warn' })
    try {
      const { ok, checked, root, brokenAt } = await verifyLog(base.platform.db)
      if (!ok) throw new Error(`公开日志在第 ${brokenAt} 条处不符，不能签发 / the log is broken at entry ${brokenAt}`)
      const signer = await signingKey(config.dataFolder, logOrigin(config.portalUrl))
      process.stderr.write(`${verifierText(signer)}\n`)
      process.stdout.write(
        signCheckpoint({ origin: signer.name, size: checked, root: Buffer.from(root, 'hex') }, signer),
      )
    } finally {
      await base.close()
    }
  })
}

const asLine = (entry: object) => `${JSON.stringify(entry)}\n`

const copyOfPortal = async (url: string, file: string, after: number): Promise<number> => {
  const { fetchLog, logAddress, reach } = await import('../foundations/publication-log/copies.ts')
  const address = logAddress(url)
  const note = await reach(`${address}/checkpoint`)
  const text = await note.text()
  const size = Number(text.split('\n')[1])
  const bar = progress('下载 copy')
  const out = await open(file, 'w')
  let entries = 0
  try {
    for await (const batch of fetchLog(address)) {
      const wanted = batch.filter(({ seq }) => seq > after)
      await out.write(wanted.map(asLine).join(''))
      entries += wanted.length
      bar.update(Math.min(1, entries / (size || entries || 1)), `${entries}`)
    }
  } finally {
    bar.stop()
    await out.close()
  }
  if (note.ok) await writeFile(`${file}.checkpoint`, text)
  return entries
}

/** What a replica keeps: every entry, and the texts that no later one took the place of. */
const copyOfReplica = async (source: string, file: string, after: number): Promise<number> => {
  const { logOfReplica } = await import('../portal/replica/verify-replica.ts')
  const out = await open(file, 'w')
  let [entries, without] = [0, 0]
  try {
    for (const entry of logOfReplica(await pathOf(source))) {
      if (entry.seq <= after) continue
      await out.write(asLine(entry))
      entries++
      if (entry.payload === null) without++
    }
  } finally {
    await out.close()
  }
  if (without)
    process.stderr.write(
      `其中 ${without} 条的原文已撤回或者被后来的取代，门户不再保存 / the texts of ${without} were withdrawn or replaced later: the portal keeps them no longer\n`,
    )
  return entries
}

/** A file as it is given, and what a portal's folder serves. @throws Error in words */
const pathOf = async (source: string): Promise<string> => {
  const found = await stat(source).catch(() => undefined)
  if (!found) throw new Error(`没有这个文件：${source} / there is no such file`)
  const { servedReplica } = await import('../portal/replica-store.ts')
  return found.isDirectory() ? servedReplica(source) : source
}

type Tell = (share: number, note: string) => void
const ofLog = <T extends { brokenAt: number | null }>(verdict: T) => ({ ...verdict, where: verdict.brokenAt })

const verify = async (source: string | undefined, options: Options, given: Earlier | undefined, tell: Tell) => {
  if (source === undefined) return verifyDatabase(given, tell)
  if (/^https?:\/\//.test(source)) return verifyPortal(source, options.key, given, tell)
  const path = await pathOf(source)
  return (await isSqlite(path)) ? verifyFile(path, given, tell) : verifyCopy(path, given, tell)
}

const verifyDatabase = async (earlier: Earlier | undefined, tell: Tell) => {
  const { openBase } = await import('../base.ts')
  const { verifyLog } = await import('../foundations/publication-log/verify.ts')
  const { logHead } = await import('../foundations/publication-log/read.ts')
  const base = await openBase({ ...readConfig(), logLevel: 'warn' })
  try {
    const { seq } = await logHead(base.platform.db)
    const onProgress = (checked: number) => tell(checked / Math.max(1, seq), `${checked}/${seq}`)
    return ofLog(await verifyLog(base.platform.db, earlier ? { earlier, onProgress } : { onProgress }))
  } finally {
    await base.close()
  }
}

const verifyPortal = async (url: string, key: string | undefined, given: Earlier | undefined, tell: Tell) => {
  const { fetchCheckpoint, fetchLog, logAddress } = await import('../foundations/publication-log/copies.ts')
  const { walkLog } = await import('../foundations/publication-log/verify.ts')
  const address = logAddress(url)
  const now = await fetchCheckpoint(address, key)
  if (now)
    process.stderr.write(
      `核验点 checkpoint: ${now.size} ${now.key}\n${key ? '' : '公钥取自同一网站，请与别处公布的比对 / this key came from the same site: compare it with one published elsewhere\n'}`,
    )
  const earlier = [given, now].filter((one) => one !== undefined)
  const onProgress = (checked: number) => tell(Math.min(1, checked / Math.max(1, now?.size ?? checked)), `${checked}`)
  return ofLog(await walkLog(fetchLog(address), { earlier, onProgress }))
}

const verifyCopy = async (path: string, given: Earlier | undefined, tell: Tell) => {
  const { readLogFile } = await import('../foundations/publication-log/copies.ts')
  const { walkLog } = await import('../foundations/publication-log/verify.ts')
  const { size } = await stat(path)
  const batches = readLogFile(path, (bytes) => tell(bytes / size, ''))
  return ofLog(await walkLog(batches, given ? { earlier: given } : {}))
}

const verifyFile = async (path: string, given: Earlier | undefined, tell: Tell) => {
  const { verifyReplica } = await import('../portal/replica/verify-replica.ts')
  const { ReplicaBroken } = await import('../portal/replica/replica-broken.ts')
  const { articleRenderer } = await import('../portal/article.tsx')
  // 2 is a file with a write-ahead log, which is gone when whoever wrote it has ended in good order; a reader leaves an empty one.
  if ((await headOf(path))[18] === 2 && !statSync(`${path}-wal`, { throwIfNoEntry: false })?.size)
    process.stderr.write(
      '这个文件旁边没有 -wal：如果它是从正在运行的门户直接复制来的，最新的变动不在其中，请改用 portal copy 取副本\n' +
        'There is no -wal beside this file: copied from a portal that was running, it lacks the newest; use portal copy\n',
    )
  const onProgress = (checked: number, of: number) => tell(checked / Math.max(1, of), `${checked}/${of}`)
  try {
    return verifyReplica(path, { renderer: articleRenderer, onProgress, ...(given ? { earlier: given } : {}) })
  } catch (error) {
    if (!(error instanceof ReplicaBroken)) throw error
    throw new Error(`${brokenFile[error.fault === 'schema' ? 'schema' : 'corrupt']}：${path}\n${error.message}`)
  }
}

const brokenFile = {
  schema: '这个文件不是门户副本，或者是另一版本的程序建的',
  corrupt: '这个副本读不出，文件不完整或者被改动',
}

const headOf = async (path: string): Promise<Buffer> => {
  const file = await open(path)
  try {
    return (await file.read(Buffer.alloc(20), 0, 20, 0)).buffer
  } finally {
    await file.close()
  }
}

const isSqlite = async (path: string) => (await headOf(path)).toString('latin1', 0, 15) === 'SQLite format 3'

const openEarlier = async (file: string, key: string | undefined) => {
  const { openCheckpoint, readVerifier } = await import('../foundations/publication-log/checkpoint.ts')
  const verifier = readVerifier(key ?? '')
  if (!verifier) throw new Error('请用 --key 给出核验点的公钥 / give the public key of the checkpoint with --key')
  const earlier = openCheckpoint(await readFile(file, 'utf8'), verifier)
  if (!earlier) throw new Error('核验点的签名不符 / the checkpoint is not signed by this key')
  return earlier
}
