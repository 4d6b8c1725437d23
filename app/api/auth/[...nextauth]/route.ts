import NextAuth from 'next-auth'
import { authOptions } from '@/lib/parties/identity/auth-options'
import { deviceCookie, deviceMark } from '@/lib/parties/identity/known-device'

async function handler(request: Request, context: { params: Promise<{ nextauth: string[] }> }): Promise<Response> {
  let signedIn: string | null = null
  const options = authOptions({
    userAgent: request.headers.get('user-agent'),
    from: request.headers.get('x-forwarded-for'),
    device: deviceMark(request.headers.get('cookie')),
    onSignIn(userId) {
      signedIn = userId
    },
  })
  const response: Response = await NextAuth(options)(request, context)
  if (signedIn) response.headers.append('set-cookie', await deviceCookie(signedIn))
  return response
}

export { handler as GET, handler as POST }
