import { readFileSync } from 'node:fs'
import { expect, test } from './support/fixtures'

test('Petra ticks orders with the keyboard and confirms them together', async ({ as }) => {
  const petra = await as('petra@ostrava-fasteners.example')
  await petra.goto('/en/orders?side=supplier&state=placed&state=confirmed')
  const placed = petra.locator('#main tr[data-href]').filter({ hasText: 'Placed' })
  await expect(placed.first()).toBeVisible()
  const waiting = await placed.count()
  const first = placed.first()
  const number = (await first.getByRole('link').textContent()) ?? ''
  const address = (await first.getAttribute('data-href')) ?? ''
  await first.focus()
  await petra.keyboard.press(' ')
  await expect(first.getByRole('checkbox', { name: `Select order ${number}` })).toBeChecked()
  const bar = petra.getByRole('toolbar')
  await expect(bar).toContainText('1 selected')

  await petra.getByRole('checkbox', { name: 'Select order', exact: true }).check()
  await bar.getByRole('button', { name: `Confirm in full (${waiting})` }).click()
  await expect(petra.getByText(`Confirm in full: ${waiting} done`)).toBeVisible()
  await expect(petra.locator(`tr[data-href="${address}"]`)).toContainText('Confirmed')
  await expect(bar).toBeHidden()
})

test('a column sorts, on a phone too; a hidden column is missing from the file, head and cells alike', async ({ as }) => {
  const lin = await as('lin@northwind-rail.example')
  await lin.goto('/en/orders')
  const table = lin.locator('#main table')
  await table.getByRole('link', { name: 'Total' }).click()
  await lin.waitForURL(/sort=gross/)
  await expect(table.locator('th[aria-sort="ascending"]')).toHaveText('Total')
  const amounts = async () =>
    (await table.locator('td[data-label="Total"]').allTextContents()).map((text) => Number(text.replace(/[^\d.]/g, '')))
  const rising = await amounts()
  expect(rising.length).toBeGreaterThan(10)
  expect(rising).toEqual([...rising].sort((a, b) => a - b))
  await table.getByRole('link', { name: 'Total' }).click()
  await lin.waitForURL(/sort=-gross/)
  const falling = await amounts()
  expect(falling[0]).toBeGreaterThan(rising[0] as number)

  await lin.getByRole('button', { name: 'Columns' }).click()
  await lin.getByRole('checkbox', { name: 'Supplier' }).uncheck()
  const [file] = await Promise.all([lin.waitForEvent('download'), lin.getByRole('button', { name: 'CSV' }).click()])
  const lines = readFileSync(await file.path(), 'utf8').split('\r\n')
  expect(lines[0]).not.toContain('Supplier')
  for (const line of lines) expect(line.split('","')).toHaveLength(4)
  await lin.getByRole('checkbox', { name: 'Supplier' }).check()

  await lin.setViewportSize({ width: 390, height: 800 })
  await expect(table.getByRole('link', { name: 'Total' })).toBeVisible()
  await lin.getByRole('checkbox', { name: 'Select order', exact: true }).check()
  await expect(lin.getByRole('toolbar')).toContainText(/\d+ selected/)
})
