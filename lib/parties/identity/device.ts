import Bowser from 'bowser'

/** A browser and its system by what it says of itself; null when it says nothing known. */
export function deviceOf(userAgent: string | null): { browser: string; system: string } | null {
  const { browser, os } = userAgent ? Bowser.parse(userAgent) : { browser: {}, os: {} }
  return browser.name && os.name ? { browser: browser.name, system: os.name } : null
}
