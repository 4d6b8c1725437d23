import { agree, expect, test } from './support/fixtures'

test('a requester sees the fee before ordering, the supplier after, the operator in its ledger; new fees ask for consent', async ({
  as,
}) => {
  const tomas = await as('tomas@northwind-rail.example')
  await tomas.goto('/en/catalog?q=hex+bolt&sort=price_desc')
  const card = tomas.getByTestId('product').filter({ hasText: 'EUR' }).first()
  await card.getByRole('textbox', { name: /Quantity/ }).fill('200')
  await card.getByRole('button', { name: /Add/ }).click()
  await expect(tomas.getByText('is in the cart')).toBeVisible()
  await tomas.goto('/en/checkout')
  await expect(tomas.locator('#main')).toContainText('Fee of the network, billed apart: Order handling 0.35 EUR')
  await tomas.getByRole('button', { name: /Place order/ }).click()
  await tomas.waitForURL(/\/orders\/[0-9a-f-]{36}/)
  const number = (await tomas.getByRole('heading', { level: 1 }).textContent())?.match(/PO-\d+/)?.[0] ?? ''
  await expect(tomas.locator('#main')).toContainText('Fee of the network: Order handling 0.35 EUR')
  await expect(tomas.locator('#main')).not.toContainText('Transaction share')

  const ingrid = await as('hub@meridian-network.example')
  await ingrid.goto('/en/fees')
  const rows = ingrid.locator('#main tbody tr', { hasText: number })
  await expect(rows.filter({ hasText: 'Order handling' })).toContainText('Northwind Rail')
  await ingrid.goto('/en/network')
  await ingrid.locator('#main a[href*="/network/"]').click()
  const main = ingrid.locator('#main')
  await main.getByRole('button', { name: 'Add a fee' }).click()
  const fee = main.getByRole('textbox', { name: 'Name' })
  await expect(fee.last()).toBeVisible()
  await fee.last().fill('Onboarding')
  await main.getByRole('textbox', { name: 'At least' }).last().fill('9')
  await main.getByRole('textbox', { name: 'At most' }).last().fill('5')
  await agree(ingrid)
  await main.getByRole('button', { name: 'Publish' }).click()
  await expect(main.getByText('Must not be below the minimum.')).toBeVisible()
  await expect(main.getByText('Fill this in.').first()).toBeVisible()
})
