'use client'

import { Anchor, type AnchorProps, Badge, type BadgeProps, Button, type ButtonProps } from '@mantine/core'
import type { ComponentProps } from 'react'
import { Link } from '@/lib/platform/i18n/navigation'

type LinkProps = Omit<ComponentProps<typeof Link>, keyof AnchorProps | 'color' | 'style'>

/** Mantine's elements as links that keep the language; server components cannot hand them the link themselves. */
export const AnchorLink = (props: AnchorProps & LinkProps) => <Anchor component={Link} {...props} />
export const ButtonLink = (props: ButtonProps & LinkProps) => <Button component={Link} {...props} />
export const BadgeLink = (props: BadgeProps & LinkProps) => <Badge component={Link} {...props} />
