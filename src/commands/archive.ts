import { createWriteStream } from 'node:fs'
import type { Command } from 'commander'
import { readConfig } from '../platform/config.ts'
import { progress } from './progress.ts'
import { bilingual } from './words.ts'

/** The package of a unit's year, or of single items, written to a file. */
export const addArchive = (program: Command): void => {
  bilingual(
    program
      .command('archive')
      .argument('<file>', '写到 / where to (.zip)')
      .option('--unit <code>', '机构代码 / code of the unit')
      .option('--year <year>', '首次公开的年度 / year of first publication', Number)
      .option('--record <id...>', '信息编号，可多个 / ids of items', (id: string, ids: number[] = []) => [
        ...ids,
        Number(id),
      ]),
    '归档：各稿、办理过程、附件、公开日志与校验清单，装成一个压缩包',
    'Archives items: every revision, step, attachment and log entry, with a manifest of hashes, in one zip',
  ).action(async (file: string, options: { unit?: string; year?: number; record?: number[] }) => {
    const { openBase } = await import('../base.ts')
    const { archiveRecords, writePackage } = await import('../capabilities/publishing/index.ts')
    const base = await openBase({ ...readConfig(), logLevel: 'warn' })
    try {
      const ids = options.record ?? (await archiveRecords(base.platform, options.unit, options.year))
      const bar = progress('归档 archive')
      await writePackage(base.platform, ids, createWriteStream(file), (done) =>
        bar.update(done / ids.length, `${done}/${ids.length}`),
      )
      bar.stop()
      process.stdout.write(`已归档 ${ids.length} 条 / ${ids.length} items in ${file}\n`)
    } finally {
      await base.close()
    }
  })
}
