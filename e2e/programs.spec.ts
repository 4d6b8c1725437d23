import { agree, expect, test } from './support/fixtures'

test('Amara makes a token, a program uses it, she gives it a new secret and ends it', async ({ as, request }) => {
  const amara = await as('amara@northwind-rail.example')
  await amara.goto('/en/settings')
  await amara.locator('#api').getByRole('textbox', { name: 'Name' }).fill('Nightly export')
  await amara.getByRole('button', { name: 'Make a token' }).click()
  await expect(amara.getByText('Fill this in.').first()).toBeVisible()
  await amara.getByRole('checkbox', { name: 'read auctions' }).check()
  await amara.getByRole('button', { name: 'Make a token' }).click()
  const dialog = amara.getByRole('dialog', { name: 'The secret of the token' })
  const secretOf = async () => (await dialog.locator('pre').textContent()) ?? ''
  await expect(dialog).toBeVisible()
  const secret = await secretOf()
  expect(secret).toMatch(/^stoa_/)
  await dialog.getByRole('button', { name: 'Close' }).click()

  const statusWith = async (token: string) =>
    (await request.get('/api/v1/events', { headers: { authorization: `Bearer ${token}` } })).status()
  expect(await statusWith(secret)).toBe(200)
  expect(await statusWith(`${secret}x`)).toBe(401)

  const row = amara.getByRole('row', { name: /Nightly export/ })
  await agree(amara)
  await row.getByRole('button', { name: 'Rotate' }).click()
  await expect(dialog).toBeVisible()
  const renewed = await secretOf()
  await dialog.getByRole('button', { name: 'Close' }).click()
  await expect(row).toContainText('earlier secret works until')
  expect([await statusWith(secret), await statusWith(renewed)]).toEqual([200, 200])

  await row.getByRole('button', { name: 'Revoke' }).click()
  await expect(row).toBeHidden()
  expect([await statusWith(secret), await statusWith(renewed)]).toEqual([401, 401])
})

test('the reference is for everybody, and leads to what tools read', async ({ page, request }) => {
  await page.goto('/en/developers')
  await expect(page.getByRole('heading', { name: 'API reference' })).toBeVisible()
  await page.getByRole('link', { name: 'Set the limit of a proxy bid' }).click()
  await expect(page).toHaveURL(/#setProxy$/)
  await expect(page.locator('#setProxy')).toBeInViewport()
  await expect(page.locator('#setProxy')).toContainText('/api/v1/lots/{id}/proxy')
  expect((await (await request.get('/api/v1/openapi.json')).json()).openapi).toBe('3.1.0')
  expect((await (await request.get('/api/v1/asyncapi.json')).json()).asyncapi).toBe('3.0.0')
})
