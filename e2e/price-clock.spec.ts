import type { Page } from '@playwright/test'
import { type As, expect, test } from './support/fixtures'

/** Lin sets up an auction with a price clock; Petra and Chen sit in its room when it opens. */
async function room(as: As, set: (lin: Page) => Promise<void>) {
  const lin = await as('lin@northwind-rail.example')
  await lin.goto('/en/auctions/new')
  await lin.getByRole('textbox', { name: 'Title', exact: true }).fill('Pallets')
  await lin.getByRole('textbox', { name: 'Line', exact: true }).fill('Euro pallet, used')
  await lin.getByLabel(/^Ceiling in/).fill('1000')
  await set(lin)
  await expect(lin.getByLabel('Extend at the end')).toBeHidden()
  await lin.getByRole('switch', { name: 'Open in half a minute' }).check({ force: true })
  for (const name of ['Ostrava Fasteners', 'Suzhou Precision Parts']) await lin.getByRole('checkbox', { name }).check()
  await lin.getByRole('button', { name: 'Publish and invite 2' }).click()
  await lin.waitForURL(/\/auctions\/[0-9a-f-]{36}/)
  const path = new URL(lin.url()).pathname
  const petra = await as('petra@ostrava-fasteners.example')
  const chen = await as('chen@suzhou-precision.example', { width: 390, locale: 'zh' })
  await petra.goto(path)
  await petra.getByRole('button', { name: 'Accept and take part' }).click()
  await chen.goto(path.replace('/en/', '/zh/'))
  await chen.getByRole('button', { name: '接受并参加' }).click()
  return { lin, petra, chen }
}

test('a falling price: who accepts stays in, who does not is out', async ({ as }) => {
  test.setTimeout(120_000)
  const { lin, petra, chen } = await room(as, async (lin) => {
    await lin.getByLabel('Format').selectOption('japanese-reverse')
    await lin.getByLabel('Step of the price').fill('5')
    await lin.getByLabel('Each price is shown for').fill('12')
    await lin.getByLabel(/^Lowest price in/).fill('800')
  })
  await petra.getByRole('button', { name: 'Accept 1,000.00 EUR' }).click({ timeout: 40_000 })
  await expect(petra.getByTestId('rank')).toHaveText('Accepted, in')
  await expect(petra.getByRole('button', { name: '1,000.00 EUR accepted' })).toBeDisabled()
  await chen.getByRole('button', { name: '接受 1,000.00 EUR' }).click()
  await expect(lin.getByText('accepts', { exact: true })).toHaveCount(2)
  await expect(lin.getByRole('button', { name: '+ 5 minutes' })).toBeHidden()
  await chen.getByRole('button', { name: '接受 950.00 EUR' }).click({ timeout: 20_000 })
  await expect(petra.getByText('Another bid was better at the end.')).toBeVisible({ timeout: 20_000 })
  await expect(petra.getByTestId('rank')).toHaveText('Out')
  await expect(lin.getByText('out', { exact: true })).toBeVisible()
  await lin.getByRole('button', { name: 'Award and order' }).click()
  await lin.getByRole('link', { name: 'To the order' }).click()
  await expect(lin.getByText('950.00 EUR').first()).toBeVisible()
})

test('a rising price: the first to accept takes the lot', async ({ as }) => {
  test.setTimeout(120_000)
  const { lin, petra, chen } = await room(as, async (lin) => {
    await lin.getByLabel('Format').selectOption('dutch-reverse')
    await lin.getByLabel('Step of the price').fill('10')
    await lin.getByLabel('Each price is shown for').fill('8')
    await lin.getByLabel(/^Lowest price in/).fill('500')
  })
  await petra.getByRole('button', { name: 'Take the lot at 550.00 EUR' }).click({ timeout: 60_000 })
  await expect(petra.getByText('Your bid was the best at the end.')).toBeVisible()
  await expect(chen.getByRole('button', { name: /得标/ })).toBeHidden()
  await expect(lin.getByTestId('lead')).toHaveText('550.00 EUR')
})
