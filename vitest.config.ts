import { defineConfig } from 'vitest/config'
import { basisInVite } from './scripts/basis.mjs'
import { kernelsInVite } from './scripts/kernels.mjs'

const BROWSER = 'test/browser-*.test.ts'

export default defineConfig({
  plugins: [kernelsInVite, basisInVite],
  test: {
    setupFiles: ['test/seed.setup.ts'],
    pool: 'forks',
    // Two cores: more workers only make the tests that start Postgres slower.
    maxWorkers: 2,
    // Only what hangs comes to these: a machine that does much else may need several times what is usual.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    projects: [
      {
        extends: true,
        test: { name: 'node', include: ['src/**/*.test.ts', 'test/**/*.test.ts'], exclude: [BROWSER] },
      },
      {
        // The console in Chromium, on one seeded service; after the others, which are faster to fail.
        extends: true,
        test: {
          name: 'browser',
          include: [BROWSER],
          globalSetup: ['test/browser.setup.ts'],
          testTimeout: 480_000,
          hookTimeout: 480_000,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
