import { existsSync } from 'node:fs'
import { chromium } from '@playwright/test'

/**
 * Finds a Chromium: PLAYWRIGHT_CHROMIUM_PATH, one that Playwright has installed, or the one from npm.
 * Tests read the place from the environment (fixtures.ts).
 */
export default async function findBrowser(): Promise<void> {
  if (process.env.PLAYWRIGHT_CHROMIUM_PATH) return
  if (existsSync(chromium.executablePath())) return
  const { default: bundled } = await import('@sparticuz/chromium')
  process.env.PLAYWRIGHT_CHROMIUM_PATH = await bundled.executablePath()
}
