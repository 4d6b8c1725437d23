const ALWAYS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'permissions-policy': 'camera=(), microphone=(), geolocation=()',
}

/** For every answer, whatever it is: pages, files, programs' answers, errors. The pages' own policy comes with their nonce. */
export const securityHeaders = (publicUrl: string | undefined): Record<string, string> =>
  // Only who is reached by https may ask for nothing else from now on.
  publicUrl?.startsWith('https://') ? { ...ALWAYS, 'strict-transport-security': 'max-age=31536000' } : ALWAYS
