'use client'

import { NativeSelect, TextInput } from '@mantine/core'
import { useTranslations } from 'next-intl'
import { DecimalField } from '@/components/ui/decimal-field'
import { RemoveRow } from '@/components/ui/form-rows'
import type { OptionGroup } from '@/lib/catalog/configuration/schemas'
import { IdField } from './field-parts'
import { replaced } from './model-draft'

type Option = OptionGroup['options'][number]

interface Props {
  options: Option[]
  pictures: { fileId: string; name: string }[]
  problem(path: string): string | undefined
  onChange(options: Option[]): void
  onRename(from: string, to: string): void
}

/** The options of a group as rows of a table: dense, because there are many. */
export function OptionRows({ options, pictures, problem, onChange, onRename }: Props) {
  const t = useTranslations('configurator')
  return (
    <div style={{ overflowX: 'auto' }}>
      <table className="table cells" aria-label={t('options')}>
        <thead>
          <tr>
            <th>{t('name.en')}</th>
            <th>{t('name.zh')}</th>
            <th>{t('id')}</th>
            <th>{t('price')}</th>
            <th>{t('part')}</th>
            <th>{t('moreDays')}</th>
            {pictures.length > 0 && <th>{t('picture')}</th>}
            <th />
          </tr>
        </thead>
        <tbody>
          {options.map((option, index) => (
            <OptionRow
              // biome-ignore lint/suspicious/noArrayIndexKey: short names change while they are typed
              key={index}
              option={option}
              number={index + 1}
              pictures={pictures}
              problem={(field) => problem(`options.${index}.${field}`)}
              onChange={(next) => onChange(replaced(options, index, next))}
              onRename={onRename}
            />
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface OptionRowProps extends Pick<Props, 'onRename' | 'pictures' | 'problem'> {
  option: Option
  /** its place among the options, from 1 */
  number: number
  /** null removes it */
  onChange(next: Option | null): void
}

function OptionRow({ option, number, pictures, problem, onChange, onRename }: OptionRowProps) {
  const t = useTranslations('configurator')
  const change = (changes: Partial<Option>) => onChange({ ...option, ...changes })
  const cell = (field: string, label: string) => ({
    variant: 'unstyled',
    size: 'xs' as const,
    'aria-label': `${label}, ${t('optionNumber', { number })}`,
    error: problem(field),
  })
  return (
    <tr>
      {(['en', 'zh'] as const).map((language) => (
        <td key={language}>
          <TextInput
            {...cell(language === 'en' ? 'name' : '', t(`name.${language}`))}
            miw={110}
            maxLength={120}
            value={option.name[language] ?? ''}
            onChange={({ target }) => change({ name: { ...option.name, [language]: target.value || undefined } })}
          />
        </td>
      ))}
      <td>
        <IdField {...cell('id', t('id'))} miw={84} value={option.id} onRename={(id) => onRename(option.id, id)} />
      </td>
      <td>
        <DecimalField {...cell('price', t('price'))} miw={64} value={option.price} onChange={(price) => change({ price: price || '0' })} />
      </td>
      <td>
        <TextInput
          {...cell('part', t('part'))}
          miw={64}
          maxLength={20}
          value={option.part}
          onChange={({ target }) => change({ part: target.value })}
        />
      </td>
      <td>
        <TextInput
          {...cell('leadTimeDays', t('moreDays'))}
          miw={44}
          inputMode="numeric"
          value={String(option.leadTimeDays)}
          onChange={({ target }) => change({ leadTimeDays: Number(target.value.replace(/\D/g, '').slice(0, 3)) })}
        />
      </td>
      {pictures.length > 0 && (
        <td>
          <PictureField pictures={pictures} option={option} change={change} cell={cell('pictureFileId', t('picture'))} />
        </td>
      )}
      <td>
        <RemoveRow label={`${t('removeOption')} ${number}`} onClick={() => onChange(null)} />
      </td>
    </tr>
  )
}

interface PictureFieldProps extends Pick<OptionRowProps, 'pictures' | 'option'> {
  change: (changes: Partial<Option>) => void
  /** what every cell of the row has */
  cell: { variant: string; size: 'xs'; 'aria-label': string; error: string | undefined }
}

function PictureField({ pictures, option, cell, change }: PictureFieldProps) {
  return (
    <NativeSelect
      {...cell}
      miw={90}
      data={[{ value: '', label: '–' }, ...pictures.map(({ fileId, name }) => ({ value: fileId, label: name }))]}
      value={option.pictureFileId ?? ''}
      onChange={({ target }) => change({ pictureFileId: target.value || null })}
    />
  )
}
