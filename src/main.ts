import { enableCompileCache } from 'node:module'
import { Command } from 'commander'
import { addAdmin } from './commands/admin.ts'
import { addArchive } from './commands/archive.ts'
import { addBackup } from './commands/backup.ts'
import { addCheck } from './commands/check.ts'
import { addDeadline } from './commands/deadline.ts'
import { addImport } from './commands/import.ts'
import { addKeys } from './commands/keys.ts'
import { addLog } from './commands/log.ts'
import { addPublication } from './commands/publication.ts'
import { addRead } from './commands/read.ts'
import { addServe } from './commands/serve.ts'
import { addSimulateSwitch } from './commands/simulate-switch.ts'
import { bilingual } from './commands/words.ts'

enableCompileCache()
// A reader that has seen enough (`| head`) is no error.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

const program = bilingual(
  new Command('gongkai'),
  '公开：县级政务公开平台',
  'The open-government platform of a Chinese county, district or city',
)
addServe(program)
addAdmin(program)
addKeys(program)
addImport(program)
addDeadline(program)
addPublication(program)
addLog(program)
addCheck(program)
addArchive(program)
addRead(program)
addBackup(program)
addSimulateSwitch(program)

try {
  await program.parseAsync()
} catch (error) {
  const { message, code } = error as NodeJS.ErrnoException
  const full = code === 'ENOSPC' ? '存储空间已满，没有完成；腾出空间后再来。/ the disk is full\n' : ''
  process.stderr.write(`${full}${message}\n`)
  if (process.env.LOG_LEVEL === 'debug') process.stderr.write(`${(error as Error).stack}\n`)
  process.exit(1)
}
