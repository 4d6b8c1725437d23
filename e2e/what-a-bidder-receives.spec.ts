import type { Page } from '@playwright/test'
import { agree, expect, test } from './support/fixtures'

/** Everything that a browser gets from the server: pages, data and the socket's frames, as text. */
function record(page: Page): string[] {
  const received: string[] = []
  page.on('websocket', (socket) => socket.on('framereceived', ({ payload }) => received.push(String(payload))))
  page.on('response', async (response) => {
    const type = response.headers()['content-type'] ?? ''
    if (/html|json|x-component|event-stream/.test(type)) received.push(await response.text().catch(() => ''))
  })
  return received
}

/** Places where a secret turned up, with some text around each. */
const leaks = (received: string[], secret: RegExp) =>
  received.flatMap((text) => {
    const at = text.search(secret)
    return at < 0 ? [] : [text.slice(Math.max(0, at - 80), at + 80)]
  })

test('nothing that reaches a bidder’s browser tells a rival’s name, limit or sealed bid, the reserve or what was paid before', async ({
  as,
}) => {
  test.setTimeout(180_000)
  const lin = await as('lin@northwind-rail.example')
  await agree(lin)
  const petra = await as('petra@ostrava-fasteners.example')
  const chen = await as('chen@suzhou-precision.example')
  const received = record(chen)

  const hold = async (title: string, format: string) => {
    await lin.goto('/en/auctions/new')
    await lin.getByRole('textbox', { name: 'Title', exact: true }).fill(title)
    await lin.getByRole('textbox', { name: 'Line', exact: true }).fill('Bracket')
    await lin.getByLabel('Last unit price').fill('961.37')
    await lin.getByLabel(/^Ceiling in/).fill('1000')
    await lin.getByLabel(/^Reserve in/).fill('812.34')
    await lin.getByLabel('Format').selectOption(format)
    await lin.getByRole('switch', { name: 'Open at once' }).check({ force: true })
    for (const name of ['Ostrava Fasteners', 'Suzhou Precision Parts']) await lin.getByRole('checkbox', { name }).check()
    await lin.getByRole('button', { name: 'Publish and invite 2' }).click()
    await lin.waitForURL(/\/auctions\/[0-9a-f-]{36}$/)
    const path = new URL(lin.url()).pathname
    for (const page of [petra, chen]) {
      await page.goto(path)
      await page.getByRole('button', { name: 'Accept and take part' }).click()
      await expect(page.getByText('until the end')).toBeVisible({ timeout: 15_000 })
    }
  }

  await hold('Brackets in the open', 'english-reverse')
  await petra.getByText('Let Stoa bid for me').click()
  await petra.getByLabel('My limit in EUR').fill('876.54')
  await petra.getByRole('button', { name: 'Set limit' }).click()
  await expect(petra.getByText('Limit set', { exact: true })).toBeVisible()
  await expect(chen.getByTestId('lead')).toHaveText(/1,000.00/)
  await chen.getByRole('button', { name: 'Bid', exact: true }).click()
  await expect(chen.getByTestId('rank')).toHaveText('2')
  await lin.locator('#main').getByLabel('Message to all bidders').fill('Ten more minutes')
  await lin.locator('#main').getByRole('button', { name: 'Send' }).click()
  await expect(chen.getByText('Ten more minutes')).toBeVisible()
  await lin.getByRole('button', { name: 'Close now' }).click()
  await expect(chen.getByText('The lot is closed; the buyer decides.')).toBeVisible()
  await chen.getByRole('button', { name: 'Replay the lot' }).click()
  await expect(chen.getByTestId('replay')).toBeVisible()

  await hold('Brackets, sealed', 'sealed-first')
  await petra.getByLabel('My sealed bid in EUR').fill('843.21')
  await petra.getByRole('button', { name: 'Bid', exact: true }).click()
  await expect(petra.getByTestId('rank')).toHaveText('bid is in')
  await chen.getByLabel('My sealed bid in EUR').fill('890')
  await chen.getByRole('button', { name: 'Bid', exact: true }).click()
  await expect(chen.getByTestId('rank')).toHaveText('bid is in')
  await chen.reload()
  await expect(chen.getByTestId('rank')).toHaveText('bid is in')

  expect(received.length).toBeGreaterThan(20)
  // The recording is a real one: what Chen may know is in it.
  expect(leaks(received, /Brackets, sealed/)).not.toEqual([])
  for (const secret of [/Ostrava/, /876[.,]54/, /812[.,]34/, /961[.,]37/, /843[.,]21/])
    expect(leaks(received, secret), String(secret)).toEqual([])
  await lin.getByRole('button', { name: 'Close now' }).click()
  await expect(chen.getByText('The lot is closed; the buyer decides.')).toBeVisible()
  expect(leaks(received, /Ostrava|812[.,]34/)).toEqual([])
})
