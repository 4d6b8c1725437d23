import { Badge, Card, Code, Group, Stack, Text, Title } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { said } from '@/components/ui/said'
import type { Schema } from './schema'
import { SchemaTable } from './schema-table'

interface Content {
  [mediaType: string]: { schema?: Schema }
}

/** The parts of an OpenAPI operation that the reference shows. */
export interface Operation {
  operationId: string
  description?: string
  security: Record<string, string[]>[]
  parameters?: { name: string; in: string; required?: boolean; schema: Schema }[]
  requestBody?: { content: Content }
  responses: Record<string, { description: string; content?: Content }>
}

const colours: Record<string, string> = { get: 'blue', post: 'green', put: 'orange' }

/** One operation of the API: what it is for, what it takes, what it answers. */
export function OperationCard({ method, path, operation }: { method: string; path: string; operation: Operation }) {
  const t = useTranslations('developers')
  const scope = Object.values(operation.security[0] ?? {})[0]?.[0]
  const body = operation.requestBody?.content['application/json']?.schema
  const parameters: Schema = {
    properties: Object.fromEntries((operation.parameters ?? []).map(({ name, schema }) => [name, schema])),
    required: (operation.parameters ?? []).filter(({ required }) => required).map(({ name }) => name),
  }
  return (
    <Card withBorder id={operation.operationId}>
      <Stack gap="xs">
        <Group gap="xs" lang="en">
          <Badge color={colours[method] ?? 'gray'}>{method}</Badge>
          <Code style={{ overflowWrap: 'anywhere' }}>/api/v1{path}</Code>
          {scope && <Badge color="gray">{scope}</Badge>}
        </Group>
        <Title order={3}>{said(t, `operation.${operation.operationId}`)}</Title>
        {operation.description && (
          <Text size="sm" lang="en">
            {operation.description}
          </Text>
        )}
        {Object.keys(parameters.properties ?? {}).length > 0 && <SchemaTable schema={parameters} label={t('parameters')} />}
        {body && <SchemaTable schema={body} label={t('body')} />}
        {Object.entries(operation.responses)
          .filter(([status, { content }]) => status < '300' || (status === '409' && content))
          .map(([status, { description, content }]) => (
            <div key={status}>
              <Text size="sm" lang="en">
                <Code>{status}</Code> {description}
              </Text>
              {content?.['application/json']?.schema && <SchemaTable schema={content['application/json'].schema} label={t('answer')} />}
            </div>
          ))}
      </Stack>
    </Card>
  )
}
