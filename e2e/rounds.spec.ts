import { agree, expect, test } from './support/fixtures'

test('a dry run first, then sealed offers, a short list and a final round from the best offer on', async ({ as }) => {
  test.setTimeout(180_000)
  const lin = await as('lin@northwind-rail.example')
  await agree(lin)
  await lin.goto('/en/auctions/new')
  await lin.getByRole('textbox', { name: 'Title', exact: true }).fill('Uniforms')
  await lin.getByRole('textbox', { name: 'Line', exact: true }).fill('Conductor uniform')
  await lin.getByLabel(/^Ceiling in/).fill('5000')
  for (const name of ['Ostrava Fasteners', 'Suzhou Precision Parts']) await lin.getByRole('checkbox', { name }).check()
  await lin.getByRole('button', { name: 'Save as draft' }).click()
  await lin.waitForURL(/\/auctions\/[0-9a-f-]{36}$/)

  const main = lin.locator('#main')
  await main.getByRole('button', { name: 'Run', exact: true }).click()
  await expect(main.getByTestId('dry-run')).toContainText('Would be awarded at')
  await expect(main.getByTestId('replay')).toContainText('not open yet')
  await main.getByRole('slider', { name: 'Moment' }).press('End')
  await expect(main.getByTestId('replay')).toContainText('closed')
  await expect(main.getByTestId('replay')).toContainText('Simulated bidder')
  await main.getByLabel('Seen by').selectOption('A')
  await main.getByRole('slider', { name: 'Moment' }).press('End')
  await expect(main.getByTestId('replay')).toContainText('Rank:')
  await expect(main.getByTestId('replay')).not.toContainText('Simulated bidder')

  await main.getByRole('link', { name: 'Edit' }).click()
  await lin.getByLabel('Format').selectOption('sealed-first')
  await lin.getByRole('switch', { name: 'Open at once' }).check({ force: true })
  await lin.getByRole('button', { name: 'Publish and invite 2' }).click()
  await lin.waitForURL(/\/auctions\/[0-9a-f-]{36}$/)
  const first = new URL(lin.url()).pathname

  const petra = await as('petra@ostrava-fasteners.example')
  const chen = await as('chen@suzhou-precision.example')
  for (const [page, amount] of [
    [petra, '4200'],
    [chen, '4650'],
  ] as const) {
    await page.goto(first)
    await page.getByRole('button', { name: 'Accept and take part' }).click()
    await page.getByLabel('My sealed bid in EUR').fill(amount)
    await page.getByRole('button', { name: 'Bid', exact: true }).click()
    await expect(page.getByTestId('rank')).toHaveText('bid is in', { timeout: 15_000 })
  }
  await main.getByRole('button', { name: 'Close now' }).click()
  await expect(main.getByText('Short list', { exact: true })).toBeVisible()
  await expect(main.getByRole('checkbox', { name: /Ostrava/ })).toBeChecked()
  await main.getByRole('checkbox', { name: /Suzhou/ }).uncheck()
  await main.getByRole('button', { name: 'Set up with 1 bidder' }).click()

  await expect(lin.getByRole('heading', { name: 'Round 2' })).toBeVisible()
  await expect(lin.getByLabel(/^Ceiling in/)).toHaveValue('4200.00')
  await lin.getByLabel('Format').selectOption('english-reverse')
  await lin.getByRole('switch', { name: 'Open at once' }).check({ force: true })
  await lin.getByRole('button', { name: 'Publish and invite 1' }).click()
  await expect(main.getByRole('link', { name: 'Round 1' })).toBeVisible()

  // Who is out sees that it goes on, and not where; who is in gets there from the first round.
  await chen.goto(first)
  await expect(chen.locator('#main').getByText('goes on in another round')).toBeVisible()
  await expect(chen.locator('#main').getByRole('link', { name: 'Round 2' })).toHaveCount(0)
  await petra.goto(first)
  await petra.locator('#main').getByRole('link', { name: 'Round 2' }).click()
  await petra.getByRole('button', { name: 'Accept and take part' }).click()
  await petra.getByLabel('Next bid in EUR').fill('4100')
  await petra.getByRole('button', { name: 'Bid', exact: true }).click()
  await expect(petra.getByTestId('rank')).toContainText('1', { timeout: 15_000 })
  await main.getByRole('button', { name: 'Close now' }).click()
  await main.getByRole('button', { name: 'Award and order' }).click()
  await expect(main.getByText('Awarded to Ostrava Fasteners at 4,100.00 EUR.')).toBeVisible()
})
