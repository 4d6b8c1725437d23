/** What may depend on what; the reasons are in docs/architecture.md and decision 026. */

/** The groups of lib, each a layer: one uses those above it, never those below. A new group is a line here. */
const groups = ['platform', 'documents', 'parties', 'catalog', 'pricing', 'discovery', 'purchasing', 'sourcing', 'insight', 'interop']
const below = (index) => groups.slice(index + 1).join('|')

/** Files of a domain that are pure: a browser may load them. */
const pure = [
  '^lib/platform/(?!db|jobs|outbox|mail|command)',
  '^lib/.+(model|kinds|schemas|states|views|abilities)\\.ts$',
  '^lib/sourcing/auction/rules/',
  '^lib/pricing/rules/',
]

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    ...groups.slice(0, -1).map((group, index) => ({
      name: `${group}-uses-no-group-below-it`,
      severity: 'error',
      from: { path: `^lib/${group}/` },
      to: { path: `^lib/(${below(index)})/` },
    })),
    {
      name: 'every-domain-is-in-a-group',
      severity: 'error',
      from: {},
      to: { path: `^lib/(?!(${groups.join('|')})/)` },
    },
    {
      name: 'internal-is-a-domains-own',
      severity: 'error',
      from: { path: '^lib/([^/]+)/([^/]+)/' },
      to: { path: '^lib/[^/]+/.+/internal/', pathNot: '^lib/$1/$2/' },
    },
    {
      name: 'internal-is-not-for-screens-and-programs',
      severity: 'error',
      from: { pathNot: '^(lib|bench)/' },
      to: { path: '^lib/[^/]+/.+/internal/' },
    },
    {
      name: 'components-know-pure-files-only',
      severity: 'error',
      from: { path: '^components' },
      to: { path: ['^lib/', '^app'], pathNot: pure, dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'lib-does-not-know-screens',
      severity: 'error',
      from: { path: '^lib' },
      to: { path: ['^api', '^app', '^components', '^scripts', '^bench', '^prisma/demo'] },
    },
    {
      name: 'the-api-knows-no-screens',
      severity: 'error',
      from: { path: '^api' },
      to: { path: ['^app', '^components', '^scripts', '^bench'] },
    },
    {
      name: 'models-are-pure',
      severity: 'error',
      from: { path: ['^lib/.+/(model|states)\\.ts$', '^lib/sourcing/auction/rules/', '^lib/pricing/rules/'] },
      to: { path: ['^lib/platform/(db|jobs|log|mail|env)', '^node:', 'queries\\.ts$', '/commands/'] },
    },
    { name: 'nothing-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: ['\\.next', 'generated', '\\.test\\.ts$', '\\.css$'] },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
}
