import ExcelJS from 'exceljs'
import { agree, expect, test } from './support/fixtures'

const file = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) })

test('lots from a file, a try in the lobby, bids from the filled-in sheet; the hall sees the lead, the buyer what was refused', async ({
  as,
}) => {
  test.setTimeout(180_000)
  const lin = await as('lin@northwind-rail.example')
  await agree(lin)
  await lin.goto('/en/auctions/new')
  await lin.getByRole('textbox', { name: 'Title', exact: true }).fill('Depot supplies')
  const choose = async (page: typeof lin, name: string, chosen: Parameters<typeof file>) => {
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.getByRole('button', { name }).click()])
    await chooser.setFiles(file(...chosen))
  }
  await choose(lin, 'Take lots from a file', ['lots.csv', 'Lot,Line,Quantity,Ceiling\nTape,Tape 50 mm,many,300\n'])
  await expect(lin.getByText('One problem: nothing was taken from the file')).toBeVisible()
  await expect(lin.getByRole('table', { name: 'Problems of the file' })).toContainText('many')
  const rows = ['Tape;Tape 50 mm;400;300', 'Chalk;Chalk, white;100;120', 'Rope;Rope 12 mm;50;900', 'Paint;Paint, red;20;640']
  await choose(lin, 'Take lots from a file', ['lots.csv', `Lot;Line;Quantity;Ceiling\n${rows.join('\n')}\n`])
  await expect(lin.getByRole('textbox', { name: 'Line', exact: true })).toHaveCount(4)
  for (const name of ['Ostrava Fasteners', 'Suzhou Precision Parts']) await lin.getByRole('checkbox', { name }).check()
  await lin.getByRole('button', { name: 'Publish and invite 2' }).click()
  await lin.waitForURL(/\/auctions\/[0-9a-f-]{36}$/)
  const path = new URL(lin.url()).pathname
  const id = path.split('/').at(-1)

  const petra = await as('petra@ostrava-fasteners.example')
  await petra.goto(path)
  await petra.getByRole('button', { name: 'Accept and take part' }).click()
  const room = petra.locator('#main')
  await expect(room.getByText('Connected to the server')).toBeVisible()
  await room.getByRole('textbox', { name: 'Practice bid in EUR' }).fill('301')
  await room.getByRole('button', { name: 'Try it' }).click()
  await expect(room.getByText('Above the ceiling.')).toBeVisible()
  await room.getByRole('textbox', { name: 'Practice bid in EUR' }).fill('299')
  await room.getByRole('button', { name: 'Try it' }).click()
  await expect(room.getByText('As the first bid it would be accepted.')).toBeVisible()

  // Drafted for later, opened now: the same lots once more, at once.
  await lin.getByRole('button', { name: 'Call off' }).click()
  await expect(lin.locator('#main').getByText('cancelled')).toBeVisible()
  await lin.goto('/en/auctions/new')
  await lin.getByRole('textbox', { name: 'Title', exact: true }).fill('Depot supplies, now')
  const lines = await lin.request.get(`/api/events/${id}/workbook?lang=en`)
  const [chooser] = await Promise.all([lin.waitForEvent('filechooser'), lin.getByRole('button', { name: 'Take lots from a file' }).click()])
  await chooser.setFiles({ name: 'lines.xlsx', mimeType: 'application/octet-stream', buffer: await lines.body() })
  await expect(lin.getByRole('textbox', { name: 'Line', exact: true })).toHaveCount(4)
  await lin.getByRole('switch', { name: 'Open at once' }).check({ force: true })
  for (const name of ['Ostrava Fasteners', 'Suzhou Precision Parts']) await lin.getByRole('checkbox', { name }).check()
  await lin.getByRole('button', { name: 'Publish and invite 2' }).click()
  await lin.waitForURL(/\/auctions\/[0-9a-f-]{36}$/)
  const now = new URL(lin.url()).pathname

  await petra.goto(now)
  await petra.getByRole('button', { name: 'Accept and take part' }).click()
  await expect(room.getByText('4 open')).toBeVisible({ timeout: 15_000 })
  await room.getByText('Bids by file').click()
  const sheet = await petra.request.get(`/api/events/${now.split('/').at(-1)}/workbook?lang=en`)
  const workbook = new ExcelJS.Workbook()
  await workbook.xlsx.load((await sheet.body()) as never)
  const column = workbook.getWorksheet('Bids')?.getColumn(5)
  if (column) column.values = ['My bid', 290, 130, 880.5]
  const [sheetChooser] = await Promise.all([petra.waitForEvent('filechooser'), room.getByRole('button', { name: 'Choose a file' }).click()])
  await sheetChooser.setFiles({
    name: 'bids.xlsx',
    mimeType: 'application/octet-stream',
    buffer: Buffer.from((await workbook.xlsx.writeBuffer()) as ArrayBuffer),
  })
  await room.getByRole('button', { name: 'Send 3 bids' }).click()
  const table = room.getByRole('table', { name: 'Bids of the file' })
  await expect(table.getByText('accepted')).toHaveCount(2)
  await expect(table.getByText('Above the ceiling.')).toBeVisible()

  const hall = await lin.context().newPage()
  await hall.goto(`${now}/screen`)
  await expect(hall.getByTestId('screen-lot')).toHaveCount(4)
  await expect(hall.getByTestId('screen-lot').filter({ hasText: 'Rope' })).toContainText('880.50 EUR')
  expect(await hall.content()).not.toContain('Ostrava')

  const console = lin.locator('#main')
  await console.getByText('Incidents').click()
  await expect(console.getByRole('table', { name: 'Incidents' })).toContainText('Bid refused 130.00 EUR: above the ceiling')
})
