import { Command } from 'commander'
import type { CliAdapters } from './adapters.ts'
import { annotateCommand } from './commands/annotate.ts'
import { appealCommand } from './commands/appeal.ts'
import { applyCommand } from './commands/apply.ts'
import { auditCommand } from './commands/audit.ts'
import { backtestCommand } from './commands/backtest.ts'
import { bankCommand } from './commands/bank.ts'
import { checkCommand } from './commands/check.ts'
import { countersCommand } from './commands/counters.ts'
import { dataCommand } from './commands/data.ts'
import { deliveryCommand } from './commands/delivery.ts'
import { demoCommand } from './commands/demo.ts'
import { doctorCommand } from './commands/doctor.ts'
import { endpointCommand } from './commands/endpoint.ts'
import { enforcementCommand } from './commands/enforcement.ts'
import { entityCommand } from './commands/entity.ts'
import { eraseCommand } from './commands/erase.ts'
import { explainCommand } from './commands/explain.ts'
import { goldenCommand } from './commands/golden.ts'
import { hashCommand } from './commands/hash.ts'
import { holdCommand } from './commands/hold.ts'
import { imageCommand } from './commands/image.ts'
import { initCommand } from './commands/init.ts'
import { investigateCommand } from './commands/investigate.ts'
import { itemCommand } from './commands/item.ts'
import { jobsCommand } from './commands/jobs.ts'
import { keysCommand } from './commands/keys.ts'
import { labCommand } from './commands/lab.ts'
import { labelsCommand } from './commands/labels.ts'
import { loginCommand, logoutCommand, whoamiCommand } from './commands/login.ts'
import { modelCommand } from './commands/model.ts'
import { modelsCommand } from './commands/models.ts'
import { planCommand } from './commands/plan.ts'
import { protectionCommand } from './commands/protection.ts'
import { qualityCommand } from './commands/quality.ts'
import { queryCommand } from './commands/query.ts'
import { queueCommand } from './commands/queue.ts'
import { registryCommand } from './commands/registry.ts'
import { replayCommand } from './commands/replay.ts'
import { reportsCommand } from './commands/reports.ts'
import { retroactCommand } from './commands/retroact.ts'
import { reviewCommand } from './commands/review.ts'
import { rollbackCommand } from './commands/rollback.ts'
import { ruleCommand } from './commands/rule.ts'
import { rulesCommand } from './commands/rules.ts'
import { screenCommand } from './commands/screen.ts'
import { startCommand } from './commands/start.ts'
import { statementCommand } from './commands/statement.ts'
import { strikesCommand } from './commands/strikes.ts'
import { testCommand } from './commands/test.ts'
import { textCommand } from './commands/text.ts'
import { topCommand } from './commands/top.ts'
import { trainCommand } from './commands/train.ts'
import { userCommand } from './commands/user.ts'
import { versionsCommand } from './commands/versions.ts'
import { EXIT_CODES } from './exit-codes.ts'

/** The command `haechi`. Parsing rejects with Ended or CommanderError; run-cli.ts makes exit codes of them. */
export function program(adapters: CliAdapters): Command {
  const root = new Command('haechi')
    .description('Trust & safety for virtual worlds: screens what players say, wear and build.')
    .version(adapters.version, '-V, --version', 'print the version')
    // A command that hands its options on to its own commands asks for this of its parent.
    .enablePositionalOptions()
    .addHelpText('after', () => `\nExit codes:\n${exitCodeLines()}`)
  for (const make of [
    startCommand,
    initCommand,
    checkCommand,
    testCommand,
    planCommand,
    applyCommand,
    rollbackCommand,
    versionsCommand,
    rulesCommand,
    ruleCommand,
    registryCommand,
    backtestCommand,
    investigateCommand,
    entityCommand,
    queryCommand,
    screenCommand,
    hashCommand,
    imageCommand,
    itemCommand,
    explainCommand,
    replayCommand,
    retroactCommand,
    bankCommand,
    modelsCommand,
    modelCommand,
    textCommand,
    dataCommand,
    labCommand,
    trainCommand,
    topCommand,
    queueCommand,
    jobsCommand,
    annotateCommand,
    reviewCommand,
    goldenCommand,
    labelsCommand,
    reportsCommand,
    qualityCommand,
    protectionCommand,
    enforcementCommand,
    strikesCommand,
    statementCommand,
    appealCommand,
    countersCommand,
    endpointCommand,
    deliveryCommand,
    auditCommand,
    eraseCommand,
    holdCommand,
    keysCommand,
    userCommand,
    loginCommand,
    logoutCommand,
    whoamiCommand,
    demoCommand,
    doctorCommand,
  ])
    root.addCommand(make(adapters))
  settle(root, adapters)
  return root
}

/** A command that was made apart from its parent does not inherit: failing by throwing, and where to write. */
function settle(command: Command, adapters: CliAdapters): void {
  const { stdout, stderr } = adapters
  command
    .exitOverride()
    .showHelpAfterError(`(${pathOf(command)} --help lists what there is)`)
    .configureOutput({
      writeOut: (text) => void stdout.write(text).catch(() => {}),
      writeErr: (text) => void stderr.write(text).catch(() => {}),
      getOutHelpWidth: () => stdout.columns,
      getErrHelpWidth: () => stderr.columns,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
  for (const child of command.commands) settle(child, adapters)
}

function pathOf(command: Command): string {
  return command.parent ? `${pathOf(command.parent)} ${command.name()}` : command.name()
}

function exitCodeLines(): string {
  return Object.values(EXIT_CODES)
    .map(({ code, meaning }) => `  ${String(code).padStart(3)}  ${meaning}`)
    .join('\n')
}
