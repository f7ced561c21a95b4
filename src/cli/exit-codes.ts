/** What the exit code of every command means; docs/reference/cli.md lists the same table. */
export const EXIT_CODES = {
  ok: { code: 0, meaning: 'It worked. Warnings alone do not change this.' },
  negative: {
    code: 1,
    meaning:
      'It ran and the answer is negative: the pack has errors or was not confirmed, a test failed, a replay differs, a term does not match, no line could be judged, a picture or an item is not simply allowed, the machine has a fault.',
  },
  usage: {
    code: 2,
    meaning: 'The command, an option or a file that was given cannot be used; nothing was done.',
  },
  unreachable: {
    code: 3,
    meaning: 'The service cannot be reached, or the work could not go on. Trying again is safe.',
  },
  refused: {
    code: 4,
    meaning:
      'The service answered and refused: a wrong key, a missing scope, an id that it does not know, a plan that grew old.',
  },
  cannotStart: {
    code: 5,
    meaning: 'The service cannot start: the port or the data directory is in use, or the pack has errors.',
  },
  stopped: {
    code: 6,
    meaning:
      'A run of the lab stopped: evidence is missing, or a gate was not passed. Its last step says what would supply it.',
  },
  fault: { code: 70, meaning: 'A fault of Haechi itself; `--debug` shows the trace to report.' },
  interrupted: { code: 130, meaning: 'Stopped by Ctrl-C; nothing is left half-done.' },
} as const satisfies Readonly<Record<string, { code: number; meaning: string }>>

export type ExitName = keyof typeof EXIT_CODES
