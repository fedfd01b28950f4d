import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import type { Command } from 'commander'
import type { FileFinding } from '../foundations/documents/index.ts'
import { bilingual } from './words.ts'

const labels = { block: '禁止', warn: '提醒', info: '说明' } as const

const line = ({ severity, kind, start, end, place, text, message }: FileFinding): string => {
  const where = start === undefined ? place : `${start}-${end}`
  return `  ${labels[severity]} ${severity.padEnd(5)} ${kind}${where ? ` [${where}]` : ''} ${message}${text ? `  “${text}”` : ''}\n`
}

/** Bytes of a file given on the command line. @throws a sentence when there is none */
export const fileGiven = (path: string): Promise<Buffer> =>
  readFile(path).catch((error: NodeJS.ErrnoException) => {
    throw new Error(
      `打不开“${path}”：${error.code === 'ENOENT' ? '没有这个文件' : error.message}。/ cannot open ${path}`,
    )
  })

export const addCheck = (program: Command): void => {
  bilingual(
    program
      .command('check')
      .argument('<files...>', '要检查的文件 / files to check')
      .option('--json', '每个文件输出一行 JSON / print one JSON line for each file'),
    '发布前检查文件：个人信息、涉密标志、隐藏数据和读不出的内容；发现禁止公开的内容时返回 2',
    'Checks files before publication: personal data, secrecy marks, hidden data, what cannot be read; exits with 2 when something must not go out',
  ).action(async (files: string[], options: { json?: boolean }) => {
    const { checkFile } = await import('../foundations/documents/index.ts')
    for (const file of files) {
      const { kind, findings } = await checkFile(await fileGiven(file), basename(file))
      if (findings.some(({ severity }) => severity === 'block')) process.exitCode = 2
      if (options.json) {
        const told = findings.map(({ start = null, end = null, ...one }) => ({ ...one, start, end }))
        process.stdout.write(`${JSON.stringify({ file, kind, findings: told })}\n`)
      } else
        process.stdout.write(
          `${file}（${kind}）${findings.length ? '' : '：没有发现问题 / nothing found'}\n${findings.map(line).join('')}`,
        )
    }
  })
}
