import { spawnSync } from 'node:child_process'

/**
 * Asks npm's registry for known weaknesses of what is shipped. One of level high or above fails; a registry that does
 * not answer does not, since that is no fault of the tree, but it is said. Anything else that goes wrong fails.
 */
type Report = {
  message?: string
  metadata?: { vulnerabilities: Record<'moderate' | 'high' | 'critical' | 'total', number> }
  vulnerabilities?: Record<string, { severity: string; via: (string | { title: string; url: string })[] }>
}

const asked = spawnSync('npm', ['audit', '--omit=dev', '--package-lock-only', '--json', '--fetch-retries=1'], {
  encoding: 'utf8',
  timeout: 60_000,
})
const late = (asked.error as NodeJS.ErrnoException | undefined)?.code === 'ETIMEDOUT'
let report: Report = {}
try {
  report = JSON.parse(asked.stdout)
} catch {
  // Cut off, or no report at all: told below.
}
const found = report.metadata?.vulnerabilities
if (found && found.high + found.critical === 0) {
  console.log(`npm audit: nothing of level high or above (${found.total} below it)`)
} else if (found) {
  console.error(`npm audit: ${found.critical} critical, ${found.high} high`)
  for (const [name, { severity, via }] of Object.entries(report.vulnerabilities ?? {})) {
    if (severity !== 'high' && severity !== 'critical') continue
    const why = via.map((one) => (typeof one === 'string' ? `by ${one}` : `${one.title} ${one.url}`)).join('; ')
    console.error(`  ${severity} ${name}: ${why}`)
  }
  process.exitCode = 1
} else if (late || report.message) {
  console.log(`npm audit: NOT CHECKED, the registry did not answer: ${late ? 'nothing within 60 s' : report.message}`)
} else {
  console.error(`npm audit: did not run\n${asked.stdout ?? ''}${asked.stderr ?? ''}${asked.error?.message ?? ''}`)
  process.exitCode = 1
}
