import { defineConfig, devices } from '@playwright/test'

const PORT = 3210

/** Journeys that mostly wait for a clock: beside the others, which go one after the other. */
const waiting = ['price-clock.spec.ts']
/** Pages that are only looked at: by two at once, when nobody changes anything any more. */
const looking = 'every-page.spec.ts'
/** What a page asks of the database is counted for the whole of it: alone. */
const counting = 'queries-per-page.spec.ts'

/** Browser tests on a production build with the demo. The browser: see e2e/support/browser.ts. */
export default defineConfig({
  testDir: 'e2e',
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: [['list'], ['json']],
  globalSetup: './e2e/support/browser.ts',
  use: {
    ...devices['Desktop Chrome'],
    viewport: { width: 1280, height: 800 },
    baseURL: `http://localhost:${PORT}`,
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    // A trace of every test takes a third of the run's time: ask for one with `--trace on`.
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'journeys', testIgnore: [...waiting, looking, counting], workers: 1 },
    { name: 'waiting', testMatch: waiting, workers: 1 },
    { name: 'looking', testMatch: looking, dependencies: ['journeys', 'waiting'], fullyParallel: true, workers: 2 },
    { name: 'counting', testMatch: counting, dependencies: ['looking'], workers: 1 },
  ],
  webServer: {
    command: 'node scripts/run.js scripts/testing/serve.ts',
    url: `http://localhost:${PORT}/api/ready`,
    timeout: 420_000,
    reuseExistingServer: !process.env.CI,
    gracefulShutdown: { signal: 'SIGTERM', timeout: 8000 },
    stdout: 'pipe',
    env: { PORT: String(PORT) },
  },
})
