import { expect, test } from './support/fixtures'

test('Amara looks for duplicates and joins two products; everybody in the company sees one, until she splits them again', async ({
  as,
}) => {
  const amara = await as('amara@northwind-rail.example')
  const lin = await as('lin@northwind-rail.example', { width: 390, locale: 'zh' })
  const broken: string[] = []
  for (const page of [amara, lin]) page.on('pageerror', ({ message }) => broken.push(message))
  const main = amara.locator('#main')
  await amara.goto('/en/catalogs')
  await main.getByRole('link', { name: 'Duplicates' }).click()
  await amara.waitForURL(/\/catalogs\/duplicates/)
  await main.getByRole('button', { name: 'Look for duplicates' }).click()
  await expect(main.getByRole('button', { name: 'Look for duplicates' })).toBeEnabled()
  const first = main.getByTestId('duplicate').filter({ hasText: 'same manufacturer part number' }).first()
  await expect(first).toContainText('≠')
  // What the search still finds may come before it.
  const label = (await first.getAttribute('aria-label')) ?? ''
  const pair = main.getByRole('article', { name: label })
  const links = pair.getByRole('link')
  const [other, head] = [await links.nth(0).getAttribute('href'), await links.nth(1).getAttribute('href')] as [string, string]
  await pair.getByRole('radio').nth(1).check()
  await pair.getByRole('button', { name: 'Merge', exact: true }).click()
  await expect(pair).toHaveCount(0)

  await lin.goto(other.replace('/en/', '/zh/'))
  const seen = lin.locator('#main')
  await expect(seen.getByText('2 个商品合并显示')).toBeVisible()
  await expect(seen).toContainText('Suzhou Precision Parts')
  const offers = seen.getByRole('table', { name: '报价' }).locator('tbody tr')
  await expect(offers.first()).toBeVisible()
  const together = await offers.count()
  expect(together).toBeGreaterThanOrEqual(3)

  await amara.goto(head)
  await main.getByRole('button', { name: 'Take out' }).last().click()
  await expect(main.getByText('2 products shown as one')).toHaveCount(0)
  await lin.goto(other.replace('/en/', '/zh/'))
  // The page is there when its offers are; before, nothing is merged on it either.
  await expect(offers.first()).toBeVisible()
  await expect(seen.getByText('2 个商品合并显示')).toHaveCount(0)
  const apart = await offers.count()
  expect(apart).toBeLessThan(together)
  await lin.goto(head.replace('/en/', '/zh/'))
  await expect(offers).toHaveCount(together - apart)
  await amara.goto('/en/catalogs/duplicates?state=apart')
  await expect(main.getByRole('article', { name: label })).toBeVisible()
  expect(broken).toEqual([])
})
