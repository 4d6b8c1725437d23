import { Anchor, Code, Text } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { propertyRows, type Schema, typeOf } from './schema'

/** Where a named schema stands on the page. */
export const schemaAnchor = (name: string): string => `schema-${name}`

/** A schema as a table of its properties; one that has a name as a link to it. */
export function SchemaTable({ schema, label }: { schema: Schema; label: string }) {
  const t = useTranslations('developers')
  const rows = propertyRows(schema)
  if (rows.length === 0) {
    const name = typeOf(schema)
    return (
      <Text size="sm">
        {label}:{' '}
        {schema.$ref ? (
          <Anchor underline="always" href={`#${schemaAnchor(name)}`}>
            {name}
          </Anchor>
        ) : (
          <Code>{name}</Code>
        )}
      </Text>
    )
  }
  return (
    <table className="table reference" aria-label={label}>
      <thead>
        <tr>
          <th>{t('field')}</th>
          <th>{t('type')}</th>
          <th>{t('meaning')}</th>
        </tr>
      </thead>
      <tbody lang="en">
        {rows.map((row) => (
          <tr key={row.path}>
            <td data-label={t('field')}>
              <Code>{row.path}</Code>
            </td>
            <td data-label={t('type')}>
              {row.reference ? (
                <Anchor underline="always" href={`#${schemaAnchor(row.reference)}`}>
                  {row.type}
                </Anchor>
              ) : (
                row.type
              )}
              {row.required && (
                <Text span size="xs" c="dimmed">
                  {' '}
                  {t('required')}
                </Text>
              )}
            </td>
            <td data-label={t('meaning')}>{row.description}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
