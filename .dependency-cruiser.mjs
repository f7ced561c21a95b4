/**
 * The walls of the house, as data: which folder of src/ may import which.
 * docs/architecture.md draws the same table; `npm run walls` holds the code to it.
 */
export const mayImport = {
  core: [],
  stats: ['core'],
  // what pages are written with that are handed on as one file
  page: ['core'],
  rules: ['core'],
  signals: ['core'],
  pack: ['core', 'rules', 'signals'],
  engine: ['core', 'rules', 'signals', 'pack'],
  story: ['core', 'rules', 'pack', 'engine'],
  access: ['core'],
  review: ['core', 'stats', 'rules', 'pack', 'access'],
  enforcement: ['core', 'rules', 'pack'],
  history: ['core', 'rules'],
  lab: ['core', 'stats', 'page', 'rules', 'signals'],
  backtest: ['core', 'stats', 'page', 'rules', 'signals', 'pack', 'engine', 'history'],
  api: [
    ...['core', 'stats', 'rules', 'signals', 'pack', 'engine', 'history', 'backtest', 'lab'],
    ...['access', 'review', 'enforcement'],
  ],
  // store implements the ports that the capabilities declare, each in a file named ports.ts
  store: ['core'],
  client: ['core'],
  demo: ['core', 'stats', 'client'],
  // what may be done is decided in pure code that the server shares
  console: ['core', 'client', 'access', 'review', 'enforcement', 'pack', 'rules', 'lab', 'stats'],
  cli: [
    ...['core', 'stats', 'page', 'rules', 'signals', 'pack', 'engine', 'story', 'history', 'backtest', 'lab'],
    ...['access', 'review', 'enforcement', 'api', 'client', 'demo'],
  ],
}

const walls = Object.entries(mayImport).map(([folder, allowed]) => ({
  name: `${folder}-imports-only-what-it-may`,
  comment: `src/${folder}/ may import ${allowed.join(', ') || 'no other folder'}: see docs/architecture.md.`,
  severity: 'error',
  from: { path: `^src/${folder}/`, pathNot: '\\.test\\.tsx?$' },
  to: {
    path: '^src/',
    pathNot: [
      `^src/(${[folder, ...allowed].join('|')})/`,
      ...(folder === 'store' ? ['^src/.+/ports\\.ts$'] : []),
      ...(['client', 'demo', 'console'].includes(folder) ? ['^src/api/contract/'] : []),
      // A file of known hashes is read where it is chosen.
      ...(folder === 'console' ? ['^src/signals/hash/banks/'] : []),
    ],
  },
}))

export default {
  forbidden: [
    ...walls,
    {
      name: 'no-cycle',
      comment: 'A cycle, types included, means that a wall stands in the wrong place.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'reachable-from-main-or-client',
      comment: 'What main.ts, the SDK, the text library or a worker entry cannot reach is dead: delete it.',
      severity: 'error',
      from: {
        path: '^src/(main|client/client|lab/text/text|stats/stats|console/main)\\.tsx?$|\\.worker\\.ts$',
      },
      to: {
        path: '^src/',
        pathNot:
          '^src/(main|lab/text/text|stats/stats|console/main)\\.tsx?$|\\.worker\\.ts$|\\.test\\.tsx?$|\\.fixture\\.ts$|\\.d\\.ts$',
        reachable: false,
      },
    },
    {
      name: 'reachable-from-a-test',
      comment:
        'Every module is exercised by some test, directly or through its users; workers, what only they use, and the pages, as they are built.',
      severity: 'error',
      from: { path: '\\.(test|worker)\\.tsx?$' },
      to: {
        path: '^src/',
        pathNot: '^src/main\\.ts$|^src/console/|\\.worker\\.ts$|\\.test\\.tsx?$|\\.d\\.ts$',
        reachable: false,
      },
    },
    {
      name: 'console-runs-in-browsers',
      comment: 'No page may need Node; what the pages share with the server is held to it by the build.',
      severity: 'error',
      from: { path: '^src/console/', pathNot: '\\.test\\.tsx?$' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'not-to-unresolvable',
      comment: 'An import that resolves to nothing.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^virtual:' },
    },
    {
      name: 'no-dev-dependency-in-src',
      comment: 'What ships may only import what is installed with it; the console ships as built pages.',
      severity: 'error',
      from: { path: '^src/', pathNot: '\\.(test|fixture)\\.ts$|^src/console/' },
      to: { dependencyTypes: ['npm-dev'] },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
}
