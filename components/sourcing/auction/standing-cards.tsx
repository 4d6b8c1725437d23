'use client'

import { Text } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { useEffect, useRef } from 'react'
import type { BidderView } from '@/lib/sourcing/auction/rules/wire'

/** In place of a rank, at a price clock: still in, out, or through. */
export function StandingCard({ view }: { view: BidderView }) {
  const t = useTranslations('room')
  const word = view.eliminated ? 'out' : view.phase === 'closed' ? 'overNow' : view.accepted ? 'inAccepted' : 'in'
  const colour = { out: 'var(--stoa-bad)', inAccepted: 'var(--stoa-good)', in: undefined, overNow: undefined }[word]
  return <StateCard title={t('standing')} word={t(word)} colour={colour} />
}

/** In place of a rank: whether the own bid is in, and that nobody sees it. */
export function SealedCard({ view }: { view: BidderView }) {
  const t = useTranslations('room')
  return (
    <StateCard
      title={t('sealedTitle')}
      word={t(view.standing ? 'handedIn' : 'notHandedIn')}
      colour={view.standing ? 'var(--stoa-good)' : undefined}
      text={t('sealedBidder')}
    />
  )
}

function StateCard({ title, word, colour, text }: { title: string; word: string; colour: string | undefined; text?: string }) {
  return (
    <div>
      <Text size="sm" c="dimmed">
        {title}
      </Text>
      <Text fz={24} fw={700} c={colour} data-testid="rank" aria-live="polite">
        {word}
      </Text>
      {text && <Text size="sm">{text}</Text>}
    </div>
  )
}

/** The own rank; flashes once when it changes. */
export function RankCard({ view, seesRank }: { view: BidderView; seesRank: boolean }) {
  const t = useTranslations('room')
  const before = useRef(view.rank)
  const card = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (before.current === view.rank) return
    before.current = view.rank
    card.current?.animate([{ opacity: 0.2 }, { opacity: 1 }], { duration: 600 })
  }, [view.rank])
  const word = !seesRank ? t('rankHidden') : view.rank === null ? t('noRank') : view.rank === 1 ? t('leading') : t('outbid')
  return (
    <div ref={card}>
      <Text size="sm" c="dimmed">
        {t('rank')}
      </Text>
      <Text
        fz={40}
        fw={700}
        lh={1.1}
        c={view.rank === 1 ? 'var(--stoa-good)' : view.rank ? 'var(--stoa-warn)' : undefined}
        data-testid="rank"
      >
        {view.rank ?? '–'}
      </Text>
      <Text size="sm" aria-live="polite">
        {word}
      </Text>
    </div>
  )
}
