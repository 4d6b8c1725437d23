import { OpenAPIHono } from '@hono/zod-openapi'
import messages from '@/messages/en'
import { bidRoutes, eventRoutes, lotRoutes } from './auctions/routes'
import { catalogRoutes } from './catalogs/routes'
import { documentRoutes, orderRoutes } from './orders/routes'

/** The API's description in OpenAPI 3.1, made from the schemas by which it checks. */
export function openApiDocument() {
  const app = new OpenAPIHono()
  const registry = app.openAPIRegistry
  registry.registerComponent('securitySchemes', 'token', { type: 'http', scheme: 'bearer', description: 'A token from the settings.' })
  for (const routes of [eventRoutes, lotRoutes, bidRoutes, catalogRoutes, orderRoutes, documentRoutes])
    for (const route of Object.values(routes)) registry.registerPath(route)
  return app.getOpenAPI31Document({
    openapi: '3.1.0',
    info: { title: 'Stoa API', version: '1', description: messages.developers.about },
    servers: [{ url: '/api/v1' }],
    tags: [{ name: 'Events' }, { name: 'Lots' }, { name: 'Bids' }, { name: 'Catalogs' }, { name: 'Orders' }, { name: 'Order documents' }],
  })
}
