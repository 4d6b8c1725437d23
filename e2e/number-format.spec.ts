import { expect, test } from './support/fixtures'

test('Tomas writes numbers with a decimal comma, and reads and types them so', async ({ as }) => {
  const page = await as('tomas@northwind-rail.example')
  const choose = async (label: string) => {
    await page.goto('/en/settings')
    await page.locator('#main').getByLabel('Numbers').selectOption({ label })
    await page.getByRole('button', { name: 'Save' }).first().click()
    await expect(page.getByText('Saved', { exact: true }).first()).toBeVisible()
  }
  const prices = page.locator('#main').getByText(/\d,\d{2,4}\s[A-Z]{3}/)

  await choose('1.234.567,89')
  await page.goto('/en/catalog?q=bolt')
  await expect(prices.first()).toBeVisible()
  await page.getByRole('textbox', { name: 'Price from' }).fill('0,05')
  await page.getByRole('textbox', { name: 'Price from' }).press('Enter')
  await page.waitForURL(/0\.05/)

  await choose('1,234,567.89')
  await page.goto('/en/catalog?q=bolt')
  await expect(
    page
      .locator('#main')
      .getByText(/\d\.\d{2,4}\s[A-Z]{3}/)
      .first(),
  ).toBeVisible()
  await expect(prices).toHaveCount(0)
})
