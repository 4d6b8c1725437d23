import { afterEach, beforeEach, expect, test, vi } from 'vitest'

const OLD = 'the data key from before, long enough for this'
const NEW = 'the data key of today, which is long enough too'

/** The modules as they are in a process that was started with these settings. */
async function startedWith(settings: Record<string, string>) {
  vi.resetModules()
  for (const name of ['NEXTAUTH_SECRET', 'NEXTAUTH_SECRET_PREVIOUS', 'DATA_KEY', 'DATA_KEY_PREVIOUS'])
    vi.stubEnv(name, settings[name] ?? '')
  return { ...(await import('./sealed')), ...(await import('./keys')) }
}

const secret = { NEXTAUTH_SECRET: 'a secret of an installation, with 32 letters' }
beforeEach(() => vi.stubEnv('DATABASE_URL', 'postgres://nowhere'))
afterEach(() => vi.unstubAllEnvs())

test('what is sealed is read by its owner alone, and not after a change', async () => {
  const { seal, unseal, isSealed } = await startedWith({ ...secret, DATA_KEY: NEW })
  const sealed = seal('JBSWY3DPEHPK3PXP', 'code app 1')
  expect(sealed).not.toContain('JBSWY3DPEHPK3PXP')
  expect(isSealed(sealed)).toBe(true)
  expect(unseal(sealed, 'code app 1')).toBe('JBSWY3DPEHPK3PXP')
  expect(() => unseal(sealed, 'code app 2')).toThrow()
  const [kind, key, content = ''] = sealed.split('.')
  const turned = `${content.slice(0, -2)}${content.at(-2) === 'A' ? 'B' : 'A'}${content.at(-1)}`
  expect(() => unseal([kind, key, turned].join('.'), 'code app 1')).toThrow()
  expect(seal('same', 'x')).not.toBe(seal('same', 'x'))
})

test('a key is changed while the one from before still opens, and what was sealed anew no longer needs it', async () => {
  const before = await startedWith({ ...secret, DATA_KEY: OLD })
  const sealed = before.seal('text', 'x')
  const both = await startedWith({ ...secret, DATA_KEY: NEW, DATA_KEY_PREVIOUS: OLD })
  expect(both.unseal(sealed, 'x')).toBe('text')
  expect(both.isSealedNow(sealed)).toBe(false)
  const anew = both.seal('text', 'x')
  expect(both.isSealedNow(anew)).toBe(true)
  const after = await startedWith({ ...secret, DATA_KEY: NEW })
  expect(() => after.unseal(sealed, 'x')).toThrow('DATA_KEY_PREVIOUS')
  expect(after.unseal(anew, 'x')).toBe('text')
})

test('without a data key one is made of the secret, and a first data key takes over what that has sealed', async () => {
  const plain = await startedWith(secret)
  const sealed = plain.seal('text', 'x')
  const keyed = await startedWith({ ...secret, DATA_KEY: NEW })
  expect(keyed.unseal(sealed, 'x')).toBe('text')
  expect(keyed.isSealedNow(sealed)).toBe(false)
})

test('a mark counts for its purpose and its text, and through one change of the secret', async () => {
  const before = await startedWith(secret)
  const mark = before.signature('device', 'somebody')
  expect(before.isSigned('device', 'somebody', mark)).toBe(true)
  expect(before.isSigned('link', 'somebody', mark)).toBe(false)
  expect(before.isSigned('device', 'somebody else', mark)).toBe(false)
  const changed = { NEXTAUTH_SECRET: 'another secret of the same installation, later' }
  const during = await startedWith({ ...changed, NEXTAUTH_SECRET_PREVIOUS: secret.NEXTAUTH_SECRET })
  expect(during.isSigned('device', 'somebody', mark)).toBe(true)
  expect(during.signature('device', 'somebody')).not.toBe(mark)
  expect((await startedWith(changed)).isSigned('device', 'somebody', mark)).toBe(false)
})
