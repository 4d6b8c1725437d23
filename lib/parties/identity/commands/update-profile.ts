import { command } from '@/lib/platform/command'
import { may } from '../abilities'
import { profileInput } from '../schemas'

/** The user's own name, language, time zone and way to write numbers. */
export const updateProfile = command('identity.update-profile', profileInput, may('use', 'Own'), async (ctx, input) => {
  await ctx.db.user.update({ where: { id: ctx.actor.userId }, data: input })
  ctx.audit({
    entity: 'User',
    entityId: ctx.actor.userId,
    after: { locale: input.locale, timeZone: input.timeZone, numberFormat: input.numberFormat },
  })
})
