import type { SearchParams } from '@/lib/discovery/search/schemas'

/** The address of a search: every filter in it, defaults left out. */
export function catalogHref(params: Partial<SearchParams>): string {
  const query = new URLSearchParams()
  for (const [key, value] of Object.entries(params)) {
    if (value === undefined || value === '' || (key === 'page' && value === 1) || (key === 'sort' && value === 'relevance')) continue
    for (const each of Array.isArray(value) ? value : [value]) query.append(key, String(each))
  }
  const text = query.toString()
  return text ? `/catalog?${text}` : '/catalog'
}
