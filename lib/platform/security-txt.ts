/** How long what is said holds without being read again. */
const DAYS = 180

/**
 * Whom to tell of a weakness in this installation. Source: RFC 9116.
 * @param contact an address that begins with mailto: or https:
 */
export function securityTxt(contact: string, publicUrl: string | undefined, now: Date): string {
  const lines = [
    `Contact: ${contact}`,
    `Expires: ${new Date(now.getTime() + DAYS * 86_400_000).toISOString()}`,
    'Preferred-Languages: en, zh',
    ...(publicUrl ? [`Canonical: ${new URL('/.well-known/security.txt', publicUrl)}`] : []),
  ]
  return `${lines.join('\n')}\n`
}
