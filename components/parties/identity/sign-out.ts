/** Ends the session by next-auth's own form and leads to the sign-in page; without its client library, which every page would carry. */
export async function signOut(callbackUrl: string): Promise<void> {
  const { csrfToken } = (await (await fetch('/api/auth/csrf')).json()) as { csrfToken: string }
  await fetch('/api/auth/signout', { method: 'POST', body: new URLSearchParams({ csrfToken, callbackUrl, json: 'true' }) })
  window.location.assign(callbackUrl)
}
