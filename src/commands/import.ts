import { readFile, writeFile } from 'node:fs/promises'
import type { Command } from 'commander'
import { readConfig } from '../platform/config.ts'
import { progress } from './progress.ts'
import { bilingual } from './words.ts'

export const addImport = (program: Command): void => {
  const into = bilingual(program.command('import'), '从原网站迁入', 'Moves content in from an old portal')
  bilingual(
    into
      .command('records')
      .argument('<files...>', 'JSON Lines 文件，可为 .gz / JSON Lines files, plain or .gz')
      .option(
        '--unit <code>',
        '发布机构不在本县的，归入该机构（默认县政府）/ unit for items whose issuer is no unit of the county',
      )
      .option('--report <file>', '把报告写入文件（JSON）/ write the report to a file')
      .option('--json', '以 JSON 输出报告 / print the report as JSON'),
    '导入已公开的信息；可重复运行，已有的不再导入，坏行写入报告',
    'Imports published items; safe to run again: what is in already is left alone, bad lines go to the report',
  ).action(async (files: string[], options: { unit?: string; report?: string; json?: boolean }) => {
    const { openBase } = await import('../base.ts')
    // PostgreSQL answers while the rest is loaded.
    const opening = openBase({ ...readConfig(), logLevel: 'warn' })
    // One that fails is met below, not by the process.
    opening.catch(() => undefined)
    const { installGround } = await import('../installation.ts')
    const { importRecords } = await import('../capabilities/publishing/index.ts')
    const { system } = await import('../foundations/identity/actor.ts')
    const base = await opening
    try {
      await installGround(base)
      const bar = progress('导入 import')
      const started = performance.now()
      const report = await importRecords({ ...base.platform, actor: system }, files, {
        ...(options.unit ? { unitCode: options.unit } : {}),
        onProgress: ({ bytes, of, report: now }) => bar.update(bytes / Math.max(1, of), `${now.added} 条`),
      })
      bar.stop()
      const seconds = (performance.now() - started) / 1000
      if (options.report) await writeFile(options.report, `${JSON.stringify(report, null, 2)}\n`)
      if (options.json) process.stdout.write(`${JSON.stringify({ ...report, seconds })}\n`)
      else {
        process.stdout.write(
          `读取 ${report.read} 行，新增 ${report.added} 条，已有 ${report.already} 条，拒收 ${report.refused.length} 行，用时 ${seconds.toFixed(1)} 秒\n` +
            `read ${report.read}, added ${report.added}, already in ${report.already}, refused ${report.refused.length}\n`,
        )
        for (const one of report.refused.slice(0, 50))
          process.stdout.write(`  ${one.file}:${one.line} ${one.id ?? ''} ${one.reason}\n`)
        if (report.refused.length > 50) process.stdout.write(`  … 其余见报告（--report）/ the rest in the report\n`)
      }
    } finally {
      await base.close()
    }
  })
  bilingual(
    into
      .command('requests')
      .argument('<file>', '.xlsx 或 .csv，列见 examples/requests-import / columns: see examples/requests-import')
      .option('--dry-run', '只试算，不写入 / write nothing, only count')
      .option('--report <file>', '把有问题的行写入 .xlsx，改正后可再导入 / write refused rows to an .xlsx'),
    '导入依申请公开的在办与历史案件；可重复运行，已有的不再导入',
    'Imports requests, open and ended; safe to run again: what is in already is left alone',
  ).action(async (file: string, options: { dryRun?: boolean; report?: string }) => {
    const { openBase } = await import('../base.ts')
    const { importRequests } = await import('../capabilities/requests/index.ts')
    const { system } = await import('../foundations/identity/actor.ts')
    const base = await openBase({ ...readConfig(), logLevel: 'warn' })
    const bar = progress('导入 import')
    try {
      const bytes = await readFile(file)
      const done = await importRequests(
        { ...base.platform, actor: system },
        { bytes, dryRun: options.dryRun ?? false },
        (share, cases) => bar.update(share, `${cases} 件`),
      )
      const rows = new Set(done.refused.map((one) => `${one.sheet} ${one.row}`)).size
      bar.stop()
      process.stdout.write(
        `${done.dryRun ? '试算：可' : ''}新增 ${done.added} 件，已有 ${done.unchanged} 件，有问题 ${rows} 行\n` +
          `${done.dryRun ? 'dry run: ' : ''}added ${done.added}, already in ${done.unchanged}, refused ${rows} rows\n`,
      )
      for (const one of done.refused.slice(0, 50))
        process.stdout.write(`  ${one.sheet}:${one.row} ${one.column} ${one.message}\n`)
      if (options.report && done.report) await writeFile(options.report, Buffer.from(done.report, 'base64'))
    } finally {
      bar.stop()
      await base.close()
    }
  })
}
