/** What may depend on what; the reasons are in docs/architecture.md. */
const domain = '^lib/(?!platform)([^/]+)/'
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'platform-knows-no-domain',
      severity: 'error',
      from: { path: '^lib/platform' },
      to: { path: ['^lib/(?!platform)', '^app', '^components', '^scripts'] },
    },
    {
      name: 'components-know-models-and-schemas-only',
      severity: 'error',
      from: { path: '^components' },
      to: {
        path: ['^lib/(?!platform)', '^app'],
        pathNot: [
          '^lib/[^/]+/(model|schemas|event-schemas|prices|state|states|wire|columns|address|content|views|engine|abilities)\\.ts$',
          '^lib/auction/formats/',
        ],
        dependencyTypesNot: ['type-only'],
      },
    },
    {
      name: 'components-never-touch-the-database',
      severity: 'error',
      from: { path: '^components' },
      to: { path: '^lib/platform/(db|jobs|outbox|mail|command)' },
    },
    {
      name: 'lib-does-not-know-screens',
      severity: 'error',
      from: { path: '^lib' },
      to: { path: ['^api', '^app', '^components', '^scripts', '^bench'] },
    },
    {
      name: 'the-api-knows-no-screens',
      severity: 'error',
      from: { path: '^api' },
      to: { path: ['^app', '^components', '^scripts', '^bench'] },
    },
    {
      name: 'domains-meet-at-models-queries-commands',
      severity: 'error',
      from: { path: domain },
      to: {
        path: domain,
        pathNot: [
          '^lib/$1/',
          '^lib/[^/]+/(model|schemas|prices|pricing-facts|(offer-|product-)?queries|abilities|state|wire|numbers|states|views|content|publish-staged|secrets)\\.ts$',
          '^lib/[^/]+/commands/',
        ],
      },
    },
    {
      name: 'models-are-pure',
      severity: 'error',
      from: { path: '^lib/[^/]+/(model|state)\\.ts$' },
      to: { path: ['^lib/platform/(db|jobs|log|mail|env)', '^node:', '^lib/[^/]+/((offer-|product-)?queries|commands)'] },
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
