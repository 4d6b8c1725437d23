import { readFileSync } from 'node:fs'
import { Client } from 'pg'
import { databaseNote } from '../scripts/testing/database-note'
import { expect, test } from './support/fixtures'

/** Names of products that several suppliers offer, from the demo. */
async function wantedProducts(count: number): Promise<string[]> {
  const client = new Client({ connectionString: readFileSync(databaseNote('3210'), 'utf8') })
  await client.connect()
  const { rows } = await client.query<{ part: string }>(
    `select p.part_number as part from product p join offer o on o.product_id = p.id
     where p.part_number is not null and o.withdrawn_at is null and o.maximum is null group by p.id
     having count(distinct o.supplier_id) >= 3 order by p.part_number limit $1`,
    [count],
  )
  await client.end()
  return rows.map(({ part }) => part)
}

test('Lin pastes a list of thirty lines, looks at who could deliver what, and takes the best split into the cart', async ({ as }) => {
  const parts = await wantedProducts(30)
  expect(parts).toHaveLength(30)
  const lin = await as('lin@northwind-rail.example')
  const main = lin.locator('#main')
  await lin.goto('/en/lists')
  await main.getByRole('textbox', { name: 'Name of a new list' }).fill('Depot, week 48')
  await main.getByRole('button', { name: 'Create' }).click()
  await lin.waitForURL(/\/lists\/[0-9a-f-]{36}/)
  await main.getByRole('button', { name: 'Paste lines' }).click()
  const dialog = lin.getByRole('dialog')
  await dialog.getByRole('textbox', { name: 'One product a line' }).fill(`${parts[0]}; lots`)
  await dialog.getByRole('button', { name: 'Add' }).click()
  await expect(dialog.getByRole('alert')).toContainText('Row 1, “lots”')
  await dialog
    .getByRole('textbox', { name: 'One product a line' })
    .fill(parts.map((part, index) => `${part}; ${40 + index * 10}`).join('\n'))
  await dialog.getByRole('button', { name: 'Add' }).click()
  await expect(dialog).toBeHidden()
  await expect(main.getByText('30 lines', { exact: true })).toBeVisible()
  await expect(main.getByText('not found')).toHaveCount(0)

  await main.getByLabel('Suppliers at most').fill('1')
  await main.getByRole('button', { name: 'Find the best split' }).click()
  await expect(main.getByText(/At least \d+ suppliers are needed/)).toBeVisible({ timeout: 30_000 })

  await main.getByLabel('Suppliers at most').fill('')
  await main.getByRole('button', { name: 'Find the best split' }).click()
  const cards = main.getByTestId('scenario')
  await expect(cards).toHaveCount(4, { timeout: 40_000 })
  await expect(cards.first()).toContainText('Cheapest')
  await expect(cards.first()).toContainText('the least of all')
  await expect(main.getByRole('table', { name: 'By line' }).locator('tbody tr')).toHaveCount(30)
  await cards.filter({ hasText: 'Balanced' }).getByRole('button', { name: 'Into the cart' }).click()
  await lin.waitForURL(/\/cart$/)
  await expect(main.getByRole('heading', { level: 1, name: 'Cart' })).toBeVisible()
  await expect(main.locator('tbody tr')).toHaveCount(30)
  await main.getByRole('button', { name: 'Find a better split' }).click()
  await lin.waitForURL(/\/lists\/[0-9a-f-]{36}/)
  await expect(main.getByText('30 lines', { exact: true })).toBeVisible()
})
