'use server'

import { markNotificationsRead } from '@/lib/parties/notifications/commands/mark-read'
import { act } from './act'

export const markNotificationsReadAction = async () => act(markNotificationsRead, {})
