import { expect, test } from './support/fixtures'

const svg = Buffer.from(
  '<svg xmlns="http://www.w3.org/2000/svg" width="80" height="80"><script>document.title="owned"</script><circle cx="40" cy="40" r="30" fill="teal"/></svg>',
)

test('Petra adds a product with a picture and a data sheet; Lin sees both and starts an auction from it', async ({ as }) => {
  test.setTimeout(120_000)
  const petra = await as('petra@ostrava-fasteners.example')
  await petra.goto('/en/selling')
  await petra.getByRole('link', { name: 'Main catalog' }).click()
  await petra.getByRole('link', { name: 'Edit offers' }).click()
  await petra.getByRole('link', { name: 'New offer' }).click()
  await petra.waitForURL(/offers\/new/)
  await petra.getByRole('textbox', { name: 'Part number', exact: true }).fill('OF-EYE-20')
  await petra.getByLabel('Name, English').fill('Eye bolt M20 forged')
  await petra.getByLabel('Name, Chinese').fill('锻造吊环螺栓 M20')
  await petra.getByRole('combobox', { name: 'Category', exact: true }).fill('Bolt')
  await petra.getByRole('option', { name: /Bolts · 31161600/ }).click()
  await petra.getByRole('textbox', { name: 'Price', exact: true }).fill('12;5')
  await petra.getByRole('button', { name: 'Publish' }).click()
  await expect(petra.getByText('Check this field.')).toBeVisible()
  await petra.getByRole('textbox', { name: 'Price', exact: true }).fill('12.5')
  await petra.getByRole('button', { name: 'Add an attribute' }).click()
  await petra.getByRole('textbox', { name: 'Attribute', exact: true }).fill('Load')
  await petra.getByRole('textbox', { name: 'Value', exact: true }).fill('1200')
  await petra.getByRole('textbox', { name: 'Unit', exact: true }).fill('kg')
  await petra.getByRole('textbox', { name: 'What goes with it' }).fill('OF-00155; OF-00228')
  await petra.getByRole('button', { name: 'Publish' }).click()
  await petra.waitForURL(/offers\/OF-EYE-20/)

  const chooser = (button: string) => Promise.all([petra.waitForEvent('filechooser'), petra.getByRole('button', { name: button }).click()])
  const [pictures] = await chooser('Add pictures')
  await pictures.setFiles({ name: 'eye.svg', mimeType: 'image/svg+xml', buffer: svg })
  await expect(petra.getByRole('img', { name: 'eye.svg' })).toBeVisible()
  const [wrong] = await chooser('Add pictures')
  await wrong.setFiles({ name: 'notes.png', mimeType: 'image/png', buffer: Buffer.from('not a picture') })
  await expect(petra.getByText(/notes.png: This is not a picture/)).toBeVisible()
  const [documents] = await chooser('Add PDFs')
  await documents.setFiles({ name: 'sheet.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7 data') })
  await expect(petra.getByRole('link', { name: 'sheet.pdf' })).toBeVisible()

  await petra.goto('/en/selling')
  await petra.getByRole('link', { name: 'Main catalog' }).click()
  const [stock] = await chooser('Import a file')
  await stock.setFiles({
    name: 'stock.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from('part;stock;lead time\nOF-EYE-20;77;2\nOF-NEVER;1;1\n'),
  })
  await expect(petra.getByRole('status')).toHaveText('One line changed; buyers see it now. Not in this catalog: OF-NEVER')

  const lin = await as('lin@northwind-rail.example')
  await expect(async () => {
    await lin.goto('/en/catalog?q=eye+bolt+forged')
    await expect(lin.getByRole('link', { name: 'Eye bolt M20 forged' }).first()).toBeVisible({ timeout: 1500 })
  }).toPass({ timeout: 15_000 })
  await lin.getByRole('link', { name: 'Eye bolt M20 forged' }).first().click()
  const picture = lin.getByRole('img', { name: 'Eye bolt M20 forged' })
  await expect(picture).toBeVisible()
  const kept = await lin.request.get((await picture.getAttribute('src')) as string)
  expect(kept.headers()['content-type']).toBe('image/webp')
  expect((await kept.body()).toString('latin1')).not.toContain('script')
  const sheet = await lin.request.get((await lin.getByRole('link', { name: 'sheet.pdf' }).getAttribute('href')) as string)
  expect(sheet.headers()['content-disposition']).toContain('attachment')
  expect(sheet.headers()['content-security-policy']).toContain('sandbox')
  await expect(lin.getByText('1200 kg')).toBeVisible()

  await expect(lin.getByText('77 pieces in stock')).toBeVisible()
  const accessories = lin.locator('#main').getByRole('region', { name: 'Goes with it' })
  await expect(accessories.getByRole('link')).toHaveCount(2)
  await accessories.getByRole('button', { name: /^Add/ }).first().click()
  await expect(lin.getByText(/is in the cart/)).toBeVisible()
  await lin.goto('/en/cart')
  await lin
    .locator('#main')
    .getByRole('button', { name: /^Remove/ })
    .first()
    .click()
  await lin.goBack()

  await lin.getByRole('link', { name: 'Make it an auction' }).click()
  await expect(lin.getByRole('textbox', { name: 'Line', exact: true })).toHaveValue('Eye bolt M20 forged')
  await expect(lin.getByRole('checkbox', { name: /Ostrava Fasteners/ })).toBeChecked()
})
