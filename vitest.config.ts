import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const alias = { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') }

/** `unit` needs nothing; `integration` (*.db.test.ts) gets a real PostgreSQL and a database of its own for each worker. */
export default defineConfig({
  test: {
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          sequence: { groupOrder: 1 },
          include: ['{api,lib,components,scripts,bench}/**/*.test.ts'],
          exclude: ['**/*.db.test.ts', 'node_modules'],
        },
      },
      {
        resolve: { alias },
        test: {
          name: 'integration',
          sequence: { groupOrder: 2 },
          include: ['{api,lib,scripts}/**/*.db.test.ts'],
          globalSetup: ['scripts/testing/database-setup.ts'],
          setupFiles: ['scripts/testing/database-worker.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          pool: 'forks',
          maxWorkers: 2,
        },
      },
    ],
  },
})
