import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * What takes long comes first, so that no worker is left alone with it in the end; then project after project, since a
 * worker keeps what it has loaded within one; the rest by size, as Vitest does.
 */
class LongFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]) {
    const place = ({ moduleId, project }: TestSpecification) =>
      /\/test\/(journeys|hardening|roles|backup)\//.test(moduleId) ? 0 : project.name === 'whole' ? 1 : 2
    return (await super.sort(files)).toSorted((a, b) => place(a) - place(b))
  }
}

// Rules and tables run by themselves; what lies under test/ runs on a real PostgreSQL started once for the run.
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    // An end to what hangs, not a promise of speed: the machine may be busy.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
    sequence: { sequencer: LongFirst },
    // A file finds the program loaded by the one before it, which takes a third off a file that is not a browser's. Tests
    // therefore leave nothing behind: no changed environment, no false clock, no replaced global.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'rules',
          include: [
            'src/**/*.test.{ts,tsx}',
            'db/**/*.test.ts',
            'bench/**/*.test.ts',
            'console/src/**/*.test.{ts,tsx}',
          ],
        },
      },
      {
        extends: true,
        test: { name: 'whole', include: ['test/**/*.test.{ts,tsx}'], globalSetup: ['test/support/postgres.ts'] },
      },
    ],
  },
})
