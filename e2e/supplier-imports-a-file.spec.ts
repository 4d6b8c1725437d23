import ExcelJS from 'exceljs'
import { agree, expect, test } from './support/fixtures'

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
  await expect(petra.getByText('Not a number: write it like 1234.50.', { exact: true })).toBeVisible()
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

  await agree(petra)
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

test('Petra sees how her workbook is read, changes the sheet and the number format, and finds both the next time', async ({ as }) => {
  const petra = await as('petra@ostrava-fasteners.example')
  const book = new ExcelJS.Workbook()
  book.addWorksheet('lookup', { state: 'hidden' }).addRow(['internal'])
  book.addWorksheet('Terms').addRows([
    ['Terms of delivery', 'DAP'],
    ['valid', '2027'],
  ])
  book
    .addWorksheet('Prices')
    .addRows([
      ['Ostrava price list 2027'],
      ['Part', 'Name', 'Price', 'EAN'],
      ['RD-1', 'Quokka washer', '1.250', '12345678905'],
      ['RD-2', 'Quokka spring', { formula: 'C3*2' }, ''],
    ])
  const workbook = { name: 'price list.xlsx', mimeType: 'application/octet-stream', buffer: Buffer.from(await book.xlsx.writeBuffer()) }
  const upload = async () => {
    await petra.goto('/en/selling')
    await petra.getByRole('link', { name: 'Main catalog' }).click()
    await petra.locator('input[type=file]').first().setInputFiles(workbook)
    await petra.getByRole('button', { name: 'Next' }).click()
    await expect(petra.getByRole('heading', { name: 'What each column means' })).toBeVisible()
  }
  await upload()
  await expect(petra.getByText('Left out because they are hidden: lookup.')).toBeVisible()
  await petra.getByLabel('Sheet').selectOption('Prices')
  await expect(petra.getByLabel('Header in row')).toHaveValue('2')
  const first = petra.getByRole('table', { name: 'The first rows as they will be read' })
  await expect(first.getByRole('row').nth(1)).toContainText('Can mean two things in this column')
  await expect(first.getByRole('row').nth(2)).toContainText('A formula whose value is not in the file')
  await petra.getByLabel('Numbers').selectOption('comma')
  await expect(first.getByRole('row').nth(1)).toContainText('1,250.00 EUR')
  await expect(first.getByRole('row').nth(1)).toContainText('A leading zero was missing and is put back.')
  await petra.getByRole('button', { name: 'Check the rows' }).click()
  await expect(petra.getByRole('heading', { name: '1 row to look at' })).toBeVisible({ timeout: 20_000 })
  await expect(petra.getByRole('heading', { name: '1 row is not taken' })).toBeVisible()
  await petra.getByRole('button', { name: 'Give up' }).click()
  await upload()
  await expect(petra.getByLabel('Sheet')).toHaveValue('Prices')
  await expect(petra.getByLabel('Numbers')).toHaveValue('comma')
})

test('a missing column is named before anything is checked', async ({ as }) => {
  const petra = await as('petra@ostrava-fasteners.example')
  await petra.goto('/en/selling')
  await petra.getByRole('link', { name: 'Main catalog' }).click()
  await petra.locator('input[type=file]').first().setInputFiles(file('Part;Description\nA;Bolt\n'))
  await petra.getByRole('button', { name: 'Next' }).click()
  await petra.getByRole('button', { name: 'Check the rows' }).click()
  await expect(petra.getByText('No column holds “Price”: choose one, or name it in the file’s header.')).toBeVisible()
})
