import { expect, test } from './support/fixtures'

test('Lin orders bolts, Petra confirms and ships, Lin receives', async ({ as }) => {
  const lin = await as('lin@northwind-rail.example')
  await lin.getByRole('combobox', { name: 'Search products' }).fill('hxe bolt m10')
  await lin.keyboard.press('Enter')
  await expect(lin.getByText('Nothing starts with “hxe”')).toBeVisible()
  await lin.getByRole('link', { name: 'Ostrava Fasteners' }).click()
  await expect(lin).toHaveURL(/supplier=/)
  await lin.getByTestId('product').first().getByRole('link').first().click()
  await expect(lin.getByRole('heading', { name: 'Price of one unit over time' })).toBeVisible()

  await lin.getByLabel('My quantity').fill('5000')
  await lin.getByRole('button', { name: 'Show prices' }).click()
  await expect(lin).toHaveURL(/quantity=5000/)
  const row = lin.getByRole('row').filter({ hasText: 'Ostrava Fasteners' })
  await expect(row).toContainText('5,000 piece')
  await row.getByRole('button', { name: /Add/ }).click()
  await expect(lin.getByText('is in the cart')).toBeVisible()

  await lin.getByRole('navigation', { name: 'Menu' }).getByRole('link', { name: /^Cart/ }).click()
  await expect(lin.getByRole('heading', { name: 'Ostrava Fasteners' })).toBeVisible()
  await lin.getByRole('link', { name: 'Checkout' }).click()
  await lin.getByLabel('Your reference').fill('Depot 7')
  const place = lin.getByRole('button', { name: /Place order/ })
  await expect(place).toContainText('EUR')
  await place.click()
  await lin.waitForURL(/\/orders\/[0-9a-f-]{36}/)
  const url = lin.url()
  const number = (await lin.getByRole('heading', { level: 1 }).textContent())?.match(/PO-\d+/)?.[0] ?? ''

  const petra = await as('petra@ostrava-fasteners.example')
  await petra.goto('/en/orders?side=supplier&search=Depot')
  await petra.getByRole('link', { name: number }).first().click()
  await petra.getByRole('button', { name: 'Confirm in full' }).click()
  await expect(petra.getByText('Order confirmed')).toBeVisible()
  await petra.getByRole('button', { name: 'Ship' }).click()
  const dialog = petra.getByRole('dialog')
  const box = await dialog.boundingBox()
  if (!box) throw new Error('the dialog is not on the screen')
  await petra.mouse.click(box.x + 3, box.y + 3)
  await expect(dialog).toBeVisible()
  await petra.mouse.click(box.x + 3, box.y - 6)
  await expect(dialog).toBeHidden()
  await petra.getByRole('button', { name: 'Ship' }).click()
  await petra.getByLabel('Tracking number').fill('TRK-1')
  await petra.getByRole('dialog').getByRole('button', { name: 'Ship' }).click()
  await expect(petra.getByRole('heading', { level: 1 })).toContainText('Shipped')

  await lin.goto(url)
  await lin.getByRole('button', { name: 'Receive' }).click()
  await lin.getByRole('dialog').getByRole('button', { name: 'Receive' }).click()
  await expect(lin.getByRole('heading', { level: 1 })).toContainText('Received')
  const pdf = await lin.request.get(`/api/orders/${url.split('/').at(-1)}/pdf?lang=zh`)
  expect([pdf.status(), pdf.headers()['content-type'], (await pdf.body()).subarray(0, 5).toString()]).toEqual([
    200,
    'application/pdf',
    '%PDF-',
  ])
})

test('an order is paid by card on the hosted page', async ({ as }) => {
  const lin = await as('lin@northwind-rail.example')
  await lin.goto('/en/catalog?q=safety+helmet&sort=price_desc')
  await lin
    .getByTestId('product')
    .first()
    .getByLabel(/^Quantity of/)
    .fill('3')
  await lin.getByTestId('product').first().getByRole('button', { name: /^Add/ }).click()
  await expect(lin.getByText('is in the cart')).toBeVisible()
  await lin.goto('/en/checkout')
  await lin.getByRole('radio', { name: 'By card' }).click()
  await lin.getByRole('button', { name: /Place order/ }).click()
  await lin.waitForURL(/\/c\/pay\//)
  await lin.getByRole('button', { name: /Pay/ }).click()
  await lin.waitForURL(/\/orders\/.*paid=1/)
  await expect(lin.getByText('paid', { exact: true }).first()).toBeVisible()
})
