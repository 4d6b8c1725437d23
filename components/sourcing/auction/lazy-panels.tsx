'use client'

import dynamic from 'next/dynamic'

/** What only the buyer's side sees, and only at its time: a bidder's phone does not load it. */
export const BuyerConsole = dynamic(() => import('./buyer-console').then((module) => module.BuyerConsole))
export const AwardPanel = dynamic(() => import('./award-panel').then((module) => module.AwardPanel))
export const NextRound = dynamic(() => import('./next-round').then((module) => module.NextRound))
