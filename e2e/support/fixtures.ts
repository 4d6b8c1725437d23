import { type Browser, type BrowserContext, test as base, chromium, expect, type Page } from '@playwright/test'
import { DEMO_PASSWORD } from '../../prisma/demo/accounts'

/**
 * An empty page in that person's own browser, signed in. The form is filled in once for each person and run:
 * who signs out, or ends sessions, uses `signIn` and so a session of its own.
 */
export type As = (email: string, options?: { width?: number; locale?: 'en' | 'zh'; dark?: boolean }) => Promise<Page>

/** Signs in by the form, as a person does, and stays on the home page. */
export async function signIn(page: Page, email: string, locale = 'en'): Promise<void> {
  await page.goto(`/${locale}/sign-in`)
  await page.locator('input[name=email]').fill(email)
  await page.locator('input[name=password]').fill(DEMO_PASSWORD)
  await page.locator('button[type=submit]').click()
  await page.waitForURL((url) => !url.pathname.includes('sign-in'))
}

/** Says yes to every question that a page asks before it acts, at once. */
export async function agree(page: Page): Promise<void> {
  const accept = () =>
    new MutationObserver(() => document.querySelector<HTMLElement>('[data-confirm]')?.click()).observe(document, {
      childList: true,
      subtree: true,
    })
  await page.addInitScript(accept)
  await page.evaluate(accept)
}

interface Session {
  cookies: Awaited<ReturnType<BrowserContext['cookies']>>
  since: number
}

/** Milliseconds for which a session is used again. A test takes minutes, and what weighs most asks again after a quarter of an hour. */
const FRESH = 8 * 60_000

export const test = base.extend<{ as: As }, { chromiumBrowser: Browser; sessions: Map<string, Session> }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
  sessions: [async ({}, use) => use(new Map()), { scope: 'worker' }],
  chromiumBrowser: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright wants the pattern
    async ({}, use) => {
      const executablePath = process.env.PLAYWRIGHT_CHROMIUM_PATH
      const browser = await chromium.launch({
        ...(executablePath && { executablePath }),
        args: ['--no-sandbox', '--disable-gpu'],
      })
      await use(browser)
      await browser.close()
    },
    { scope: 'worker' },
  ],
  context: async ({ chromiumBrowser, contextOptions, baseURL }, use) => {
    const context = await chromiumBrowser.newContext({ ...contextOptions, ...(baseURL && { baseURL }) })
    await use(context)
    await context.close()
  },
  as: async ({ chromiumBrowser, contextOptions, baseURL, sessions }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (email, options = {}) => {
      const context = await chromiumBrowser.newContext({
        ...contextOptions,
        ...(baseURL && { baseURL }),
        viewport: { width: options.width ?? 1280, height: 800 },
        ...(options.dark && { colorScheme: 'dark' as const }),
      })
      contexts.push(context)
      // As the toggle in the header leaves it, so that the page starts in the scheme that the server did not know.
      if (options.dark) await context.addInitScript(() => localStorage.setItem('mantine-color-scheme-value', 'dark'))
      const page = await context.newPage()
      const known = sessions.get(email)
      if (known && Date.now() - known.since < FRESH) await context.addCookies(known.cookies)
      else {
        await signIn(page, email, options.locale)
        const cookies = (await context.cookies()).filter(({ name }) => name === 'stoa.session')
        expect(cookies).toHaveLength(1)
        sessions.set(email, { cookies, since: Date.now() })
        await page.goto('about:blank')
      }
      return page
    })
    for (const context of contexts) await context.close()
  },
})
export { expect }
