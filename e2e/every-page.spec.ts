import AxeBuilder from '@axe-core/playwright'
import { expect, test } from './support/fixtures'

const pages: Record<string, string[]> = {
  'lin@northwind-rail.example': [
    '/',
    '/catalog?q=glove',
    '/cart',
    '/favourites',
    '/orders',
    '/auctions',
    '/auctions/new',
    '/reports',
    '/settings',
  ],
  'petra@ostrava-fasteners.example': ['/', '/orders?side=supplier', '/selling', '/auctions', '/network', '/reports'],
  'hub@meridian-network.example': ['/', '/network', '/rates'],
}

for (const [email, paths] of Object.entries(pages))
  for (const look of [
    { locale: 'en', width: 1280, dark: false },
    { locale: 'zh', width: 390, dark: true },
  ] as const)
    test(`${email}, ${look.locale}, ${look.width} pixels: every page is whole, accessible and fits`, async ({ as }) => {
      test.setTimeout(120_000)
      const page = await as(email, look)
      const errors: string[] = []
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
      page.on('pageerror', (error) => errors.push(error.message))
      for (const path of paths) {
        await page.goto(`/${look.locale}${path}`)
        await expect(page.getByRole('heading', { level: 1 }).first(), path).toBeVisible()
        const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']).analyze()
        expect(
          violations.map(
            ({ id, nodes }) =>
              `${path} ${id}: ${nodes
                .slice(0, 3)
                .map((node) => node.html.slice(0, 160))
                .join(' | ')}`,
          ),
        ).toEqual([])
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
        expect(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0)
      }
      expect(errors).toEqual([])
    })
