/** One round of sending in a process of its own, for a test that ends it by force: `node one-round.ts {…}`. */
import { join } from 'node:path'
import { openFiles } from '../../src/foundations/files/files.ts'
import { fixedClock } from '../../src/platform/clock.ts'
import { connect } from '../../src/platform/db/connect.ts'
import { openKeyring } from '../../src/platform/keyring.ts'
import { mailLine, sendDue } from '../../src/platform/messaging/index.ts'
import { createLog } from '../../src/platform/observability/log.ts'

const { database, folder, smtp, at } = JSON.parse(process.argv[2]!) as Record<string, string>
const { db, close } = connect(database!)
await sendDue(
  {
    db,
    clock: fixedClock(at!),
    keyring: openKeyring(folder!),
    files: openFiles(join(folder!, 'files')),
    log: createLog('silent'),
  },
  { email: (files) => mailLine({ url: smtp!, from: 'noreply@yunxi.example' }, files) },
)
await close()
