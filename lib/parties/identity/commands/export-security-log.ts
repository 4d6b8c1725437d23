import { z } from 'zod'
import { command } from '@/lib/platform/command'
import { forbidden } from '@/lib/platform/errors'
import { may } from '../abilities'

/** Notes that somebody takes the log out of the house; the lines themselves are read as they are sent. */
export const exportSecurityLog = command(
  'identity.export-security-log',
  z.object({ installation: z.boolean().default(false) }),
  may('manage', 'Organization'),
  async (ctx, { installation }) => {
    if (installation && !may('manage', 'Network')(ctx.actor)) throw forbidden()
    ctx.note({ kind: 'exported', about: { what: 'security log', installation } })
  },
)
