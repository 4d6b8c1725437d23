import { expect, test } from './support/fixtures'

test('Tomáš asks for what no catalog shows, Lin answers with an offer, and it lies in his cart', async ({ as }) => {
  const tomas = await as('tomas@northwind-rail.example', { width: 390, locale: 'zh' })
  const lin = await as('lin@northwind-rail.example')
  const wish = `qwertz contraption ${Date.now()}`
  await tomas.goto(`/zh/catalog?q=${encodeURIComponent(wish)}`)
  await tomas.locator('#main').getByRole('link', { name: '请采购员协助' }).click()
  await tomas.waitForURL(/\/requests\?text=/)
  const form = tomas.locator('#main')
  await expect(form.getByLabel('需要什么')).toHaveValue(wish)
  await form.getByLabel('数量').fill('0')
  await form.getByRole('button', { name: '提交申请' }).click()
  await expect(form.getByText('必须大于零').first()).toBeVisible()
  await form.getByLabel('数量').fill('7')
  await form.getByRole('button', { name: '提交申请' }).click()
  await tomas.waitForURL(/\/requests\/[0-9a-f-]{36}/)

  await lin.goto('/en/requests')
  const main = lin.locator('#main')
  await main.getByRole('link', { name: wish }).click()
  await expect(main.getByText('Nothing is found by these words.')).toBeVisible()
  await main.getByRole('searchbox', { name: 'Other words' }).or(main.getByLabel('Other words')).first().fill('safety helmet')
  await lin.keyboard.press('Enter')
  await lin.waitForURL(/q=safety/)
  await main
    .getByRole('button', { name: /^Answer with/ })
    .first()
    .click()
  await expect(main.getByText('answered', { exact: true })).toBeVisible()

  await tomas.reload()
  await form.getByRole('button', { name: '加入购物车' }).click()
  await tomas.waitForURL(/\/cart/)
  await expect(tomas.locator('#main')).toContainText('安全帽')

  // What the company's own store has stands beside what can be bought, and is handed out.
  await tomas.goto('/zh/catalog?q=workwear')
  await tomas.locator('#main').getByRole('link', { name: /^申请/ }).first().click()
  await tomas.waitForURL(/item=/)
  await form.getByRole('button', { name: '提交申请' }).click()
  await tomas.waitForURL(/\/requests\/[0-9a-f-]{36}/)
  await lin.goto(new URL(tomas.url()).pathname.replace('/zh/', '/en/'))
  await main.getByRole('button', { name: 'Handed out' }).click()
  await expect(main.getByText('done', { exact: true })).toBeVisible()
})
