import { expect, test } from './support/fixtures'

test('Petra ticks orders with the keyboard and confirms them together', async ({ as }) => {
  const petra = await as('petra@ostrava-fasteners.example')
  await petra.goto('/en/orders?side=supplier&state=placed&state=confirmed')
  const placed = petra.locator('tr[data-href]').filter({ hasText: 'Placed' })
  await expect(placed.first()).toBeVisible()
  const waiting = await placed.count()
  const first = placed.first()
  const number = (await first.getByRole('link').textContent()) ?? ''
  await first.focus()
  await petra.keyboard.press(' ')
  await expect(first.getByRole('checkbox', { name: `Select order ${number}` })).toBeChecked()
  const bar = petra.getByRole('toolbar')
  await expect(bar).toContainText('1 selected')

  await petra.getByRole('checkbox', { name: 'Select order', exact: true }).check()
  await bar.getByRole('button', { name: `Confirm in full (${waiting})` }).click()
  await expect(petra.getByText(`Confirm in full: ${waiting} done`)).toBeVisible()
  await expect(petra.locator('tr[data-href]').filter({ hasText: number })).toContainText('Confirmed')
  await expect(bar).toBeHidden()
})
