import { parseCLI, startVitest } from 'vitest/node'

/** Runs Vitest and ends with one plain line, `N passed, N failed`, that any reader of the log can count on. */
const { filter, options } = parseCLI(['vitest', 'run', ...process.argv.slice(2)])
const vitest = await startVitest('test', filter, { ...options, run: true, watch: false })
const count = { passed: 0, failed: 0, skipped: 0 }
for (const module of vitest.state.getTestModules()) {
  const tests = [...module.children.allTests()]
  for (const test of tests) {
    const { state } = test.result()
    if (state === 'passed' || state === 'failed' || state === 'skipped') count[state] += 1
  }
  // A file that did not load has no tests to count, and is a failure all the same.
  if (module.errors().length) count.failed += 1
}
count.failed += vitest.state.getUnhandledErrors().length
await vitest.close()
const skipped = count.skipped ? `, ${count.skipped} skipped` : ''
console.log(`${count.passed} passed, ${count.failed} failed${skipped}`)
process.exit(count.failed || !count.passed ? 1 : 0)
