'use server'

import {
  createLandingPage,
  publishLandingPage,
  removeLandingPage,
  saveLandingPage,
} from '@/lib/discovery/landing/commands/save-landing-page'
import { act } from './act'

export const createLandingPageAction = async (input: Parameters<typeof createLandingPage>[1]) => act(createLandingPage, input)
export const saveLandingPageAction = async (input: Parameters<typeof saveLandingPage>[1]) => act(saveLandingPage, input)
export const publishLandingPageAction = async (input: Parameters<typeof publishLandingPage>[1]) => act(publishLandingPage, input)
export const removeLandingPageAction = async (input: Parameters<typeof removeLandingPage>[1]) => act(removeLandingPage, input)
