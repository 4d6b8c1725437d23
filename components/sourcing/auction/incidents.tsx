'use client'

import { Card, Text } from '@mantine/core'
import { useTimeZone, useTranslations } from 'next-intl'
import { useEffect, useState } from 'react'
import { formatBid, formatClock } from '@/components/ui/format'
import { useNumberFormat } from '@/components/ui/number-format'
import { said } from '@/components/ui/said'
import { amountUnit } from '@/lib/sourcing/auction/rules/formats/traits'
import type { Incident } from '@/lib/sourcing/auction/rules/wire'
import type { EventDetails } from '@/lib/sourcing/events/views'
import { useBidderNames } from './bidder-names'

const EVERY_MS = 5000

/** Folded until it is wanted: refused bids and the orders of the buyer's side; read again every few seconds while lots run. */
export function Incidents({ event, locale, live }: { event: EventDetails; locale: 'en' | 'zh'; live: boolean }) {
  const t = useTranslations('incidents')
  const [open, setOpen] = useState(false)
  const [incidents, setIncidents] = useState<Incident[] | null>(null)
  const [failed, setFailed] = useState(false)
  useEffect(() => {
    if (!open) return
    let left = false
    const load = async () => {
      const answer = await fetch(`/api/events/${event.id}/incidents`)
        .then((response) => (response.ok ? (response.json() as Promise<{ incidents: Incident[] }>) : null))
        .catch(() => null)
      if (left) return
      setFailed(answer === null)
      if (answer) setIncidents(answer.incidents)
    }
    void load()
    const timer = live ? setInterval(load, EVERY_MS) : undefined
    return () => {
      left = true
      clearInterval(timer)
    }
  }, [open, live, event.id])
  return (
    <Card withBorder>
      <details className="more" onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
        <summary>{t('title')}</summary>
        <Text size="sm" c="dimmed" my="xs">
          {t('text')}
        </Text>
        {failed && (
          <Text size="sm" c="var(--stoa-bad)" role="alert">
            {t('failed')}
          </Text>
        )}
        {incidents?.length === 0 && <Text size="sm">{t('none')}</Text>}
        {incidents && incidents.length > 0 && <List event={event} incidents={incidents} locale={locale} />}
      </details>
    </Card>
  )
}

function List({ event, incidents, locale }: { event: EventDetails; incidents: Incident[]; locale: 'en' | 'zh' }) {
  const t = useTranslations('incidents')
  const zone = useTimeZone() ?? 'UTC'
  const names = useBidderNames(event)
  const lots = new Map(event.lots.map((lot) => [lot.id, lot]))
  return (
    <div style={{ overflowX: 'auto' }}>
      <table className="table" aria-label={t('title')}>
        <thead>
          <tr>
            <th>{t('time')}</th>
            <th>{t('who')}</th>
            <th>{t('lot')}</th>
            <th>{t('what')}</th>
          </tr>
        </thead>
        <tbody>
          {incidents.map((incident) => (
            <tr key={incident.id}>
              <td className="nowrap">{formatClock(incident.at, locale, zone)}</td>
              <td>{incident.alias ? (names.get(incident.alias) ?? incident.alias) : event.buyer.name}</td>
              <td>{lots.get(incident.lotId)?.title}</td>
              <td>
                <What incident={incident} lot={lots.get(incident.lotId)} names={names} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface WhatProps {
  incident: Incident
  lot: EventDetails['lots'][number] | undefined
  names: ReadonlyMap<string, string>
}

function What({ incident, lot, names }: WhatProps) {
  const t = useTranslations('incidents')
  const numbers = useNumberFormat()
  const { kind, code, amount, of = '', reason = '', seconds = 0 } = incident
  const says = said(t, `kind.${kind}`, { of: names.get(of) ?? of, reason, minutes: Math.round(seconds / 6) / 10 })
  return (
    <>
      {says}
      {amount && lot && ` ${formatBid(amount, amountUnit(lot.rules), numbers)}`}
      {code && t.has(`code.${code}` as never) && `: ${said(t, `code.${code}`)}`}
    </>
  )
}
