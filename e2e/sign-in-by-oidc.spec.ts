import type { Page } from '@playwright/test'
import { expect, test } from './support/fixtures'

/** Goes to the identity provider, which takes the visitor for the owner of this address. */
async function signInElsewhere(page: Page, hint: string) {
  await page.route(/localhost:3211\/authorize/, (route) => {
    const url = new URL(route.request().url())
    url.searchParams.set('login_hint', hint)
    return route.continue({ url: url.href })
  })
  await page.goto('/en/sign-in')
  await page.getByRole('button', { name: 'Northwind ID' }).click()
}

test('an identity provider signs in who has that address here, and its session can be ended like any other', async ({ page }) => {
  await signInElsewhere(page, 'lin@northwind-rail.example')
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Lin Wei')
  await page.goto('/en/settings/sign-in')
  await expect(page.getByRole('cell', { name: 'This browser' })).toBeVisible()
})

test('an address that is unknown here, or that the provider has not checked, signs in nobody', async ({ page }) => {
  for (const hint of ['stranger@elsewhere.example', 'unverified:lin@northwind-rail.example']) {
    await signInElsewhere(page, hint)
    await expect(page).toHaveURL(/sign-in\?error=AccessDenied/)
    await expect(page.getByRole('alert').filter({ hasText: 'No account here has the verified address' })).toBeVisible()
  }
})
