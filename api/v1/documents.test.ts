import { Validator } from '@seriousme/openapi-schema-validator'
import { expect, test } from 'vitest'
import { asyncApiDocument } from './asyncapi'
import { openApiDocument } from './openapi'

test('the description of the API is OpenAPI 3.1, and every operation says its scope and its problems', async () => {
  const document = openApiDocument()
  expect(await new Validator().validate(JSON.parse(JSON.stringify(document)))).toEqual({ valid: true })
  const operations = Object.values(document.paths ?? {}).flatMap((path) =>
    Object.values(path as Record<string, { [key: string]: unknown }>),
  )
  expect(operations.length).toBeGreaterThan(15)
  for (const { operationId, security, responses } of operations) {
    expect([operationId, (security as { token: string[] }[])[0]?.token.length]).toEqual([operationId, 1])
    expect(Object.keys(responses as object)).toEqual(expect.arrayContaining(['400', '401', '403', '404', '429']))
  }
})

test('every reference in the description of the socket leads somewhere', () => {
  const document = asyncApiDocument() as unknown as Record<string, unknown>
  const references = [...JSON.stringify(document).matchAll(/"\$ref":"#\/([^"]+)"/g)].map((match) => match[1] as string)
  expect(references.length).toBeGreaterThan(20)
  for (const reference of references) {
    const found = reference
      .split('/')
      .map((part) => decodeURIComponent(part).replaceAll('~1', '/'))
      .reduce<unknown>((at, part) => (at as Record<string, unknown> | undefined)?.[part], document)
    expect([reference, typeof found]).toEqual([reference, 'object'])
  }
})
