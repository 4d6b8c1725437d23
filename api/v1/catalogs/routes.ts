import { createRoute, z } from '@hono/zod-openapi'
import { saveConfiguratorInput } from '@/lib/catalog/configuration/schemas'
import { offerContent } from '@/lib/catalog/offers/content-schemas'
import { editOffersInput, setAvailabilityInput } from '@/lib/catalog/offers/schemas'
import { instant } from '../common-schemas'
import { answer, body, id, needs, nothing, paging, problems, readProblems, repeatable, summaries } from '../route-parts'

/** What a supplier's programs do with its catalogs. */
const catalogs = { tags: ['Catalogs'] }
const line = z.object({ id: z.uuid(), part: z.string().max(80).describe('the part number') })
const offer = offerContent.meta({ id: 'CatalogLine' })

export const catalogList = z
  .object({
    items: z.array(
      z.object({
        id: z.uuid(),
        name: z.string(),
        offers: z.int().describe('live lines'),
        version: z.int().describe('0 before the first'),
        publishedAt: instant.nullable().describe('when the last version was'),
      }),
    ),
  })
  .meta({ id: 'Catalogs' })

export const linePage = z.object({ items: z.array(offer), next: z.string().nullable() }).meta({ id: 'CatalogLines' })
const version = z.object({ number: z.int(), added: z.int(), changed: z.int(), removed: z.int() }).meta({ id: 'CatalogVersion' })
const availability = z
  .object({ changed: z.int(), unknown: z.array(z.string()).describe('part numbers that the catalog does not hold, a hundred at most') })
  .meta({ id: 'AvailabilityResult' })
const model = saveConfiguratorInput.shape.model.meta({ id: 'ConfigurationModel' })
export const configurator = z
  .object({
    model: model.nullable(),
    outdated: z.boolean().describe('its prices are in another currency than the offer’s: buyers cannot configure it'),
  })
  .meta({ id: 'Configurator' })

export const catalogRoutes = {
  list: createRoute({
    ...catalogs,
    method: 'get',
    path: '/catalogs',
    operationId: 'listCatalogs',
    summary: summaries.listCatalogs,
    ...needs('catalogs:read'),
    responses: { 200: answer(catalogList, 'the organization’s own catalogs'), ...readProblems },
  }),
  lines: createRoute({
    ...catalogs,
    method: 'get',
    path: '/catalogs/{id}/lines',
    operationId: 'listCatalogLines',
    summary: summaries.listCatalogLines,
    description: 'As they were published, with stock and lead time as they are now.',
    ...needs('catalogs:read'),
    request: { params: id, query: paging.extend({ search: z.string().max(80).optional().describe('a part of the part number') }) },
    responses: { 200: answer(linePage, 'a page of lines, by part number'), ...readProblems },
  }),
  publish: createRoute({
    ...catalogs,
    method: 'post',
    path: '/catalogs/{id}/versions',
    operationId: 'publishCatalogLines',
    summary: summaries.publishCatalogLines,
    description: 'Adds, changes and withdraws up to 500 lines as one version. Larger changes come as a file.',
    ...needs('catalogs:write'),
    request: { params: id, headers: repeatable, body: body(editOffersInput.omit({ catalogId: true }).meta({ id: 'CatalogChanges' })) },
    responses: { 201: answer(version, 'the version'), ...problems },
  }),
  availability: createRoute({
    ...catalogs,
    method: 'put',
    path: '/catalogs/{id}/availability',
    operationId: 'setAvailability',
    summary: summaries.setAvailability,
    description: 'Between versions, at once. What a line does not name stays as it is.',
    ...needs('catalogs:write'),
    request: { params: id, body: body(setAvailabilityInput.omit({ catalogId: true }).meta({ id: 'Availability' })) },
    responses: { 200: answer(availability, 'what changed'), ...problems },
  }),
  configurator: createRoute({
    ...catalogs,
    method: 'get',
    path: '/catalogs/{id}/lines/{part}/configurator',
    operationId: 'getConfigurator',
    summary: summaries.getConfigurator,
    ...needs('catalogs:read'),
    request: { params: line },
    responses: { 200: answer(configurator, 'the model; null for none'), ...readProblems },
  }),
  configure: createRoute({
    ...catalogs,
    method: 'put',
    path: '/catalogs/{id}/lines/{part}/configurator',
    operationId: 'saveConfigurator',
    summary: summaries.saveConfigurator,
    description: 'Checked as a whole: rules that contradict each other, formulas that fail and prices below zero are refused.',
    ...needs('catalogs:write'),
    request: { params: line, headers: repeatable, body: body(model) },
    responses: { 204: nothing, ...problems },
  }),
}
