import type { Locale } from '@/lib/platform/i18n/locales'
import type { Translate } from '@/lib/platform/i18n/translator'
import { unitName } from '@/lib/platform/units/units'
import type { ProblemReason, RowProblem, WarningReason } from './read-row'

/** What is wrong with a value and what to do about it. @param t of the namespace `imports` */
export const problemText = (t: Translate, { reason, nearest }: RowProblem<ProblemReason | WarningReason>, locale: Locale): string =>
  t(`reason.${reason}`, { nearest: nearest ? unitName(nearest, locale) : '' })
