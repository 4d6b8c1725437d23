import { createHash, X509Certificate } from 'node:crypto'
import type { IncomingHttpHeaders } from 'node:http'
import { env } from '@/lib/platform/env'

/** A certificate by what tells it apart from every other, and until when it is valid. */
export interface ClientCertificate {
  /** SHA-256 of the DER encoding, lower-case hex */
  fingerprint: string
  /** null where only the fingerprint is known */
  endsAt: Date | null
}

/** A certificate's text with the blanks that proxies turn line ends into. */
const asPem = (text: string): string => {
  const body = text.replace(/-----(BEGIN|END) CERTIFICATE-----/g, '').replace(/\s+/g, '')
  return `-----BEGIN CERTIFICATE-----\n${body.replace(/.{64}/g, '$&\n')}\n-----END CERTIFICATE-----\n`
}

/**
 * Reads a certificate in PEM, escaped for an address or not, or its SHA-256 fingerprint in hex.
 * @returns null when it is neither
 */
export function readCertificate(text: string): ClientCertificate | null {
  if (text.length > 16_000) return null
  const hex = text.trim().replaceAll(':', '').toLowerCase()
  if (/^[0-9a-f]{64}$/.test(hex)) return { fingerprint: hex, endsAt: null }
  try {
    const certificate = new X509Certificate(asPem(text.includes('%') ? decodeURIComponent(text) : text))
    return { fingerprint: createHash('sha256').update(certificate.raw).digest('hex'), endsAt: new Date(certificate.validTo) }
  } catch {
    return null
  }
}

/**
 * The certificate by which a client has opened its connection to the proxy in front, which alone can say so: it sets the header and
 * takes away what a client has written there.
 */
export function certificateFrom(headers: IncomingHttpHeaders): ClientCertificate | null {
  const { CLIENT_CERTIFICATE_HEADER: name } = env()
  const value = name && headers[name]
  return typeof value === 'string' && value ? readCertificate(value) : null
}
