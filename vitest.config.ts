import { defineConfig } from 'vitest/config'

// Rules and tables run by themselves; what lies under test/ runs on a real PostgreSQL started once for the run.
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    // An end to what hangs, not a promise of speed: the machine may be busy.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxWorkers: 2,
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
