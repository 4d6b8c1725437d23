import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { createApiToken, revokeApiToken, setTokenCertificate } from '@/lib/parties/identity/commands/manage-api-tokens'
import { prisma } from '@/lib/platform/db/client'
import { readEnvironment } from '@/lib/platform/env'
import { startLiveNode } from '@/scripts/testing/live-node'
import { makeWorld, type World } from '@/scripts/testing/world'

// Settings are read once.
vi.hoisted(() => Object.assign(process.env, { CLIENT_CERTIFICATE_HEADER: 'X-Client-Certificate', TRUSTED_PROXIES: '1' }))

/** Of nobody, valid for a century. */
const CERTIFICATE = `-----BEGIN CERTIFICATE-----
MIIBjjCCATOgAwIBAgIUPDxpgP8aq5Yej3AeCgK3qXLKAxUwCgYIKoZIzj0EAwIw
GzEZMBcGA1UEAwwQZXJwLmV4YW1wbGUudGVzdDAgFw0yNjExMjgxODU2MTlaGA8y
MTI2MTEwNDE4NTYxOVowGzEZMBcGA1UEAwwQZXJwLmV4YW1wbGUudGVzdDBZMBMG
ByqGSM49AgEGCCqGSM49AwEHA0IABBTQJpkvVMfdjG1Pl3k38dOZYNmO/riK0CK2
yGjpxx3w6bImECR3+QWh9xJej7XMIf9rwlgfS8u5pv2RsPDtnrCjUzBRMB0GA1Ud
DgQWBBQp392Ecpa9YWeVn55gcVmXHva5IDAfBgNVHSMEGDAWgBQp392Ecpa9YWeV
n55gcVmXHva5IDAPBgNVHRMBAf8EBTADAQH/MAoGCCqGSM49BAMCA0kAMEYCIQDY
kKBQXtX9a4z105Jck4WegoBv8LUVgTrewgb7Wg4zVwIhANzlPC0T+rAmqLinmAMV
PUrg6rNKNL5YGLolQ45Wx14d
-----END CERTIFICATE-----
`
/** `openssl x509 -fingerprint -sha256` of it. */
const FINGERPRINT = '07:A1:74:7A:29:E5:14:AD:09:6E:41:6B:3C:DC:13:D3:F3:31:E0:4A:B2:ED:E6:6A:E2:EE:79:2E:6B:04:3E:F5'

let world: World
let node: Awaited<ReturnType<typeof startLiveNode>>
beforeAll(async () => {
  world = await makeWorld()
  node = await startLiveNode(world)
})
afterAll(() => node.stop())

const statusWith = async (certificate: string | null, headers: Record<string, string> = {}) =>
  (await fetch(`${node.url}/api/v1/events`, { headers: { ...headers, ...(certificate && { 'x-client-certificate': certificate }) } }))
    .status

async function token(name: string) {
  const { id, secret } = await createApiToken({ actor: world.buyer }, { name, scopes: ['auctions:read'], days: 1 })
  const set = (certificate: string | null, actor = world.buyer) => setTokenCertificate({ actor }, { tokenId: id, certificate })
  return { id, secret, set }
}

test('a program shows the certificate that the proxy says it has, until it ends or is taken away', async () => {
  const { id, secret, set } = await token('By certificate')
  expect(await statusWith(FINGERPRINT)).toBe(401)
  await set(CERTIFICATE)
  // As proxies hand it on: escaped, in one line, without its frame, or as its hash.
  const body = CERTIFICATE.replace(/-----[A-Z ]+-----/g, '').replace(/\s/g, '')
  for (const shown of [
    encodeURIComponent(CERTIFICATE),
    CERTIFICATE.trim().replaceAll('\n', ' '),
    body,
    FINGERPRINT,
    FINGERPRINT.toLowerCase().replaceAll(':', ''),
  ])
    expect(await statusWith(shown), shown.slice(0, 40)).toBe(200)
  for (const shown of ['', 'x', '%', 'f'.repeat(64), body.replace('M', 'N'), 'A'.repeat(10_000)])
    expect(await statusWith(shown), shown.slice(0, 40)).toBe(401)
  // The secret goes on to work; a wrong one is not helped by a certificate.
  expect(await statusWith(null, { authorization: `Bearer ${secret}` })).toBe(200)
  expect(await statusWith(FINGERPRINT, { authorization: 'Bearer stoa_wrong' })).toBe(401)

  await prisma().apiToken.update({ where: { id }, data: { certificateEndsAt: new Date(Date.now() - 1000) } })
  expect(await statusWith(FINGERPRINT)).toBe(401)
  await set(null)
  const other = await token('Another')
  await other.set(FINGERPRINT)
  expect(await statusWith(FINGERPRINT)).toBe(200)
  await expect(set(CERTIFICATE)).rejects.toMatchObject({ options: { fields: [{ field: 'certificate', reason: 'certificate_taken' }] } })
  await revokeApiToken({ actor: world.buyer }, { tokenId: other.id })
  expect(await statusWith(FINGERPRINT)).toBe(401)
  await set(CERTIFICATE)
})

test('what is no certificate is refused with its field, and nobody sets one for another company', async () => {
  const { set } = await token('Refused')
  for (const wrong of ['', 'x', '-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----', 'f'.repeat(63)])
    await expect(set(wrong)).rejects.toMatchObject({ options: { fields: [{ field: 'certificate', reason: 'certificate' }] } })
  await expect(set(CERTIFICATE, world.outsider)).rejects.toMatchObject({ code: 'not_found' })
})

test('the header counts behind a proxy alone', () => {
  const settings = {
    DATABASE_URL: 'postgresql://x',
    NEXTAUTH_SECRET: 'a'.repeat(32),
    CLIENT_CERTIFICATE_HEADER: 'x-cert',
  } as unknown as NodeJS.ProcessEnv
  expect(() => readEnvironment(settings)).toThrow('TRUSTED_PROXIES')
  expect(readEnvironment({ ...settings, TRUSTED_PROXIES: '1' }).CLIENT_CERTIFICATE_HEADER).toBe('x-cert')
})
