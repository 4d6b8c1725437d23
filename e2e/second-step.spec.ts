import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Page } from '@playwright/test'
import { Secret, TOTP } from 'otpauth'
import { Client } from 'pg'
import { DEMO_PASSWORD } from '../prisma/demo/accounts'
import { databaseNote } from '../scripts/testing/database-note'
import { expect, test } from './support/fixtures'

const database = new Client({ connectionString: readFileSync(databaseNote('3210'), 'utf8') })
test.beforeAll(() => database.connect())
test.afterAll(() => database.end())

/** A company of two with the password of the demo: nobody of the demo's has to sign in with more. */
async function company(): Promise<{ admin: string; colleague: string; close(): Promise<void> }> {
  const [organization, admin, colleague] = [randomUUID(), randomUUID(), randomUUID()]
  const address = (id: string) => `${id.slice(0, 8)}@careful.example`
  await database.query(
    `with o as (insert into organization (id, name, kinds, country, currency) values ($1, 'Careful', '{buyer}', 'DE', 'EUR')),
       u as (insert into "user" (id, email, name, password_hash, email_verified_at)
             select id, left(id::text, 8) || '@careful.example', name, (select password_hash from "user" where email like 'lin@%'), now()
             from (values ($2::uuid, 'Ada Admin'), ($3::uuid, 'Carl Colleague')) as v (id, name))
     insert into membership (id, user_id, organization_id, roles)
     values (gen_random_uuid(), $2, $1, '{buyer_admin}'), (gen_random_uuid(), $3, $1, '{requester}')`,
    [organization, admin, colleague],
  )
  return {
    admin: address(admin),
    colleague: address(colleague),
    async close() {
      await database.query(`update session set revoked_at = now() where user_id in ($1, $2)`, [admin, colleague])
    },
  }
}

async function enter(page: Page, email: string) {
  await page.goto('/en/sign-in')
  await page.locator('input[name=email]').fill(email)
  await page.locator('input[name=password]').fill(DEMO_PASSWORD)
  await page.getByRole('button', { name: 'Sign in', exact: true }).click()
}

/** Adds a code app by what the page shows. @returns a recovery code */
async function addCodeApp(page: Page): Promise<string> {
  await page.getByRole('button', { name: 'Add a code app' }).click()
  const dialog = page.getByRole('dialog', { name: 'Code app' })
  await expect(dialog.getByRole('img', { name: 'QR code for the app' })).toBeVisible()
  const seed = ((await dialog.locator('code').textContent()) ?? '').replaceAll(' ', '')
  await dialog.locator('input[name=code]').fill('000000')
  await dialog.getByRole('button', { name: 'Confirm' }).click()
  await expect(dialog.getByText('That code is not right')).toBeVisible()
  await dialog.locator('input[name=code]').fill(new TOTP({ secret: Secret.fromBase32(seed) }).generate())
  await dialog.getByRole('button', { name: 'Confirm' }).click()
  const codes = page.getByRole('dialog', { name: 'Recovery codes' })
  const text = (await codes.locator('pre').textContent()) ?? ''
  expect(text.split('\n')).toHaveLength(10)
  await codes.getByRole('button', { name: 'I have kept them' }).click()
  return text.split('\n')[0] ?? ''
}

test('with a code app the password alone opens nothing, and a recovery code helps who has lost it', async ({
  page,
  chromiumBrowser,
  baseURL,
}) => {
  const { admin, close } = await company()
  await enter(page, admin)
  await expect(page).toHaveURL(/\/en$/)
  await page.goto('/en/settings')
  await page.getByRole('link', { name: 'Signing in' }).click()
  const recovery = await addCodeApp(page)
  await expect(page.getByRole('cell', { name: 'Code app' })).toBeVisible()
  await expect(page.getByText('10 recovery codes left.')).toBeVisible()

  const context = await chromiumBrowser.newContext({ ...(baseURL && { baseURL }) })
  const elsewhere = await context.newPage()
  await enter(elsewhere, admin)
  await elsewhere.locator('input[name=code]').fill('123456')
  await elsewhere.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(elsewhere.getByRole('alert').filter({ hasText: 'That code is not right' })).toBeVisible()
  await elsewhere.locator('input[name=code]').fill(recovery.toLowerCase())
  await elsewhere.getByRole('button', { name: 'Sign in', exact: true }).click()
  await expect(elsewhere).toHaveURL(/\/en$/)
  await context.close()
  await close()
})

test('a passkey signs in without a password', async ({ page }) => {
  const { admin, close } = await company()
  const devices = await page.context().newCDPSession(page)
  await devices.send('WebAuthn.enable')
  await devices.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  await enter(page, admin)
  await expect(page).toHaveURL(/\/en$/)
  await page.goto('/en/settings/sign-in')
  await page.getByRole('button', { name: 'Add a passkey' }).click()
  await page.getByRole('textbox', { name: 'Name of the device' }).fill('Notebook')
  await page.getByRole('button', { name: 'Make the passkey' }).click()
  await page.getByRole('button', { name: 'I have kept them' }).click()
  await expect(page.getByRole('cell', { name: 'Passkey Notebook' })).toBeVisible()

  await page.context().clearCookies()
  await page.goto('/en/sign-in')
  await page.getByRole('button', { name: 'Sign in with a passkey' }).click()
  await expect(page).toHaveURL(/\/en$/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Ada')
  await close()
})

test('a company asks for a second step: the administrator shows again who she is, and a colleague sets one up first', async ({
  page,
  chromiumBrowser,
  baseURL,
}) => {
  const { admin, colleague, close } = await company()
  await enter(page, admin)
  await expect(page).toHaveURL(/\/en$/)
  await database.query(
    `update session set proven_at = now() - interval '20 minutes' where user_id = (select id from "user" where email = $1)`,
    [admin],
  )
  await page.goto('/en/settings/security')
  await page.getByLabel('Second step').selectOption('everybody')
  await page.getByRole('button', { name: 'Save' }).click()
  const proof = page.getByRole('dialog', { name: 'Is it you?' })
  await proof.locator('input[name=password]').fill('a wrong password')
  await proof.getByRole('button', { name: 'Go on' }).click()
  await expect(proof.getByText('This is not your present password')).toBeVisible()
  await proof.locator('input[name=password]').fill(DEMO_PASSWORD)
  await proof.getByRole('button', { name: 'Go on' }).click()
  // It holds for who has asked for it, too.
  await expect(page.getByRole('heading', { name: 'Second step' })).toBeVisible()
  await addCodeApp(page)
  await expect(page).toHaveURL(/\/en$/)
  await page.goto('/en/settings/security')
  await expect(page.getByRole('row', { name: /Policy changed/ })).toContainText('Ada Admin')
  await expect(page.getByRole('row', { name: /Proof failed/ })).toBeVisible()
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Export' }).click()])
  const lines = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\n')
  expect(lines.map((line) => JSON.parse(line).kind)).toContain('policy_changed')

  const context = await chromiumBrowser.newContext({ ...(baseURL && { baseURL }) })
  const other = await context.newPage()
  await enter(other, colleague)
  await expect(other.getByText('asks for more than a password')).toBeVisible()
  await other.goto('/en/catalog')
  await expect(other).toHaveURL(/second-step/)
  expect((await other.request.get('/api/suggest?q=bolt')).status()).toBe(401)
  await addCodeApp(other)
  await expect(other).toHaveURL(/\/en$/)
  await context.close()
  await close()
})
