import { z } from 'zod'
import { command } from '@/lib/platform/command'
import { may } from '../abilities'
import { organizationsOf } from '../internal/user-notes'

/** Copies that one person takes within an hour. */
const EACH_HOUR = 10

/** Notes that a person takes a copy of what is kept about them. @throws AppError rate_limited */
export const exportPerson = command(
  'identity.export-person',
  z.void(),
  may('use', 'Own'),
  async (ctx) => {
    const { userId } = ctx.actor
    ctx.note({ kind: 'person_exported', organizationIds: await organizationsOf(ctx.db, userId) })
  },
  { proof: 'recent', limit: { uses: EACH_HOUR, seconds: 3600 } },
)
