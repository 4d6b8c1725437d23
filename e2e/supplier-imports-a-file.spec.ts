import { expect, test } from './support/fixtures'

const file = (text: string) => ({ name: 'prices 2027.csv', mimeType: 'text/csv', buffer: Buffer.from(text) })

test('Petra takes in a file, mends nothing, publishes, is found within two seconds, and undoes it', async ({ as }) => {
  const petra = await as('petra@ostrava-fasteners.example')
  await petra.goto('/en/selling')
  await petra.getByRole('link', { name: 'Main catalog' }).click()
  await petra
    .locator('input[type=file]')
    .first()
    .setInputFiles(
      file(
        'Part No;Product name;Unit price;UoM;Price from 100;Finish\nZZ-1;Quokka anchor bolt M30;12,50;pcs;11.00;galvanised\nZZ-2;Quokka nut M30;abc;pcs;;\n',
      ),
    )
  await petra.getByRole('button', { name: 'Next' }).click()
  await expect(petra.getByRole('heading', { name: 'What each column means' })).toBeVisible()
  await petra.getByRole('button', { name: 'Check the rows' }).click()
  await expect(petra.getByRole('heading', { name: '1 row is not taken' })).toBeVisible({ timeout: 20_000 })
  await expect(petra.getByText('Not a number: write it like 1234.50.')).toBeVisible()
  const download = await petra.request.get(`${petra.url().replace('/en/selling/imports/', '/api/imports/')}/problems?lang=en`)
  expect(await download.text()).toContain('ZZ-2,Quokka nut M30,abc,pcs,,,price: Not a number')
  await petra.getByRole('button', { name: 'Publish 1 change' }).click()
  const published = petra.getByText(/Published as version \d+/)
  await expect(published).toBeVisible({ timeout: 20_000 })
  const version = Number(/\d+/.exec((await published.textContent()) ?? '')?.[0])

  const lin = await as('lin@northwind-rail.example')
  await expect(async () => {
    await lin.goto('/en/catalog?q=quokka')
    await expect(lin.getByTestId('product')).toHaveCount(1, { timeout: 500 })
  }).toPass({ timeout: 4000 })
  await expect(lin.locator('#main').getByText('12.50 EUR')).toBeVisible()

  petra.on('dialog', (dialog) => dialog.accept())
  await petra.goto('/en/selling')
  await petra.getByRole('link', { name: 'Main catalog' }).click()
  await petra.getByRole('button', { name: 'Undo last version' }).click()
  await expect(petra.getByText(`Version ${version + 1}, undo`)).toBeVisible()
  await expect(async () => {
    await lin.goto('/en/catalog?q=quokka')
    await expect(lin.locator('#main').getByText('Nothing matches')).toBeVisible({ timeout: 500 })
  }).toPass({ timeout: 4000 })
})

test('what is no table is refused with a clear word', async ({ as }) => {
  const petra = await as('petra@ostrava-fasteners.example')
  await petra.goto('/en/selling')
  await petra.getByRole('link', { name: 'Main catalog' }).click()
  await petra
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: '../../etc/passwd.csv', mimeType: 'text/csv', buffer: Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0]) })
  await petra.getByRole('button', { name: 'Next' }).click()
  await expect(petra.getByText('neither a CSV nor an XLSX')).toBeVisible()
})
