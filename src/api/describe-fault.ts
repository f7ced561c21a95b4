/** A fault as the log may hold it: its name, code and stack, without its message, which could quote content. */
export function describeFault(fault: unknown): { fault: string; code?: string; stack?: string } {
  if (!(fault instanceof Error)) return { fault: typeof fault }
  const { code } = fault as { code?: unknown }
  const frames = (fault.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line))
  return {
    fault: fault.name,
    ...(typeof code === 'string' ? { code } : {}),
    stack: frames.map((line) => line.trim()).join(' | '),
  }
}
