import { z } from 'zod'
import { command } from '@/lib/platform/command'
import { limitRate } from '@/lib/platform/rate-limit'
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
    await limitRate('export-person', userId, EACH_HOUR, 3600)
    ctx.note({ kind: 'person_exported', organizationIds: await organizationsOf(ctx.db, userId) })
  },
  { proof: 'recent' },
)
