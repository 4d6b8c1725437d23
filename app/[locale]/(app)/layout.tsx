import { getLocale } from 'next-intl/server'
import type { ReactNode } from 'react'
import { ProofProvider } from '@/components/parties/identity/prove-again'
import { AppFrame } from '@/components/shell/app-frame'
import { navigationFor } from '@/components/shell/navigation'
import { NumberFormatProvider } from '@/components/ui/number-format'
import { abilityOf, sidesOf } from '@/lib/parties/identity/abilities'
import { listMyOrganizations } from '@/lib/parties/identity/queries'
import { listNotifications } from '@/lib/parties/notifications/queries'
import { env } from '@/lib/platform/env'
import { isLocale } from '@/lib/platform/i18n/locales'
import { countCartLines } from '@/lib/purchasing/cart/queries'
import { switchOrganizationAction } from '../../actions/identity'
import { markNotificationsReadAction } from '../../actions/notifications'
import { passkeyChallengeAction, proveAgainAction, waysToProveAction } from '../../actions/second-step'
import { pageContext } from '../../request-context'

/** The frame of everything behind the sign-in: navigation by what the user may do. */
export default async function AppLayout({ children }: { children: ReactNode }) {
  const ctx = await pageContext()
  const ability = abilityOf(ctx.actor)
  const [organizations, { unread }, cartLines] = await Promise.all([
    listMyOrganizations(ctx),
    listNotifications(ctx, 1),
    ability.can('use', 'Cart') ? countCartLines(ctx) : 0,
  ])
  const locale = await getLocale()
  return (
    <NumberFormatProvider format={ctx.actor.numberFormat}>
      <AppFrame
        items={navigationFor((action, subject) => ability.can(action, subject), sidesOf(ctx.actor), env().STOA_DEMO)}
        user={{
          name: ctx.actor.userName,
          email: ctx.actor.email,
          organizationId: ctx.actor.organizationId,
          organization: ctx.actor.organizationName,
        }}
        organizations={organizations.map((entry) => ({ id: entry.organizationId, name: entry.organization.name }))}
        unread={unread}
        cartLines={cartLines}
        locale={isLocale(locale) ? locale : 'en'}
        canSearch={ability.can('read', 'Search')}
        switchOrganization={switchOrganizationAction}
        markRead={markNotificationsReadAction}
      >
        <ProofProvider waysToProve={waysToProveAction} passkeyChallenge={passkeyChallengeAction} proveAgain={proveAgainAction}>
          {children}
        </ProofProvider>
      </AppFrame>
    </NumberFormatProvider>
  )
}
