import { expect, test } from './support/fixtures'

test('Amara maps categories and a unit once; everybody finds by them and sees prices of one own unit', async ({ as }) => {
  const amara = await as('amara@northwind-rail.example')
  const lin = await as('lin@northwind-rail.example')
  const main = amara.locator('#main')
  await amara.goto('/en/catalogs')
  await main.getByRole('link', { name: 'Categories and units' }).click()
  await amara.waitForURL(/\/catalogs\/mapping/)
  await main.getByLabel('Add categories, a line each').fill('M80 Wipes and cloths\nM90')
  await main.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(main.getByText('A code and a name are needed in line 2.')).toBeVisible()
  await main.getByLabel('Add categories, a line each').fill('M80 Wipes and cloths')
  await main.getByRole('button', { name: 'Add', exact: true }).click()
  await expect(main.getByText('M80 · Wipes and cloths').first()).toBeVisible()
  const row = main.getByRole('row', { name: /Wipes and cloths/ })
  await expect(row.getByText('proposed')).toBeVisible()
  await main.getByRole('button', { name: /^Save/ }).click()
  await expect(row.getByText('proposed')).toHaveCount(0)
  await expect(row.getByRole('combobox')).toHaveValue(/./)

  await lin.goto('/en/catalog')
  await lin.locator('#main').getByRole('link', { name: 'M80 Wipes and cloths' }).first().click()
  await lin.waitForURL(/own=/)
  await expect(lin.locator('#main').getByTestId('product').first()).toContainText('Cleaning wipe')
  await lin.goto('/en/catalog?q=safety+shoe')
  await lin.locator('#main').getByTestId('product').first().getByRole('link').first().click()
  await expect(
    lin
      .locator('#main')
      .getByText(/for one piece/)
      .first(),
  ).toBeVisible()
})
