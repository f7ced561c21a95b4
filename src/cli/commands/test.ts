import { Command, Option } from 'commander'
import { type Diagnostic, oneLine } from '../../core/diagnostic.ts'
import { checkPack } from '../../pack/check-pack.ts'
import { checkPackTests } from '../../pack/check-pack-tests.ts'
import { folderChange, signatureOrGone } from '../../pack/folder-change.ts'
import { runTests } from '../../story/run-tests.ts'
import { act, type Common } from '../action.ts'
import type { CliAdapters } from '../adapters.ts'
import { counted } from '../counted.ts'
import type { ExitName } from '../exit-codes.ts'
import { CliFailure } from '../failure.ts'
import { interruptible } from '../interrupt.ts'
import { type PackFolder, packFolder, placed, readPack } from '../pack-folder.ts'
import { statusLine } from '../status-line.ts'
import { renderCoverage } from '../test/render-coverage.ts'
import { renderTestRun } from '../test/render-test-run.ts'
import { selectTests } from '../test/select-tests.ts'
import { type Ran, testRunJson } from '../test/test-run-json.ts'

interface Options extends Common {
  readonly only?: string
  readonly as: 'written' | 'live'
  readonly coverage?: true
  readonly watch?: true
}

/** `haechi test` */
export function testCommand(adapters: CliAdapters): Command {
  const command = new Command('test')
    .description("Run a pack's own tests, tests/*.yaml. Exit code 1: a test failed, or the pack has errors.")
    .argument(
      '[DIR]',
      'folder of the pack (default: HAECHI_PACK, else a pack here or in ./pack, else the starter)',
    )
    .option('--only <PATTERN>', 'run only tests with this in their name or file; * stands for anything')
    .addOption(
      new Option(
        '--as <HOW>',
        'whether rules have force as they are written, or all of them; a test may say it itself',
      )
        .choices(['written', 'live'])
        .default('written'),
    )
    .option('--coverage', 'tell what the tests do not reach: rules, conditions, features')
    .option('--watch', 'run again at each change of the pack, until Ctrl-C')
  return act<Options>(command, adapters, ([dirs = []], options) =>
    interruptible(adapters, (signal) =>
      options.watch
        ? watchAndTest(adapters, dirs[0], options, signal)
        : testOnce(adapters, packFolder(adapters, dirs[0]), options, signal),
    ),
  )
}

async function watchAndTest(
  adapters: CliAdapters,
  dir: string | undefined,
  options: Options,
  signal: AbortSignal,
): Promise<ExitName> {
  const { stdout, stderr } = adapters
  const folder = packFolder(adapters, dir)
  let exit: ExitName
  let since: string
  do {
    since = await signatureOrGone(folder.path)
    if (stdout.isTTY && !options.json) await stdout.write('\x1b[2J\x1b[3J\x1b[H')
    exit = await testOnce(adapters, folder, options, signal).catch(async (fault: unknown) => {
      // What cannot be read now may be whole again after the next change.
      if (!(fault instanceof CliFailure)) throw fault
      await stderr.write(`haechi: ${fault.message}\n`)
      return fault.exit
    })
    if (!options.json && !signal.aborted) await stdout.write(`\nWatching ${folder.shown}; Ctrl-C ends.\n`)
  } while (await folderChange(folder.path, since, signal))
  return exit
}

async function testOnce(
  adapters: CliAdapters,
  folder: PackFolder,
  options: Options,
  signal: AbortSignal,
): Promise<ExitName> {
  const { stdout } = adapters
  const ran = await run(adapters, folder, options, signal)
  if (options.json) await stdout.write(testRunJson(ran, folder))
  else await stdout.write(render(ran, folder))
  if (signal.aborted && !options.watch) return 'interrupted'
  return ran.ok ? 'ok' : 'negative'
}

async function run(
  { stderr }: CliAdapters,
  folder: PackFolder,
  { only, as, coverage }: Options,
  signal: AbortSignal,
): Promise<Ran> {
  const started = performance.now()
  const files = await readPack(folder)
  const checked = checkPack(files)
  const { tests: all, diagnostics } = checked.pack
    ? checkPackTests(files, checked.pack)
    : { tests: [], diagnostics: checked.diagnostics }
  const errors = diagnostics.filter(({ severity }) => severity === 'error')
  const seconds = () => Math.round(performance.now() - started) / 1000
  if (checked.pack === undefined || errors.length > 0)
    return { run: undefined, diagnostics: errors, tests: all, ok: false, seconds: seconds() }
  if (all.length === 0)
    throw new CliFailure(
      'usage',
      `${folder.shown} has no tests; write some into ${folder.shown}/tests/, as docs/pack.md tells`,
    )
  const tests = selectTests(all, only)
  if (tests.length === 0)
    throw new CliFailure(
      'usage',
      `None of the ${counted(all.length, 'test')} has "${only}" in its name or file`,
    )
  const status = statusLine(stderr)
  const done = await runTests(checked.pack, tests, {
    as,
    coverage: coverage === true,
    stop: signal,
    onTest: ({ name }, i) => status.show(`${i + 1}/${tests.length}  ${name}`),
  })
  status.clear()
  const ok = done.results.every(({ failures }) => failures.length === 0)
  return { run: done, diagnostics, tests, ok, seconds: seconds() }
}

function render({ run, diagnostics, seconds }: Ran, folder: PackFolder): string {
  const told = diagnostics.map((one: Diagnostic) => `${oneLine(placed(one, folder))}\n`).join('')
  if (run === undefined)
    return `${told}${folder.shown}: ${counted(diagnostics.length, 'error')}; nothing was run\n`
  const coverage = run.coverage === undefined ? '' : `\n${renderCoverage(run.coverage, folder)}`
  return `${told}${renderTestRun(run.results, folder, seconds)}${coverage}`
}
