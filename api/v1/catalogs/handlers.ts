import type { OpenAPIHono } from '@hono/zod-openapi'
import { saveConfigurator } from '@/lib/catalog/configuration/commands/save-configurator'
import { ownConfigurator } from '@/lib/catalog/configuration/queries'
import { editOffers } from '@/lib/catalog/offers/commands/edit-offers'
import { setAvailability } from '@/lib/catalog/offers/commands/set-availability'
import { listCatalogs, listOffers } from '@/lib/catalog/offers/queries'
import { type ApiEnv, caller, reading } from '../environment'
import { catalogList, catalogRoutes, configurator, linePage } from './routes'

export function serveCatalogs(api: OpenAPIHono<ApiEnv>): void {
  api.openapi(catalogRoutes.list, async (c) => {
    const catalogs = await listCatalogs(reading(c.get('actor')))
    const items = catalogs.map(({ id, name, versions: [last], _count }) => ({
      id,
      name,
      offers: _count.offers,
      version: last?.number ?? 0,
      publishedAt: last?.publishedAt ?? null,
    }))
    return c.json(catalogList.parse({ items }), 200)
  })
  api.openapi(catalogRoutes.lines, async (c) => {
    const { limit, cursor, search } = c.req.valid('query')
    const { offers, next } = await listOffers(reading(c.get('actor')), c.req.valid('param').id, { after: cursor, search, take: limit })
    return c.json(linePage.parse({ items: offers, next }), 200)
  })
  api.openapi(catalogRoutes.publish, async (c) => {
    const input = { catalogId: c.req.valid('param').id, ...c.req.valid('json') }
    return c.json(await editOffers(caller(c, c.req.valid('header')), input), 201)
  })
  api.openapi(catalogRoutes.availability, async (c) => {
    const input = { catalogId: c.req.valid('param').id, ...c.req.valid('json') }
    return c.json(await setAvailability({ actor: c.get('actor') }, input), 200)
  })
  api.openapi(catalogRoutes.configurator, async (c) => {
    const { id, part } = c.req.valid('param')
    return c.json(configurator.parse(await ownConfigurator(reading(c.get('actor')), id, part)), 200)
  })
  api.openapi(catalogRoutes.configure, async (c) => {
    const { id, part } = c.req.valid('param')
    const { id: offerId } = await ownConfigurator(reading(c.get('actor')), id, part)
    await saveConfigurator(caller(c, c.req.valid('header')), { offerId, model: c.req.valid('json') })
    return c.body(null, 204)
  })
}
