import NextAuth from 'next-auth'
import { authOptions } from '@/lib/parties/identity/auth-options'

const handler = (request: Request, context: { params: Promise<{ nextauth: string[] }> }) =>
  NextAuth(authOptions(request.headers.get('user-agent')))(request, context)

export { handler as GET, handler as POST }
