import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { expect, test } from './support/fixtures'

/** Paths; what stands behind > is a link on the page before, which is followed. */
const pages: Record<string, string[]> = {
  'lin@northwind-rail.example': [
    '/',
    '/catalog?q=glove',
    '/catalog?q=workstation > a[href*="/configure"]',
    '/catalog?q=depot+track > [data-testid="product"] a[href*="/catalog/"] > a[href$="/enrich"]',
    '/cart',
    '/favourites',
    '/requests',
    '/requests?state=open > a[href*="/requests/0"] >> nth=1',
    '/requests/items',
    '/compare',
    '/pages',
    '/pages > a[href*="/pages/"]',
    '/deals',
    '/deals > a[href*="/deals/"]',
    '/compare > a[href*="saved="]',
    '/orders',
    '/orders?state=shipped > a[href*="/orders/0"]',
    '/documents/goods-receipts > a[href*="/documents/goods-receipts/"]',
    '/auctions',
    '/auctions/new',
    '/lists',
    '/catalogs',
    '/prices',
    '/reports',
    '/settings',
    '/settings/sign-in',
  ],
  'amara@northwind-rail.example': ['/settings', '/settings/security', '/fees', '/developers', '/catalogs/duplicates', '/catalogs/mapping'],
  'petra@ostrava-fasteners.example': [
    '/',
    '/orders?side=supplier',
    '/documents/order-responses > a[href*="/documents/order-responses/"]',
    '/documents/despatch-advices > a[href*="/documents/despatch-advices/"]',
    '/selling',
    '/selling > a:has-text("Made to order") > a[href$="/offers"] > a[href$="/BC-1"] > a[href$="/configurator"]',
    '/deals',
    '/selling > a:has-text("Main catalog") > a[href$="/offers"] > a[href*="/offers/"] >> nth=1 > a[href*="/deals/new"]',
    '/prices',
    '/auctions',
    '/network',
    '/reports',
  ],
  'hub@meridian-network.example': [
    '/',
    '/network',
    '/fees',
    '/rates',
    '/catalogs',
    '/catalogs > a:has-text("Framework 2027")',
    '/catalogs/duplicates',
    '/categories',
    '/categories?at=31160000',
    '/pages',
    '/pages > a[href*="/pages/"] > a[href$="/edit"]',
  ],
}

/** What WCAG 2.2 AA finds wrong on a page: the rule and the first three places. */
async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({ runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], resultTypes: ['violations'] })
    .analyze()
  return violations.map(({ id, nodes }) => {
    const places = nodes.slice(0, 3).map((node) => node.html.slice(0, 160))
    return `${id}: ${places.join(' | ')}`
  })
}

test('what opens above a page is accessible too', async ({ as }) => {
  test.setTimeout(120_000)
  const petra = await as('petra@ostrava-fasteners.example')
  const lin = await as('lin@northwind-rail.example', { dark: true })
  const check = async (page: Page) => expect(await faults(page)).toEqual([])
  await lin.goto('/en')
  await lin.getByRole('combobox', { name: 'Search products' }).fill('bolt')
  await expect(lin.getByRole('option').first()).toBeVisible()
  await lin.keyboard.press('ArrowDown')
  await expect(lin.getByRole('option').first()).toHaveAttribute('aria-selected', 'true')
  await check(lin)
  await lin.keyboard.press('Escape')
  await expect(lin.getByRole('listbox')).toBeHidden()
  await lin.getByRole('button', { name: 'Account' }).click()
  await expect(lin.getByRole('dialog', { name: 'Account' })).toBeVisible()
  await check(lin)
  await lin.keyboard.press('Escape')
  await expect(lin.getByRole('dialog', { name: 'Account' })).toBeHidden()
  await lin.getByRole('button', { name: /notification/i }).click()
  await expect(lin.getByRole('dialog', { name: /notification/i })).toBeVisible()
  await check(lin)

  // A head that sticks must not lie over its rows.
  await lin.goto('/en/settings/sign-in')
  await expect(lin.getByRole('cell', { name: /^Chrome on \w+ · This browser$/ })).toBeVisible()
  const [head, row] = await Promise.all([
    lin.locator('.rows thead tr').first().boundingBox(),
    lin.locator('.rows tbody tr').first().boundingBox(),
  ])
  expect((head?.y ?? 0) + (head?.height ?? 0)).toBeLessThanOrEqual((row?.y ?? 0) + 1)

  await petra.goto('/en/orders?side=supplier')
  await petra.getByRole('checkbox', { name: 'Select order', exact: true }).check()
  await petra.getByRole('button', { name: 'Columns' }).click()
  await check(petra)
  await petra.getByRole('button', { name: 'Clear' }).click()
  await expect(petra.getByRole('toolbar')).toBeHidden()
  await expect(petra.getByRole('checkbox', { name: 'Total' })).toBeChecked()
})

for (const [email, paths] of Object.entries(pages))
  for (const look of [
    { locale: 'en', width: 1280, dark: false },
    { locale: 'zh', width: 390, dark: true },
  ] as const)
    test(`${email}, ${look.locale}, ${look.width} pixels: every page is whole, accessible and fits`, async ({ as }) => {
      test.setTimeout(480_000)
      const page = await as(email, look)
      const errors: string[] = []
      page.on('console', (message) => message.type() === 'error' && errors.push(message.text()))
      page.on('pageerror', (error) => errors.push(error.message))
      for (const path of paths) {
        const [start, ...links] = path.split(' > ')
        await page.goto(`/${look.locale}${start}`)
        for (const link of links) {
          const before = page.url()
          await page.locator('#main').locator(link).first().click()
          await page.waitForURL((url) => url.href !== before)
        }
        await expect(page.getByRole('heading', { level: 1 }).first(), path).toBeVisible()
        expect(await faults(page), path).toEqual([])
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)
        expect(overflow, `${path} scrolls sideways`).toBeLessThanOrEqual(0)
      }
      expect(errors).toEqual([])
    })
