import { agree, expect, test } from './support/fixtures'

test('sealed bids stay unseen until the end; the best one wins at the price of the second', async ({ as }) => {
  test.setTimeout(120_000)
  const lin = await as('lin@northwind-rail.example')
  await lin.goto('/en/auctions/new')
  await lin.getByRole('textbox', { name: 'Title', exact: true }).fill('Cleaning of the depots')
  await lin.getByRole('textbox', { name: 'Line', exact: true }).fill('Cleaning, one year')
  await lin.getByLabel(/^Ceiling in/).fill('9000')
  await lin.getByLabel('Format').selectOption('sealed-second')
  await expect(lin.getByLabel('Decrement')).toBeHidden()
  await lin.getByRole('switch', { name: 'Open at once' }).check({ force: true })
  for (const name of ['Ostrava Fasteners', 'Suzhou Precision Parts']) await lin.getByRole('checkbox', { name }).check()
  await lin.getByRole('button', { name: 'Publish and invite 2' }).click()
  await lin.waitForURL(/\/auctions\/[0-9a-f-]{36}/)
  const path = new URL(lin.url()).pathname

  const petra = await as('petra@ostrava-fasteners.example')
  const chen = await as('chen@suzhou-precision.example')
  for (const page of [petra, chen]) {
    await page.goto(path)
    await page.getByRole('button', { name: 'Accept and take part' }).click()
    await expect(page.getByText('until the end')).toBeVisible({ timeout: 15_000 })
  }
  const bid = async (page: typeof petra, amount: string) => {
    await page.getByLabel('My sealed bid in EUR').fill(amount)
    await page.getByRole('button', { name: 'Bid', exact: true }).click()
    await expect(page.getByTestId('rank')).toHaveText('bid is in')
  }
  await bid(petra, '7777')
  await bid(chen, '8321.50')
  await expect(lin.getByText('2 bids are in.')).toBeVisible()
  await expect(lin.getByTestId('lead')).toHaveText('–')
  for (const page of [lin, chen]) expect(await page.content()).not.toContain('7,777')

  await agree(lin)
  await lin.getByRole('button', { name: 'Close now' }).click()
  await expect(lin.getByTestId('lead')).toHaveText(/7,777.00/)
  await expect(chen.getByText('Another bid was better at the end.')).toBeVisible()
  await lin.getByRole('button', { name: 'Award and order' }).click()
  await lin.getByRole('link', { name: 'To the order' }).click()
  await expect(lin.getByText('8,321.50 EUR').first()).toBeVisible()
})
