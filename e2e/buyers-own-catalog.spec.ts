import { agree, expect, test } from './support/fixtures'

test('Amara collects drills from three suppliers, joins two, agrees a price for a quantity and adds a note; Jonas sees that and nothing else, and buys', async ({
  as,
}) => {
  test.slow()
  const amara = await as('amara@northwind-rail.example')
  const petra = await as('petra@ostrava-fasteners.example')
  const jonas = await as('jonas@northwind-rail.example', { width: 390 })
  for (const page of [amara, petra]) await agree(page)
  const [main, theirs, seen] = [amara.locator('#main'), petra.locator('#main'), jonas.locator('#main')]
  const cards = seen.getByTestId('product')
  await jonas.goto('/en/catalog?q=drill')
  await expect(cards).toHaveCount(0)

  // Two that are one product, which the supplier says in words of its own.
  await amara.goto('/en/catalogs/duplicates')
  await main.getByRole('button', { name: 'Look for duplicates' }).click()
  await expect(main.getByRole('button', { name: 'Look for duplicates' })).toBeEnabled()
  const first = main.getByTestId('duplicate').filter({ hasText: 'Suzhou' }).filter({ hasText: /drill/i }).first()
  // What the search still finds may come before it.
  const pair = main.getByRole('article', { name: (await first.getAttribute('aria-label')) ?? '' })
  const head = (await pair.getByRole('link').nth(0).getAttribute('href')) ?? ''
  await pair.getByRole('radio').nth(0).check()
  await pair.getByRole('button', { name: 'Merge', exact: true }).click()
  await expect(main.locator(`a[href="${head}"]`)).toHaveCount(0)

  const name = `Drills ${Date.now()}`
  await amara.goto('/en/catalogs')
  await amara.getByRole('textbox', { name: 'Name of a new catalog' }).fill(name)
  await amara.getByRole('button', { name: 'Create' }).click()
  await amara.waitForURL(/\/catalogs\/[0-9a-f-]{36}/)
  await main.getByRole('button', { name: 'Add a rule' }).click()
  for (const supplier of ['Ostrava Fasteners', 'Rhein Schraubenwerk', 'Suzhou Precision Parts'])
    await main.getByRole('checkbox', { name: supplier }).check()
  await main.getByRole('combobox', { name: 'Category' }).fill('271127')
  await amara.getByRole('option', { name: /27112700/ }).click()
  await main.getByRole('button', { name: 'Save' }).click()
  await expect(main.getByRole('heading', { name: /offers in the draft/ })).toBeVisible()
  const row = main
    .locator('tbody tr', { hasText: 'Ostrava Fasteners' })
    .filter({ hasText: /OF-\d+/ })
    .first()
  const part = ((await row.textContent()) ?? '').match(/OF-\d{5}/)?.[0] ?? ''
  const product = (await row.getByRole('link').first().getAttribute('href')) ?? ''
  await main.getByRole('button', { name: 'Publish' }).click()
  await expect(main.getByText('Shows version 1')).toBeVisible()

  await amara.goto('/en/prices')
  await amara.getByRole('combobox', { name: 'Supplier' }).selectOption('Ostrava Fasteners')
  await amara.getByRole('textbox', { name: 'Name', exact: true }).fill(name)
  await amara.getByRole('button', { name: 'Create' }).click()
  await amara.waitForURL(/\/prices\/[0-9a-f-]{36}/)
  await main.locator('input[type=file]').setInputFiles({
    name: 'prices.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(`Part;Price;Agreed\n${part};1,20;500\n`),
  })
  await expect(main.locator('tbody tr', { hasText: part })).toContainText('500 of 500')
  await main.getByRole('button', { name: 'Propose' }).click()
  await expect(main.getByText('Waiting for Ostrava Fasteners to answer.')).toBeVisible()
  await petra.goto('/en/prices?kind=contract')
  await theirs.getByRole('link', { name }).click()
  await theirs.getByRole('button', { name: 'Accept' }).click()
  await expect(theirs.getByText('in force')).toBeVisible()

  await amara.goto(product)
  await main.getByRole('link', { name: 'Add internal content' }).click()
  await amara.waitForURL(/\/enrich$/)
  await main.getByRole('textbox', { name: 'Note, English' }).fill('Only for the wheelset lathe')
  await main.getByRole('button', { name: 'Add an attribute' }).click()
  await main.getByRole('textbox', { name: 'Attribute', exact: true }).fill('Depot')
  await main.getByRole('button', { name: 'Save' }).click()
  await expect(main.getByText('Fill this in.')).toBeVisible()
  await main.getByRole('textbox', { name: 'Value' }).fill('Ostrava-Svinov')
  await main.getByRole('button', { name: 'Save' }).click()
  await expect(amara.getByText('Saved', { exact: true })).toBeVisible()

  await jonas.goto('/en/catalog?q=centrifuge')
  await expect(cards).toHaveCount(0)
  await jonas.goto(head)
  await expect(seen.getByText('2 products shown as one')).toBeVisible()
  await jonas.goto('/en/catalog?q=wheelset+lathe')
  await expect(cards).toHaveCount(1)
  await cards.getByRole('link').first().click()
  await expect(seen).toContainText('Only for the wheelset lathe')
  await expect(seen).toContainText('Ostrava-Svinov says Northwind Rail')
  const offer = seen.locator('tbody tr', { hasText: 'Ostrava Fasteners' })
  await expect(offer).toContainText(`contract “${name}”`)
  await expect(seen.locator('tbody tr', { hasText: 'Lakeside Hardware' })).toHaveCount(0)
  await seen.getByRole('textbox', { name: 'My quantity' }).fill('200')
  await seen.getByRole('button', { name: 'Show prices' }).click()
  await expect(offer).toContainText('240.00')
  await offer.getByRole('button', { name: /Add/ }).click()
  await expect(jonas.getByText('is in the cart')).toBeVisible()
  await jonas.goto('/en/checkout')
  await jonas.getByRole('button', { name: /Place order/ }).click()
  await jonas.waitForURL(/\/orders\/[0-9a-f-]{36}/)
  await expect(seen).toContainText('contract price')
  await petra.reload()
  await expect(theirs.locator('tbody tr', { hasText: part })).toContainText('300 of 500')

  await amara.goto(head)
  await main.getByRole('button', { name: 'Take out' }).last().click()
  await expect(main.getByText('2 products shown as one')).toHaveCount(0)
})
