import { Badge, Card, Group, Stack, Text, Title } from '@mantine/core'
import { getTranslations } from 'next-intl/server'
import { NewApiToken, RotateApiToken } from '@/components/parties/identity/api-tokens'
import { TokenCertificate } from '@/components/parties/identity/token-certificate'
import { ActionButton } from '@/components/ui/action-button'
import { DataTable } from '@/components/ui/data-table'
import { AnchorLink } from '@/components/ui/links'
import { RelativeTime } from '@/components/ui/relative-time'
import { said } from '@/components/ui/said'
import { scopesFor } from '@/lib/parties/identity/model'
import { listApiTokens } from '@/lib/parties/identity/queries'
import type { ReadContext } from '@/lib/platform/context'
import { env } from '@/lib/platform/env'
import { createApiTokenAction, revokeApiTokenAction, rotateApiTokenAction, setTokenCertificateAction } from '../../../actions/identity'

const SOON_MS = 14 * 86_400_000

/** The tokens with which the organization's programs act, for its administrators. */
export async function ApiTokensCard({ ctx }: { ctx: ReadContext }) {
  const t = await getTranslations('apiTokens')
  const tokens = await listApiTokens(ctx)
  return (
    <Card withBorder id="api">
      <Title order={2} mb="sm">
        {t('title')}
      </Title>
      <Stack>
        <Text size="sm" c="dimmed">
          {t('text')}{' '}
          <AnchorLink href="/developers" underline="always">
            {t('reference')}
          </AnchorLink>
        </Text>
        {tokens.length > 0 && <Tokens tokens={tokens} ctx={ctx} />}
        <NewApiToken action={createApiTokenAction} possible={scopesFor(ctx.actor.kinds)} />
      </Stack>
    </Card>
  )
}

interface TokensProps {
  tokens: Awaited<ReturnType<typeof listApiTokens>>
  ctx: ReadContext
}

async function Tokens({ tokens, ctx }: TokensProps) {
  const t = await getTranslations('apiTokens')
  const state = (expiresAt: Date) => {
    const left = expiresAt.getTime() - ctx.now.getTime()
    if (left <= 0) return <Badge color="red">{t('ended')}</Badge>
    return left < SOON_MS ? <Badge color="orange">{t('endsSoon')}</Badge> : null
  }
  return (
    <DataTable
      caption={t('title')}
      columns={[
        { key: 'name', header: t('name') },
        { key: 'scopes', header: t('scopes') },
        { key: 'by', header: t('by') },
        { key: 'used', header: t('used') },
        { key: 'ends', header: t('ends') },
        { key: 'actions', header: '' },
      ]}
      rows={tokens.map((token) => ({
        id: token.id,
        cells: {
          name: (
            <>
              {token.name}{' '}
              <Text span size="xs" c="dimmed" ff="monospace">
                {token.prefix}…
              </Text>
              {token.certificate && (
                <Text size="xs" c="dimmed" ff="monospace">
                  SHA-256 {token.certificate.slice(0, 16)}…
                </Text>
              )}
            </>
          ),
          scopes: token.scopes.map((scope) => said(t, `scope.${scope.replace(':', '_')}`)).join(', '),
          by: token.createdBy.name,
          used: token.lastUsedAt ? <RelativeTime at={token.lastUsedAt.toISOString()} /> : t('never'),
          ends: (
            <>
              <RelativeTime at={token.expiresAt.toISOString()} /> {state(token.expiresAt)}
              {token.previousUntil && token.previousUntil > ctx.now && (
                <Text size="xs" c="dimmed">
                  {t('previous')} <RelativeTime at={token.previousUntil.toISOString()} />
                </Text>
              )}
            </>
          ),
          actions: <TokenActions ctx={ctx} token={token} />,
        },
      }))}
    />
  )
}

async function TokenActions({ ctx, token }: Pick<TokensProps, 'ctx'> & { token: Awaited<ReturnType<typeof listApiTokens>>[number] }) {
  const t = await getTranslations('apiTokens')
  return (
    <Group gap="xs" wrap="nowrap">
      {token.expiresAt > ctx.now && <RotateApiToken action={rotateApiTokenAction} tokenId={token.id} name={token.name} />}
      {env().CLIENT_CERTIFICATE_HEADER && (
        <TokenCertificate action={setTokenCertificateAction} tokenId={token.id} name={token.name} hasOne={token.certificate !== null} />
      )}
      <ActionButton
        size="compact-xs"
        variant="default"
        action={revokeApiTokenAction}
        input={{ tokenId: token.id }}
        confirm={t('revokeSure', { name: token.name })}
      >
        {t('revoke')}
      </ActionButton>
    </Group>
  )
}
