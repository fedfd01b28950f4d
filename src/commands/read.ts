import { basename } from 'node:path'
import type { Command } from 'commander'
import { fileGiven } from './check.ts'
import { bilingual } from './words.ts'

export const addRead = (program: Command): void => {
  bilingual(
    program
      .command('read')
      .argument('<files...>', '要读取的文件 / files to read')
      .option('--json', '每个文件输出一行 JSON / print one JSON line for each file'),
    '读出文件的正文、标题、文号和日期等；读不出的说明原因并返回 2',
    'Reads text, HTML, title and metadata out of office files; says why when it cannot, and exits with 2',
  ).action(async (files: string[], options: { json?: boolean }) => {
    const { readDocument } = await import('../foundations/documents/index.ts')
    for (const file of files) {
      const read = await readDocument(await fileGiven(file), basename(file))
      if (!read.ok) process.exitCode = 2
      if (options.json) process.stdout.write(`${JSON.stringify({ file, ...read })}\n`)
      else if (read.ok) {
        for (const { message } of read.warnings) process.stderr.write(`${file}：${message}\n`)
        process.stdout.write(`${read.text}\n`)
      } else process.stderr.write(`${file}：${read.message}\n`)
    }
  })
}
