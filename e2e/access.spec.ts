import { expect, signIn, test } from './support/fixtures'

test('a visitor is sent to sign in, a wrong password is told, sign-out ends the session', async ({ page }) => {
  await page.goto('/en/orders')
  await expect(page).toHaveURL(/sign-in/)
  await page.locator('input[name=email]').fill('lin@northwind-rail.example')
  await page.locator('input[name=password]').fill('not the password')
  await page.locator('button[type=submit]').click()
  await expect(page.getByText('E-mail or password is wrong')).toBeVisible()

  await signIn(page, 'lin@northwind-rail.example')
  // From now on guesses from elsewhere do not keep her out of this browser.
  expect(await page.context().cookies(new URL('/api/auth', page.url()).href)).toContainEqual(
    expect.objectContaining({ name: 'stoa.device', httpOnly: true, path: '/api/auth' }),
  )
  await page.getByRole('button', { name: 'Account' }).click()
  await page.getByRole('button', { name: 'Sign out' }).click()
  await page.waitForURL(/sign-in/)
  await page.goto('/en/orders')
  await expect(page).toHaveURL(/sign-in/)
})

test("another's document is not found, a page without the role is forbidden", async ({ as }) => {
  const lin = await as('lin@northwind-rail.example')
  await lin.goto('/en/orders')
  const href = await lin.locator('tr[data-href]').first().getAttribute('data-href')
  const chen = await as('chen@suzhou-precision.example')
  await chen.goto(`/en${href}`)
  await expect(chen.getByText('belongs to somebody else')).toBeVisible()
  expect(href).toMatch(/\/orders\//)
  await chen.goto('/en/rates')
  await expect(chen.getByText('You may not do this')).toBeVisible()
})

test('what cannot be an id is not found either', async ({ as }) => {
  const petra = await as('petra@ostrava-fasteners.example')
  for (const path of [
    'orders/abc',
    'catalog/abc',
    'auctions/abc',
    'selling/abc',
    'selling/abc/offers',
    'selling/imports/abc',
    'network/abc',
  ]) {
    await petra.goto(`/en/${path}`)
    await expect(petra.getByText('belongs to somebody else'), path).toBeVisible()
  }
  for (const path of ['files/abc', 'orders/abc/pdf', 'imports/abc/progress', 'imports/abc/problems'])
    expect((await petra.request.get(`/api/${path}`)).status(), path).toBe(404)
})

test('somebody founds a company, confirms the address, applies, and is let in by the hub', async ({ as, page }) => {
  await page.goto('/en/sign-up')
  await page.getByLabel('Your name').fill('Noor')
  await page.getByLabel('E-mail').fill('noor@new-buyer.example')
  await page.getByLabel('Company').fill('New Buyer')
  await page.getByRole('button', { name: 'Create an account' }).click()
  await expect(page.getByText('Look into your mail')).toBeVisible()

  const hub = await as('hub@meridian-network.example')
  await expect(async () => {
    await hub.goto('/en/mailbox?to=noor@new-buyer.example')
    await expect(hub.getByText('Confirm your address', { exact: true })).toBeVisible({ timeout: 1000 })
  }).toPass()
  await page.goto((await hub.getByRole('link', { name: /verify\?token=/ }).getAttribute('href')) ?? '')
  await page.locator('input[name=password]').fill('a long enough password')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.waitForURL(/sign-in/)
  await page.locator('input[name=email]').fill('noor@new-buyer.example')
  await page.locator('input[name=password]').fill('a long enough password')
  await page.locator('button[type=submit]').click()
  await page.waitForURL((url) => !url.pathname.includes('sign-in'))
  await page.goto('/en/catalog')
  await expect(page.locator('#main').getByText('No network yet')).toBeVisible()
  await page.goto('/en/network')
  await page.getByRole('checkbox', { name: /I accept the terms/ }).check()
  await page
    .getByRole('button', { name: 'Apply to join' })
    .or(page.getByRole('button', { name: 'Apply', exact: true }))
    .click()
  await expect(page.getByText('applied')).toBeVisible()

  await hub.goto('/en/network')
  await hub.getByRole('link', { name: /members/ }).click()
  await hub.getByRole('row').filter({ hasText: 'New Buyer' }).getByRole('button', { name: 'Accept' }).click()
  await expect(hub.getByRole('row').filter({ hasText: 'New Buyer' })).toContainText('member')
  await page.goto('/en/catalog?q=bolt')
  await expect(page.getByTestId('product').first()).toBeVisible()
})
