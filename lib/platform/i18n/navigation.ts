import { createNavigation } from 'next-intl/navigation'
import { routing } from './routing'

/** next/link and the router, aware of the language in the path. */
export const { Link, redirect, usePathname, useRouter } = createNavigation(routing)
