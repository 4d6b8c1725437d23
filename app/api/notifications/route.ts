import { listNotifications } from '@/lib/parties/notifications/queries'
import { respond } from '../respond'

/** The bell's content. */
export const GET = () =>
  respond(async (ctx) => {
    const { items, unread } = await listNotifications(ctx)
    return Response.json({
      unread,
      items: items.map(({ id, kind, data, href, createdAt, readAt }) => ({ id, kind, data, href, createdAt, read: readAt !== null })),
    })
  })
