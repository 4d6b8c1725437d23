'use server'

import {
  createLandingPage,
  keepLandingPage,
  publishLandingPage,
  removeLandingPage,
} from '@/lib/discovery/landing/commands/save-landing-page'
import { act } from './act'

export const createLandingPageAction = async (input: Parameters<typeof createLandingPage>[1]) => act(createLandingPage, input)
export const keepLandingPageAction = async (input: Parameters<typeof keepLandingPage>[1]) => act(keepLandingPage, input)
export const publishLandingPageAction = async (input: Parameters<typeof publishLandingPage>[1]) => act(publishLandingPage, input)
export const removeLandingPageAction = async (input: Parameters<typeof removeLandingPage>[1]) => act(removeLandingPage, input)
