import { Anchor, Card, Code, List, ListItem, Stack, Text, Title } from '@mantine/core'
import { getTranslations } from 'next-intl/server'
import { asyncApiDocument } from '@/api/v1/asyncapi'
import { openApiDocument } from '@/api/v1/openapi'
import { type Operation, OperationCard } from '@/components/interop/developers/operation-card'
import type { Schema } from '@/components/interop/developers/schema'
import { SchemaTable, schemaAnchor } from '@/components/interop/developers/schema-table'
import { PageHeader } from '@/components/ui/page-header'
import { said } from '@/components/ui/said'

export async function generateMetadata() {
  return { title: (await getTranslations('developers'))('title') }
}

const CURL = `curl -H "Authorization: Bearer $STOA_TOKEN" -H "Idempotency-Key: $(uuidgen)" \\
     -H "Content-Type: application/json" -d '{"amount": "945.00"}' \\
     https://…/api/v1/lots/…/bids`

/** The API as people read it, made from the same documents as programs read. */
export default async function DevelopersPage() {
  const t = await getTranslations('developers')
  const api = JSON.parse(JSON.stringify(openApiDocument())) as {
    paths: Record<string, Record<string, Operation & { tags: string[] }>>
    components: { schemas: Record<string, Schema> }
  }
  const live = asyncApiDocument()
  const operations = Object.entries(api.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  const tags = [...new Set(operations.flatMap(({ operation }) => operation.tags))]
  return (
    <Stack gap="lg">
      <PageHeader title={t('title')} />
      {t('about')
        .split('\n\n')
        .map((paragraph) => (
          <Text key={paragraph}>{paragraph}</Text>
        ))}
      <Text>
        <Anchor underline="always" href="/api/v1/openapi.json">
          OpenAPI 3.1
        </Anchor>{' '}
        ·{' '}
        <Anchor underline="always" href="/api/v1/asyncapi.json">
          AsyncAPI 3.0
        </Anchor>
      </Text>
      <Code block tabIndex={0}>
        {CURL}
      </Code>
      <Contents tags={tags} operations={operations} />
      {operations.map(({ path, method, operation }) => (
        <OperationCard key={operation.operationId} path={path} method={method} operation={operation} />
      ))}
      <Title order={2}>{t('live')}</Title>
      <Text>{t('liveAbout')}</Text>
      {Object.entries(live.channels.socket.messages).map(([name, message]) => (
        <Card withBorder key={name}>
          <Title order={3} lang="en" mb="xs">
            <Code fz="sm">{name}</Code> {message.summary}
          </Title>
          <SchemaTable schema={message.payload as Schema} label={t('content')} />
        </Card>
      ))}
      <Title order={2}>{t('schemas')}</Title>
      {Object.entries(api.components.schemas).map(([name, schema]) => (
        <Card withBorder key={name} id={schemaAnchor(name)}>
          <Title order={3} lang="en" mb="xs">
            {name}
          </Title>
          <SchemaTable schema={schema} label={name} />
        </Card>
      ))}
      <Title order={2}>{t('problems')}</Title>
      <Problems />
    </Stack>
  )
}

/** The codes that the API's operations can answer with. */
const PROBLEMS = [
  'invalid_input',
  'not_signed_in',
  'forbidden',
  'not_found',
  'conflict',
  'not_possible_now',
  'bid_rejected',
  'order_problem',
  'idempotency_key_reused',
  'rate_limited',
  'unavailable',
  'unexpected',
] as const

interface ContentsProps {
  tags: string[]
  operations: { operation: Operation & { tags: string[] } }[]
}

async function Contents({ tags, operations }: ContentsProps) {
  const t = await getTranslations('developers')
  return (
    <nav aria-label={t('contents')}>
      {tags.map((tag) => (
        <div key={tag}>
          <Text fw={600} lang="en">
            {tag}
          </Text>
          <List size="sm" mb="sm">
            {operations
              .filter(({ operation }) => operation.tags.includes(tag))
              .map(({ operation }) => (
                <ListItem key={operation.operationId}>
                  <Anchor href={`#${operation.operationId}`} style={{ display: 'inline-block', minHeight: 24 }}>
                    {said(t, `operation.${operation.operationId}`)}
                  </Anchor>
                </ListItem>
              ))}
          </List>
        </div>
      ))}
    </nav>
  )
}

async function Problems() {
  const errors = await getTranslations('errors')
  return (
    <List size="sm">
      {PROBLEMS.map((code) => (
        <ListItem key={code} id={code}>
          <Code>{code}</Code> {errors(code)}
        </ListItem>
      ))}
    </List>
  )
}
