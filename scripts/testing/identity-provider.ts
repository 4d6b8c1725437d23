import { OAuth2Server } from 'oauth2-mock-server'

/**
 * An OpenID provider for the browser tests: it asks nobody anything and says that the visitor is whom the `login_hint` of
 * the authorization request names; a hint that begins with `unverified:` is an address that the provider has not checked.
 */
export async function startIdentityProvider(port: number): Promise<string> {
  const provider = new OAuth2Server()
  await provider.issuer.keys.generate('RS256')
  const hints = new Map<string, string>()
  provider.service.on('beforeAuthorizeRedirect', ({ url }, request) => {
    const hint = new URL(request.url ?? '', 'http://localhost').searchParams.get('login_hint')
    hints.set(url.searchParams.get('code') ?? '', hint ?? 'nobody@nowhere.example')
  })
  provider.service.on('beforeTokenSigning', (token, request) => {
    const hint = hints.get(String((request.body as { code?: string }).code)) ?? ''
    const email = hint.replace('unverified:', '')
    Object.assign(token.payload, {
      sub: email,
      email,
      email_verified: email === hint,
      name: email,
      auth_time: Math.floor(Date.now() / 1000),
    })
  })
  await provider.start(port, 'localhost')
  return provider.issuer.url as string
}
