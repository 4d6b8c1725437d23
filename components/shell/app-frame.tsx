'use client'

import {
  ActionIcon,
  AppShell,
  AppShellFooter,
  AppShellHeader,
  AppShellMain,
  AppShellNavbar,
  Badge,
  Burger,
  Center,
  Group,
  NavLink,
  Text,
  useComputedColorScheme,
  useMantineColorScheme,
} from '@mantine/core'
import { useDisclosure } from '@mantine/hooks'
import {
  IconBinaryTree2,
  IconBolt,
  IconBooks,
  IconBuildingStore,
  IconChartBar,
  IconCoin,
  IconGavel,
  IconHeart,
  IconHome,
  IconLayout,
  IconListCheck,
  IconMail,
  IconMessageQuestion,
  IconMoon,
  IconPackage,
  IconReceipt,
  IconSearch,
  IconSettings,
  IconShoppingCart,
  IconSun,
  IconTag,
  IconTruckDelivery,
  IconUsersGroup,
} from '@tabler/icons-react'
import { useTranslations } from 'next-intl'
import { type ComponentType, type ReactNode, useEffect } from 'react'
import { AnchorLink } from '@/components/ui/links'
import { Link, usePathname } from '@/lib/platform/i18n/navigation'
import { LanguageSwitch } from './language-switch'
import { LazyCommandPalette } from './lazy-command-palette'
import type { NavigationItem, NavigationKey } from './navigation'
import { NotificationBell } from './notification-bell'
import { SearchBox } from './search-box'
import { UserMenu, type UserMenuProps } from './user-menu'

interface Props extends UserMenuProps {
  items: NavigationItem[]
  unread: number
  cartLines: number
  canSearch: boolean
  markRead: () => Promise<unknown>
  children: ReactNode
}

const icons: Record<NavigationKey, ComponentType<{ size?: number; stroke?: number }>> = {
  home: IconHome,
  catalog: IconSearch,
  favourites: IconHeart,
  lists: IconListCheck,
  requests: IconMessageQuestion,
  cart: IconShoppingCart,
  orders: IconPackage,
  sales: IconTruckDelivery,
  auctions: IconGavel,
  deals: IconBolt,
  selling: IconBuildingStore,
  catalogs: IconBooks,
  prices: IconTag,
  fees: IconReceipt,
  reports: IconChartBar,
  network: IconUsersGroup,
  rates: IconCoin,
  categories: IconBinaryTree2,
  pages: IconLayout,
  settings: IconSettings,
  mailbox: IconMail,
}

/** Rail, top bar, bottom bar on a phone, command palette. */
export function AppFrame(props: Props) {
  const t = useTranslations('nav')
  const [opened, { toggle, close }] = useDisclosure()
  const path = usePathname()
  // biome-ignore lint/correctness/useExhaustiveDependencies: the drawer closes when the page changes
  useEffect(close, [path])
  const active = ({ href }: NavigationItem) => {
    const page = href.split('?')[0] ?? href
    return path === page || (page !== '/' && path.startsWith(`${page}/`))
  }
  return (
    <AppShell
      header={{ height: 52 }}
      navbar={{ width: 208, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      footer={{ height: { base: 56, sm: 0 } }}
      padding="md"
    >
      <a href="#main" className="skip">
        {t('skip')}
      </a>
      <Header opened={opened} toggle={toggle} props={props} />
      <AppShellNavbar p="xs" component="nav" aria-label={t('menu')}>
        {props.items.map((item) => (
          <NavLink
            key={item.key}
            component={Link}
            href={item.href}
            label={t(item.key)}
            active={active(item)}
            leftSection={<Icon name={item.key} />}
            rightSection={item.key === 'cart' && props.cartLines > 0 ? <Badge size="sm">{props.cartLines}</Badge> : null}
          />
        ))}
        <Group hiddenFrom="sm" p="sm">
          <LanguageSwitch />
        </Group>
      </AppShellNavbar>
      <AppShellMain id="main">{props.children}</AppShellMain>
      <AppShellFooter hiddenFrom="sm" component="nav" aria-label={t('quick')}>
        <Group h="100%" justify="space-around" wrap="nowrap" gap={0}>
          {props.items.slice(0, 5).map((item) => (
            <AnchorLink
              key={item.key}
              href={item.href}
              underline="never"
              c={active(item) ? undefined : 'dimmed'}
              ta="center"
              size="xs"
              p={6}
            >
              <Icon name={item.key} />
              <div>{t(item.key)}</div>
            </AnchorLink>
          ))}
        </Group>
      </AppShellFooter>
      <LazyCommandPalette items={props.items} />
    </AppShell>
  )
}

function Icon({ name }: { name: NavigationKey }) {
  const Drawing = icons[name]
  return <Drawing size={18} stroke={1.6} />
}

/** Both drawings are there and the stylesheet shows one: the server does not know which scheme the browser remembers. */
function SchemeToggle({ label }: { label: string }) {
  const { setColorScheme } = useMantineColorScheme()
  const scheme = useComputedColorScheme('light')
  return (
    <ActionIcon variant="subtle" color="gray" aria-label={label} onClick={() => setColorScheme(scheme === 'dark' ? 'light' : 'dark')}>
      <Center component="span" darkHidden>
        <IconMoon size={18} />
      </Center>
      <Center component="span" lightHidden>
        <IconSun size={18} />
      </Center>
    </ActionIcon>
  )
}

function Header({ opened, toggle, props }: { opened: boolean; toggle: () => void; props: Props }) {
  const t = useTranslations('nav')
  return (
    <AppShellHeader>
      <Group h="100%" px="md" gap="sm" wrap="nowrap">
        <Burger opened={opened} onClick={toggle} hiddenFrom="sm" size="sm" aria-label={t('menu')} />
        <AnchorLink href="/" fw={700} underline="never" c="inherit" visibleFrom="sm" w={176}>
          Stoa
        </AnchorLink>
        {props.canSearch ? <SearchBox locale={props.locale} /> : <Text style={{ flex: 1 }} />}
        <Group gap={6} wrap="nowrap" ml="auto">
          <Group visibleFrom="sm">
            <LanguageSwitch />
          </Group>
          <SchemeToggle label={t('theme')} />
          <NotificationBell unread={props.unread} markRead={props.markRead} />
          <UserMenu {...props} />
        </Group>
      </Group>
    </AppShellHeader>
  )
}
